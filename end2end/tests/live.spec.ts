/** The dashboard on a second browser: moves within a second, says when it is stale, comes back by itself. */
import { randomUUID } from 'node:crypto';
import { accept, unit as normal } from '../acts.ts';
import { cast } from '../routes.ts';
import { alive, expect, test, words, type Person } from '../journey.ts';
import { link, streams } from '../link.ts';
import { figure, movesWithinASecond, verify, verifyOpen, waiting } from '../moved.ts';

test('a second browser sees the number move within a second of the act', async ({ person }) => {
  const [group, office] = [await person(cast.head), await person(cast.officeLeader)];
  await office.open('/dashboard');
  await movesWithinASecond(group, office);
});

test('lists and papers move on a second browser as they go out, and a paper that is withdrawn moves back', async ({ person }) => {
  const [group, office] = [await person(cast.head), await person(cast.officeLeader)];
  await office.open('/dashboard');
  await expect(office.page.getByText('实时', { exact: true })).toBeVisible();
  await office.page.evaluate(() => Object.assign(window, { stayed: true }));
  const [papers, lists] = [await figure(office.page, '通知提示'), await figure(office.page, '周工作清单')];
  const notice = randomUUID();
  const title = words('关于报送情况的通知');
  const content = { paper: 'notice', title, text: '请说明进度', units: [normal], about: [], reply_by: null, after: null };
  await accept(group.context, 'notice', { verb: 'draft', notice, content });
  await accept(group.context, 'notice', { verb: 'issue', notice });
  await expect.poll(() => figure(office.page, '通知提示')).toBe(papers + 1);
  await accept(group.context, 'notice', { verb: 'withdraw', notice, reason: '内容有误，另行通知，请不要再办理' });
  await expect.poll(() => figure(office.page, '通知提示')).toBe(papers);

  await group.open('/worklists');
  await group.page.locator('.prepare-week').getByRole('button', { name: '生成清单' }).first().click();
  await group.page.getByRole('row').filter({ hasText: '编制中' }).getByRole('rowheader').getByRole('link').click();
  await group.page.getByRole('button', { name: '下发', exact: true }).click();
  await group.page.getByRole('dialog').getByRole('button', { name: '下发', exact: true }).click();
  await expect.poll(() => figure(office.page, '周工作清单')).toBe(lists + 1);
  expect(await office.page.evaluate(() => 'stayed' in window), 'the page was not loaded anew').toBe(true);
});

