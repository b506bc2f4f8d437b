/** The squares on slips and of draws, read as a camera reads them. */
import decode from 'qr/decode.js';
import type { Locator, Page } from '@playwright/test';

interface Pixels {
  width: number;
  height: number;
  data: number[];
}

/** What a picture of this square says; a pixel of paper is a few pixels of a camera. */
export async function scan(page: Page, square: Locator): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize()!;
  await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 4, mobile: false });
  const picture = (await square.screenshot()).toString('base64');
  await session.send('Emulation.clearDeviceMetricsOverride');
  const { data, ...size } = await pixels(page, picture);
  return decode({ ...size, data: Uint8ClampedArray.from(data) });
}

/** The pixels of a picture, in a page that forbids none. */
async function pixels(page: Page, picture: string): Promise<Pixels> {
  const blank = await page.context().newPage();
  const found = await blank.evaluate(async (own) => {
    const bytes = Uint8Array.from(atob(own), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    pen.drawImage(image, 0, 0);
    const { width, height, data } = pen.getImageData(0, 0, image.width, image.height);
    return { width, height, data: [...data] };
  }, picture);
  await blank.close();
  return found;
}
