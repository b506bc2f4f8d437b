/** What is done without a network stays on this device, is shown where it was done, and goes out once when it can. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { accept } from '../acts.ts';
import { cast } from '../routes.ts';
import { alive, expect, open, takenOver, test, words, type Person } from '../journey.ts';

const list = '/issues?origin=research&state=in_progress,withdrawn&unit=00000000-0000-0000-0000-00000b000002';

/** The first issue that the unit works on, open beside the list; its address. */
async function openFirst({ page, open }: Person): Promise<string> {
  await open(list);
  await page.getByRole('rowheader').first().getByRole('link').click();
  await expect(page.getByRole('list', { name: '时间线' })).toBeVisible();
  return new URL(page.url()).pathname;
}

async function report(page: Page, percent: string, note: string): Promise<void> {
  await page.getByRole('button', { name: '报进展', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '报进展' });
  await dialog.getByLabel('进度').fill(percent);
  await dialog.getByLabel('做了什么').fill(note);
  await dialog.getByRole('button', { name: '报进展' }).click();
  await expect(dialog).toBeHidden();
}

function entry(page: Page, note: string): Locator {
  return page.getByRole('list', { name: '时间线' }).getByRole('listitem').filter({ hasText: note });
}

/** The row of the list whose issue is open. */
function row(page: Page): Locator {
  return page.getByRole('row').filter({ has: page.locator('[aria-current]') });
}

test('what is not on the device yet says so, and is asked for before the page is closed', async ({ person }) => {
  const own = await person(cast.normalStaff);
  const { page, open } = own;
  const address = await openFirst(own);
  // what keeps and sends is on its way
  let come = () => {};
  const held = new Promise<void>((go) => (come = go));
  await page.route(/outbox\.pack/, (route) => held.then(() => route.continue()));
  await page.goto(address);
  await takenOver(page);
  const note = words('还没存到本机的进展');
  await report(page, '55', note);
  await expect(entry(page, note)).toContainText('正在存到本机');
  await expect(page.locator('.rail').getByRole('link', { name: '正在存到本机' })).toBeVisible();
  const asked = page.waitForEvent('dialog');
  const left = page.goto('about:blank').catch(() => {});
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await left;
  come();
  await expect(page.getByRole('link', { name: '全部已到服务器' })).toBeVisible();
  await open(address);
  await expect(entry(page, note)).toHaveCount(1);
});

test('an act made offline waits on its row, and is sent when the network is back', async ({ expected, person }) => {
  expected.push(/net::ERR_/);
  const unit = await person(cast.normalStaff);
  const [first, second] = [words('离线时记下的进展'), words('又补一条')];
  const address = await openFirst(unit);
  await unit.context.setOffline(true);
  await report(unit.page, '55', first);
  await report(unit.page, '60', second);
  await expect(entry(unit.page, first)).toContainText('在本机');
  await expect(entry(unit.page, second)).toContainText('在本机');
  await expect(row(unit.page)).toContainText('在本机');
  await expect(unit.page.getByRole('link', { name: '2 项在本机' })).toBeVisible();

  const group = await person(cast.head);
  await group.open(address);
  await expect(entry(group.page, first)).toHaveCount(0);
  await unit.context.setOffline(false);
  await expect(entry(group.page, second)).toContainText('进度：55% → 60%', { timeout: 15_000 });
  await expect(unit.page.getByRole('link', { name: '全部已到服务器' })).toBeVisible();
  await expect(row(unit.page)).not.toContainText('在本机');
  for (const note of [first, second]) {
    await expect(entry(unit.page, note)).toHaveCount(1);
    await expect(entry(group.page, note)).toHaveCount(1);
  }
});

