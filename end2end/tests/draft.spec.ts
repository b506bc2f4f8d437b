/** What is being written lies sealed on the device, within a moment, for its person only, and goes when they sign out. */
import { college, unit } from '../acts.ts';
import { act, freeze, send, unfold } from '../draw.ts';
import { expect, test, type Phone } from '../phone.ts';
import { words } from '../journey.ts';
import { cast } from '../routes.ts';

const form = `/visits/new?unit=${unit}`;

/** Where a word can be read on the device without a key. */
async function readable(own: Phone, word: string): Promise<string[]> {
  return (await own.rows()).filter((row) => row.includes(word));
}

const drafts = async (own: Phone) => (await own.rows()).filter((row) => row.startsWith('drafts '));

async function leave(own: Phone): Promise<void> {
  await own.open('/account');
  await own.page.getByRole('button', { name: '退出登录' }).click();
}

/** Longer than the device takes, shorter than a thumb to the next thing. */
const moment = 300;

test('what is typed outlives a killed tab and a closed browser, lies sealed, and goes when it is sent', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  await own.open(form);
  const [topic, sentence, promise] = [words('夜访'), words('热处理实验夜里做不了'), words('开两个晚上')];
  await own.page.getByRole('radio', { name: '座谈会' }).check();
  await own.page.getByLabel('时间').fill('2023-07-20T10:00');
  await own.page.getByLabel('内容').fill(topic);
  await own.page.getByLabel('看到、听到的').fill(`锁门早。${sentence}。`);
  const row = own.page.getByRole('list', { name: '可以提为问题的句子' }).getByRole('listitem').filter({ hasText: sentence });
  await row.getByRole('button', { name: '提为问题' }).click();
  await own.page.getByRole('button', { name: '记下一项承诺' }).click();
  await own.page.getByLabel('答应办什么').fill(promise);
  await own.page.getByRole('button', { name: '加一人' }).tap();
  await own.page.waitForTimeout(moment);
  await own.kill();

  const stands = async () => {
    await expect(own.page.getByLabel('看到、听到的')).toHaveValue(`锁门早。${sentence}。`);
    await expect(own.page.getByLabel('内容')).toHaveValue(topic);
    await expect(own.page.getByLabel('时间')).toHaveValue('2023-07-20T10:00');
    await expect(own.page.getByRole('radio', { name: '座谈会' })).toBeChecked();
    await expect(own.page.getByLabel('问题', { exact: true })).toHaveValue(sentence);
    await expect(own.page.getByLabel('答应办什么')).toHaveValue(promise);
    await expect(own.page.getByRole('textbox', { name: '谈到的人' })).toHaveValue('1');
  };
  await own.open(form);
  await stands();
  for (const word of [topic, sentence, promise]) expect(await readable(own, word)).toEqual([]);
  expect(await drafts(own)).toHaveLength(1);
  // a row alone, without a word being typed
  await own.page.getByRole('button', { name: '不记了' }).tap();
  await own.page.waitForTimeout(moment);

  await own.off();
  await own.on();
  await own.open(form);
  await expect(own.page.getByLabel('看到、听到的')).toHaveValue(`锁门早。${sentence}。`);
  await expect(own.page.getByLabel('答应办什么')).toHaveCount(0);
  await own.page.getByRole('radio', { name: '民生实事' }).check();
  await own.page.getByRole('button', { name: '保存', exact: true }).tap();
  await expect(own.page.getByRole('rowheader', { name: topic })).toBeVisible();
  await expect.poll(() => drafts(own)).toEqual([]);
  await own.open(form);
  await expect(own.page.getByLabel('看到、听到的')).toHaveValue('');
  await expect(own.page.getByLabel('内容')).toHaveValue('');
});

