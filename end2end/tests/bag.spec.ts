/** The bag: what was seen or taken along opens without network, after the browser was closed, for its person only. */
import { cast } from '../routes.ts';
import { alive } from '../journey.ts';
import { expect, test } from '../phone.ts';

const unit = '/unit/00000000-0000-0000-0000-00000b000002';

test('pages that were seen open without network, also after the browser was closed', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  await own.open(unit);
  await own.ready();
  await own.open(unit);
  const heading = await own.page.getByRole('heading', { level: 1 }).textContent();
  const title = await own.page.title();
  await own.open('/issues');
  await own.page.getByRole('rowheader').first().getByRole('link').click();
  await expect(own.page.getByRole('list', { name: '时间线' })).toBeVisible();
  const issue = new URL(own.page.url()).pathname;
  await own.open(issue);
  await expect.poll(() => own.kept()).toEqual(expect.arrayContaining([unit, '/issues', issue]));

  own.line.cut();
  await own.off();
  await own.on();
  const begun = Date.now();
  await own.open(unit);
  const took = Date.now() - begun;
  await expect(own.page.getByRole('heading', { level: 1 })).toHaveText(heading ?? '');
  await expect(own.page.getByText('没有网络。写下的先存在这台设备上。')).toBeVisible();
  console.log(`a kept page is alive ${took} ms after the browser was asked for it`);
  await own.page.locator('.bottom').getByRole('link', { name: '问题' }).click();
  await expect(own.page.getByRole('rowheader').first()).toBeVisible();
  await own.open(issue);
  await expect(own.page.getByRole('list', { name: '时间线' })).toBeVisible();

  await own.page.goto('/rules');
  await expect(own.page.getByRole('heading', { name: '没有网络，这一页不在手机里' })).toBeVisible();
  await expect(own.page.getByRole('link', { name: title })).toBeVisible();
  own.line.mend();
  await own.page.getByRole('link', { name: '再试一次' }).click();
  await alive(own.page);
  await expect(own.page).toHaveTitle(/建章立制/);
});

test('what is kept can be opened by its person only, and is gone when they sign out', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  await own.open(unit);
  await own.ready();
  await own.open(unit);
  await expect.poll(() => own.kept()).toContain(unit);
  const found = await own.page.evaluate(async (address) => {
    const texts: string[] = [];
    for (const name of await caches.keys()) {
      const answer = name === 'files' ? undefined : await (await caches.open(name)).match(address);
      if (answer) texts.push(await answer.text());
    }
    return texts.join().includes('师范');
  }, unit);
  expect(found, 'a kept page can be read on the disk').toBe(false);

  await own.signIn(cast.normalStaff);
  await own.open('/account');
  await expect.poll(() => own.kept()).not.toContain(unit);
  own.line.cut();
  await own.page.goto('/reports');
  await expect(own.page.getByRole('heading', { name: '没有网络，这一页不在手机里' })).toBeVisible();
  own.line.mend();

  await own.open(unit);
  await expect.poll(() => own.kept()).toContain(unit);
  await own.open('/account');
  await own.page.getByRole('button', { name: '退出登录' }).click();
  await expect(own.page).toHaveURL(/sign-in/);
  await expect.poll(() => own.kept()).toEqual([]);
  own.line.cut();
  await own.page.goto(unit);
  await expect(own.page.getByRole('heading', { name: '没有网络，这一页不在手机里' })).toBeVisible();
});
