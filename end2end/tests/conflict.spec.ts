/** Two phones that changed the same visit: both versions stand field by field, in the outbox and on the visit's page; only what both
 *  changed has to be chosen. */
import { accept, unit } from '../acts.ts';
import { audit } from '../fixtures.ts';
import { arrived, words } from '../journey.ts';
import { expect, test, type Phone } from '../phone.ts';
import { cast } from '../routes.ts';

interface Read {
  visit: {
    description: { topic: string; place: string | null };
    findings: { notes: string; people: number; coverage?: string };
    promises: { what: string }[];
    version: number;
  };
}

async function read(own: Phone, id: string): Promise<Read['visit']> {
  const answer = await own.context.request.get(`${own.line.url}/api/visit/detail?visit=${id}`);
  return ((await answer.json()) as Read).visit;
}

/** A visit that both phones have open, without network on the second; its id. */
async function both(one: Phone, other: Phone): Promise<string> {
  const topic = words('月调度会');
  await one.open(`/visits/new?unit=${unit}`);
  await one.page.getByRole('radio', { name: '列席会议' }).check();
  await one.page.getByLabel('内容').fill(topic);
  await one.page.getByLabel('看到、听到的').fill('原来的记录');
  await one.page.getByRole('button', { name: '保存', exact: true }).tap();
  const row = one.page.getByRole('rowheader', { name: topic }).getByRole('link');
  await expect(row).toBeVisible();
  const id = (await row.getAttribute('href'))!.split('/').pop()!;
  await other.open(`/visits/new?visit=${id}`);
  await expect(other.page.getByLabel('看到、听到的')).toHaveValue('原来的记录');
  other.line.cut();
  return id;
}

async function change(own: Phone, fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await own.page.getByRole('textbox', { name: label }).fill(text);
  await own.page.getByRole('button', { name: '保存', exact: true }).tap();
}

test('the phone that came second sees both versions in its outbox, chooses where both changed a field, and both books agree', async ({ phone }) => {
  const [one, other] = [await phone(), await phone()];
  await one.signIn(cast.head);
  await other.signIn(cast.liaison);
  await other.open('/outbox');
  await other.ready();
  await other.open('/outbox');
  await expect.poll(() => other.kept()).toContain('/outbox');
  const id = await both(one, other);
  await change(other, { '看到、听到的': '后到的记录', 内容: '后到的内容' });
  await one.open(`/visits/new?visit=${id}`);
  await change(one, { '看到、听到的': '先到的记录', 地点: '二楼' });
  await expect.poll(async () => (await read(one, id)).findings.notes).toBe('先到的记录');

  await other.open('/outbox');
  await expect(other.page.getByRole('listitem').filter({ hasText: '修改' }).first()).toContainText('在本机');
  other.line.mend();
  const item = other.page.getByRole('main').locator('.pending > li').filter({ has: other.page.locator('.versions') });
  await expect(item).toContainText('服务器未收', { timeout: 20_000 });
  // what only one of both changed is chosen already; what both changed is theirs to choose
  for (const [field, mine, theirs, chosen] of [
    ['随手记', '后到的记录', '先到的记录', undefined],
    ['内容', '后到的内容', '月调度会', 'mine'],
    ['地点', '（空）', '二楼', 'theirs'],
  ] as const) {
    const group = item.getByRole('group', { name: field });
    await expect(group.getByRole('radio', { name: `您写的 ${mine}` })).toBeChecked({ checked: chosen === 'mine' });
    await expect(group.getByRole('radio', { name: new RegExp(`^服务器上的 ${theirs}`) })).toBeChecked({ checked: chosen === 'theirs' });
  }
  await expect(item.getByRole('group').first()).toContainText('随手记');
  await expect(item.getByRole('group', { name: '谈到的人' })).toHaveCount(0);
  await audit(other.page);
  await item.getByRole('button', { name: '按选的保存' }).tap();
  await expect(item).toContainText('还有 1 项没有选');
  await item.getByRole('group', { name: '随手记' }).getByText('后到的记录').tap();
  await item.getByRole('button', { name: '按选的保存' }).tap();
  await expect(other.page.getByText('发件箱是空的')).toBeVisible({ timeout: 20_000 });
  const visit = await read(one, id);
  expect(visit.description).toMatchObject({ topic: '后到的内容', place: '二楼' });
  expect(visit.findings).toMatchObject({ notes: '后到的记录' });
});