test('each unfinished visit keeps to its unit, a form without one offers them, and what is given up can be had back', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  const notes = own.page.getByLabel('看到、听到的');
  const chosen = own.page.getByRole('combobox', { name: '单位', exact: true });
  const offered = own.page.getByRole('region', { name: '这台设备上还有没写完的' }).getByRole('button');
  const [first, second] = [words('在师大看到的'), words('在工程学院看到的')];
  await own.open(form);
  await notes.fill(first);
  await expect(own.page.getByText('已存')).toBeVisible();
  await own.open(`/visits/new?unit=${college}`);
  await expect(offered).toHaveCount(1);
  await expect(notes).toHaveValue('');
  await expect(chosen).toHaveValue(college);
  await notes.fill(second);
  await expect(own.page.getByText('已存')).toBeVisible();

  await own.open('/visits/new');
  await expect(offered).toHaveCount(2);
  await expect(notes).toHaveValue('');
  await offered.filter({ hasText: '北江工程学院' }).tap();
  await expect(notes).toHaveValue(second);
  await expect(chosen).toHaveValue(college);
  await expect(offered).toHaveCount(1);
  await own.page.getByRole('button', { name: '草稿不要了' }).tap();
  await expect(notes).toHaveValue('');
  await expect.poll(() => drafts(own)).toHaveLength(1);
  await own.page.getByRole('button', { name: '恢复草稿' }).tap();
  await expect(notes).toHaveValue(second);
  await expect.poll(() => drafts(own)).toHaveLength(2);
  await own.open(form);
  await expect(notes).toHaveValue(first);
});

test('a draft is gone when its person signs out, which is said first, and nobody else on the phone ever sees it', async ({ phone }) => {
  const own = await phone();
  const note = words('只写了一半');
  await own.signIn(cast.liaison);
  await own.open(form);
  await own.page.getByLabel('看到、听到的').fill(note);
  await expect(own.page.getByText('已存')).toBeVisible();

  await own.page.goto('about:blank');
  await own.signIn(cast.head);
  await own.open(form);
  await expect(own.page.getByLabel('看到、听到的')).toHaveValue('');
  expect(await readable(own, note)).toEqual([]);

  await own.page.goto('about:blank');
  await own.signIn(cast.liaison);
  await leave(own);
  await own.page.getByRole('link', { name: '没写完的指导活动' }).tap();
  await expect(own.page.getByLabel('看到、听到的')).toHaveValue(note);
  await leave(own);
  await expect(own.page.getByText('有没写完的内容只在这台设备上')).toBeVisible();
  await own.page.getByRole('button', { name: '不要了，退出' }).tap();
  await expect(own.page).toHaveURL(/sign-in/);
  expect(await drafts(own)).toEqual([]);
  expect(await readable(own, note)).toEqual([]);
  for (const login of [cast.head, cast.liaison]) {
    await own.page.goto('about:blank');
    await own.signIn(login);
    await own.open(form);
    await expect(own.page.getByText('边写边存在这台设备上')).toBeVisible();
    await expect(own.page.getByLabel('看到、听到的')).toHaveValue('');
  }
});

test('a roster that is being typed outlives a killed tab, lies sealed, can be given up, and goes once it is frozen', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  const draw = `/draws/new?unit=${unit}`;
  await own.open(draw);
  const [purpose, name] = [words('座谈人员'), words('罗书瑶')];
  const lines = [`${name}\t正高\t美术学院`, '姜雨桐\t副高\t美术学院', '韩思源\t副高\t文学院'].join('\n');
  const field = () => own.page.getByRole('textbox', { name: '名册' });
  await own.page.getByLabel('事由').fill(purpose);
  await own.page.getByLabel('抽什么').selectOption('events');
  await field().fill(lines);
  await own.page.getByLabel('副高').fill('2');
  await own.page.waitForTimeout(moment);
  await own.kill();

  await own.open(draw);
  await expect(field()).toHaveValue(lines);
  await expect(own.page.getByLabel('事由')).toHaveValue(purpose);
  await expect(own.page.getByLabel('抽什么')).toHaveValue('events');
  await expect(own.page.getByLabel('副高')).toHaveValue('2');
  for (const word of [purpose, name]) expect(await readable(own, word)).toEqual([]);
  expect(await drafts(own)).toHaveLength(1);
  await leave(own);
  await expect(own.page.getByRole('link', { name: '没写完的抽取名册' })).toHaveAttribute('href', draw);

  await own.open(draw);
  await own.page.getByRole('button', { name: '不要了，重新填' }).tap();
  await expect(field()).toHaveValue('');
  await expect(own.page.getByLabel('事由')).toHaveValue('');
  await expect.poll(() => drafts(own)).toEqual([]);
  await own.open(draw);
  await expect(own.page.getByText('边写边存在这台设备上')).toBeVisible();
  await expect(field()).toHaveValue('');

  const open = (path: string) => own.open(path);
  await freeze({ page: own.page, open }, purpose);
  await expect.poll(() => drafts(own)).toEqual([]);
});

