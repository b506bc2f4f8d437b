/** The list of issues as it is worked with: filters in the address, several at once, past days, keyboard, narrow phone. */
import { book, find } from '../acts.ts';
import { lines, type Line } from '../board.ts';
import { expect, test, words, type Person } from '../journey.ts';
import { cast } from '../routes.ts';

test('the address holds the filter, and going back takes it away again', async ({ person }) => {
  const { page, open } = await person(cast.head);
  await open('/issues?origin=research');
  await page.getByText('类别').first().click();
  await page.getByRole('link', { name: '民生实事', exact: true }).click();
  await expect(page).toHaveURL(/category=livelihood/);
  await page.getByText('状态').first().click();
  await page.getByRole('link', { name: '整改中', exact: true }).click();
  await expect(page).toHaveURL(/state=in_progress/);
  await page.getByRole('link', { name: '编号' }).click();
  await expect(page).toHaveURL(/sort=number/);
  const rows = page.getByRole('row').filter({ has: page.getByRole('rowheader') });
  await expect(rows.filter({ hasNotText: '整改中' })).toHaveCount(0);
  await expect(rows.filter({ hasNotText: '民生实事' })).toHaveCount(0);
  const many = await rows.count();
  expect(many).toBeGreaterThan(3);
  await page.reload();
  await expect(rows).toHaveCount(many);
  await page.getByRole('link', { name: '民生实事' }).first().click();
  await expect(page).not.toHaveURL(/category/);
  await expect(rows.filter({ hasNotText: '民生实事' })).not.toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL(/category=livelihood/);
  await expect(rows).toHaveCount(many);
});

test('issues are sorted by state in the order of their life, and the address holds it', async ({ person }) => {
  const { page, open } = await person(cast.head);
  await open('/issues?origin=research');
  const head = page.getByRole('columnheader', { name: '状态' });
  await head.getByRole('link').click();
  await expect(page).toHaveURL(/sort=state/);
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await head.getByRole('link').click();
  await expect(page).toHaveURL(/sort=state.*desc=1/);
  await page.reload();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
});

test('the address holds the columns; without it the device keeps those that were chosen last', async ({ person }) => {
  const { page, open } = await person(cast.head);
  const column = (name: string) => page.getByRole('columnheader', { name });
  await open('/issues?origin=research');
  await expect(column('期限')).toBeVisible();
  await expect(column('进度')).toBeHidden();
  const menu = page.locator('details', { hasText: '显示列' });
  await menu.locator('summary').click();
  const choice = (name: string) => menu.getByRole('link', { name, exact: true });
  await choice('进度').click();
  await expect(page).toHaveURL(/columns=due,progress/);
  await choice('期限').click();
  await expect(page).toHaveURL(/columns=progress/);
  await expect(choice('进度')).toHaveAttribute('aria-current', 'true');
  await expect(column('进度')).toBeVisible();
  await expect(column('期限')).toBeHidden();
  // a tab, a filter and a sorting keep them
  await page.getByRole('link', { name: '编号' }).click();
  await expect(page).toHaveURL(/columns=progress.*sort=number|sort=number.*columns=progress/);
  // who is sent the address sees the same
  const { page: other, open: opened } = await person(cast.liaison);
  await opened(new URL(page.url()).pathname + new URL(page.url()).search);
  await expect(other.getByRole('columnheader', { name: '进度' })).toBeVisible();
  await expect(other.getByRole('columnheader', { name: '期限' })).toBeHidden();
  await open('/issues');
  await expect(column('进度')).toBeVisible();
  await expect(column('期限')).toBeHidden();
  await menu.locator('summary').click();
  await choice('进度').click();
  await expect(page).toHaveURL(/columns=none/);
  await expect(column('进度')).toBeHidden();
});

