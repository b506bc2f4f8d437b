/** Evaluations: a round from opened to the answered objection, with two raters at two browsers; a tree built by keyboard and by drag,
 * out as a table and in again; what else a round can be about, and a rater who leaves. */
import { createHash, randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { accept, unit } from '../acts.ts';
import { act, send, unfold } from '../draw.ts';
import { audit } from '../fixtures.ts';
import { expect, open, test, words, type Person } from '../journey.ts';
import { cast } from '../routes.ts';

const reason = '抽看了六个问题的佐证，材料齐全。';

/** Leans on the first of a kind that is offered; says what it is called. */
async function lean(grader: Locator, kind: string): Promise<string> {
  const leans = grader.getByLabel('依据', { exact: true });
  const record = (await leans.locator(`optgroup[label="${kind}"] option`).first().textContent()) ?? '';
  await leans.selectOption({ label: record });
  await expect(grader.locator('.leads')).toContainText(record);
  return record;
}

/** Grades one indicator; it is saved by itself once grade, reason and what it leans on are there. */
async function grade(page: Page, at: number, word: string, why: string): Promise<void> {
  const grader = page.locator('.grader').nth(at);
  if ((await grader.locator('.leads li').count()) === 0) await lean(grader, '问题');
  await grader.getByLabel('理由').fill(why);
  await grader.getByRole('radio', { name: word, exact: true }).check();
  await grader.getByLabel('理由').blur();
  await expect(grader.getByText(/已记录/)).toBeVisible();
  await expect(page.getByText('全部已到服务器').first()).toBeVisible();
}

async function gradeAll({ page }: Person, first: string): Promise<void> {
  const many = await page.locator('.grader').count();
  expect(many).toBeGreaterThan(1);
  for (let at = 0; at < many; at += 1) await grade(page, at, at === 0 ? first : '较好', `${reason}${first}`);
  await page.getByRole('button', { name: '评完' }).click();
  await expect(page.getByText('您已评完').or(page.getByRole('heading', { level: 1, name: /待商定/ })).first()).toBeVisible();
}

/** A formal step of the head, confirmed. */
async function step(page: Page, verb: string, state: string): Promise<void> {
  await act(page, verb, {});
  await page.getByRole('dialog', { name: verb }).or(page.locator('dialog[open]')).first().getByRole('button', { name: verb }).click();
  await expect(page.locator('.summary').getByText(state)).toBeVisible();
}

/** For everybody, as far as a program can tell, and no wider than the screen of a phone. */
async function forAll(page: Page): Promise<void> {
  await audit(page);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  if (size) await page.setViewportSize(size);
}

test('a round is graded by two who do not see each other, settled, published, objected to and answered', async ({ person, expected }) => {
  expected.push(/net::ERR_/);
  const head = await person(cast.head);
  await head.open('/evaluations');
  await unfold(head.page, '建立评估轮次');
  const form = head.page.locator('.act-fold[open] form');
  await form.getByLabel('标题').fill('秋季整改评估');
  await form.getByLabel('指标体系').selectOption({ label: '民生实事整改评估' });
  await form.getByLabel('评什么').selectOption('livelihood');
  await form.getByLabel('松江师范大学').check();
  await form.getByLabel('郑砚秋').check();
  await send(head.page, '建立评估轮次');
  await expect(form.getByRole('alert').filter({ hasText: '评分人' })).toBeVisible();
  await form.getByLabel('宋致远').check();
  await send(head.page, '建立评估轮次');
  await head.page.getByRole('link', { name: '秋季整改评估' }).click();
  await expect(head.page.getByRole('heading', { level: 1, name: '秋季整改评估' })).toBeVisible();
  const round = new URL(head.page.url()).pathname;

  const own = await person(cast.normalStaff);
  await own.open('/evaluations');
  await expect(own.page.getByRole('link', { name: '第一轮“五看”整改评估' })).toBeVisible();
  await expect(own.page.getByRole('link', { name: '秋季整改评估' })).toHaveCount(0);
  await step(head.page, '开始评分', '评分中');

  const other = await person(cast.liaison);
  const sheet = `${round}/${unit}`;
  await head.open(sheet);
  await other.open(sheet);
  // a grade that leans on nothing is refused at that field, and nothing is sent
  const first = head.page.locator('.grader').first();
  await first.getByLabel('理由').fill(`${reason}组长只有自己知道。`);
  await first.getByRole('radio', { name: '好', exact: true }).check();
  await expect(first.getByRole('alert').filter({ hasText: '评分要有依据' })).toBeVisible();
  await expect(first.getByLabel('依据', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await forAll(head.page);
  await expect(first.getByText(/已记录|在本机/)).toHaveCount(0);
  // what it leans on is chosen from the unit's records, and saved with it
  const record = await lean(first, '问题');
  await expect(first.getByText(/已记录/)).toBeVisible();
  await expect(first.getByRole('alert').filter({ hasText: '评分要有依据' })).toHaveCount(0);
  await expect(head.page.getByText('全部已到服务器').first()).toBeVisible();
  await head.open(sheet);
  await expect(head.page.locator('.grader').first().locator('.leads')).toContainText(record);
  await forAll(head.page);
  await other.open(sheet);
  await expect(other.page.locator('.grader').first()).toBeVisible();
  expect(await other.page.content()).not.toContain('组长只有自己知道');
  await expect(other.page.locator('.grader').first().getByRole('radio', { checked: true })).toHaveCount(0);
  // not without all grades
  await other.page.getByRole('button', { name: '评完' }).click();
  await expect(other.page.getByRole('alert').filter({ hasText: /没有评完/ }).first()).toBeVisible();
  await gradeAll(head, '好');
  await expect(head.page.getByText('您已评完')).toBeVisible();

  // the unit scores itself and sees no grade
  await own.open(sheet);
  expect(await own.page.content()).not.toContain(reason);
  await act(own.page, '自评', { 自评得分: '94', 说明: '自查四项全部完成。' });
  await expect(own.page.getByText('自评 94.0').first()).toBeVisible();

  // without network a grade waits on the device, in its place
  const grader = other.page.locator('.grader').first();
  await other.context.setOffline(true);
  // an entry of the library, which the page has with it, says by what is measured: alone it shows nothing
  const yardstick = await lean(grader, '指导尺度');
  await grader.getByLabel('理由').fill(`${reason}离线。`);
  await grader.getByRole('radio', { name: '一般', exact: true }).check();
  await expect(grader.getByRole('alert').filter({ hasText: '只有指导尺度不够' })).toBeVisible();
  await expect(grader.getByLabel('依据', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(grader.getByText('在本机')).toHaveCount(0);
  await lean(grader, '问题');
  await expect(grader.getByText('在本机')).toBeVisible();
  await expect(grader.getByRole('radio', { name: '一般', exact: true })).toBeChecked();
  await other.context.setOffline(false);
  await expect(grader.getByText(/已记录/)).toBeVisible({ timeout: 15_000 });
  await gradeAll(other, '一般');
  await expect(other.page.getByRole('heading', { level: 1, name: '都评完了，1 项待商定' })).toBeVisible();
  // who leads the group is asked for the next step, until it is taken
  const waits = head.page.locator('.reminders li', { hasText: '秋季整改评估' });
  await head.open('/inbox');
  await expect(waits).toContainText('进入校准');
  await waits.getByRole('link').first().click();
  await expect(head.page.getByRole('heading', { level: 1, name: '秋季整改评估' })).toBeVisible();
  await head.open(round);
  await step(head.page, '进入校准', '校准中');
  await head.open(sheet);
  const gap = head.page.locator('.gaps > li');
  await expect(gap).toHaveCount(1);
  await expect(gap).toContainText('郑砚秋');
  await expect(gap).toContainText('宋致远');
  await expect(gap.getByRole('link', { name: record }).first()).toHaveAttribute('href', /^\/issues\//);
  await expect(gap.getByRole('link', { name: yardstick })).toHaveAttribute('href', /^\/library\//);
  await forAll(head.page);
  await unfold(head.page, '商定等次');
  await gap.getByRole('radio', { name: '较好', exact: true }).check();
  await gap.getByLabel('理由').fill('一起复看了两处现场，按较好计。');
  await send(head.page, '商定等次');
  await expect(head.page.getByRole('heading', { level: 1, name: /^综合得分 \d/ })).toBeVisible();
  const total = await head.page.getByRole('heading', { level: 1 }).innerText();

  await head.open(round);
  await step(head.page, '审定', '已审定');
  await own.open(sheet);
  await expect(own.page.getByRole('heading', { level: 1, name: '正在评估' })).toBeVisible();
  await step(head.page, '公布结果', '已公布');

  // the unit hears of its result, and goes on to it
  const told = own.page.locator('.reminders li', { hasText: '《秋季整改评估》结果已公布' });
  await own.open('/inbox');
  await expect(told).toContainText('查看结果');
  await told.getByRole('link').first().click();
  await expect(own.page.getByRole('heading', { level: 1, name: total })).toBeVisible();
  const page = await own.page.content();
  expect(page).toContain('一起复看了两处现场');
  expect(page).not.toContain('宋致远</strong>');
  // how it is made, for eyes, hands and other programs
  await own.page.locator('.fall .told').first().focus();
  await expect(own.page.locator('.fall .told').first().locator('.tell')).toBeVisible();
  const file = await own.page.getByRole('link', { name: '下载计算依据' }).getAttribute('href');
  const made = await (await own.context.request.get(file ?? '')).json();
  expect(total).toContain(made.published.total);
  await act(own.page, '提出异议', { 理由: '有一处现场当天停电，请再看一次。' });
  await own.page.locator('dialog[open]').getByRole('button', { name: '提出异议' }).click();
  await expect(own.page.locator('dd', { hasText: '有一处现场当天停电' })).toBeVisible();
  await own.open('/inbox');
  await expect(own.page.getByRole('heading', { level: 1 })).toContainText('件事等您办');
  await expect(told).toHaveCount(0);

  await head.open(sheet);
  await act(head.page, '答复异议', { 答复: '已经再看过，等次不变，情况记入卷。' });
  await expect(head.page.locator('dd', { hasText: '已经再看过' })).toBeVisible();
  await own.open(sheet);
  await expect(own.page.locator('dd', { hasText: '已经再看过' })).toBeVisible();
  await forAll(own.page);
});

/** Names as they stand, from the top. */
async function names(page: Page): Promise<string[]> {
  return page.locator('.tree-edit input.name').evaluateAll((all) => all.map((own) => (own as HTMLInputElement).value));
}

/** The row at a place; rows have no words of their own to be found by, their names are in fields. */
async function row(page: Page, name: string): Promise<Locator> {
  const at = (await names(page)).indexOf(name);
  expect(at, name).toBeGreaterThanOrEqual(0);
  return page.locator('.tree-edit > li').nth(at);
}

/** As a hand does it, in small steps; both ends must be in sight. */
async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('not in sight');
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + start.width / 2 + 6, start.y + start.height / 2 + 6, { steps: 3 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 8 });
  await page.mouse.up();
}

test('a tree is built by keyboard and by drag, and is saved once its weights add up', async ({ person }) => {
  const head = await person(cast.head);
  const { page } = head;
  await page.setViewportSize({ width: 1280, height: 2600 });
  await head.open('/templates');
  await page.getByRole('button', { name: '攻坚破难项目整改评估' }).click();
  await page.getByRole('link', { name: '攻坚破难项目整改评估' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '攻坚破难项目整改评估' })).toBeVisible();
  const path = new URL(page.url()).pathname;
  await unfold(page, '修订');
  const status = page.locator('.template-off');
  await expect(status).toContainText('正好合计');

  // by keyboard: a new indicator, its weight, what raters look at
  await page.getByRole('button', { name: '在“解决程度”下面加指标' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('name');
  await page.keyboard.type('群众知晓');
  await page.keyboard.press('Tab');
  await page.keyboard.type('5');
  await expect(await row(page, '解决程度')).toContainText('下级权重多了 5 分');
  await page.getByRole('button', { name: '保存修订' }).click();
  await expect(page.locator('.act-fold[open] form').getByRole('alert').filter({ hasText: /\S/ }).first()).toBeVisible();
  await expect(page.getByText('第 1 版')).toBeVisible();
  await (await row(page, '按期解决率')).locator('input.num').fill('10');
  await expect(status).toContainText('正好合计');
  const fresh = await row(page, '群众知晓');
  await fresh.locator('summary').click();
  await fresh.getByLabel('方式').selectOption({ label: '定性' });
  await expect(fresh).toContainText('看什么');
  await fresh.getByLabel('看什么', { exact: true }).fill('随机问三名教职工，说得出改了什么');
  await expect(status).toContainText('正好合计');
  const before = await names(page);
  const at = before.indexOf('群众知晓');
  await (await row(page, '群众知晓')).locator('input.name').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => names(page)).toEqual([...before.slice(0, at - 1), before[at], before[at - 1], ...before.slice(at + 1)]);
  await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('群众知晓');

  // by drag: to another element, whose weights then have to follow
  await drag(page, (await row(page, '群众知晓')).locator('.grip'), (await row(page, '佐证率')).locator('.place'));
  await expect(await row(page, '解决程度')).toContainText('下级权重少了 5 分');
  await expect(await row(page, '解决质量')).toContainText('下级权重多了 5 分');
  await expect(status).toContainText('还有 2 处');
  await forAll(page);
  await (await row(page, '解决程度')).locator('input.num').fill('20');
  await (await row(page, '解决质量')).locator('input.num').fill('20');
  await expect(status).toContainText('正好合计');

  // taken away and put back
  await page.getByRole('button', { name: '去掉“佐证率”' }).click();
  await expect(status).not.toContainText('正好合计');
  await page.getByRole('button', { name: '放回“佐证率”' }).click();
  await expect(status).toContainText('正好合计');
  await page.getByRole('button', { name: '保存修订' }).click();
  await expect(page.locator('.summary').getByText('第 2 版')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: '群众知晓' })).toBeVisible();

  // out as a table, and in again as another template
  const file = await head.context.request.get(`${path}/tree.xlsx`);
  expect(file.status()).toBe(200);
  await head.open('/templates');
  await unfold(page, '从表格导入');
  const bad = '级别,名称,英文名称,权重,方式,看什么\n方面,效果,,100\n要素,解决,,100\n指标,解决率,,90,定量,解决率\n指标,满意,,10,摸底,教职工\n';
  await page.getByLabel('选择表格').setInputFiles({ name: '坏.csv', mimeType: 'text/csv', buffer: Buffer.from(bad) });
  await expect(page.getByRole('alert').filter({ hasText: '没有导入：1 处不对' })).toContainText('第 5 行');
  await page.getByLabel('选择表格').setInputFiles({ name: '带来的一套.xlsx', mimeType: 'application/octet-stream', buffer: await file.body() });
  await expect(page.locator('.act-fold[open]').getByLabel('标题')).toHaveValue('带来的一套');
  await expect(page.getByRole('rowheader', { name: '群众知晓' })).toBeVisible();
  await page.getByRole('button', { name: '建立指标体系' }).click();
  await page.getByRole('link', { name: '带来的一套' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '带来的一套' })).toBeVisible();

  // what was, comes back by a further act
  await head.open(path);
  await page.locator('#versions').getByRole('button', { name: '第 1 版' }).click();
  await page.getByRole('button', { name: '恢复第 1 版' }).click();
  await expect(page.locator('.summary').getByText('第 3 版')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: '群众知晓' })).toHaveCount(0);

  // and a copy is one's own
  await act(page, '复制一套', { 标题: '抄来的一套' });
  await head.open('/templates');
  await expect(page.getByRole('link', { name: '抄来的一套' })).toBeVisible();
});