test('what is typed in another tab after signing out is kept for nobody', async ({ phone }) => {
  const own = await phone();
  const note = words('退出以后');
  await own.signIn(cast.liaison);
  const tab = own.page;
  // it is not told that its session has ended
  await tab.route('**/live*', (route) => route.abort());
  await own.open(form);
  own.page = await own.context.newPage();
  await leave(own);
  await expect(own.page).toHaveURL(/sign-in/);
  await tab.getByLabel('看到、听到的').fill(note, { timeout: 5_000 });
  await expect(tab.getByText('这台设备存不下正在写的内容')).toBeVisible();
  await tab.close();
  expect(await readable(own, note)).toEqual([]);
  await own.signIn(cast.liaison);
  await own.open(form);
  await expect(own.page.getByLabel('看到、听到的')).toHaveValue('');
});

test('a draft and a secret that an earlier release kept readable are taken over once, and removed there', async ({ phone }) => {
  const own = await phone();
  const [note, secret] = [words('旧版写下的'), words('旧版的密语')];
  await own.signIn(cast.liaison);
  await own.open('/more');
  // the person's own database has been made
  await expect.poll(async () => (await own.rows()).filter((row) => row.startsWith('keys ')).length).toBeGreaterThan(0);
  await expect.poll(() => own.page.evaluate(async () => (await indexedDB.databases()).length)).toBe(2);
  const draw = '01899b42-e5c0-7d8c-8c2e-ac1ebf366bc2';
  await own.page.evaluate(
    async ([notes, line, draw]) => {
      const names = (await indexedDB.databases()).map(({ name }) => name!.slice('xundao-'.length));
      const person = names.find((name) => name.length === 36);
      if (!person) throw new Error(`${names}`);
      const kept = { fields: [['form', 'seminar'], ['notes', notes]], raised: [], promised: [] };
      localStorage.setItem(`xundao.visit.${person}.record`, JSON.stringify(kept));
      localStorage.setItem(`draw-${draw}-${person}`, line!);
    },
    [note, `0123456789abcdef0123456789abcdef ${secret}`, draw],
  );
  expect(await readable(own, note)).toHaveLength(1);
  await own.open('/more');
  await expect.poll(() => readable(own, note)).toEqual([]);
  await expect.poll(() => readable(own, secret)).toEqual([]);
  expect(await drafts(own)).toHaveLength(2);
  await own.open(form);
  await expect(own.page.getByLabel('看到、听到的')).toHaveValue(note);
  await expect(own.page.getByRole('radio', { name: '座谈会' })).toBeChecked();
  await leave(own);
  await expect(own.page.getByRole('link', { name: '没揭示的抽取' })).toHaveAttribute('href', `/draws/${draw}`);
});