test('a cut connection is said, and mends itself with what happened meanwhile', async ({ expected, house, person }) => {
  expected.push(/net::ERR_/);
  const [group, office] = [await person(cast.head), await person(cast.officeLeader)];
  await office.open('/dashboard');
  await expect(office.page.getByText('实时', { exact: true })).toBeVisible();
  await office.page.evaluate(() => Object.assign(window, { stayed: true }));
  const before = await figure(office.page, '其中已解决');
  await group.open(waiting);

  await house.cut();
  await expect(office.page.getByText('离线，数字可能旧了')).toBeVisible();
  await expect(office.page.getByText(/连接中断，数字停在 16:40/)).toBeVisible();
  await house.again();
  await expect(office.page.getByText('实时', { exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(office.page.getByText(/连接中断/)).toBeHidden();

  await house.cut();
  await expect(office.page.getByText('离线，数字可能旧了')).toBeVisible();
  await house.again();
  await verify(group);
  await expect.poll(() => figure(office.page, '其中已解决'), { timeout: 20_000 }).toBe(before + 1);
  expect(await office.page.evaluate(() => 'stayed' in window), 'the page was not loaded anew').toBe(true);
});

test('a unit is shown what happened between its page and its stream', async ({ expected, person }) => {
  expected.push(/net::ERR_/);
  const [group, unit] = [await person(cast.head), await person(cast.normalStaff)];
  await unit.page.route('**/api/live', (route) => route.abort());
  await unit.open(waiting);
  const rows = unit.page.getByRole('row');
  const before = await rows.count();
  await group.open((await rows.nth(1).getByRole('link').getAttribute('href'))!);
  await verifyOpen(group.page);
  expect(await rows.count()).toBe(before);
  await unit.page.unroute('**/api/live');
  await expect(rows).toHaveCount(before - 1, { timeout: 20_000 });
});

test('whatever answers in place of the server, the page asks again until the server does', async ({ expected, person }) => {
  expected.push(/502/);
  const office = await person(cast.officeLeader);
  await office.page.route('**/api/live', (route) => route.fulfill({ status: 502, body: 'bad gateway' }));
  await office.open('/dashboard');
  await expect(office.page.getByText('离线，数字可能旧了')).toBeVisible();
  await office.page.unroute('**/api/live');
  await expect(office.page.getByText('实时', { exact: true })).toBeVisible({ timeout: 20_000 });
});

test('a stream that goes dead without a word is noticed, also one that is dead from the first, and what it did not tell is read', async ({
  expected,
  house,
  person,
}) => {
  expected.push(/net::ERR_/);
  const line = await link(house.url);
  const [group, office] = [await person(cast.head), await person(cast.officeLeader)];
  const { page } = office;
  await page.clock.install();
  await office.open(`${line.url}/dashboard`);
  await expect(page.getByText('实时', { exact: true })).toBeVisible();
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  const before = await figure(page, '其中已解决');
  // what comes next must not take as long as it takes the page to notice
  await group.open(waiting);
  line.hush();
  await verify(group);
  // nobody has told the page, and what it says of itself is not true
  await page.waitForTimeout(1_000);
  await expect(page.getByText('实时', { exact: true })).toBeVisible();
  expect(await figure(page, '其中已解决')).toBe(before);
  await page.clock.runFor(60_000);
  await expect(page.getByText('离线，数字可能旧了')).toBeVisible();
  await expect.poll(() => line.said.filter(streams).length, 'it is opened anew').toBeGreaterThan(1);

  // the network is back, but not for the stream that was begun without it
  line.mend();
  await page.clock.runFor(60_000);
  await expect(page.getByText('实时', { exact: true })).toBeVisible();
  await expect.poll(() => figure(page, '其中已解决')).toBe(before + 1);
  expect(await page.evaluate(() => 'stayed' in window), 'the page was not loaded anew').toBe(true);
  await line.close();
});

/** How long the page's day still lasts, in ms. */
async function left({ context }: Person): Promise<number> {
  const { now } = (await (await context.request.get('/api/me')).json()) as { now: number };
  const [day, ahead] = [86_400_000, 8 * 3_600_000];
  return day - ((now / 1000 + ahead) % day);
}

test('a page that stays open past midnight reads anew, and what is gone to next comes as a whole page', async ({ expected, person }) => {
  expected.push(/net::ERR_/);
  const [group, office] = [await person(cast.head), await person(cast.officeLeader)];
  const { page } = office;
  await page.clock.install();
  // nothing but the day tells it anything
  await page.route('**/api/live', (route) => route.abort());
  await office.open('/dashboard');
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  const stayed = () => page.evaluate(() => 'stayed' in window);
  const before = await figure(page, '其中已解决');
  await group.open(waiting);
  await verify(group);
  await page.clock.fastForward((await left(office)) - 600_000);
  // long enough for what is read to be shown
  await page.waitForTimeout(1_000);
  expect(await figure(page, '其中已解决')).toBe(before);
  await page.clock.fastForward(660_000);
  await expect.poll(() => figure(page, '其中已解决')).toBe(before + 1);
  expect(await stayed(), 'the page was not loaded anew').toBe(true);
  // away from the network every page comes whole; here it is the day
  await page.unroute('**/api/live');
  await page.clock.fastForward(120_000);
  await expect(page.getByText('实时', { exact: true })).toBeVisible();
  await page.getByRole('region', { name: '专项数据' }).getByRole('link', { name: '其中已解决' }).click();
  await expect(page).not.toHaveURL(/dashboard/);
  expect(await stayed(), 'what is gone to was loaded').toBe(false);
  await alive(page);
});
