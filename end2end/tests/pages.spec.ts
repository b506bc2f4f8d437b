/** Code comes with the page that needs it, and a page whose code does not come can still be read. */
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
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

for (const login of new Set(pages.map(({ as }) => as))) {
  const name = login ?? 'nobody';
  test(`the server has just those files fetched along that a page of ${name} then needs`, async ({ open, signIn, expected }) => {
    test.setTimeout(120_000);
    expected.push(/404/);
    if (login) await signIn(login);
    // `/` leads on to another page, which is here itself
    for (const { path } of pages.filter(({ as, path }) => as === login && path !== '/')) {
      const page = await open(path);
      expect(await fetched(page), path).toEqual(await announced(page));
    }
  });
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
  await page.route(/issue\.pack/, (route) => (cut ? route.abort() : route.continue()));
  const rail = page.getByRole('navigation', { name: '栏目' });
  await rail.getByRole('link', { name: '问题', exact: true }).first().click();
  await expect(page.getByText('这一页没有载入')).toBeVisible();
  cut = false;
  await page.getByRole('link', { name: '再取一次' }).click();
  await expect(page.getByRole('table')).toBeVisible();
});
