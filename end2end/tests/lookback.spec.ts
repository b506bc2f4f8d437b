/** A month is looked back at: what fell due is there, the unit answers on a phone, the group counter-marks, an issue is held and
 * another relapses, the month is locked and opened again; and the half-time cut beside the present. */
import type { Locator, Page } from '@playwright/test';
import { cast } from '../routes.ts';
import { alive, expect, test, words, type Person } from '../journey.ts';
import { act } from '../draw.ts';
import { texts } from '../xlsx.ts';


function thing(page: Page, title: string): Locator {
  return page.locator('.lookback-things > li').filter({ hasText: title }).first();
}

/** Unfolds the form of one thing and fills it in. */
async function say(row: Locator, verb: string, choice: string, note: string): Promise<Locator> {
  await row.locator('.act-fold > summary').filter({ hasText: verb }).click();
  const form = row.locator('.act-fold[open] form');
  await form.getByRole('radio', { name: choice, exact: true }).check();
  await form.getByLabel('说明').fill(note);
  return form;
}

/** The look-back of the regional university for the month that runs: opened by the demo, answered by nobody. */
async function find({ page, open }: Person): Promise<string> {
  await open('/lookbacks?unit=00000000-0000-0000-0000-00000b000005');
  await page.getByRole('link', { name: '2023年7月回头看' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '三江大学 2023年7月回头看' })).toBeVisible();
  return new URL(page.url()).pathname;
}