test('a single issue is scored, and a rater who leaves is replaced', async ({ person }) => {
  const head = await person(cast.head);
  const { page } = head;
  await head.open('/evaluations');
  await unfold(page, '建立评估轮次');
  const form = page.locator('.act-fold[open] form');
  await form.getByLabel('标题').fill('一个问题的评估');
  await form.getByLabel('评什么').selectOption({ label: '一个问题' });
  await form.getByLabel('单位').selectOption({ label: '松江师范大学' });
  const issue = form.getByLabel('问题', { exact: true });
  await expect(issue.locator('option').filter({ hasText: '创意设计人才培养与产业需求对接不畅' })).toHaveCount(1);
  await issue.selectOption({ label: '调研-087 创意设计人才培养与产业需求对接不畅' });
  await form.getByLabel('郑砚秋').check();
  await form.getByLabel('宋致远').check();
  await send(page, '建立评估轮次');
  await page.getByRole('link', { name: '一个问题的评估' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '一个问题的评估' })).toBeVisible();
  await expect(page.locator('.summary').getByRole('link', { name: /创意设计人才培养/ })).toBeVisible();
  await unfold(page, '更换评分人');
  const change = page.locator('.act-fold[open] form');
  await change.getByLabel('谁不再评').selectOption({ label: '宋致远' });
  await change.getByLabel('理由').fill('调到另一个组，由其他组员接着评。');
  const taker = (await change.getByLabel('由谁接替').locator('option').first().textContent()) ?? '';
  await send(page, '更换评分人');
  await expect(page.getByText(`${taker}接替宋致远`)).toBeVisible();
  await expect(page.locator('.facts').first()).toContainText(`郑砚秋、${taker}`);
  // what people say of the whole unit says nothing about one issue
  await head.open(`${new URL(page.url()).pathname}/${unit}`);
  await expect(page.getByText('单个载体或问题不用')).toBeVisible();
  await expect(page.locator('td.basis a.more').filter({ hasText: '份答卷' })).toHaveCount(0);
});