test('each column that sorts puts the rows in its order, up and down, and on to the next page', async ({ person }) => {
  const { page, context, open } = await person(cast.head);
  const all = await lines(context, { origin: 'research' });
  expect(all.length).toBeGreaterThan(100);
  // days as the list writes them do not sort: what each row stands for is taken from its id
  const byId = new Map(all.map((line) => [line.id, line]));
  const shown = async () => {
    const links = page.locator('main table.table tbody th a');
    const hrefs = await links.evaluateAll((some) => some.map((own) => own.getAttribute('href')!));
    return hrefs.map((href) => byId.get(href.match(/[0-9a-f-]{36}/)![0])!);
  };
  // where there is no day it stands after every day
  const columns = {
    number: ['编号', (line: Line) => line.number],
    due: ['期限', (line: Line) => (line.due ? Date.parse(line.due) : Infinity)],
    moved: ['最近进展', (line: Line) => Date.parse(line.moved)],
    found: ['发现日期', (line: Line) => Date.parse(line.found)],
  } as const;
  await open('/issues?origin=research&columns=due,moved,found');
  for (const [sort, [head, value]] of Object.entries(columns)) {
    for (const way of ['ascending', 'descending'] as const) {
      const column = page.getByRole('columnheader', { name: head });
      // the usual order is by day of what is due: it stands there already
      if (!(sort === 'due' && way === 'ascending')) await column.getByRole('link').click();
      else await open('/issues?origin=research&columns=due,moved,found');
      await expect(column, sort).toHaveAttribute('aria-sort', way);
      const values = all.map(value).toSorted((one, other) => (one === other ? 0 : way === 'ascending' === one < other ? -1 : 1));
      const first = await shownWhen(shown, (rows) => `${rows.map(value)}` === `${values.slice(0, rows.length)}`);
      expect(first.map(value), `${sort} ${way}`).toEqual(values.slice(0, first.length));
      await page.locator('nav.pages a[rel=next]').click();
      await expect(page).toHaveURL(/page=2/);
      const next = await shownWhen(shown, (rows) => rows[0]?.id !== first[0]!.id);
      expect(next.map(value), `${sort} ${way}, page 2`).toEqual(values.slice(first.length, first.length + next.length));
      await page.locator('nav.pages a[rel=prev]').click();
      await expect(page).not.toHaveURL(/page=2/);
    }
  }
});

/** The rows, once they are those that were asked for, or after a while as they are. */
async function shownWhen(shown: () => Promise<Line[]>, are: (rows: Line[]) => boolean): Promise<Line[]> {
  await expect.poll(async () => are(await shown()), { timeout: 3_000 }).toBe(true).catch(() => undefined);
  return shown();
}

test('an act on several writes one entry each and says who was refused, and why', async ({ person }) => {
  const [{ page, open }, auditor] = [await person(cast.head), await person(cast.auditAdmin)];
  const journal = await journalOf(auditor);
  await open('/issues?origin=research&state=submitted');
  const box = (place: number) => page.getByRole('row').nth(place).getByRole('checkbox');
  const titles = [1, 2].map((place) => page.getByRole('row').nth(place).getByRole('link').first().innerText());
  const [first, second] = await Promise.all(titles);
  await box(1).check();
  await box(2).check();
  await expect(page.getByText('已选 2 个')).toBeVisible();
  await page.getByRole('region', { name: '批量办理' }).getByRole('button', { name: '验收通过' }).click();
  const dialog = page.getByRole('dialog', { name: '批量办理' });
  await expect(dialog).toContainText('每个问题各记一条，共 2 条。');
  await dialog.getByRole('button', { name: '验收通过' }).click();
  await expect(page.getByText('共 2 个：已记录 2，未收 0')).toBeVisible();
  for (const title of [first, second]) await expect(page.getByRole('link', { name: title, exact: true })).toHaveCount(0);
  // one entry each, one after the other; nothing else
  expect((await journal.newest()).slice(0, 3)).toEqual([
    { seq: journal.before + 2, what: '验收通过 问题', by: '郑砚秋' },
    { seq: journal.before + 1, what: '验收通过 问题', by: '郑砚秋' },
    expect.objectContaining({ seq: journal.before }),
  ]);

  await open(`/issues?q=${encodeURIComponent(first)}`);
  await box(1).check();
  await page.getByRole('region', { name: '批量办理' }).getByRole('button', { name: '确认巩固' }).click();
  await dialog.getByLabel('理由').fill('现场复看，措施都还在执行。');
  await dialog.getByRole('button', { name: '确认巩固' }).click();
  await expect(page.getByText('共 1 个：已记录 0，未收 1')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: /^调研-\d+：回头看定在/ })).toBeVisible();
  expect((await journal.newest())[0]!.seq, 'what is refused is no entry').toBe(journal.before + 2);
});