test('what is done before the code that keeps and sends is there waits for it', async ({ expected, person }) => {
  expected.push(/ERR_FAILED/, /Failed to fetch/);
  const unit = await person(cast.normalStaff);
  let cut = true;
  await unit.page.route(/outbox\.pack/, (route) => (cut ? route.abort() : route.continue()));
  await unit.page.goto('/outbox');
  await takenOver(unit.page);
  await expect(unit.page.getByText('正在查看这台设备上有没有还没送出的')).toBeVisible();
  await expect(unit.page.getByText('发件箱是空的')).toBeHidden();
  const note = words('比发送来得早');
  const address = await openFirst({ ...unit, open: (path) => unit.page.goto(path).then(() => takenOver(unit.page)) });
  await report(unit.page, '65', note);
  await expect(entry(unit.page, note)).toContainText('正在存到本机');
  // it is in the page only: closing is asked first
  const asked = unit.page.waitForEvent('dialog');
  const left = unit.page.goto('about:blank').catch(() => {});
  await (await asked).dismiss();
  await left;
  cut = false;
  await expect(unit.page.getByRole('link', { name: '全部已到服务器' })).toBeVisible({ timeout: 15_000 });
  const group = await person(cast.head);
  await group.open(address);
  await expect(entry(group.page, note)).toHaveCount(1);
});

test('a closed tab loses nothing, and a resend doubles nothing', async ({ expected, person }) => {
  expected.push(/net::ERR_/);
  const unit = await person(cast.normalStaff);
  const note = words('标签页关掉以前记下的');
  const address = await openFirst(unit);
  // The server records it, but the answer is lost on the way: the device can't know.
  await unit.context.route('**/api/propose', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await report(unit.page, '70', note);
  // the stream may tell the page of the entry meanwhile; that it was taken in is known from the answer alone
  const waits = unit.page.getByRole('link', { name: '1 项在本机' });
  await expect(waits).toBeVisible();
  await unit.page.reload();
  await alive(unit.page);
  await expect(waits).toBeVisible();
  await unit.page.close();

  await unit.context.unroute('**/api/propose');
  const later = await unit.context.newPage();
  const resent = later.waitForResponse('**/api/propose');
  await open(later, address);
  expect((await resent).status()).toBe(200);
  await expect(later.getByRole('link', { name: '全部已到服务器' })).toBeVisible({ timeout: 15_000 });
  // while it is sent again, its row stands beside the entry; what remains is one entry of the journal
  await expect(later.locator('.waiting').filter({ hasText: note })).toHaveCount(0);
  await expect(entry(later, note)).toHaveCount(1);
  await expect(entry(later, note)).not.toContainText('在本机');
});

test('what could not be read comes by itself once it can be', async ({ expected, person }) => {
  expected.push(/net::ERR_/);
  const { page, open } = await person(cast.normalStaff);
  await open(list);
  await page.route('**/api/issue/list*', (route) => route.abort());
  await page.getByRole('navigation', { name: '来源' }).getByRole('link', { name: '全部来源' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '没有连上服务器' })).toBeVisible();
  await page.unroute('**/api/issue/list*');
  await expect(page.getByRole('rowheader').first()).toBeVisible({ timeout: 20_000 });
});

test('what the server refuses keeps its words and its reason, and can be mended or given up', async ({ expected, person }) => {
  expected.push(/net::ERR_/);
  const [unit, group] = [await person(cast.normalStaff), await person(cast.head)];
  const [kept, given] = [words('现场复查情况'), words('不打算再送的')];
  const address = await openFirst(unit);
  await group.open(address);
  await unit.context.setOffline(true);
  await report(unit.page, '80', kept);
  await report(unit.page, '85', given);
  await expect(entry(unit.page, given)).toContainText('在本机');
  await group.page.getByRole('region', { name: /./ }).getByText('更多', { exact: true }).click();
  await withdraw(group.page);
  await unit.context.setOffline(false);

  const refused = entry(unit.page, kept).filter({ hasText: '服务器未收' });
  await expect(refused).toContainText('现在是“已撤销”，办不了这件事', { timeout: 15_000 });
  await expect(row(unit.page)).toContainText('服务器未收');
  await expect(unit.page.getByRole('link', { name: '2 项未收' })).toBeVisible();
  await unit.page.reload();
  await alive(unit.page);
  await expect(refused).toContainText('现在是“已撤销”，办不了这件事');

  await entry(unit.page, given).getByRole('button', { name: '不要了' }).click();
  await expect(entry(unit.page, given)).toHaveCount(0);
  await reinstate(group.page);
  // seen here before going on: what arrives draws the timeline anew
  await expect(entry(unit.page, '核对后不是重复')).toBeVisible();
  await refused.getByRole('button', { name: '改一改' }).click();
  const dialog = unit.page.getByRole('dialog', { name: '改一改' });
  await expect(dialog.getByLabel('说明')).toHaveValue(kept);
  await dialog.getByLabel('说明').fill(`${kept}，已按要求补全`);
  await dialog.getByLabel('进度').fill('140');
  await dialog.getByRole('button', { name: '再送一次' }).click();
  await expect(dialog.getByText('请填 0 到 100 的整数')).toBeVisible();
  await dialog.getByLabel('进度').fill('90');
  await dialog.getByRole('button', { name: '再送一次' }).click();
  await expect(entry(group.page, `${kept}，已按要求补全`)).toContainText('报进展 90%');
  await expect(unit.page.getByRole('link', { name: '全部已到服务器' })).toBeVisible();
  await expect(entry(unit.page, kept)).toHaveCount(1);
  await expect(entry(group.page, given)).toHaveCount(0);
});

