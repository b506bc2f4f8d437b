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