test('what was overtaken can be given up, and its row in the list leads to both versions', async ({ phone }) => {
  const [one, other] = [await phone(), await phone()];
  await one.signIn(cast.head);
  await other.signIn(cast.liaison);
  const id = await both(one, other);
  await change(other, { '看到、听到的': '后到的记录' });
  await one.open(`/visits/new?visit=${id}`);
  await change(one, { '看到、听到的': '先到的记录' });
  await expect.poll(async () => (await read(one, id)).findings.notes).toBe('先到的记录');
  other.line.mend();
  await other.open('/visits');
  await other.page.getByRole('link', { name: '对照两个版本' }).tap();
  const compare = other.page.locator('#compare');
  await expect(compare.getByRole('group', { name: '随手记' })).toContainText('先到的记录');
  await audit(other.page);
  await compare.getByRole('button', { name: '全用服务器上的' }).tap();
  await expect(compare).toHaveCount(0);
  await other.open('/outbox');
  await expect(other.page.getByText('发件箱是空的')).toBeVisible();
  expect((await read(one, id)).findings.notes).toBe('先到的记录');
});

test('a draft that was begun before somebody else changed the visit says so and overwrites nothing', async ({ phone }) => {
  const [one, other] = [await phone(), await phone()];
  await one.signIn(cast.head);
  await other.signIn(cast.liaison);
  const id = await both(one, other);
  other.line.mend();
  await other.page.getByLabel('看到、听到的').fill('后到的记录');
  await expect(other.page.getByText('已存')).toBeVisible();
  await one.open(`/visits/new?visit=${id}`);
  await change(one, { '看到、听到的': '先到的记录' });
  await expect.poll(async () => (await read(one, id)).findings.notes).toBe('先到的记录');

  await other.open(`/visits/new?visit=${id}`);
  await expect(other.page.getByLabel('看到、听到的')).toHaveValue('后到的记录');
  await expect(other.page.getByText('开始写以后，别人改了这次活动')).toBeVisible();
  await audit(other.page);
  await other.page.getByRole('button', { name: '保存', exact: true }).tap();
  await expect(other.page).toHaveURL(new RegExp(`/visits/${id}$`));
  const notes = other.page.locator('#compare').getByRole('group', { name: '随手记' });
  await expect(notes).toContainText('先到的记录', { timeout: 20_000 });
  await expect(notes).toContainText('后到的记录');
  expect((await read(one, id)).findings.notes).toBe('先到的记录');
});

/** A planned visit; its topic and id. */
async function plan(own: Phone): Promise<[string, string]> {
  const topic = words('月调度会');
  await own.open(`/visits/new?plan=1&unit=${unit}`);
  await own.page.getByRole('radio', { name: '列席会议' }).check();
  await own.page.getByLabel('内容').fill(topic);
  await own.page.getByRole('button', { name: '列计划' }).tap();
  const row = own.page.getByRole('rowheader', { name: topic }).getByRole('link');
  await expect(row).toBeVisible();
  return [topic, (await row.getAttribute('href'))!.split('/').pop()!];
}

test('who began to record a visit that somebody else recorded meanwhile loses neither notes nor promises', async ({ phone }) => {
  const [one, other] = [await phone(), await phone()];
  await one.signIn(cast.head);
  await other.signIn(cast.liaison);
  const [topic, id] = await plan(one);
  const promise = words('开两个晚上');
  await other.open(`/visits/new?visit=${id}`);
  await other.page.getByLabel('看到、听到的').fill('后记的一份');
  await other.page.getByRole('button', { name: '记下一项承诺' }).tap();
  await other.page.getByLabel('答应办什么').fill(promise);
  await other.page.getByLabel('什么时候办到').fill('2023-08-10');
  await other.page.waitForTimeout(300);
  await one.open(`/visits/new?visit=${id}`);
  await change(one, { '看到、听到的': '先记的一份' });
  await expect(one.page.getByRole('row').filter({ hasText: topic })).toContainText('已记录', { timeout: 15_000 });

  await other.open(`/visits/new?visit=${id}`);
  await expect(other.page.getByText('开始写以后，别人已经记录了这次活动')).toBeVisible();
  await expect(other.page.getByLabel('看到、听到的')).toHaveValue('后记的一份');
  await expect(other.page.getByLabel('答应办什么')).toHaveValue(promise);
  await other.page.getByRole('button', { name: '保存', exact: true }).tap();
  await expect(other.page).toHaveURL(new RegExp(`/visits/${id}$`));
  const compare = other.page.locator('#compare');
  await expect(compare.getByRole('group', { name: '随手记' })).toContainText('先记的一份', { timeout: 20_000 });
  await expect(compare.getByRole('group', { name: '承诺' })).toContainText(promise);
  await compare.getByRole('button', { name: '全用我写的' }).tap();
  await expect.poll(() => read(one, id)).toMatchObject({ findings: { notes: '后记的一份' }, promises: [{ what: promise }] });
});