test('a carrier is scored from open to published, by what is kept of it alone', async ({ person }) => {
  const head = await person(cast.head);
  const { page } = head;
  await head.open('/templates');
  await page.getByRole('button', { name: '推动发展项目整改评估' }).click();
  await expect(page.getByRole('link', { name: '推动发展项目整改评估' })).toBeVisible();
  await head.open('/evaluations');
  await unfold(page, '建立评估轮次');
  const form = page.locator('.act-fold[open] form');
  await form.getByLabel('标题').fill('一个载体的评估');
  await form.getByLabel('指标体系').selectOption({ label: '推动发展项目整改评估' });
  await form.getByLabel('评什么').selectOption({ label: '一个实践载体' });
  await form.getByLabel('单位').selectOption({ label: '松江师范大学' });
  const carriers = form.getByLabel('实践载体', { exact: true }).locator('option');
  // it is one of several
  await expect(carriers.nth(1)).toBeAttached();
  const name = ((await carriers.nth(1).textContent()) ?? '').trim();
  await form.getByLabel('实践载体', { exact: true }).selectOption({ label: name });
  await form.getByLabel('郑砚秋').check();
  await form.getByLabel('宋致远').check();
  await send(page, '建立评估轮次');
  await page.getByRole('link', { name: '一个载体的评估' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '一个载体的评估' })).toBeVisible();
  const round = new URL(page.url()).pathname;
  const carrier = page.locator('.summary').getByRole('link', { name });
  await expect(carrier).toHaveAttribute('href', /^\/carrier\/[0-9a-f-]{36}$/);
  const href = (await carrier.getAttribute('href'))!;
  await step(page, '开始评分', '评分中');

  const other = await person(cast.liaison);
  const sheet = `${round}/${unit}`;
  await head.open(sheet);
  await gradeAll(head, '好');
  await other.open(sheet);
  await gradeAll(other, '一般');
  await head.open(round);
  await step(page, '进入校准', '校准中');
  await head.open(sheet);
  await unfold(page, '商定等次');
  await page.locator('.gaps > li').getByRole('radio', { name: '较好', exact: true }).check();
  await page.locator('.gaps > li').getByLabel('理由').fill('一起复看了现场，按较好计。');
  await send(page, '商定等次');
  await expect(page.getByRole('heading', { level: 1, name: /^综合得分 \d/ })).toBeVisible();
  await head.open(round);
  await step(page, '审定', '已审定');
  await step(page, '公布结果', '已公布');

  // its unit reads how it is made: of this carrier, and of nothing that is kept of the unit as a whole or of issues
  const own = await person(cast.normalStaff);
  await own.open(sheet);
  await expect(own.page.getByRole('heading', { level: 1, name: /^综合得分 \d/ })).toBeVisible();
  const total = await own.page.getByRole('heading', { level: 1 }).innerText();
  const file = (await own.page.getByRole('link', { name: '下载计算依据' }).getAttribute('href'))!;
  expect(total).toContain((await (await own.context.request.get(file)).json()).published.total);
  await expect(own.page.getByText('单个载体或问题不用')).toBeVisible();
  const indicator = (name: string) => own.page.locator('tr.indicator').filter({ has: own.page.getByRole('rowheader', { name }) });
  for (const none of ['解决率', '按期回执率', '三个同步完成率']) {
    await expect(indicator(none).locator('td.basis .quiet').first()).toHaveText('缺');
  }
  const progress = indicator('载体进度').locator('td.basis a.more');
  await expect(progress).toHaveText(/^1 个载体，平均进度 \d+%$/);
  await progress.click();
  await expect(own.page.locator('.counted-row')).toHaveCount(1);
  await expect(own.page.locator('.counted-row a').first()).toHaveAttribute('href', href);
});

