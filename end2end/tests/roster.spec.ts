/** Where a roster comes from: pasted, from a spreadsheet, from what the unit has on record; wrong lines and files are said there. */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { accept, unit } from '../acts.ts';
import { audit } from '../fixtures.ts';
import { expect, test, words } from '../journey.ts';
import { cast } from '../routes.ts';

const file = fileURLToPath(new URL('../data/roster.xlsx', import.meta.url));
const field = (page: Page) => page.getByRole('textbox', { name: '名册' });

/** The strata that were understood, each with how many there are. */
async function strata(page: Page): Promise<string[]> {
  const rows = page.locator('.draw-takes tbody tr');
  return Promise.all((await rows.all()).map(async (row) => (await row.locator('th, td').allInnerTexts()).slice(0, 2).join(' ')));
}

/** Freezes what stands there; how many lines the frozen roster has. */
async function freeze(page: Page): Promise<number> {
  const purpose = words('抽查');
  await page.getByLabel('事由').fill(purpose);
  await page.getByLabel('见证人').selectOption({ label: '许知遥' });
  await page.getByRole('button', { name: '冻结名册' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '冻结名册' }).click();
  await expect(page).toHaveURL(/\/draws\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1, name: purpose })).toBeVisible();
  const answer = await page.request.get(`${page.url()}/sheet.txt`);
  const [sheet = ''] = (await answer.text()).split('end xundao draw');
  return sheet.split('\n').filter((line) => /^\d+[\t|]/.test(line)).length;
}

test('rows are pasted as they come from a spreadsheet, a wrong one is named and nothing is lost', async ({ person }) => {
  const { page, open } = await person(cast.liaison);
  await open(`/draws/new?unit=${unit}`);
  const rows = ['姓名\t职称\t学院', '罗书瑶\t正高\t文学院', `${'长'.repeat(300)}\t副高\t文学院`, '段景明\t副高\t体育学院'];
  await field(page).focus();
  await page.keyboard.insertText(rows.join('\n'));
  await expect(page.getByRole('alert').filter({ hasText: '第 3 行' })).toBeVisible();
  await expect(field(page)).toHaveValue(rows.join('\n'));
  await audit(page);
  await field(page).fill(rows.join('\n').replace('长'.repeat(300), '程一诺'));
  await expect(page.getByRole('alert').filter({ hasText: '第 3 行' })).toHaveCount(0);
  await expect.poll(() => strata(page)).toEqual(['正高 1', '副高 2']);
  expect(await freeze(page)).toBe(3);
});

test('a spreadsheet fills the roster, and a file that is none leaves it as it was', async ({ person, expected }) => {
  // the refused file
  expected.push(/Failed to load resource: .* 400 \(Bad Request\) .*\/draws\/rows$/);
  const { page, open } = await person(cast.liaison);
  await open(`/draws/new?unit=${unit}`);
  await page.getByLabel('或从表格导入').setInputFiles(file);
  await expect(field(page)).toHaveValue(/罗书瑶/);
  await expect.poll(() => strata(page)).toEqual(['正高 2', '副高 3', '中级 1']);
  const before = await field(page).inputValue();
  await page.getByLabel('或从表格导入').setInputFiles({ name: '名册.xlsx', mimeType: 'application/zip', buffer: Buffer.from('PK\x03\x04 no sheet') });
  await expect(page.getByLabel('或从表格导入')).toHaveAccessibleDescription(/文件已损坏/);
  await expect(field(page)).toHaveValue(before);
  expect(await freeze(page)).toBe(6);
});

/** What the form says it has understood: name, stratum and note of the first lines. */
async function understood(page: Page): Promise<string[][]> {
  const rows = await page.locator('.draw-understood tbody tr').all();
  return Promise.all(rows.map((row) => row.locator('td').allInnerTexts()));
}

test('titles are not cut at their own commas, and the form shows what became of each line', async ({ person }) => {
  const { page, open } = await person(cast.liaison);
  await open(`/draws/new?unit=${unit}`);
  const titles = ['关于学习、调研、整改的通知', '教学，科研，管理制度汇编', '会议记录'];
  await field(page).fill(`材料名称\n${titles.join('\n')}`);
  await expect.poll(() => understood(page)).toEqual(titles.map((title) => [title, '全体', '']));
  await expect(page.getByText('逗号、顿号没有当作分隔')).toBeVisible();
  // every line alike: there they part the cells, and it is said
  await field(page).fill('罗书瑶，正高，文学院\n段景明，副高，体育学院');
  await expect.poll(() => understood(page)).toEqual([['罗书瑶', '正高', '文学院'], ['段景明', '副高', '体育学院']]);
  await expect(page.getByText('按“，”分成名称、分层、备注')).toBeVisible();
  // what is not taken is named
  await field(page).fill('姓名\t电话\n罗书瑶\t0451');
  await expect(page.getByText('这些列没有用到，不会进名册：电话')).toBeVisible();
  await audit(page);
  // a sheet of one column, all lines alike
  const alike = ['关于学习、调研、整改的通知', '关于听课、评课、改课的通知'];
  await page.getByLabel('或从表格导入').setInputFiles({ name: '材料.csv', mimeType: 'text/csv', buffer: Buffer.from(`材料名称\n${alike.join('\n')}\n`) });
  await expect.poll(() => understood(page)).toEqual(alike.map((title) => [title, '全体', '']));
  expect(await freeze(page)).toBe(2);
});

