/** The build at work: served, styled, hydrated, in both languages. */
import { expect, test } from '../fixtures.ts';

for (const lang of ['zh-CN', 'en'] as const) {
  test(`a page comes alive in ${lang}`, async ({ open, speak }) => {
    await speak(lang);
    const page = await open('/sign-in');
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
  });
}

test('without a cookie the language is Chinese, whatever the browser asks for', async ({ browser, server }) => {
  const context = await browser.newContext({ locale: 'en-GB', baseURL: server.url });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await context.close();
});

test('what is not there answers 404 and says so in words', async ({ page, expected }) => {
  expected.push(/404/);
  const answer = await page.goto('/no-such-page');
  expect(answer?.status()).toBe(404);
  await expect(page.locator('main')).not.toBeEmpty();
});

test('built files never change under their name, pages carry a policy', async ({ request }) => {
  const page = await request.get('/sign-in');
  expect(page.headers()['content-security-policy']).toContain("script-src 'self' 'nonce-");
  const script = (await page.text()).match(/\/pkg\/[^"]+\.js/)?.[0];
  const file = await request.get(script ?? '/missing');
  expect(file.headers()['cache-control']).toContain('immutable');
});

test('a built file says the same in each encoding', async ({ request }) => {
  const style = (await (await request.get('/sign-in')).text()).match(/\/pkg\/[^"]+\.css/)?.[0] ?? '/missing';
  const said = async (encoding: string) => {
    const answer = await request.get(style, { headers: { 'accept-encoding': encoding } });
    expect(answer.headers()['content-encoding'] ?? 'identity').toBe(encoding);
    return answer.text();
  };
  const plain = await said('identity');
  expect(plain).toContain('@layer');
  for (const encoding of ['br', 'gzip']) expect(await said(encoding)).toBe(plain);
});

/** Width and height that a PNG says it has, in its first chunk. */
function pixels(png: Buffer): string {
  expect(png.toString('latin1', 1, 4)).toBe('PNG');
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

interface Icon {
  src: string;
  sizes: string;
  type: string;
  purpose?: string;
}

for (const { lang, name, says } of [
  { lang: 'zh-CN', name: '巡导', says: '工作平台' },
  { lang: 'en', name: 'Xundao', says: 'guidance groups' },
] as const) {
  test(`it can be installed in ${lang}: the manifest and its icons are what they say`, async ({ page, request, speak }) => {
    await speak(lang);
    await page.goto('/sign-in');
    const address = (await page.locator('link[rel=manifest]').getAttribute('href'))!;
    const answer = await request.get(address);
    expect(answer.headers()['content-type']).toContain('application/manifest+json');
    const { icons, ...told } = (await answer.json()) as { icons: Icon[] };
    expect(told).toMatchObject({ name, short_name: name, lang, id: '/', start_url: '/', scope: '/', display: 'standalone' });
    expect(told).toHaveProperty('description', expect.stringContaining(says));
    // as the browser reads it
    const session = await page.context().newCDPSession(page);
    expect(await session.send('Page.getAppManifest')).toMatchObject({ url: new URL(address, page.url()).href, errors: [] });

    const real = await Promise.all(
      icons.map(async ({ src, type, purpose = 'any' }) => {
        const icon = await request.get(src);
        expect(icon.headers()['content-type'], src).toBe(type);
        return `${purpose} ${type === 'image/png' ? pixels(await icon.body()) : 'any'}`;
      }),
    );
    expect(real).toEqual(icons.map(({ sizes, purpose = 'any' }) => `${purpose} ${sizes}`));
    // what browsers ask for before they offer it, and a picture that may be cut to any shape
    expect(real).toEqual(expect.arrayContaining(['any 192x192', 'any 512x512', 'maskable 512x512']));
    const touch = (await page.locator('link[rel=apple-touch-icon]').getAttribute('href'))!;
    expect(pixels(await (await request.get(touch)).body())).toBe('180x180');
  });
}