/** The unit that comes out low in the second round of the demo. */
const lowSheet = '/evaluations/01894781-3f40-710a-b5e4-2efea04733e4/00000000-0000-0000-0000-00000b000005';

test('a low result waits for an interview and another look, until both are there', async ({ person }) => {
  const head = await person(cast.head);
  const waits = () => head.page.locator('.reminders li', { hasText: '第二轮“五看”整改评估 · ' });
  await head.open('/inbox');
  await expect(waits()).toHaveCount(1);
  await expect(waits()).toContainText('再看一次');
  await expect(waits()).toContainText(/\d+日（周.）起/);
  await waits().getByRole('link').first().click();
  await expect(head.page.getByRole('heading', { name: '结果一般，约谈并再看一次' })).toBeVisible();
  const low = head.page.locator('.low-result');
  await expect(low.getByText(/公布后等了 \d+ 天/)).toHaveCount(1);
  await forAll(head.page);

  // the paper that calls to the interview is withdrawn: it is asked for again, and written anew with what the round knows
  await low.getByRole('link', { name: /〔2023〕/ }).click();
  await expect(head.page.getByRole('heading', { level: 1, name: /约谈有关负责同志/ })).toBeVisible();
  await act(head.page, '撤回', { 理由: '约谈的时间要另行商定，先撤回这一件。' });
  await expect(head.page.locator('.summary').getByText('已撤回')).toBeVisible();
  await head.open(lowSheet);
  await expect(low.getByText(/公布后等了 \d+ 天/)).toHaveCount(2);
  await low.getByRole('link', { name: '拟约谈通知' }).click();
  const form = head.page.locator('.act-fold[open] form');
  await expect(form.getByLabel('种类')).toHaveValue('talk');
  await expect(form.getByLabel('正文')).toHaveValue(/综合得分 \d+\.\d，等次为一般/);
  await send(head.page, '拟一份通知');
  await head.page.getByRole('link', { name: '关于就《第二轮“五看”整改评估》结果约谈的通知' }).click();
  await expect(head.page.getByRole('link', { name: '出自评估结果' })).toBeVisible();
  await head.page.getByRole('button', { name: '签发', exact: true }).click();
  await head.page.getByRole('dialog').getByRole('button', { name: '签发', exact: true }).click();
  await expect(head.page.locator('.summary').getByText('待签收')).toBeVisible();

  // one press opens the other look
  await head.open(lowSheet);
  await expect(low.getByText(/公布后等了 \d+ 天/)).toHaveCount(1);
  await low.getByRole('button', { name: '再看一次' }).click();
  await low.getByRole('link', { name: '第 4 轮' }).click();
  await expect(head.page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(head.page.getByRole('link', { name: '再看第 2 轮的结果' })).toBeVisible();
  await head.open('/inbox');
  await expect(waits()).toHaveCount(0);

  // the unit reads what follows from its result
  const own = await person(cast.regionalStaff);
  await own.open(lowSheet);
  await expect(own.page.locator('.low-result').getByRole('link', { name: /〔2023〕/ })).toBeVisible();
  await expect(own.page.locator('.low-result').getByRole('button')).toHaveCount(0);
  // of the first round the second is the other look: both results side by side
  await own.open('/evaluations/01886f36-2740-7246-8b2d-ccf14f83a5ed/00000000-0000-0000-0000-00000b000005');
  await expect(own.page.locator('.both-looks').getByRole('columnheader', { name: '第 2 轮' })).toBeVisible();
});

test('a figure opens exactly the rows that it counts', async ({ person }) => {
  const { page, open } = await person(cast.normalStaff);
  await open('/evaluations/01894781-3f40-710a-b5e4-2efea04733e4/00000000-0000-0000-0000-00000b000002');
  const figures = await page.locator('td.basis a.more').filter({ hasText: /^到期|^措施|^已解决/ }).all();
  expect(figures.length).toBeGreaterThan(2);
  const links = await Promise.all(figures.map(async (own) => ({ says: await own.innerText(), href: await own.getAttribute('href') })));
  for (const { says, href } of links) {
    const [of, part] = (says.match(/\d+/g) ?? []).map(Number);
    await open(href ?? '');
    await expect(page.locator('.summary').getByText(says)).toBeVisible();
    await expect(page.locator('.counted-row')).toHaveCount(of ?? -1);
    const counts = page.getByRole('heading', { name: `计入 ${part} 个`, exact: true });
    await expect(counts).toHaveCount(part === 0 ? 0 : 1);
    await expect(page.locator('.counted-row a').first()).toHaveAttribute('href', /^\/issues\//);
  }
  await forAll(page);
});

/** All that an indicator may count: `Formula` in domain/src/score/formula.rs. Of the last three, less is better. */
const formulas = [
  'solved', 'on_time', 'held', 'assigned', 'measures_done', 'proven', 'rules_in_force', 'ruled', 'coverage', 'milestones', 'progress', 'receipts',
  'deployments', 'relapsed', 'days_to_agree', 'days_to_verify',
];

interface Counted {
  quantity: { as: string; of: number } | null;
  lines: { title: string }[];
}

test('behind every figure that an indicator may count stand its rows by name, as many as it says', async ({ person }) => {
  const { context, page, open } = await person(cast.head);
  const [template, evaluation] = [randomUUID(), randomUUID()];
  const indicators = formulas.map((formula, at) => {
    const scale = at < 13 ? { zero: 0, full: 100 } : { zero: 100, full: 0 };
    return { id: randomUUID(), name: formula, weight: 10_000 / formulas.length, method: { by: 'quantitative', formula, scale } };
  });
  const node = (name: string) => ({ id: randomUUID(), name, weight: 10_000 });
  const tree = { aspects: [{ ...node('各项数据'), elements: [{ ...node('各项数据'), indicators }] }] };
  await accept(context, 'template', { verb: 'make', template, title: words('各项数据'), tree, from: null });
  const units = [1, 2, 3, 4, 5].map((at) => `00000000-0000-0000-0000-00000b00000${at}`);
  const raters = [1, 3].map((at) => `00000000-0000-0000-0000-00000d00000${at}`);
  const period = { start: '2023-04-17', end: '2023-07-31' };
  const opened = { evaluation, title: words('各项数据'), scored: { what: 'unit' }, units, period, template, version: 1, raters, due: null, again: null };
  await accept(context, 'evaluation', { verb: 'open', ...opened });

  for (const { id, name } of indicators) {
    const counted: [string, number][] = [];
    for (const own of units) {
      const answer = await context.request.get('/api/evaluation/rows', { params: { evaluation, unit: own, indicator: id } });
      expect(answer.status(), name).toBe(200);
      const { quantity, lines } = (await answer.json()) as Counted;
      // the mean of carriers is of a hundred for each
      const many = name === 'progress' ? (quantity?.of ?? 0) / 100 : (quantity?.of ?? 0);
      expect(lines.length, `${name} of ${own}`).toBe(many);
      expect(lines.filter(({ title }) => !title.trim()), `${name} of ${own}: rows without a name`).toEqual([]);
      if (quantity) counted.push([own, many]);
    }
    expect(counted.length, `${name} is counted of no unit`).toBeGreaterThan(0);
    if (!['coverage', 'milestones', 'receipts', 'deployments'].includes(name)) continue;
    // and each row leads to what it is
    const [own, many] = counted[0]!;
    await open(`/evaluations/${evaluation}/${own}/${id}`);
    await expect(page.locator('.counted-row')).toHaveCount(many);
    const href = await page.locator('.counted-row a').first().getAttribute('href');
    expect((await context.request.get(href!)).status(), `${name}: ${href}`).toBe(200);
  }
});

test('what people said opens the survey that it was read from, for the group and for the unit', async ({ person }) => {
  for (const login of [cast.head, cast.collegeStaff]) {
    const { page, open } = await person(login);
    await open('/evaluations/01894781-3f40-710a-b5e4-2efea04733e4/00000000-0000-0000-0000-00000b000003');
    const said = page.locator('td.basis a.more').filter({ hasText: '份答卷' });
    await expect(said).toHaveCount(2);
    const hrefs = await said.evaluateAll((all) => all.map((own) => own.getAttribute('href')));
    expect(new Set(hrefs)).toEqual(new Set(['/surveys/01891e57-8700-7bea-bb04-f190a1702e60']));
    await said.first().click();
    await expect(page.getByRole('heading', { level: 1, name: '整改情况满意度测评' })).toBeVisible();
  }
});

test('which results are low belongs to the template', async ({ person }) => {
  const { page, open } = await person(cast.head);
  await open('/templates');
  await page.getByRole('link', { name: '“五看”整改评估', exact: true }).click();
  await expect(page.getByText('结果偏低，即一般及以下（80 分以下）的，约谈并再看一次')).toBeVisible();
  await unfold(page, '修订');
  await page.locator('.act-fold[open]').getByLabel('结果偏低', { exact: true }).selectOption({ label: '差（60 分以下）' });
  await send(page, '保存修订');
  await expect(page.getByText('结果偏低，即差（60 分以下）的，约谈并再看一次')).toBeVisible();
  // the round that was published by the version before stays as it is
  await open(lowSheet);
  await expect(page.getByRole('heading', { name: '结果一般，约谈并再看一次' })).toBeVisible();
});

test('a file goes along with a grade, for who reads the grade alone', async ({ person, expected }) => {
  expected.push(/404/);
  const sheet = '/evaluations/01898a73-eb40-79b9-ac96-5a10b48eb264/00000000-0000-0000-0000-00000b000003';
  const rater = await person(cast.deputy);
  await rater.open(sheet);
  await grade(rater.page, 0, '较好', reason);
  const buffer = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n');
  const first = rater.page.locator('.grader').first();
  // while the rater looks for the file, the page stays as it is, whatever is recorded meanwhile
  const [chooser] = await Promise.all([rater.page.waitForEvent('filechooser'), first.getByText('附文件').click()]);
  const beside = await rater.context.newPage();
  await open(beside, sheet);
  await grade(beside, 1, '较好', reason);
  const behind = rater.page.getByText('这一页有了新内容');
  await expect(behind).toBeVisible();
  await chooser.element().dispatchEvent('cancel');
  await expect(behind).toBeHidden();
  await expect(rater.page.locator('.grader').nth(1).getByLabel('理由')).toHaveValue(reason);
  const [again] = await Promise.all([rater.page.waitForEvent('filechooser'), first.getByText('附文件').click()]);
  await grade(beside, 1, '好', reason);
  await expect(behind).toBeVisible();
  await again.setFiles({ name: '现场.pdf', mimeType: 'application/pdf', buffer });
  await expect(first.locator('.leads')).toContainText('现场.pdf');
  await expect(behind).toBeHidden();
  await expect(first.getByText(/已记录/)).toBeVisible();
  await expect(rater.page.getByText('全部已到服务器').first()).toBeVisible();
  await rater.open(sheet);
  await expect(rater.page.locator('.grader').first().locator('.leads')).toContainText('现场.pdf');
  const hash = createHash('sha256').update(buffer).digest('hex');
  const file = `/evaluations/01898a73-eb40-79b9-ac96-5a10b48eb264/files/${hash}`;
  expect((await rater.context.request.get(file)).status()).toBe(200);
  for (const login of [cast.head, cast.member, cast.collegeStaff]) {
    const other = await person(login);
    await other.open('/account');
    expect((await other.context.request.get(file)).status()).toBe(404);
  }
});

test('what grades are worth and where they begin belongs to the template', async ({ person }) => {
  const { page, open, context } = await person(cast.head);
  await open('/templates');
  await page.getByRole('button', { name: '专项整治整改评估' }).click();
  await page.getByRole('link', { name: '专项整治整改评估' }).click();
  await expect(page.getByText('等次分值：好 95，较好 85，一般 70，差 50')).toBeVisible();
  const path = new URL(page.url()).pathname;
  await unfold(page, '修订');
  const form = page.locator('.act-fold[open] form');
  // not in order: said where it is typed, and not saved
  await form.getByLabel('“较好”的分值').fill('96');
  await expect(form.getByRole('alert').filter({ hasText: '等次分值要从好到差依次减小' })).toBeVisible();
  await expect(page.locator('.template-off')).toContainText('还有 1 处');
  await page.getByRole('button', { name: '保存修订' }).click();
  await expect(page.getByText('第 1 版')).toBeVisible();
  await form.getByLabel('“较好”的分值').fill('88');
  await form.getByLabel('“较好”的界线').fill('95');
  await expect(form.getByRole('alert').filter({ hasText: '等次界线要从好到一般依次减小' })).toBeVisible();
  await form.getByLabel('“较好”的界线').fill('78');
  // which results are low says the points that follow from it
  await form.getByLabel('结果偏低', { exact: true }).selectOption({ label: '一般及以下（78 分以下）' });
  await forAll(page);
  await send(page, '保存修订');
  await expect(page.getByText('等次分值：好 95，较好 88，一般 70，差 50')).toBeVisible();
  await expect(page.getByText('综合得分 90 起为好，78 起为较好，60 起为一般')).toBeVisible();
  await expect(page.getByText('结果偏低，即一般及以下（78 分以下）的，约谈并再看一次')).toBeVisible();
  // out as a table and in again
  const file = await context.request.get(`${path}/tree.xlsx`);
  await open('/templates');
  await unfold(page, '从表格导入');
  await page.getByLabel('选择表格').setInputFiles({ name: '带来的分值.xlsx', mimeType: 'application/octet-stream', buffer: await file.body() });
  await expect(page.getByText('等次分值：好 95，较好 88，一般 70，差 50')).toBeVisible();
  // a score says by which points it was made: those that its round began with
  await open(lowSheet);
  await expect(page.locator('#made')).toContainText('等次分值：好 95，较好 85，一般 70，差 50');
});

test('a template begins from nothing', async ({ person }) => {
  const { page, open } = await person(cast.head);
  await open('/templates');
  await unfold(page, '从空白建一套');
  const form = page.locator('.act-fold[open] form');
  await expect(form.locator('.template-off')).toContainText('下面还没有内容');
  await form.getByLabel('标题').fill('本组自己的一套');
  await form.getByRole('button', { name: '建立指标体系' }).click();
  await expect(form.getByRole('alert').filter({ hasText: /\S/ }).first()).toBeVisible();
  const line = async (button: string, name: string) => {
    await form.getByRole('button', { name: button }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('name');
    await page.keyboard.type(name);
    await page.keyboard.press('Tab');
    await page.keyboard.type('100');
  };
  await line('加一个方面', '成效');
  await line('在“成效”下面加要素', '解决');
  await line('在“解决”下面加指标', '解决率');
  await expect(form.locator('.template-off')).toContainText('正好合计');
  await forAll(page);
  await form.getByRole('button', { name: '建立指标体系' }).click();
  await page.getByRole('link', { name: '本组自己的一套' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '本组自己的一套' })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: '解决率' })).toBeVisible();
  // what was built is not begun with a second time, on the way back within the page
  await page.locator('main').getByRole('link', { name: '指标体系', exact: true }).click();
  await unfold(page, '从空白建一套');
  await expect(page.locator('.act-fold[open] .tree-edit > li')).toHaveCount(0);
});

