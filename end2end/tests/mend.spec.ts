/** A visit that was refused is mended in its own form, in everything, and recorded once; one that waits is gone on with there, also while
 *  it is sent; who was talked to goes along wherever it goes. */
import type { Locator } from '@playwright/test';
import { accept, unit } from '../acts.ts';
import { words } from '../journey.ts';
import { expect, photo, test, type Phone } from '../phone.ts';
import { cast } from '../routes.ts';

const form = `/visits/new?unit=${unit}`;
const save = (own: Phone) => own.page.getByRole('button', { name: '保存', exact: true }).tap();
const sent = (own: Phone) => expect(own.page.locator('a.waiting .server')).toBeAttached({ timeout: 30_000 });
const gone = (own: Phone) => expect(own.page.getByText('发件箱是空的')).toBeVisible({ timeout: 30_000 });

interface Told {
  topic: string;
  name: string;
  sentence: string;
}

/** An interview with something of everything, in the form. */
async function interview(own: Phone): Promise<Told> {
  const told = { topic: words('访谈'), name: words('南宫'), sentence: words('两名学生说夜里做不了实验') };
  const { page } = own;
  await page.getByRole('radio', { name: '个别访谈' }).check();
  await page.getByRole('button', { name: '加一人' }).tap();
  await page.getByLabel('内容').fill(told.topic);
  await page.getByLabel('姓名').fill(told.name);
  await page.getByLabel('看到、听到的').fill(`锁门早。${told.sentence}。`);
  const sentence = page.getByRole('list', { name: '可以提为问题的句子' }).getByRole('listitem').filter({ hasText: told.sentence });
  await sentence.getByRole('button', { name: '提为问题' }).tap();
  await page.getByRole('radio', { name: '民生实事' }).check();
  await page.getByRole('button', { name: '记下一项承诺' }).tap();
  await page.getByLabel('答应办什么').fill('先开两个晚上');
  await page.getByLabel('什么时候办到').fill('2023-08-10');
  const buffer = await photo(page, '#924');
  await page.getByLabel('拍照或选照片').setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer });
  await expect(page.locator('.photos').getByRole('img')).toHaveCount(1);
  return told;
}

interface Detail {
  visit: {
    id: string;
    version: number;
    description: { at: number; topic: string; place: string | null };
    findings: { people: number; notes: string; photos: object[] };
    promises: { what: string; due: string }[];
  };
  issues: { title: string }[];
  history: { kind: string }[];
}

/** The one visit of this topic that is on the server. */
async function detail(own: Phone, topic: string): Promise<Detail> {
  let rows: string[] = [];
  const listed = async () => {
    const answer = await own.context.request.get(`${own.line.url}/visits?q=${encodeURIComponent(topic)}`);
    rows = [...(await answer.text()).matchAll(/<th scope="row"><a href="\/visits\/([0-9a-f-]+)"/g)].map((found) => found[1]!);
    return rows.length;
  };
  // the box is empty before what a file brought has come into it, too
  await expect.poll(listed, 'rows of the list').toBe(1);
  const read = await own.context.request.get(`${own.line.url}/api/visit/detail?visit=${rows[0]!}`);
  return (await read.json()) as Detail;
}

/** It is on the server once, with all that belongs to it; its page says who was talked to. */
async function recordedOnce(own: Phone, { topic, name, sentence }: Told, notes: string, at?: string): Promise<void> {
  const { visit, issues } = await detail(own, topic);
  expect(visit.findings).toMatchObject({ people: 1, notes });
  expect(visit.findings.photos).toHaveLength(1);
  expect(visit.promises.map(({ what, due }) => [what, due])).toEqual([['先开两个晚上', '2023-08-10']]);
  expect(issues.map(({ title }) => title)).toEqual([sentence]);
  if (at) expect(visit.description.at).toBe(Date.parse(`${at}:00+08:00`) * 1000);
  await own.open(`/visits/${visit.id}`);
  await expect(own.page.locator('main')).toContainText(name);
}

/** The row of what was saved and waits; it is gone on with. */
async function goOn(own: Phone, told: Told): Promise<Locator> {
  const waits = own.page.locator('.pending').getByRole('listitem').filter({ hasText: told.topic });
  await expect(waits.getByText('在本机')).toHaveCount(1);
  await waits.getByRole('link', { name: '改一改' }).tap();
  return waits;
}

/** Saved without network, and its form is open again, with more in it than was saved. */
async function goesOn(own: Phone): Promise<[Told, string]> {
  await openWithout(own);
  const told = await interview(own);
  await save(own);
  await goOn(own, told);
  await expect(own.page.locator('.mends')).toContainText('还没有送出', { timeout: 20_000 });
  await expect(own.page.getByLabel('内容')).toHaveValue(told.topic);
  await expect(own.page.getByLabel('姓名')).toHaveValue(told.name);
  await expect(own.page.locator('.photos').getByRole('listitem')).toHaveCount(1);
  const notes = `锁门早。${told.sentence}。又问了一句。`;
  await own.page.getByLabel('看到、听到的').fill(notes);
  return [told, notes];
}