test('a look-back holds one issue and relapses another; locked it changes no more', async ({ person, expected }) => {
  expected.push(/net::ERR_/);
  const head = await person(cast.head);
  const path = await find(head);
  // What fell due stands under the five looks, each thing under one of them.
  const looks = await head.page.locator('.lookback-main h2').allInnerTexts();
  const order = ['责任落实', '问题整改', '建章立制', '追责问责', '促进发展'];
  const shown = looks.map((own) => order.findIndex((look) => own.startsWith(look)));
  expect(shown.length).toBeGreaterThan(1);
  expect(shown).toEqual([...shown].filter((own) => own >= 0).sort());
  const issues = head.page.locator('.lookback-things > li').filter({ hasText: '要确认巩固的问题' });
  expect(await issues.count()).toBeGreaterThanOrEqual(2);
  const titles = await issues.locator('.what > a').allInnerTexts();
  const [first, second] = titles.slice(0, 2).map((title) => title.replace(/^\S+\s/, ''));

  // On a phone, the first answer without network.
  const unit = await person(cast.regionalStaff, { width: 390, height: 844 });
  await unit.open(path);
  const [one, two] = [words('台账逐月核对没有再超时'), words('这学期没有再接到反映')];
  await unit.context.setOffline(true);
  const form = await say(thing(unit.page, first), '答复', '已办到', one);
  await form.getByRole('button', { name: '答复' }).click();
  await expect(thing(unit.page, first).locator('.pending')).toContainText('在本机');
  await unit.context.setOffline(false);
  await expect(thing(unit.page, first).locator('.side').first()).toContainText(one, { timeout: 15_000 });
  const again = await say(thing(unit.page, second), '答复', '已办到', two);
  await again.getByRole('button', { name: '答复' }).click();
  await expect(thing(unit.page, second).locator('.side').first()).toContainText(two);
  // the page may be read anew just then
  const touch = thing(unit.page, second).locator('.act-fold > summary').first();
  await expect.poll(async () => (await touch.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44);

  await head.open(path);
  const silent = await say(thing(head.page, first), '核定', '属实', '');
  await silent.getByRole('button', { name: '核定' }).click();
  await expect(silent.locator('.wrong', { hasText: '还缺理由' })).toBeVisible();
  await silent.getByLabel('说明').fill('抽查了三个月的台账，属实');
  await silent.getByRole('button', { name: '核定' }).click();
  await expect(thing(head.page, first)).toContainText('问题已巩固');
  const no = await say(thing(head.page, second), '核定', '不属实', '短');
  await no.getByRole('button', { name: '核定' }).click();
  await expect(no.locator('.wrong', { hasText: '再写清楚一点' })).toBeVisible();
  await no.getByLabel('说明').fill('现场又看到同样的情况，两位同志也反映没有改');
  await no.getByRole('button', { name: '核定' }).click();
  await expect(thing(head.page, second)).toContainText('问题记反弹');

  // The issues themselves say so.
  const links = issues.locator('.what > a');
  const held = await links.filter({ hasText: first }).first().getAttribute('href');
  const back = await links.filter({ hasText: second }).first().getAttribute('href');
  await head.open(held!);
  await expect(head.page.getByRole('list', { name: '时间线' })).toContainText('抽查了三个月的台账，属实');
  await head.open(back!);
  await expect(head.page.getByRole('list', { name: '时间线' })).toContainText('现场又看到同样的情况');

  // June is over and locked: nothing can be changed before the head opens it again, with a reason.
  await head.open('/lookbacks?unit=00000000-0000-0000-0000-00000b000005');
  await head.page.getByRole('link', { name: '2023年6月回头看' }).click();
  await expect(head.page.getByRole('heading', { name: '本月已锁定' })).toBeVisible();
  await expect(head.page.locator('.lookback-things .act-fold')).toHaveCount(0);
  const locked = new URL(head.page.url()).pathname;
  await act(head.page, '重新打开', { 理由: '漏了' });
  await expect(head.page.locator('.wrong', { hasText: '再写清楚一点' })).toBeVisible();
  const reason = words('有一项核得不准，重新核一次');
  await head.page.locator('.act-fold[open]').getByLabel('理由').fill(reason);
  await head.page.locator('.act-fold[open]').getByRole('button', { name: '重新打开' }).click();
  await expect(head.page.locator('.lookback-locks')).toContainText(reason);
  await expect(head.page.locator('.lookback-things .act-fold').first()).toBeVisible();
  await act(head.page, '锁定本月', {});
  await head.page.locator('dialog[open]').getByRole('button', { name: '锁定本月' }).click();
  await expect(head.page.getByRole('heading', { name: '本月已锁定' })).toBeVisible();
  await unit.open(locked);
  await expect(unit.page.locator('.lookback-locks')).toContainText(reason);
  await expect(unit.page.locator('.lookback-things .act-fold')).toHaveCount(0);
});

test('a change that was made offline before the month was locked is refused, and says why', async ({ person, expected }) => {
  expected.push(/net::ERR_/);
  const head = await person(cast.head);
  await head.open('/lookbacks?unit=00000000-0000-0000-0000-00000b000001');
  await head.page.getByRole('link', { name: '2023年6月回头看' }).click();
  await expect(head.page.getByRole('heading', { name: '本月已锁定' })).toBeVisible();
  const path = new URL(head.page.url()).pathname;
  await act(head.page, '重新打开', { 理由: '还有一项要补核，补完再锁上' });
  const member = await person(cast.member);
  await expect(head.page.locator('.lookback-things .act-fold').first()).toBeVisible();
  await member.open(path);
  const row = member.page.locator('.lookback-things > li').first();
  await expect(row.locator('.act-fold')).toBeVisible();
  await member.context.setOffline(true);
  // It has a result, which is not put off any more.
  await expect(row.locator('.act-fold input[value="not_confirmed"]')).toHaveCount(1);
  await expect(row.locator('.act-fold input[value="later"]')).toHaveCount(0);
  const form = await say(row, '重新核定', '属实', '又去现场看了一次，和上次看到的一样');
  await form.getByRole('button', { name: '核定' }).click();
  await expect(row.locator('.pending')).toContainText('在本机');
  await act(head.page, '锁定本月', {});
  await head.page.locator('dialog[open]').getByRole('button', { name: '锁定本月' }).click();
  await expect(head.page.getByRole('heading', { name: '本月已锁定' })).toBeVisible();
  await member.context.setOffline(false);
  await expect(row.locator('.pending')).toContainText('现在是“已锁定”', { timeout: 15_000 });
});

test('the group opens a month for all its units at once, and no month twice', async ({ person }) => {
  const head = await person(cast.deputy);
  await head.open('/lookbacks');
  const form = async (month: string) => {
    await head.page.locator('.act-fold > summary').filter({ hasText: '开展回头看' }).click();
    await head.page.locator('.act-fold[open]').getByLabel('月份').selectOption(month);
    await head.page.locator('.act-fold[open]').getByRole('button', { name: '开展回头看' }).click();
  };
  await form('2023-07');
  await expect(head.page.locator('.act-fold[open] .wrong', { hasText: '月份已经被用了' })).toBeVisible();
  await head.page.locator('.act-fold[open]').getByLabel('月份').selectOption('2023-05');
  await head.page.locator('.act-fold[open]').getByRole('button', { name: '开展回头看' }).click();
  await expect(head.page.getByRole('columnheader', { name: '2023年5月' })).toBeVisible();
  await expect(head.page.locator('.lookbacks tbody tr').first().locator('td[data-head="2023年5月"] a')).toBeVisible();
  await expect(head.page.locator('.lookbacks td[data-head="2023年5月"] a')).toHaveCount(5);
});

test('the half-time cut stands beside the present, and can be read without the picture', async ({ person }) => {
  const head = await person(cast.head);
  await head.open('/cuts');
  await head.page.getByRole('link', { name: '中期评估', exact: true }).last().click();
  await expect(head.page.getByRole('heading', { level: 1, name: '中期评估' })).toBeVisible();
  const figures = head.page.locator('#figures tbody tr');
  await expect(figures.filter({ hasText: '调研发现问题' })).toContainText('160');
  const solved = await figures.filter({ hasText: '其中已解决' }).locator('td').allInnerTexts();
  expect(solved[1]).toBe('93');
  expect(Number(solved[0]) + Number(solved[2].replace('+', ''))).toBe(93);
  // What is now leads to its rows; what was, stands beside it.
  const rows = figures.filter({ hasText: '其中已解决' }).getByRole('link', { name: '93' });
  await expect(rows).toHaveAttribute('href', /^\/issues\?book=.*origin=research&state=verified,held$/);
  const shares = head.page.locator('#shares table').first().locator('tbody tr');
  await expect(shares).toHaveCount(9);
  const reached = await shares.filter({ hasText: '载体节点到达' }).locator('td').allInnerTexts();
  expect(reached[0]).toMatch(/^\d+／\d+$/);
  expect(reached[1]).toMatch(/^\d+／\d+$/);
  await expect(shares.filter({ hasText: '载体节点到达' }).getByRole('link')).toHaveAttribute('href', /^\/carriers\?book=/);
  const promised = await shares.filter({ hasText: '承诺兑现' }).locator('td').allInnerTexts();
  for (const own of promised.slice(0, 2)) expect(own).toMatch(/^\d+／\d+$/);
  // what is missing is no zero
  const score = await shares.filter({ hasText: '最近公布得分' }).locator('td').allInnerTexts();
  for (const own of score.slice(0, 2)) expect(own).toMatch(/^\d+\.\d$/);
  expect(score[0]).not.toBe(score[1]);
  const places = head.page.locator('#shares table').nth(1).locator('tbody tr').first();
  await expect(places.locator('td[data-head="走访覆盖"] a')).toHaveAttribute('href', /^\/coverage\?unit=/);
  for (const [name, list] of [['通知按期回执', 'notices'], ['三个同步落实', 'deployments']] as const) {
    const row = shares.filter({ hasText: name });
    const told = await row.locator('td').allInnerTexts();
    for (const own of told.slice(0, 2)) expect(own, name).toMatch(/^\d+／\d+$/);
    await expect(row.getByRole('link')).toHaveAttribute('href', new RegExp(`^/${list}\\?book=`));
  }
  const stuck = head.page.locator('#stuck table').first().locator('tbody tr');
  const stagnant = stuck.filter({ hasText: '调研发现·停滞' });
  await expect(stagnant.locator('td').first()).toHaveText(/^\d+$/);
  await expect(stagnant.getByRole('link')).toHaveAttribute('href', /^\/issues\?book=.*origin=research&stagnant=1$/);
  await expect(head.page.locator('#stuck table').nth(1).locator('tbody tr')).toHaveCount(5);
  // Each group of raters by itself, with as many as answered and the interval; of too few nothing.
  const said = head.page.locator('#opinions > .scroll').first().locator('tbody tr');
  await expect(said).toHaveCount(4);
  await expect(said.filter({ hasText: '教职工' }).locator('td').first()).toHaveText(/^\d+\.\d% \d+ 份，\d+\.\d–\d+\.\d$/);
  await head.page.locator('#opinions .twin > summary').click();
  const twin = head.page.locator('#opinions .twin tbody tr').filter({ hasText: '教职工' }).locator('td');
  await expect(twin).toHaveCount(7);
  expect((await twin.allInnerTexts())[1]).toMatch(/^\d+$/);
  const few = head.page.locator('#opinions table.records tbody tr').filter({ hasText: '师范大学' });
  await expect(few.locator('td[data-head="领导干部"]')).toHaveText('—');
  const line = head.page.locator('.slope g[tabindex]').first();
  await line.focus();
  await expect(line).toHaveAttribute('aria-label', /那时 .*%，现在 .*%/);
  await head.page.locator('#slope .twin > summary').click();
  await expect(head.page.locator('#slope .twin tbody tr')).toHaveCount(5);
  await head.page.getByRole('link', { name: '班子整改清单' }).click();
  await alive(head.page);
  await expect(head.page.getByRole('heading', { name: /班子整改清单：/ }).first()).toBeVisible();

  // Items of lists and outcomes stand in it as well, each then and now.
  const others = head.page.locator('#others table').first().locator('tbody tr');
  await expect(others).toHaveCount(15);
  for (const name of ['清单事项·待办', '成果·已发布经验', '单位月调度会']) {
    const told = await others.filter({ hasText: name }).locator('td').allInnerTexts();
    for (const own of told.slice(0, 2)) expect(own, name).toMatch(/^\d+$/);
  }
  const visits = head.page.locator('#kinds table').first().locator('tbody tr').filter({ hasText: '列席会议' });
  await expect(visits.getByRole('link')).toHaveAttribute('href', /^\/visits\?book=.*form=meeting/);
  // What no list shows as it is counted opens its very rows.
  const open = others.filter({ hasText: '未办结中由上期结转' }).getByRole('link');
  const many = await open.innerText();
  await open.click();
  await alive(head.page);
  await expect(head.page.getByRole('heading', { level: 1, name: '未办结中由上期结转' })).toBeVisible();
  await expect(head.page.getByRole('heading', { name: `计入 ${many} 项` })).toBeVisible();
  await expect(head.page.locator('.counted-row')).toHaveCount(Number(many));
  await expect(head.page.locator('.counted-row a').first()).toHaveAttribute('href', /^\/worklists\/.+#item-/);
  await head.page.locator('.summary').getByRole('link', { name: '中期评估', exact: true }).last().click();
  const measures = head.page.locator('#shares table').first().locator('tbody tr').filter({ hasText: '整改措施完成' });
  const [done, all] = (await measures.getByRole('link').innerText()).split('／').map(Number);
  await measures.getByRole('link').click();
  await expect(head.page.getByRole('heading', { name: `计入 ${done} 项`, exact: true })).toBeVisible();
  await expect(head.page.locator('.counted-row')).toHaveCount(all);

  // One for a day, one for a title.
  await head.open('/cuts');
  await act(head.page, '定格', { 标题: '中期评估', 日期: '2023-07-20' });
  await expect(head.page.locator('.wrong', { hasText: '标题已经被用了' })).toBeVisible();
  const title = words('七月盘点');
  await head.page.locator('.act-fold[open]').getByLabel('标题').fill(title);
  await head.page.locator('.act-fold[open]').getByLabel('日期').fill('2023-06-21');
  await head.page.locator('.act-fold[open]').getByRole('button', { name: '定格' }).click();
  await expect(head.page.locator('.wrong', { hasText: '日期已经被用了' })).toBeVisible();

  // The unit does not know of it.
  const unit = await person(cast.normalStaff);
  await unit.open('/cuts');
  await expect(unit.page.getByText('还没有定格')).toBeVisible();
});

test('a look-back is taken away as a spreadsheet, and not by another unit', async ({ person }) => {
  const unit = await person(cast.regionalStaff);
  const path = await find(unit);
  const link = unit.page.getByRole('link', { name: '导出（.xlsx）' });
  await expect(link).toHaveAttribute('href', `${path}/lookback.xlsx`);
  const shown = await unit.page.locator('.lookback-things .what > a').allInnerTexts();
  const titles = shown.map((title) => title.replace(/^\S+-\d+\s+/, ''));
  const told = texts(await (await unit.context.request.get(`${path}/lookback.xlsx`)).body());
  expect(titles.length).toBeGreaterThan(1);
  for (const title of titles) expect(told).toContain(title);
  expect(told).toContain('要确认巩固的问题');
  expect(told).toContain('五看');
  expect(told).not.toContain('<f>');
  const foreign = await person(cast.normalStaff);
  expect((await foreign.context.request.get(`${path}/lookback.xlsx`)).status()).toBe(404);
});
