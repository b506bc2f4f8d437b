/** A round of evaluation from its template to the answered objection: two raters at two browsers, one gap, one unit. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { unit } from '../acts.ts';
import { act, send, unfold } from '../draw.ts';
import { expect, test, type Person } from '../journey.ts';
import { cast } from '../routes.ts';

const reason = '抽看了六个问题的佐证，材料齐全。';

/** Grades one indicator; it is saved by itself once grade and reason are there. */
async function grade(page: Page, at: number, word: string, why: string): Promise<void> {
  const grader = page.locator('.grader').nth(at);
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
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(found.violations).toEqual([]);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  if (size) await page.setViewportSize(size);
}

test('a round is graded by two who do not see each other, settled, published, objected to and answered', async ({ person, expected }) => {
  test.setTimeout(180_000);
  expected.push(/net::ERR_/);
  const head = await person(cast.head);
  await head.open('/evaluations');
  await head.page.getByRole('button', { name: '民生实事整改评估' }).click();
  await unfold(head.page, '建立评估轮次');
  const form = head.page.locator('.act-fold[open] form');
  await form.getByLabel('标题').fill('第一轮整改评估');
  await form.getByLabel('评什么').selectOption('livelihood');
  await form.getByLabel('松江师范大学').check();
  await form.getByLabel('郑砚秋').check();
  await send(head.page, '建立评估轮次');
  await expect(form.getByRole('alert').filter({ hasText: '评分人' })).toBeVisible();
  await form.getByLabel('宋致远').check();
  await send(head.page, '建立评估轮次');
  await head.page.getByRole('link', { name: '第一轮整改评估' }).click();
  await expect(head.page.getByRole('heading', { level: 1, name: '第一轮整改评估' })).toBeVisible();
  const round = new URL(head.page.url()).pathname;

  const own = await person(cast.normalStaff);
  await own.open('/evaluations');
  await expect(own.page.getByText('还没有整改评估')).toBeVisible();
  await step(head.page, '开始评分', '评分中');

  const other = await person(cast.liaison);
  const sheet = `${round}/${unit}`;
  await head.open(sheet);
  await other.open(sheet);
  await grade(head.page, 0, '好', `${reason}组长只有自己知道。`);
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
  await grader.getByLabel('理由').fill(`${reason}离线。`);
  await grader.getByRole('radio', { name: '一般', exact: true }).check();
  await expect(grader.getByText('在本机')).toBeVisible();
  await expect(grader.getByRole('radio', { name: '一般', exact: true })).toBeChecked();
  await other.context.setOffline(false);
  await expect(grader.getByText(/已记录/)).toBeVisible({ timeout: 15_000 });
  await gradeAll(other, '一般');
  await expect(other.page.getByRole('heading', { level: 1, name: '都评完了，1 项待商定' })).toBeVisible();
  await head.open(round);
  await step(head.page, '进入校准', '校准中');
  await head.open(sheet);
  const gap = head.page.locator('.gaps > li');
  await expect(gap).toHaveCount(1);
  await expect(gap).toContainText('郑砚秋');
  await expect(gap).toContainText('宋致远');
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

  await own.open(sheet);
  await expect(own.page.getByRole('heading', { level: 1, name: total })).toBeVisible();
  const page = await own.page.content();
  expect(page).toContain('一起复看了两处现场');
  expect(page).not.toContain('宋致远</strong>');
  await act(own.page, '提出异议', { 理由: '有一处现场当天停电，请再看一次。' });
  await own.page.locator('dialog[open]').getByRole('button', { name: '提出异议' }).click();
  await expect(own.page.locator('dd', { hasText: '有一处现场当天停电' })).toBeVisible();

  await head.open(sheet);
  await act(head.page, '答复异议', { 答复: '已经再看过，等次不变，情况记入卷。' });
  await expect(head.page.locator('dd', { hasText: '已经再看过' })).toBeVisible();
  await own.open(sheet);
  await expect(own.page.locator('dd', { hasText: '已经再看过' })).toBeVisible();
  await forAll(own.page);
});

test('a template is revised once its weights add up', async ({ person }) => {
  const head = await person(cast.head);
  await head.open('/templates');
  await head.page.getByRole('button', { name: '“五看”整改评估' }).click();
  await head.page.getByRole('link', { name: '“五看”整改评估' }).click();
  await expect(head.page.getByRole('heading', { level: 1, name: '“五看”整改评估' })).toBeVisible();
  await unfold(head.page, '修订');
  const weights = head.page.locator('.template-nodes .depth-0 .num');
  const [first, second] = [Number(await weights.nth(0).inputValue()), Number(await weights.nth(1).inputValue())];
  await weights.nth(0).fill(String(first + 1));
  await expect(head.page.locator('.template-off')).toContainText('多了 1 分');
  await send(head.page, '修订');
  await expect(head.page.locator('.act-fold[open] form').getByRole('alert').filter({ hasText: /\S/ }).first()).toBeVisible();
  await weights.nth(0).fill(String(first));
  await expect(head.page.locator('.template-off')).toContainText('正好合计');
  await head.page.locator('.template-nodes .depth-0 input').first().fill('责任压实');
  expect(second).toBeGreaterThan(0);
  await send(head.page, '修订');
  await expect(head.page.getByText('第 2 版')).toBeVisible();
});