/** The group's book as the auditor's page has it: its newest entries, now and before. */
async function journalOf({ page, open }: Person) {
  const newest = async () => {
    await open(`/journal?book=${book}`);
    const rows = page.locator('section').filter({ hasText: '办过的事' }).locator('tbody tr');
    await expect(rows.first()).toBeVisible();
    return rows.evaluateAll((all) =>
      all.map((row) => ({ seq: Number(row.children[0]!.textContent), what: row.children[1]!.textContent!, by: row.children[2]!.textContent! })),
    );
  };
  return { newest, before: (await newest())[0]!.seq };
}

test('from chosen issues straight to a paper about them', async ({ person }) => {
  const { page, open } = await person(cast.head);
  await open('/issues?origin=research&state=in_progress&unit=00000000-0000-0000-0000-00000b000002');
  const box = (place: number) => page.getByRole('row').nth(place).getByRole('checkbox');
  await box(1).check();
  await box(2).check();
  // on a slow line one begins to write before the page is alive
  let come = () => {};
  const late = new Promise<void>((go) => (come = go));
  await page.route(/\.wasm$/, (route) => late.then(() => route.continue()));
  const link = page.getByRole('region', { name: '批量办理' }).getByRole('link', { name: '就这些拟一份文件' });
  await link.click({ noWaitAfter: true });
  await expect(page).toHaveURL(/\/notices\?about=.*#draft$/);
  const form = page.locator('#draft form');
  await expect(form.getByLabel('涉及的问题')).toHaveValue(/^调研-\d+，调研-\d+$/);
  await expect(form.getByLabel('标题')).toHaveValue(/^关于调研-\d+等 2 个问题办理情况的提示$/);
  await expect(form.getByRole('group', { name: '发给' }).getByLabel('松江师范大学')).toBeChecked();
  // what it asks for and the platform counts is said with the number, before it is sent
  await form.getByLabel('正文').fill('请报送本单位已解决数。');
  await expect(page.locator('html[data-alive]')).toHaveCount(0);
  come();
  await expect(page.locator('.known-note li')).toHaveText([/^松江师范大学 已解决 \d+$/]);
  await form.getByRole('button', { name: '拟一份通知' }).click();
  await page.getByRole('rowheader').filter({ hasText: '等 2 个问题办理情况的提示' }).getByRole('link').click();
  // and again in the form that changes it, which begins with these words
  await expect(page.locator('#change .known-note li')).toHaveText([/^松江师范大学 已解决 \d+$/]);
});

test('a past day is shown as it was and can not be changed', async ({ person }) => {
  const { page, open } = await person(cast.head);
  await open('/issues?origin=research&asof=2023-06-01&state=submitted');
  await expect(page.getByText('截至 6月1日（周四）').first()).toBeVisible();
  await page.getByRole('rowheader').first().getByRole('link').click();
  await expect(page.getByText('这是6月1日（周四）结束时的样子，只能看，不能改。')).toBeVisible();
  await expect(page.getByRole('button', { name: '验收通过' })).toHaveCount(0);
  await expect(page.locator('[aria-current="step"]')).toContainText('待验收');
  await page.getByRole('link', { name: '看现在' }).click();
  await expect(page).not.toHaveURL(/asof/);
  await expect(page.locator('[aria-current="step"]')).not.toContainText('待验收');
});

test('what came back later is not among the relapsed of a day before', async ({ person }) => {
  const { page, open } = await person(cast.head);
  await open('/issues?relapsed=1');
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  await open('/issues?relapsed=1&asof=2023-04-20');
  await expect(page.getByText('没有符合条件的问题')).toBeVisible();
  await page.getByRole('link', { name: '反弹' }).first().click();
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  await expect(page).toHaveURL(/asof=2023-04-20/);
});

test('who answers is looked for alone, held by the address, and left again', async ({ person }) => {
  const { page, context, open } = await person(cast.normalStaff);
  const name = words('欧阳');
  const [own, about] = [words('浴室开放时间过短'), `${name}楼电梯停运`];
  await find(context, own, { official: name });
  await find(context, about);
  await open('/issues?origin=research');
  const [owner, text] = ['责任人', '查找'].map((label) => page.getByRole('searchbox', { name: label }));
  const menu = page.locator('summary', { hasText: '责任人' });
  await menu.click();
  await owner.fill(name);
  await owner.press('Enter');
  await expect(page).toHaveURL(/origin=research&owner=/);
  await expect(owner).toBeHidden();
  await expect(menu).toContainText(name);
  await expect(page.getByRole('rowheader')).toHaveCount(1);
  await expect(page.getByRole('rowheader')).toContainText(own);
  await page.reload();
  await expect(menu).toContainText(name);
  await expect(page.getByRole('rowheader')).toHaveCount(1);
  await page.getByRole('link', { name: `责任人“${name}”` }).click();
  await expect(page).not.toHaveURL(/owner=/);
  await expect(menu).toContainText('全部');
  await text.fill(name);
  await text.press('Enter');
  await expect(page.getByRole('rowheader')).toHaveCount(2);
  await menu.click();
  await expect(owner).toHaveValue('');
  await owner.fill('后勤处');
  await owner.press('Enter');
  await expect(page).toHaveURL(/owner=.*&q=/);
  await expect(page.getByRole('rowheader')).toHaveCount(2);
});

test('the day of a list is typed, held by the address, and left again', async ({ person }) => {
  const { page, open } = await person(cast.head);
  for (const path of ['/issues', '/reports', '/carriers', '/units']) {
    await open(path);
    await page.getByText('截至 7月28日（周五）', { exact: true }).click();
    await page.getByLabel('看哪一天').fill('2023-06-01');
    await page.getByRole('button', { name: '看这一天' }).click();
    await expect(page).toHaveURL(/asof=2023-06-01/);
    await page.getByText('截至 6月1日（周四）').last().click();
    await page.getByRole('link', { name: '回到今天' }).click();
    await expect(page).not.toHaveURL(/asof/);
  }
});

test('the tiles of the dashboard lead to exactly their rows, today and on a past day', async ({ person }) => {
  const { page, open } = await person(cast.head);
  for (const day of ['', '?asof=2023-06-01']) {
    for (const name of ['指导单位', '核心目标', '实践载体', '调研报告', '建章立制']) {
      await open(`/dashboard${day}`);
      const tile = page.getByRole('region', { name: '专项数据' }).getByRole('link', { name });
      const many = Number((await tile.innerText()).match(/\d+/)?.[0]);
      await tile.click();
      await expect(page.getByRole('table').getByRole('row'), `${name} ${day}`).toHaveCount(many + 1);
    }
  }
});

test('everything from list to act goes by keyboard alone', async ({ person }) => {
  const { page, open } = await person(cast.normalStaff);
  const note = words('只用键盘写的');
  await open('/issues?origin=research&state=in_progress');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeFocused();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: '查找' })).toBeFocused();
  await page.keyboard.type('屋面');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('rowheader')).toHaveCount(1);
  // Out of the search, down to the row, into the issue.
  await page.keyboard.press('Tab');
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: '青年教师过渡住房屋面渗漏' })).toBeFocused();
  await page.keyboard.press('Enter');
  const verb = page.getByRole('button', { name: '报进展', exact: true });
  await expect(verb).toBeVisible();
  for (let step = 0; step < 60 && !(await verb.evaluate((own) => own === document.activeElement)); step++) {
    await page.keyboard.press('Tab');
  }
  await expect(verb).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '报进展' });
  await expect(dialog.getByLabel('进度')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('85');
  await page.keyboard.press('Tab');
  await page.keyboard.type(note);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('list', { name: '时间线' }).getByRole('listitem').first()).toContainText(note);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/issues\?/);
});

test('an issue opened from the list does not scroll sideways on a phone of 320 px', async ({ person }) => {
  const { page, open } = await person(cast.normalStaff, { width: 320, height: 640 });
  await open('/issues');
  await page.getByRole('rowheader').first().getByRole('link').click();
  await expect(page.getByRole('list', { name: '时间线' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('on a phone the choice of a day opens within the page, wherever its button stands', async ({ person }) => {
  const { page, open } = await person(cast.head, { width: 390, height: 844 });
  for (const path of ['/coverage', '/outcomes', '/issues']) {
    await open(path);
    await page.locator('.shown-day > summary').click();
    const box = (await page.locator('.shown-day > form').boundingBox())!;
    expect(box.x, path).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width, path).toBeLessThanOrEqual(390);
  }
});