test('a plan that was changed while it was recorded is not turned back unseen, and nothing that was recorded is lost', async ({ phone }) => {
  const [one, other] = [await phone(), await phone()];
  await one.signIn(cast.head);
  await other.signIn(cast.liaison);
  const [, id] = await plan(one);
  await other.open(`/visits/new?visit=${id}`);
  await other.page.getByLabel('看到、听到的').fill('门锁得早');
  const { version, description } = await read(one, id);
  const moved = { ...description, place: '三楼会议室' };
  await accept(one.context, 'visit', { verb: 'amend', visit: id, based_on: version, description: moved, findings: null });
  await other.page.getByRole('button', { name: '保存', exact: true }).tap();
  await expect(other.page).toHaveURL(/\/visits$/);
  await other.open(`/visits/${id}`);
  const compare = other.page.locator('#compare');
  await expect(compare.getByRole('group', { name: '地点' })).toContainText('三楼会议室', { timeout: 20_000 });
  await expect(compare.getByRole('group')).toHaveCount(1);
  await compare.getByRole('button', { name: '全用服务器上的' }).tap();
  await expect.poll(() => read(one, id)).toMatchObject({ description: { place: '三楼会议室' }, findings: { notes: '门锁得早' } });
  await expect(compare).toHaveCount(0);
});

test('where a node of an earlier release answers, each difference is chosen by hand', async ({ person, expected }) => {
  expected.push(/status of 404 .*api\/visit\/compared/);
  const [one, other] = [await person(cast.head), await person(cast.liaison)];
  const topic = words('月调度会');
  await one.open(`/visits/new?unit=${unit}`);
  await one.page.getByRole('radio', { name: '列席会议' }).check();
  await one.page.getByLabel('内容').fill(topic);
  await one.page.getByLabel('看到、听到的').fill('原来的记录');
  await one.page.getByRole('button', { name: '保存', exact: true }).click();
  const row = one.page.getByRole('rowheader', { name: topic }).getByRole('link');
  await expect(row).toBeVisible();
  const id = (await row.getAttribute('href'))!.split('/').pop()!;
  const written = async () => {
    const answer = await one.context.request.get(`/api/visit/detail?visit=${id}`);
    return ((await answer.json()) as Read).visit;
  };
  await other.open(`/visits/new?visit=${id}`);
  await other.page.getByLabel('看到、听到的').fill('后到的记录');
  await other.page.getByLabel('内容').fill('后到的内容');
  await one.open(`/visits/new?visit=${id}`);
  await one.page.getByLabel('看到、听到的').fill('先到的记录');
  await one.page.getByRole('button', { name: '保存', exact: true }).click();
  await expect.poll(async () => (await written()).findings.notes).toBe('先到的记录');

  // it answers what it does not know with its page for that
  await other.page.route(/\/api\/visit\/compared/, (route) => route.fulfill({ status: 404, contentType: 'text/html', body: '<!doctype html><title>没有</title>' }));
  await other.page.getByRole('button', { name: '保存', exact: true }).click();
  await arrived(other.page, new RegExp(`/visits/${id}$`));
  const compare = other.page.locator('#compare');
  for (const [field, mine] of [['随手记', '后到的记录'], ['内容', '后到的内容']] as const) {
    const group = compare.getByRole('group', { name: field });
    await expect(group.getByRole('radio', { name: `您写的 ${mine}` })).toBeVisible();
    await expect(group.getByRole('radio', { checked: true })).toHaveCount(0);
  }
  await compare.getByRole('button', { name: '全用我写的' }).click();
  await expect.poll(async () => (await written()).findings.notes).toBe('后到的记录');
  expect((await written()).description.topic).toBe('后到的内容');
});