async function withdraw(page: Page): Promise<void> {
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '撤销' });
  await dialog.getByLabel('理由').fill('与另一条问题重复，先撤下来核对。');
  await dialog.getByRole('button', { name: '撤销', exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function reinstate(page: Page): Promise<void> {
  await page.getByRole('button', { name: '恢复', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '恢复' });
  await dialog.getByLabel('理由').fill('核对后不是重复，恢复继续整改。');
  await dialog.getByRole('button', { name: '恢复', exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('what was refused says so where the code to mend it does not come, and is mended once it does', async ({ expected, person }) => {
  expected.push(/net::ERR_/, /Failed to fetch/);
  const [unit, group] = [await person(cast.normalStaff), await person(cast.head)];
  const note = words('等着改的进展');
  let cut = true;
  await unit.page.route(/\/acts\.pack/, (route) => (cut ? route.abort() : route.continue()));
  const issue = (await openFirst(unit)).split('/').pop();
  await unit.context.setOffline(true);
  await report(unit.page, '90', note);
  await expect(entry(unit.page, note)).toContainText('在本机');
  await accept(group.context, 'issue', { verb: 'withdraw', issue, reason: '与另一条问题重复，先撤下来核对。' });
  await unit.context.setOffline(false);
  const refused = entry(unit.page, note).filter({ hasText: '服务器未收' });
  await expect(refused).toBeVisible({ timeout: 20_000 });
  await refused.getByRole('button', { name: '改一改' }).click();
  const dialog = unit.page.getByRole('dialog', { name: '改一改' });
  const missing = dialog.getByRole('heading', { name: '这一页没有载入' });
  await expect(missing).toBeVisible();
  await expect(dialog.getByRole('alert')).toContainText('您写下的都还在');
  await dialog.getByRole('button', { name: '先不办' }).click();
  await expect(dialog).toBeHidden();
  cut = false;
  await refused.getByRole('button', { name: '改一改' }).click();
  await expect(dialog.getByLabel('说明')).toHaveValue(note);
  await expect(missing).toHaveCount(0);
});

test('an issue raised offline stands above the list until it has its number', async ({ expected, person }) => {
  expected.push(/net::ERR_/);
  const { page, context, open } = await person(cast.normalStaff);
  const title = words('值班记录缺页');
  await open('/issues/new');
  await context.setOffline(true);
  await page.getByLabel('标题').fill(title);
  await page.getByRole('button', { name: '提出问题' }).click();
  const raised = page.getByRole('region', { name: '刚提出，等待编号' });
  await expect(raised.getByRole('listitem').filter({ hasText: title })).toContainText('在本机');
  await context.setOffline(false);
  await expect(raised).toBeHidden({ timeout: 15_000 });
  await open(`/issues?q=${encodeURIComponent(title)}`);
  await expect(page.getByRole('rowheader', { name: title })).toHaveCount(1);
});

test('what is being mended stays when something arrives meanwhile', async ({ expected, person }) => {
  expected.push(/net::ERR_/);
  const [unit, group] = [await person(cast.normalStaff), await person(cast.head)];
  const [kept, said] = [words('等网络的进展'), words('组里另说一句')];
  const address = await openFirst(unit);
  await group.open(address);
  await unit.context.setOffline(true);
  await report(unit.page, '90', kept);
  await group.page.getByRole('region', { name: /./ }).getByText('更多', { exact: true }).click();
  await withdraw(group.page);
  await unit.context.setOffline(false);
  const refused = entry(unit.page, kept).filter({ hasText: '服务器未收' });
  await refused.getByRole('button', { name: '改一改' }).click();
  const dialog = unit.page.getByRole('dialog', { name: '改一改' });
  const field = dialog.getByRole('textbox').first();
  await field.fill(`${kept}，正在改`);
  await group.page.getByLabel('留言').fill(said);
  await group.page.getByRole('button', { name: '留言' }).click();
  await expect(entry(unit.page, said)).toBeAttached();
  await expect(dialog).toBeVisible();
  await expect(field).toHaveValue(`${kept}，正在改`);
});

test('reports, rules and carriers made offline stand above their lists, changes on their rows', async ({ expected, person }) => {
  expected.push(/net::ERR_/);
  const { page, context, open } = await person(cast.normalStaff);
  const kinds = [
    { path: '/reports', verb: '立题', fields: { 题目: words('离线立的题'), 调研领导: '韩立群' } },
    { path: '/rules', verb: '起草', fields: { 制度名称: words('离线起草的制度'), 责任部门: '教务处' } },
    { path: '/carriers', verb: '立载体', fields: { 名称: words('离线立的载体'), 责任部门: '教务处', 负责人: '顾晓岚' } },
  ];
  for (const { path, verb, fields } of kinds) {
    await open(path);
    await context.setOffline(true);
    const fold = page.getByRole('group').filter({ hasText: verb }).last();
    await fold.getByText(verb, { exact: true }).first().click();
    for (const [label, value] of Object.entries(fields)) await fold.getByLabel(label).fill(value);
    await fold.getByRole('button', { name: verb }).click();
    const made = page.getByRole('region', { name: '刚写下，等待服务器记录' });
    await expect(made.getByRole('listitem').filter({ hasText: Object.values(fields)[0] })).toContainText('在本机');
    await context.setOffline(false);
    await expect(made).toBeHidden({ timeout: 15_000 });
    await expect(page.getByRole('rowheader', { name: Object.values(fields)[0] })).toHaveCount(1);
  }
  await page.getByRole('link', { name: kinds[2].fields.名称 }).click();
  await context.route('**/api/propose', (route) => route.abort());
  const progress = page.getByRole('group').filter({ hasText: '报进展' }).last();
  await progress.getByText('报进展', { exact: true }).first().click();
  await progress.getByLabel('这段时间做了什么').fill('在路上先记一笔。');
  await progress.getByLabel('进展（0 到 100）').fill('10');
  await progress.getByRole('button', { name: '报进展' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: '报进展' }).first()).toContainText('在本机');
  await page.getByRole('link', { name: '实践载体', exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: kinds[2].fields.名称 })).toContainText('在本机');
  await context.unroute('**/api/propose');
  await expect(page.getByRole('row').filter({ hasText: kinds[2].fields.名称 })).toContainText('10%', { timeout: 15_000 });
});

test('a page waits while someone types, says so, and goes on when the form is given up', async ({ person }) => {
  const [unit, other] = [await person(cast.normalStaff), await person(cast.normalLeader)];
  const plan = async ({ page }: Person, title: string) => {
    const fold = page.getByRole('group').filter({ hasText: '立题' }).last();
    await fold.getByText('立题', { exact: true }).first().click();
    await fold.getByLabel('题目').fill(title);
    return fold;
  };
  const make = async (title: string) => {
    const fold = await plan(other, title);
    await fold.getByLabel('调研领导').fill('韩立群');
    await fold.getByRole('button', { name: '立题' }).click();
    await expect(other.page.getByRole('rowheader', { name: title })).toBeVisible();
  };
  const row = (title: string) => unit.page.getByRole('rowheader', { name: title });
  const notice = unit.page.getByText('这一页有了新内容');
  await Promise.all([unit.open('/reports'), other.open('/reports')]);
  const fold = await plan(unit, '还没有想好');
  const [first, second, third] = [words('别人立的题'), words('第二个题'), words('第三个题')];
  await make(first);
  await expect(notice).toBeVisible();
  await expect(row(first)).toHaveCount(0);
  await fold.getByLabel('题目').fill('');
  await expect(row(first)).toBeVisible();
  await expect(notice).toBeHidden();

  await fold.getByLabel('题目').fill('再想一想');
  await make(second);
  await expect(notice).toBeVisible();
  await fold.getByText('立题', { exact: true }).first().click();
  await expect(row(second)).toBeVisible();

  await fold.getByText('立题', { exact: true }).first().click();
  await fold.getByLabel('题目').fill('还是没有想好');
  await make(third);
  await unit.page.getByRole('button', { name: '现在就更新' }).click();
  await expect(row(third)).toBeVisible();
});

test('what is being typed stays when someone else acts', async ({ person }) => {
  const [unit, group] = [await person(cast.normalStaff), await person(cast.head)];
  const address = await openFirst(unit);
  await group.open(address);
  await unit.page.getByLabel('留言').pressSequentially('还没有写完');
  const said = words('组里先说一句');
  await group.page.getByLabel('留言').fill(said);
  await group.page.getByRole('button', { name: '留言' }).click();
  // shown when they are done, or want it
  await expect(unit.page.locator('.behind')).toBeVisible();
  await expect(unit.page.getByLabel('留言')).toBeFocused();
  await unit.page.getByLabel('留言').pressSequentially('的话');
  await expect(unit.page.getByLabel('留言')).toHaveValue('还没有写完的话');
  await unit.page.getByRole('button', { name: '留言' }).click();
  await expect(entry(unit.page, said)).toBeVisible();
  await expect(entry(unit.page, '还没有写完的话')).toBeVisible();
});

test('what the server can not read is refused alone, and what goes with it arrives', async ({ expected, person }) => {
  expected.push(/net::ERR_/);
  const unit = await person(cast.normalStaff);
  const [newer, plain] = [words('旧服务器读不懂的'), words('同一批里的另一条')];
  await openFirst(unit);
  await unit.context.setOffline(true);
  await report(unit.page, '50', newer);
  await report(unit.page, '52', plain);
  await expect(entry(unit.page, plain)).toContainText('在本机');
  // As a page of next year would send it.
  await unit.page.route('**/api/propose', (route) => {
    const { proposals } = route.request().postDataJSON();
    for (const one of proposals) if (JSON.stringify(one).includes(newer)) one.act.act.verb = 'verb_of_next_year';
    return route.continue({ postData: JSON.stringify({ proposals }) });
  });
  await unit.context.setOffline(false);
  await expect(unit.page.getByRole('link', { name: '1 项未收' })).toBeVisible({ timeout: 15_000 });
  await expect(entry(unit.page, plain)).toContainText('→ 52%');
  const refused = entry(unit.page, newer).filter({ hasText: '服务器未收' });
  await expect(refused).toContainText('服务器看不懂');
  await expect(refused.getByRole('button', { name: '改一改' })).toBeVisible();
  await refused.getByRole('button', { name: '不要了' }).click();
  await expect(unit.page.getByRole('link', { name: '全部已到服务器' })).toBeVisible();
});

test('what can not be taken together goes in halves, and arrives once and in its order', async ({ expected, person }) => {
  expected.push(/ERR_FAILED/, /413/);
  const unit = await person(cast.normalStaff);
  const notes = ['一', '二', '三', '四'].map((at) => words(`第${at}条`));
  await openFirst(unit);
  let away = true;
  const asked: number[] = [];
  // what stands before the server takes short requests only
  await unit.page.route('**/api/propose', (route) => {
    if (away) return route.abort();
    const { proposals } = route.request().postDataJSON();
    asked.push(proposals.length);
    return proposals.length > 1 ? route.fulfill({ status: 413, body: 'length limit exceeded' }) : route.continue();
  });
  for (const [at, note] of notes.entries()) {
    await report(unit.page, `${50 + at}`, note);
    await expect(entry(unit.page, note)).toContainText('在本机');
  }
  away = false;
  await expect(unit.page.getByRole('link', { name: '全部已到服务器' })).toBeVisible({ timeout: 20_000 });
  expect(asked).toEqual([4, 2, 1, 3, 1, 2, 1, 1]);
  for (const [at, note] of notes.entries()) {
    await expect(entry(unit.page, note)).toHaveCount(1);
    if (at > 0) await expect(entry(unit.page, note)).toContainText(`进度：${49 + at}% → ${50 + at}%`);
  }
});

test('what is given up before its refusal lies on the device does not come back', async ({ person }) => {
  const unit = await person(cast.normalStaff);
  const { page } = unit;
  await openFirst(unit);
  const given = words('马上就不要的');
  await page.route('**/api/propose', (route) => {
    const { proposals } = route.request().postDataJSON();
    for (const one of proposals) one.act.act.verb = 'verb_of_next_year';
    return route.continue({ postData: JSON.stringify({ proposals }) });
  });
  // A slow device: sealing a row takes a second.
  await page.evaluate(() => {
    const { encrypt } = SubtleCrypto.prototype;
    const sealed = { begun: 0, done: 0 };
    Object.assign(globalThis, { sealed });
    SubtleCrypto.prototype.encrypt = async function (...given) {
      sealed.begun += 1;
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const cipher = await encrypt.apply(this, given);
      sealed.done += 1;
      return cipher;
    };
  });
  await report(page, '50', given);
  await entry(page, given).getByRole('button', { name: '不要了' }).click();
  const sealed = () => page.evaluate(() => (globalThis as unknown as { sealed: { begun: number; done: number } }).sealed);
  const clicked = await sealed();
  expect(clicked.done, 'given up before its refusal was sealed').toBeLessThan(clicked.begun);
  await expect(async () => expect((await sealed()).done).toBe(clicked.begun)).toPass();
  await expect(entry(page, given)).toHaveCount(0);
  await expect(page.getByRole('link', { name: '全部已到服务器' })).toBeVisible();
  await page.reload();
  await alive(page);
  await expect(page.getByRole('link', { name: '全部已到服务器' })).toBeVisible();
  await expect(entry(page, given)).toHaveCount(0);
});

test('what this page can not read stays on the device, is shown, and can be saved or given up', async ({ person }) => {
  const { page, open } = await person(cast.normalStaff);
  await open('/outbox');
  await expect(page.getByText('发件箱是空的')).toBeVisible();
  await page.evaluate(async () => {
    const name = (await indexedDB.databases()).map((one) => one.name ?? '').find((own) => own.startsWith('xundao-'));
    const database = await new Promise<IDBDatabase>((resolve) => {
      const asked = indexedDB.open(name ?? '');
      asked.onsuccess = () => resolve(asked.result);
    });
    const transaction = database.transaction('items', 'readwrite');
    transaction.objectStore('items').put('{"proposal":"明年的写法"}', '01878da7-0000-7000-8000-000000000001');
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
  });
  await page.reload();
  await alive(page);
  await expect(page.getByRole('link', { name: '1 项未收' })).toBeVisible();
  await expect(page.getByText('读不出来的一项')).toBeVisible();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '存成文件' }).click();
  expect(await readFile(await (await saved).path(), 'utf8')).toBe('{"proposal":"明年的写法"}');

  await open('/account');
  await page.getByRole('button', { name: '退出登录' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '还有没送出的内容' })).toBeVisible();
  await open('/outbox');
  await page.getByRole('button', { name: '不要了' }).click();
  await expect(page.getByText('发件箱是空的')).toBeVisible();
  await page.reload();
  await alive(page);
  await expect(page.getByText('发件箱是空的')).toBeVisible();
});
