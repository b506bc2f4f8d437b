/** Two who revise one entry of the library at once. */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { accept } from '../acts.ts';
import { audit } from '../fixtures.ts';
import { expect, test, words } from '../journey.ts';
import { cast } from '../routes.ts';

async function revise(page: Page, fields: Record<string, string>): Promise<void> {
  await page.locator('main .act-fold > summary', { hasText: '修订' }).first().click();
  for (const [label, text] of Object.entries(fields)) await page.locator('#revise form').getByRole('textbox', { name: label }).fill(text);
}

const send = (page: Page) => page.locator('#revise form').getByRole('button', { name: '修订' }).click();

test('a revision that another came before stands there again with what the other changed, and is sent without typing it anew', async ({ person }) => {
  const [liaison, head] = [await person(cast.liaison), await person(cast.head)];
  const { page } = liaison;
  const [standard, title] = [randomUUID(), words('回访标准')];
  const content = { title, sort: 'yardstick', strands: [], source: null, since: null, text: '回访不少于三人。\n当日登记。' };
  await accept(liaison.context, 'standard', { verb: 'enter', standard, content });
  const path = `/library/${standard}`;
  await liaison.open(path);
  await head.open(path);

  const mine = '回访不少于四人。\n当日登记。';
  await revise(page, { 正文: mine, 改了什么: '人数由三人改为四人' });
  await revise(head.page, { 标题: `${title}（试行）`, 正文: '回访不少于三人。\n三日内登记。', 改了什么: '登记放宽到三日' });
  await send(head.page);
  await expect(head.page.getByRole('heading', { level: 2, name: '共 2 版' })).toBeVisible();
  await send(page);

  const again = page.locator('#overtaken');
  await expect(again).toContainText('您是照第 1 版改的，现在已是第 2 版');
  // who, why, and what
  await expect(again).toContainText('登记放宽到三日');
  await expect(again).toContainText(`标题：${title} → ${title}（试行）`);
  await expect(again.locator('ins')).toHaveText('三日内登记。');
  await expect(again.locator('del')).toHaveText('当日登记。');
  const text = again.getByRole('textbox', { name: '正文' });
  await expect(text).toHaveValue(mine);
  await expect(again.getByRole('textbox', { name: '改了什么' })).toHaveValue('人数由三人改为四人');
  // what was left as it was follows the other
  await expect(again.getByRole('textbox', { name: '标题' })).toHaveValue(`${title}（试行）`);
  await audit(page);

  // it lies on the device: there after a reload, and the outbox leads to it
  await liaison.open('/outbox');
  await page.getByRole('link', { name: '对照两个版本' }).click();
  await expect(again).toBeVisible();
  await liaison.open(path);
  await expect(text).toHaveValue(mine);
  await text.fill('回访不少于四人。\n三日内登记。');
  await again.getByRole('button', { name: '在第 2 版上修订' }).click();
  await expect(page.getByRole('heading', { level: 2, name: '共 3 版' })).toBeVisible();
  await expect(again).toHaveCount(0);
  await expect(page.locator('.standard-text')).toContainText('回访不少于四人。');
  const read = await (await liaison.context.request.get(`/api/library/detail?standard=${standard}`)).json();
  expect(read.standard.later.map((own: { content: { title: string; text: string } }) => [own.content.title, own.content.text])).toEqual([
    [`${title}（试行）`, '回访不少于三人。\n三日内登记。'],
    [`${title}（试行）`, '回访不少于四人。\n三日内登记。'],
  ]);

  // and one is let go of
  await liaison.open(path);
  await revise(page, { 正文: '回访不少于五人。', 改了什么: '五人' });
  await head.open(path);
  await revise(head.page, { 正文: '回访不少于六人。', 改了什么: '六人' });
  await send(head.page);
  await expect(head.page.getByRole('heading', { level: 2, name: '共 4 版' })).toBeVisible();
  await send(page);
  await again.getByRole('button', { name: '不改了，用现行版' }).click();
  await expect(again).toHaveCount(0);
  await liaison.open('/outbox');
  await expect(page.getByText('发件箱是空的')).toBeVisible();
});