test('whenever the phone dies after committing, the secret and what commits to it are both on it, or neither', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  const open = (path: string) => own.open(path);
  const draw = await freeze({ page: own.page, open }, words('断电'));
  await own.ready();
  await own.open(draw);
  await expect.poll(() => own.kept()).toContain(draw);
  own.line.cut();
  let written = 0;
  for (const after of [0, 5, 15, 40, 120, 2_000]) {
    await own.open(draw);
    await unfold(own.page, '提交承诺');
    await own.page.locator('details[open] form').getByLabel('密语').fill(words('六月松花江'));
    await send(own.page, '提交承诺');
    await own.page.waitForTimeout(after);
    await own.kill();
    await own.open('/outbox').catch(() => {});
    const rows = await own.rows();
    const of = (store: string) => rows.filter((row) => row.startsWith(`${store} `)).length;
    written = of('items');
    expect(written, `${after} ms`).toBe(of('drafts'));
  }
  expect(written).toBeGreaterThan(0);
});

test('a second commitment of the same side, which is refused, does not cost the secret of the first', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  const open = (path: string) => own.open(path);
  const draw = await freeze({ page: own.page, open }, words('两个窗口'));
  const [first, second] = [words('第一句密语'), words('第二句密语')];
  const stale = own.page;
  // it does not hear of what happens meanwhile
  await stale.route('**/live*', (route) => route.abort());
  await own.open(draw);
  await unfold(stale, '提交承诺');
  await stale.locator('details[open] form').getByLabel('密语').fill(second);
  own.page = await own.context.newPage();
  await own.open(draw);
  await act(own.page, '提交承诺', { 密语: first });
  await expect(own.page.getByText('请记下这一行')).toContainText(first);
  await expect(own.page.locator('.act-fold summary', { hasText: '提交承诺' })).toHaveCount(0);
  await send(stale, '提交承诺');
  await expect(stale.getByText('服务器未收')).toBeVisible({ timeout: 20_000 });
  await own.open(draw);
  await expect(own.page.getByText('请记下这一行')).toContainText(first);
  await expect(own.page.getByText(second)).toHaveCount(0);
});

test('a secret lies sealed until it is revealed, and signing out says what it would cost', async ({ phone, person }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  const open = (path: string) => own.open(path);
  const secret = words('六月松花江');
  const first = await freeze({ page: own.page, open }, '密语一');
  await act(own.page, '提交承诺', { 密语: secret });
  await expect(own.page.getByText('请记下这一行')).toBeVisible();
  expect(await readable(own, secret)).toEqual([]);
  const second = await freeze({ page: own.page, open }, '密语二');
  await act(own.page, '提交承诺', { 密语: secret });
  await expect(own.page.getByText('请记下这一行')).toBeVisible();
  const witness = await person(cast.normalStaff);
  await witness.open(first);
  await act(witness.page, '提交承诺', { 密语: '山高水长 1 9 5 3' });

  await own.off();
  await own.on();
  await own.open(first);
  expect(await readable(own, secret)).toEqual([]);
  await unfold(own.page, '当众揭示');
  await expect(own.page.getByLabel('盐和密语')).toHaveValue(new RegExp(`^[0-9a-f]{32} ${secret}$`));
  await send(own.page, '当众揭示');
  await expect(own.page.getByText('与承诺一致')).toBeVisible();
  await unfold(witness.page, '当众揭示');
  await send(witness.page, '当众揭示');
  await expect(own.page.getByRole('heading', { name: /^抽中/ })).toBeVisible();
  await expect.poll(() => drafts(own)).toHaveLength(1);

  await leave(own);
  await expect(own.page.getByText('清掉就不能再揭示')).toBeVisible();
  const links = own.page.getByRole('link', { name: '没揭示的抽取' });
  await expect(links).toHaveCount(1);
  await expect(links).toHaveAttribute('href', second);
  await own.page.getByRole('button', { name: '不要了，退出' }).tap();
  await expect(own.page).toHaveURL(/sign-in/);
  expect(await drafts(own)).toEqual([]);
  await own.signIn(cast.liaison);
  await own.open(second);
  await expect(own.page.getByRole('heading', { level: 1, name: '密语二' })).toBeVisible();
  await expect(own.page.getByText('请记下这一行')).toHaveCount(0);
});
