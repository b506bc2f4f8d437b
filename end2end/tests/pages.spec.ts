/** Every page: accessible, narrow enough, with the code it needs; and a page whose code does not come can still be read. */
import type { Page } from '@playwright/test';
import { expect, findings, narrow, test } from '../fixtures.ts';
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

test('what is pressed before the page is alive is done once it is, and what was typed stays', async ({ page, signIn }) => {
  await signIn(cast.head);
  const late = async (path: string) => {
    let come = () => {};
    const held = new Promise<void>((go) => (come = go));
    await page.route(/\.wasm$/, (route) => held.then(() => route.continue()), { times: 1 });
    // loaded as far as it is without the wasm
    await page.goto(path, { waitUntil: 'domcontentloaded' });
    return { come, alive: page.locator('html[data-alive]') };
  };
  await page.goto('/issues?origin=research&state=submitted');
  const issue = (await page.getByRole('rowheader').first().getByRole('link').getAttribute('href'))!;

  const detail = await late(issue);
  const verb = page.locator('footer').getByRole('button', { name: '验收通过' });
  await page.getByRole('button', { name: '退回并说明' }).click();
  await verb.click();
  // the last that was pressed is the one that is meant, and says that it waits
  await expect(verb).toHaveAttribute('aria-busy', 'true');
  await expect(page.locator('[aria-busy=true]')).toHaveCount(1);
  await expect(detail.alive).toHaveCount(0);
  detail.come();
  await expect(page.getByRole('dialog', { name: '验收通过' })).toBeVisible();
  await expect(verb).not.toHaveAttribute('aria-busy');
  await expect(page.getByRole('dialog')).toHaveCount(1);

  const units = await late('/units');
  const add = page.locator('.act-fold').filter({ hasText: '加入单位' });
  await add.locator('summary').click();
  const name = add.getByLabel('名称');
  await name.fill('松江工业大学');
  await add.getByRole('button', { name: '加入单位' }).click();
  // sent by the browser itself, the page would come anew, without what was typed
  await expect(name).toHaveValue('松江工业大学');
  await expect(page).toHaveURL(/\/units$/);
  await expect(units.alive).toHaveCount(0);
  units.come();
  await expect(add.locator('.field').filter({ has: page.getByLabel('代码') })).toContainText('还没有填写');
  await expect(name).toHaveValue('松江工业大学');

  // who signs out before anybody has looked what waits on the device stays signed in until somebody has
  const account = await late('/account');
  let ended = 0;
  await page.route('**/sign-out', (route) => ((ended += 1), route.continue()));
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForTimeout(500);
  expect(ended).toBe(0);
  await expect(account.alive).toHaveCount(0);
  account.come();
  await expect(page).toHaveURL(/sign-in/);
  expect(ended).toBe(1);
});

test('a link that is pressed while the code of the page is on its way loads the next page whole', async ({ page, signIn }) => {
  await signIn(cast.liaison);
  let come = () => {};
  const held = new Promise<void>((go) => (come = go));
  await page.route(/issues\.pack/, (route) => held.then(() => route.continue()), { times: 1 });
  const main = page.waitForResponse(/\.wasm$/);
  await page.goto('/issues', { waitUntil: 'domcontentloaded' });
  await main;
  // the router listens by now, the page does not
  await page.waitForTimeout(2_000);
  expect(await page.evaluate(() => 'alive' in Object.assign(document.documentElement.dataset, { first: true }))).toBe(false);
  await page.locator('.rail').locator('a[href="/visits"]').first().click();
  await expect(page).toHaveURL(/\/visits/);
  await expect(page.locator('html[data-alive]')).toBeAttached();
  await expect(page.locator('html[data-first]')).toHaveCount(0);
  come();
});

test('a page of what is not there says so in its title, in both languages', async ({ page, signIn, speak, expected, context, server }) => {
  expected.push(/404/);
  const none = '00000000-0000-7000-8000-000000000000';
  for (const lang of ['zh-CN', 'en'] as const) {
    await speak(lang);
    for (const login of new Set(pages.map(({ as }) => as))) {
      if (!login) continue;
      await signIn(login);
      const own = pages.filter(({ as, path }) => as === login && /[0-9a-f-]{36}/.test(path));
      for (const path of new Set(own.map(({ path }) => path.replace(/[0-9a-f-]{36}/, none)))) {
        const answer = await context.request.get(`${server.url}${path}`);
        expect.soft(answer.status(), path).toBe(404);
        const title = (await answer.text()).match(/<title>([^<]*)<\/title>/)?.[1] ?? '';
        expect.soft(title, `${path} in ${lang}`).toMatch(lang === 'en' ? /^[\x20-\x7e’–]+$/ : /\p{Script=Han}/u);
      }
    }
    await signIn(cast.liaison);
    for (const path of [`/issues/${none}`, `/unit/${none}`, `/rules/${none}`]) {
      await page.goto(path);
      await expect(page.locator('html[data-alive]')).toBeAttached();
      expect.soft(await findings(page), `axe on ${path} in ${lang}`).toEqual([]);
      await expect.soft(page, path).toHaveTitle(/\S/);
    }
  }
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