test('another group copies a template, and both go on by themselves', async ({ person }) => {
  const system = await person(cast.systemAdmin);
  await system.open('/account');
  const [group, head] = [randomUUID(), randomUUID()];
  const office = (subject: string, own: object) => accept(system.context, subject, own, 'office');
  await office('group', { verb: 'open', group, name: '第九巡回指导组', campaign: '00000000-0000-0000-0000-00000c000001' });
  await office('person', { verb: 'register', person: head, name: '方远', login: 'fangyuan', demo: true });
  await office('person', { verb: 'grant_role', person: head, role: { role: 'group', group, post: 'head' } });

  const far = await person('fangyuan');
  await far.open('/templates');
  const others = far.page.locator('#others li').filter({ hasText: '“五看”整改评估' });
  await expect(others).toContainText('第三巡回指导组');
  await others.getByRole('link').click();
  await expect(far.page.getByText('这是第三巡回指导组的指标体系。')).toBeVisible();
  // to be read and copied, not to be changed
  await expect(far.page.locator('#revise')).toHaveCount(0);
  await expect(far.page.locator('#versions')).toHaveCount(0);
  const indicators = await far.page.locator('.sheet-table tbody tr').count();
  await act(far.page, '复制一套', { 标题: '第九组的五看' });
  await far.open('/templates');
  await far.page.getByRole('link', { name: '第九组的五看' }).click();
  await expect(far.page.getByRole('heading', { level: 1, name: '第九组的五看' })).toBeVisible();
  await expect(far.page.locator('.sheet-table tbody tr')).toHaveCount(indicators);
  // the copy is its own: revising it leaves the first as it is
  await unfold(far.page, '修订');
  await (await row(far.page, '责任落实')).locator('input.name').fill('责任落地');
  await far.page.getByRole('button', { name: '保存修订' }).click();
  await expect(far.page.locator('.summary').getByText('第 2 版')).toBeVisible();
  const first = await person(cast.head);
  await first.open('/templates');
  await first.page.getByRole('link', { name: '“五看”整改评估', exact: true }).click();
  await expect(first.page.getByRole('rowheader', { name: /责任落实/ }).first()).toBeVisible();
  await expect(first.page.getByRole('rowheader', { name: /责任落地/ })).toHaveCount(0);
  await expect(first.page.locator('.summary').getByText('第 1 版')).toBeVisible();
  // who only grades does not see another group's
  const member = await person(cast.member);
  await member.open('/templates');
  await expect(member.page.locator('#others')).toHaveCount(0);
});