test('a roster too large to be frozen is refused in the form, before anything is prepared', async ({ person }) => {
  const { page, open } = await person(cast.liaison);
  await open(`/draws/new?unit=${unit}`);
  await page.getByLabel('事由').fill(words('抽查'));
  await page.getByLabel('见证人').selectOption({ label: '许知遥' });
  // at once, as it is pasted: typed in, the browser takes minutes over so many lines
  const lines = Array.from({ length: 5_000 }, (_, at) => `${at} ${'长'.repeat(50)}`).join('\n');
  await field(page).evaluate((area: HTMLTextAreaElement, text) => {
    area.value = text;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }, lines);
  await expect(page.getByRole('alert').filter({ hasText: '名册太大，冻结不了' })).toBeVisible();
  await page.getByRole('button', { name: '冻结名册' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText('服务器未收')).toHaveCount(0);
});

test('a draw that was prepared and has no roster is frozen on its own page', async ({ person }) => {
  const { page, open, context } = await person(cast.liaison);
  type People = [string, string][];
  const sources = await context.request.get(`/api/draw/sources?unit=${unit}`);
  const { presiders, witnesses } = (await sources.json()) as { presiders: People; witnesses: People };
  const [draw, purpose] = [randomUUID(), words('抽查')];
  const strata = [{ name: '正高', take: 1 }, { name: '副高', take: 2 }];
  const plan = { purpose, kind: 'people', strata, presider: presiders[0]![0], witness: witnesses[0]![0] };
  await accept(context, 'draw', { verb: 'prepare', draw, unit, plan });
  await open(`/draws/${draw}`);
  await page.locator('.act-fold summary', { hasText: '冻结名册' }).click();
  const fold = page.locator('.act-fold[open]');
  await expect(fold.getByText('正高抽 1 条、副高抽 2 条')).toBeVisible();
  await field(page).fill('罗书瑶\t正高\n段景明\t副高');
  await fold.getByRole('button', { name: '冻结名册' }).click();
  await expect(fold.getByRole('alert').filter({ hasText: '太多了，最多 1 个' })).toBeVisible();
  await page.waitForTimeout(300);
  await open(`/draws/${draw}`);
  await page.locator('.act-fold summary', { hasText: '冻结名册' }).click();
  await expect(field(page), 'it is kept on the device').toHaveValue('罗书瑶\t正高\n段景明\t副高');
  await field(page).fill('罗书瑶\t正高\n段景明\t副高\n程一诺\t副高');
  await fold.getByRole('button', { name: '冻结名册' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '冻结名册' }).click();
  await expect(page.getByText('共 3 条，冻结人')).toBeVisible();
  await expect(page.locator('.act-fold summary', { hasText: '冻结名册' })).toHaveCount(0);
});

/** Takes what stands under this button; how many lines it says there are. */
async function take(page: Page, source: string): Promise<number> {
  const button = page.getByRole('button', { name: new RegExp(`^${source} \\d+$`) });
  const many = Number((await button.innerText()).match(/\d+$/)![0]);
  await button.click();
  expect((await field(page).inputValue()).split('\n'), source).toHaveLength(many);
  return many;
}

test('what the unit has on record is a roster', async ({ person }) => {
  const { page, open } = await person(cast.liaison);
  await open(`/draws/new?unit=${unit}`);
  const sources = ['本单位人员', '二级组织和支部', '调研报告和制度', '问题台账', '单位调度会和组内例会', '已记录的会议、活动和座谈'];
  for (const source of sources) {
    const many = await take(page, source);
    expect(many, source).toBeGreaterThan(0);
    await expect.poll(async () => (await strata(page)).reduce((sum, row) => sum + Number(row.split(' ').pop()), 0)).toBe(many);
  }
  const many = (await field(page).inputValue()).split('\n').length;
  expect(await freeze(page)).toBe(many);
});

test('every issue of the unit is on the roster, also those that the list has on later pages; open and solved ones are two strata', async ({ person }) => {
  const { page, open } = await person(cast.liaison);
  const states = { 未解决的问题: 'found,agreed,in_progress,submitted,disputed', 已解决的问题: 'verified,held' };
  const listed: Record<string, number> = {};
  for (const [stratum, state] of Object.entries(states)) {
    await open(`/issues?unit=${unit}&state=${state}`);
    listed[stratum] = Number((await page.locator('nav.pages').innerText()).match(/共 (\d+) 个/)![1]);
  }
  await open(`/draws/new?unit=${unit}`);
  const many = await take(page, '问题台账');
  expect(many, 'more than a page of the list').toBeGreaterThan(50);
  const expected = Object.entries(listed).map(([stratum, number]) => `${stratum} ${number}`);
  await expect.poll(async () => (await strata(page)).sort()).toEqual(expected.sort());
});

test('people are on the roster under their posts, meetings by their series, visits by their form', async ({ person }) => {
  const { page, open } = await person(cast.liaison);
  await open(`/draws/new?unit=${unit}`);
  const names = async () => (await strata(page)).map((row) => row.split(' ')[0]).sort();
  await take(page, '本单位人员');
  await expect.poll(names).toEqual(['二级组织', '单位班子成员', '单位联络员'].sort());
  await expect(field(page)).toHaveValue(/^温如玉\t二级组织\t美术学院$/m);
  await take(page, '单位调度会和组内例会');
  await expect.poll(names).toContain('单位月调度会');
  await expect(field(page)).toHaveValue(/^2023-\d\d-\d\d 单位月调度会\t单位月调度会$/m);
  await take(page, '已记录的会议、活动和座谈');
  await expect.poll(names).toEqual(['参加活动', '列席会议', '座谈会'].sort());
});