/** As fields for day and time have it. */
function dayAfter(at: string): string {
  return `${new Date(Date.parse(`${at}:00Z`) + 86_400_000).toISOString().slice(0, 16)}`;
}

/** The form is open on a phone that has it and lost the network since. */
async function openWithout(own: Phone, at = form): Promise<void> {
  await own.signIn(cast.liaison);
  await own.open(at);
  await own.ready();
  for (const page of [at, '/visits', '/outbox']) await own.open(page);
  await expect.poll(() => own.kept()).toEqual(expect.arrayContaining([at, '/visits', '/outbox']));
  await own.open(at);
  own.line.cut();
  await expect(own.page.getByText('没有网络。写下的先存在这台设备上。')).toBeVisible({ timeout: 20_000 });
}

/** Recorded without network by a clock that is a day ahead, and refused when the line is back. The right time, and what was told. */
async function refused(own: Phone): Promise<[Told, string]> {
  await openWithout(own);
  const told = await interview(own);
  const at = await own.page.getByLabel('时间').inputValue();
  await own.page.evaluate(() => {
    const right = Date.now;
    Date.now = () => right() + 86_400_000;
  });
  await own.page.getByLabel('时间').fill(dayAfter(at));
  await save(own);
  await expect(own.page.locator('.pending').getByText('在本机')).toHaveCount(1);
  await own.open('/outbox');
  own.line.mend();
  await expect(own.page.getByText('服务器未收')).toHaveCount(2, { timeout: 30_000 });
  return [told, at];
}

test('a visit that a wrong clock dated to tomorrow is mended in its form and recorded once, with all that belongs to it', async ({ phone }) => {
  const own = await phone();
  const [told, at] = await refused(own);
  await own.open('/outbox');
  const item = own.page.getByRole('listitem').filter({ hasText: told.topic });
  await expect(item).toContainText('时间');
  await item.getByRole('link', { name: '改一改' }).tap();

  const { page } = own;
  const mends = page.locator('.mends');
  await expect(mends).toContainText('服务器未收');
  await expect(mends).toContainText('1 个问题');
  await expect(page.locator('#field-at-wrong')).toContainText('晚');
  await expect(page.getByLabel('时间')).toHaveValue(dayAfter(at));
  await expect(page.getByRole('radio', { name: '个别访谈' })).toBeChecked();
  await expect(page.getByLabel('谈到的人')).toHaveValue('1');
  await expect(page.getByLabel('内容')).toHaveValue(told.topic);
  await expect(page.getByLabel('姓名')).toHaveValue(told.name);
  await expect(page.getByLabel('答应办什么')).toHaveValue('先开两个晚上');
  await expect(page.getByLabel('什么时候办到')).toHaveValue('2023-08-10');
  await expect(page.locator('.photos').getByRole('listitem')).toHaveCount(1);
  // still wrong: nothing is replaced
  await save(own);
  await expect(page.locator('#field-at-wrong')).toContainText('晚');

  // what is mended is kept while it is written, and nothing of it doubles
  const notes = `锁门早。${told.sentence}。又问了一句。`;
  await page.getByLabel('看到、听到的').fill(notes);
  await page.getByLabel('时间').fill(at);
  await expect(page.getByText('已存')).toBeVisible();
  // the word may be of what was typed before
  await page.waitForTimeout(300);
  await own.off();
  await own.on();
  await own.open('/outbox');
  await own.page.getByRole('listitem').filter({ hasText: told.topic }).getByRole('link', { name: '改一改' }).tap();
  await expect(own.page.getByLabel('看到、听到的')).toHaveValue(notes);
  await expect(own.page.getByLabel('时间')).toHaveValue(at);
  await expect(own.page.getByLabel('答应办什么')).toHaveCount(1);
  await expect(own.page.getByLabel('答应办什么')).toHaveValue('先开两个晚上');
  await expect(own.page.locator('.photos').getByRole('listitem')).toHaveCount(1);
  await save(own);
  await expect(own.page).toHaveURL(/\/visits$/);
  await own.open('/outbox');
  await gone(own);
  await recordedOnce(own, told, notes, at);
  // neither what was refused nor its draft lies on the device any more
  const rows = (await own.rows()).filter((row) => /^(items|drafts) /.test(row));
  expect(rows).toEqual([]);
});

