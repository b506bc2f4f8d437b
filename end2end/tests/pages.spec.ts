/** Every page: accessible, narrow enough, with the code it needs; and a page whose code does not come can still be read. */
import type { Page } from '@playwright/test';
import { expect, findings, test } from '../fixtures.ts';
import { cast, pages } from '../routes.ts';

const fetched = (page: Page) =>
  page.evaluate(() => {
    const all = performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname);
    // what keeps and sends comes when the page is alive
    return [...new Set(all.filter((name) => /\.(wasm|pack)$/.test(name) && !name.endsWith('/outbox.pack')))].sort();
  });

const announced = (page: Page) =>
  page.$$eval('link[rel=preload][as=fetch]', (links) =>
    links.map((link) => link.getAttribute('href')).sort(),
  );

/** How wide the page is on the narrowest phone. */
const narrow = async (page: Page) => {
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide) await page.setViewportSize(wide);
  return width;
};

for (const login of new Set(pages.map(({ as }) => as))) {
  // `/` leads on to another page, which is here itself
  const own = pages.filter(({ as, path }) => as === login && path !== '/');
  for (const lang of ['zh-CN', 'en'] as const) {
    // one after the other in one browser, which has the code of the pages then
    test(`pages of ${login ?? 'nobody'} in ${lang} pass axe, fit a phone of 320 px, and come with the code they need`, async ({
      open,
      page,
      signIn,
      speak,
      expected,
    }) => {
      test.setTimeout(30_000 + own.length * 15_000);
      if (own.some(({ name }) => name === 'missing')) expected.push(/404/);
      await speak(lang);
      // the language changes no colour: each of the two is looked at in one light
      await page.emulateMedia({ colorScheme: lang === 'en' ? 'dark' : 'light' });
      if (login) await signIn(login);
      for (const { name, path } of own) {
        await open(path);
        expect.soft(await fetched(page), `code of ${name}`).toEqual(await announced(page));
        expect.soft(await findings(page), `axe on ${name}`).toEqual([]);
        expect.soft(await narrow(page), `width of ${name}`).toBeLessThanOrEqual(320);
      }
    });
  }
}

test('a page whose code is late can be read, says so, and comes alive with it', async ({ page, signIn, expected }) => {
  expected.push(/ERR_FAILED/, /Failed to fetch/);
  await signIn(cast.liaison);
  let cut = true;
  await page.route(/\.pack/, (route) => (cut ? route.abort() : route.continue()));
  await page.goto('/dashboard');
  const note = page.getByText('页面可以先看');
  await expect(note).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute('data-alive');
  cut = false;
  await expect(page.locator('html[data-alive]')).toBeAttached();
  await expect(note).toBeHidden();
});

test('going to a page whose code does not come leaves the rest at work', async ({ open, signIn, expected }) => {
  expected.push(/ERR_FAILED/, /Failed to fetch/);
  await signIn(cast.liaison);
  const page = await open('/dashboard');
  let cut = true;
  await page.route(/issues\.pack/, (route) => (cut ? route.abort() : route.continue()));
  const rail = page.getByRole('navigation', { name: '栏目' });
  await rail.getByRole('link', { name: '问题', exact: true }).first().click();
  await expect(page.getByText('这一页没有载入')).toBeVisible();
  cut = false;
  await page.getByRole('link', { name: '再取一次' }).click();
  await expect(page.getByRole('table')).toBeVisible();
});
