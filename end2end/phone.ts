/** A phone: a browser that keeps what it has when it is closed, on a line of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { use as settings } from './browser.ts';
import { watch } from './fixtures.ts';
import { camera } from './jpeg.ts';
import { alive, expect, test as base } from './journey.ts';
import { link, type Link } from './link.ts';

/** A file as it went up. */
export interface Upload {
  whole: boolean;
  bytes: Buffer;
}

export class Phone {
  context!: BrowserContext;
  page!: Page;
  constructor(
    readonly line: Link,
    private readonly disk: string,
    private readonly complaints: string[],
  ) {}

  /** Switches it on; pages, the worker and the disk are as they were. */
  async on(args: string[] = []): Promise<void> {
    this.context = await chromium.launchPersistentContext(this.disk, {
      ...settings.launchOptions,
      args: [...(settings.launchOptions?.args ?? []), ...args],
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      baseURL: this.line.url,
      serviceWorkers: 'allow',
    });
    watch(this.context, this.complaints);
    this.page = this.context.pages()[0] ?? (await this.context.newPage());
  }

  /** The browser is ended, not asked: nothing is tidied up. */
  async off(): Promise<void> {
    await this.context.close();
  }

  async signIn(login: string): Promise<void> {
    // as whoever signs in leaves the page that is open: one of another person would go to /sign-in by itself, at any moment
    await this.page.goto('about:blank');
    const answer = await this.context.request.post(`${this.line.url}/demo/sign-in`, { form: { login }, maxRedirects: 0 });
    expect(answer.status(), `${login} signs in`).toBe(303);
  }

  async open(path: string): Promise<void> {
    // a page that was told of another person just then loads itself anew, which ends our own going there
    await this.page.goto(path).catch((why) => (`${why}`.includes('ERR_ABORTED') ? this.page.goto(path) : Promise.reject(why)));
    await alive(this.page);
  }

  /** Waits until the worker has everything that the pages load. */
  async ready(): Promise<void> {
    await this.page.evaluate(() => navigator.serviceWorker.ready.then((own) => own.active?.scriptURL));
    await expect.poll(() => this.page.evaluate(() => !!navigator.serviceWorker.controller), { timeout: 30_000 }).toBe(true);
  }

  /** The tab is killed: nothing of it goes on. */
  async kill(): Promise<void> {
    const ended = this.page.waitForEvent('crash');
    const session = await this.context.newCDPSession(this.page);
    session.send('Page.crash').catch(() => {});
    await ended;
    const next = await this.context.newPage();
    await this.page.close();
    this.page = next;
  }

  /** Every row and plain entry of the device, as whoever has no key reads it. */
  rows(): Promise<string[]> {
    return this.page.evaluate(async () => {
      const found = Object.entries({ ...localStorage, ...sessionStorage }).map((entry) => `plain ${entry}`);
      const readable = (row: unknown): string => {
        if (row instanceof CryptoKey) return `key ${row.extractable}`;
        if (row instanceof Uint8Array) return `${new TextDecoder('latin1').decode(row)} ${new TextDecoder().decode(row)}`;
        if (Array.isArray(row)) return `open: ${row.map(readable)}`;
        return `open: ${JSON.stringify(row)}`;
      };
      const done = <T>(asked: IDBRequest<T>) => new Promise<T>((tell) => (asked.onsuccess = () => tell(asked.result)));
      for (const { name } of await indexedDB.databases()) {
        const database = await done(indexedDB.open(name!));
        for (const store of database.objectStoreNames) {
          const rows = database.transaction(store).objectStore(store);
          const [keys, values] = await Promise.all([done(rows.getAllKeys()), done(rows.getAll())]);
          for (const [at, row] of values.entries()) found.push(`${store} ${keys[at]} ${readable(row)}`);
        }
        database.close();
      }
      return found;
    });
  }

  /** The files that went up on its line, byte for byte; one that was cut off is not whole. */
  uploads(): Upload[] {
    return this.line.said.flatMap((chunks) => {
      const [all, found] = [Buffer.concat(chunks), [] as Upload[]];
      for (let at = 0; (at = all.indexOf('POST /files HTTP/1.1\r\n', at)) >= 0; ) {
        const body = all.indexOf('\r\n\r\n', at) + 4;
        const length = Number(all.toString('latin1', at, body).match(/content-length: (\d+)/i)![1]);
        const form = all.subarray(body, body + length);
        const whole = form.length === length;
        const begins = form.indexOf('\r\n\r\n') + 4;
        found.push({ whole, bytes: form.subarray(begins, whole ? form.lastIndexOf('\r\n--') : undefined) });
        at = body + form.length;
      }
      return found;
    });
  }

  /** Addresses that are kept, of every cache but that of the built files. */
  kept(): Promise<string[]> {
    return this.page.evaluate(async () => {
      const found: string[] = [];
      for (const name of await caches.keys()) {
        if (name === 'files') continue;
        for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname + new URL(url).search);
      }
      return found;
    });
  }
}

export interface Shape {
  width: number;
  height: number;
  /** Taken with the phone on its side: the camera notes it, the pixels lie. */
  turned?: boolean;
  /** Every dot has a colour of its own, as in a photo of leaves: many bytes. */
  grain?: boolean;
}

/** A photo as a camera makes it: larger than is sent, with a place in it. */
export async function photo(page: Page, colour: string, shape: Shape = { width: 2600, height: 1300 }): Promise<Buffer> {
  const data = await page.evaluate(
    ({ colour, width, height, grain }) => {
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const pen = canvas.getContext('2d')!;
      pen.fillStyle = colour;
      pen.fillRect(0, 0, width, height);
      if (grain) {
        const dots = pen.createImageData(width, height);
        for (let at = 0; at < dots.data.length; at += 1) dots.data[at] = at % 4 === 3 ? 255 : Math.random() * 256;
        pen.putImageData(dots, 0, 0);
      }
      pen.fillStyle = '#fff';
      pen.fillText(colour, 40, 40);
      return canvas.toDataURL('image/jpeg').split(',')[1]!;
    },
    { colour, ...shape },
  );
  return camera(Buffer.from(data, 'base64'), !!shape.turned);
}

export const test = base.extend<{ phone: () => Promise<Phone> }>({
  phone: async ({ house, expected }, use) => {
    // what a cut line makes a browser say
    expected.push(/net::ERR_/, /Failed to load resource/, /ServiceWorker/, /Failed to fetch/, /error occurred when fetching the script/);
    const complaints: string[] = [];
    const phones: [Phone, string][] = [];
    await use(async () => {
      const disk = await mkdtemp(join(tmpdir(), 'xundao-phone-'));
      const phone = new Phone(await link(house.url), disk, complaints);
      await phone.on();
      phones.push([phone, disk]);
      return phone;
    });
    for (const [phone, disk] of phones) {
      await phone.off().catch(() => {});
      await phone.line.close();
      await rm(disk, { recursive: true, force: true });
    }
    const unexpected = complaints.filter((text) => !expected.some((pattern) => pattern.test(text)));
    expect(unexpected, 'what a phone complained about').toEqual([]);
  },
});

export { expect };