test('it can be mended without network too, and is sent when the line is back', async ({ phone }) => {
  const own = await phone();
  const [told, at] = await refused(own);
  own.line.cut();
  await own.open('/outbox');
  await own.page.getByRole('listitem').filter({ hasText: told.topic }).getByRole('link', { name: '改一改' }).tap();
  await expect(own.page.getByLabel('内容')).toHaveValue(told.topic, { timeout: 20_000 });
  await own.page.getByLabel('时间').fill(at);
  await save(own);
  await expect(own.page.locator('.pending').getByText('在本机')).toHaveCount(1);
  await own.open('/outbox');
  await expect(own.page.getByText('服务器未收')).toHaveCount(0);
  own.line.mend();
  await gone(own);
  await recordedOnce(own, told, `锁门早。${told.sentence}。`, at);
});

test('what was saved without network is gone on with before it is sent, and is recorded once with all that belongs to it', async ({ phone }) => {
  const own = await phone();
  await openWithout(own);
  const told = await interview(own);
  await save(own);
  const waits = own.page.locator('.pending').getByRole('listitem').filter({ hasText: told.topic });
  await expect(waits.getByText('在本机')).toHaveCount(1);
  // it has no page yet: its name leads to its form as well
  await expect(waits.getByRole('link', { name: told.topic })).toHaveAttribute('href', /#mend=/);
  await waits.getByRole('link', { name: '改一改' }).tap();
  await expect(own.page.locator('.mends')).toContainText('还没有送出', { timeout: 20_000 });
  await expect(own.page.getByLabel('内容')).toHaveValue(told.topic);
  await expect(own.page.getByLabel('姓名')).toHaveValue(told.name);
  await expect(own.page.getByLabel('答应办什么')).toHaveValue('先开两个晚上');
  await expect(own.page.locator('.photos').getByRole('listitem')).toHaveCount(1);
  // what is an issue already is not offered again
  const offered = own.page.getByRole('list', { name: '可以提为问题的句子' }).getByRole('listitem');
  await expect(offered.filter({ hasText: '锁门早' })).toHaveCount(1);
  await expect(offered.filter({ hasText: told.sentence })).toHaveCount(0);
  const notes = `锁门早。${told.sentence}。又问了一句。`;
  await own.page.getByLabel('看到、听到的').fill(notes);
  await save(own);
  await expect(waits.getByText('在本机')).toHaveCount(1);
  await own.open('/outbox');
  // the visit and its issue, each once
  await expect(own.page.getByRole('listitem').filter({ hasText: '在本机' })).toHaveCount(2);
  own.line.mend();
  await gone(own);
  await recordedOnce(own, told, notes);
});

test('what is sent while somebody goes on with it is changed by what they save, with nothing to choose', async ({ phone }) => {
  const own = await phone();
  const [told, notes] = await goesOn(own);
  const { page } = own;
  await page.getByRole('button', { name: '记下一项承诺' }).tap();
  const [promise, due] = [page.getByLabel('答应办什么'), page.getByLabel('什么时候办到')];
  await expect(promise).toHaveCount(2);
  await promise.nth(1).fill('钥匙放在值班室');
  await due.nth(1).fill('2023-08-11');
  own.line.mend();
  await expect(page.locator('.mends')).toContainText('已经送到', { timeout: 30_000 });
  // with its issue
  await sent(own);
  expect((await detail(own, told.topic)).visit.findings.notes).toBe(`锁门早。${told.sentence}。`);
  await expect(page.getByLabel('看到、听到的')).toHaveValue(notes);
  await save(own);
  await expect(page).toHaveURL(/\/visits$/);
  await sent(own);
  const { visit, issues, history } = await detail(own, told.topic);
  expect(visit.findings).toMatchObject({ people: 1, notes });
  expect(visit.findings.photos).toHaveLength(1);
  expect(visit.promises.map(({ what }) => what)).toEqual(['先开两个晚上', '钥匙放在值班室']);
  expect(issues.map(({ title }) => title)).toEqual([told.sentence]);
  const kinds = history.map(({ kind }) => kind).sort();
  expect(kinds).toEqual(['visit.add_promise', 'visit.amend', 'visit.record']);
  await own.open(`/visits/${visit.id}`);
  await expect(page.locator('main')).toContainText(told.name);
  const rows = (await own.rows()).filter((row) => /^(items|drafts) /.test(row));
  expect(rows).toEqual([]);
});

test('what was sent before its form was opened again is there with what was written, and only what somebody else changed as well is chosen', async ({ phone }) => {
  const [own, other] = [await phone(), await phone()];
  const [told, notes] = await goesOn(own);
  const topic = `${told.topic}（续）`;
  await own.page.getByLabel('内容').fill(topic);
  await expect(own.page.getByText('已存')).toBeVisible();
  // the word may be of what was typed before
  await own.page.waitForTimeout(300);
  const address = own.page.url();
  expect(address).toContain('#mend=');
  await own.off();
  own.line.mend();
  await own.on();
  await own.open('/outbox');
  await gone(own);

  await other.signIn(cast.head);
  const { visit } = await detail(other, told.topic);
  const { id, version, description, findings } = visit;
  const moved = { ...description, place: '三楼会议室' };
  await accept(other.context, 'visit', { verb: 'amend', visit: id, based_on: version, description: moved, findings: { ...findings, notes: '先到的记录' } });

  await own.open(address);
  await expect(own.page.locator('.mends')).toContainText('已经送到', { timeout: 20_000 });
  await expect(own.page.getByLabel('看到、听到的')).toHaveValue(notes);
  await expect(own.page.getByLabel('内容')).toHaveValue(topic);
  // what is an issue already is not offered again
  const offered = own.page.getByRole('list', { name: '可以提为问题的句子' }).getByRole('listitem');
  await expect(offered.filter({ hasText: '锁门早' })).toHaveCount(1);
  await expect(offered.filter({ hasText: told.sentence })).toHaveCount(0);
  await save(own);
  await expect(own.page).toHaveURL(/\/visits$/);
  await expect(own.page.getByRole('link', { name: '对照两个版本' })).toBeVisible({ timeout: 30_000 });
  await own.open('/outbox');
  const item = own.page.getByRole('main').locator('.pending > li').filter({ has: own.page.locator('.versions') });
  await expect(item).toContainText('服务器未收', { timeout: 30_000 });
  await expect(item.getByRole('group')).toHaveCount(3, { timeout: 20_000 });
  for (const [field, chosen] of [['随手记', undefined], ['内容', 'mine'], ['地点', 'theirs']] as const) {
    const group = item.getByRole('group', { name: field });
    await expect(group.getByRole('radio', { name: /^您写的/ })).toBeChecked({ checked: chosen === 'mine' });
    await expect(group.getByRole('radio', { name: /^服务器上的/ })).toBeChecked({ checked: chosen === 'theirs' });
  }
  await item.getByRole('group', { name: '随手记' }).getByText(notes).tap();
  await item.getByRole('button', { name: '按选的保存' }).tap();
  await gone(own);
  const now = (await detail(own, told.topic)).visit;
  expect(now.description).toMatchObject({ topic, place: '三楼会议室' });
  expect(now.findings).toMatchObject({ people: 1, notes });
  expect(now.promises).toHaveLength(1);
});

test('what waits is gone on with in the form that the phone has, though that is not of its unit', async ({ phone }) => {
  const own = await phone();
  // nothing was taken along, and no form of a unit was seen
  await openWithout(own, '/visits/new');
  const chosen = own.page.getByRole('combobox', { name: '单位', exact: true });
  await expect(chosen).not.toHaveValue(unit);
  await chosen.selectOption(unit);
  const told = await interview(own);
  await save(own);
  const waits = await goOn(own, told);
  await expect(own.page.locator('.mends')).toContainText('还没有送出', { timeout: 20_000 });
  await expect(own.page).toHaveURL(/\/visits\/new#mend=/);
  await expect(chosen).toHaveValue(unit);
  await expect(own.page.getByLabel('内容')).toHaveValue(told.topic);
  const notes = `锁门早。${told.sentence}。又问了一句。`;
  await own.page.getByLabel('看到、听到的').fill(notes);
  await save(own);
  await expect(waits.getByText('在本机')).toHaveCount(1);
  // something new of that unit is not begun in a form that stands at another
  await own.page.goto(form);
  await expect(own.page.getByRole('heading', { name: '没有网络，这一页不在手机里' })).toBeVisible({ timeout: 20_000 });
  await own.open('/outbox');
  own.line.mend();
  await gone(own);
  await recordedOnce(own, told, notes);
});

test('who was talked to goes along in a rescue file and is recorded from another phone, once', async ({ phone }) => {
  const own = await phone();
  await openWithout(own);
  const told = await interview(own);
  await save(own);
  await expect(own.page.locator('.pending').getByText('在本机')).toHaveCount(1);
  const readable = (await own.rows()).filter((row) => row.includes(told.name));
  expect(readable, 'names that can be read on the disk').toEqual([]);
  await own.open('/outbox');
  const saving = own.page.waitForEvent('download');
  await own.page.getByRole('button', { name: '存成救急文件' }).click();
  const file = await (await saving).path();

  const other = await phone();
  await other.signIn(cast.liaison);
  await other.open('/outbox');
  await other.page.getByLabel('读入救急文件').setInputFiles(file);
  await expect(other.page.getByText('读入 2 项、1 个文件')).toBeVisible();
  await gone(other);
  await recordedOnce(other, told, `锁门早。${told.sentence}。`);
  // the first phone sends the same again, which is the same
  own.line.mend();
  await gone(own);
  await recordedOnce(own, told, `锁门早。${told.sentence}。`);
});
