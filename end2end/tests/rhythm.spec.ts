/** The week of a group: its list from Monday's to the next, and a notice from its draft over a chase to the reply. */
import type { Page } from '@playwright/test';
import { audit } from '../fixtures.ts';
import { arrived, expect, open, test, unfold, words, type Person } from '../journey.ts';
import { cast } from '../routes.ts';

const unit = '松江师范大学';

async function confirm(page: Page, verb: string): Promise<void> {
  await page.getByRole('button', { name: verb, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: verb, exact: true }).click();
}

async function drafted({ page, open }: Person, title: string, due: string): Promise<void> {
  await open('/notices');
  await unfold(page.locator('main'), '拟一份通知');
  const form = page.locator('.act-fold[open] form');
  await form.getByLabel('标题').fill(title);
  await form.getByLabel('正文').fill('请说明目前进度和下一步措施，并报送已解决数。');
  await form.getByLabel('回复期限').fill(due);
  await form.getByRole('button', { name: '拟一份通知' }).click();
  await expect(form.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(1);
  await form.getByRole('group', { name: '发给' }).getByLabel(unit).check();
  await form.getByRole('button', { name: '拟一份通知' }).click();
  await page.getByRole('rowheader', { name: title }).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

test('a notice goes from its draft to the reply, which is sent back once and then accepted', { tag: '@both' }, async ({ person }) => {
  const title = words('关于报送进度的通知');
  const liaison = await person(cast.liaison);
  await drafted(liaison, title, '2023-08-04');
  await expect(liaison.page.getByText('由组长或副组长签发')).toBeVisible();
  const path = new URL(liaison.page.url()).pathname;

  const staff = await person(cast.normalStaff, { width: 390, height: 844 });
  await staff.open('/notices');
  await expect(staff.page.getByRole('rowheader', { name: title })).toHaveCount(0);

  const head = await person(cast.head);
  await head.open(path);
  await confirm(head.page, '签发');
  await expect(head.page.locator('.official .number')).toHaveText(/〔2023〕83 号/);

  await staff.open(path);
  await expect(staff.page.locator('.side')).toHaveCount(1);
  // what it asks for and is counted here comes along, of the unit's own alone
  await expect(staff.page.locator('.known-note li')).toHaveText([new RegExp(`^${unit} 已解决 \\d+$`)]);
  await staff.page.getByRole('button', { name: '签收' }).click();
  await expect(staff.page.locator('.side .receipt')).toContainText(/见证 [0-9a-f]{64}·第 \d+ 条/);
  await staff.page.getByLabel('回复内容').fill('正在办理');
  await staff.page.getByRole('button', { name: '回复', exact: true }).click();
  await expect(staff.page.locator('.side h3')).toContainText('已回复');
  await audit(staff.page);

  // live, without a reload
  const side = head.page.locator('.side').filter({ hasText: unit });
  await expect(side.locator('.said')).toContainText('正在办理');
  await unfold(side, '退回重报');
  await side.getByLabel('理由').fill('没有写明完成时限，请补充后重新报送');
  await side.getByRole('button', { name: '退回重报' }).click();
  await expect(staff.page.locator('.side')).toContainText('没有写明完成时限');
  await staff.page.getByLabel('回复内容').fill('八月底前完成，由后勤处负责');
  await staff.page.getByRole('button', { name: '回复', exact: true }).click();
  await expect(side.locator('.said')).toHaveCount(2);
  await side.getByRole('button', { name: '办结' }).click();
  await expect(head.page.locator('.summary')).toContainText('已办结');

  // a unit that it did not go to
  const other = await person(cast.collegeStaff);
  expect((await other.context.request.get(path)).status()).toBe(404);
});

test('files go along with a reply, and the unit sees that what it witnessed still stands', async ({ expected, person }) => {
  expected.push(/net::ERR_INTERNET_DISCONNECTED/);
  const title = words('关于报送台账的通知');
  const head = await person(cast.head);
  await drafted(head, title, '2023-08-04');
  const path = await arrived(head.page, /\/notices\/[0-9a-f-]{36}/);
  await confirm(head.page, '签发');
  await expect(head.page.locator('.official .number')).toHaveText(/〔2023〕\d+ 号/);

  const staff = await person(cast.normalStaff, { width: 390, height: 844 });
  await staff.open(path);
  const side = staff.page.locator('.side');
  // who it is can't be left out
  await side.getByLabel('签收人').fill('');
  await side.getByRole('button', { name: '签收' }).click();
  await expect(side.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(1);
  await side.getByLabel('签收人').fill('办公室白明远');
  await side.getByRole('button', { name: '签收' }).click();
  await expect(side.locator('.receipt')).toContainText('见证人 办公室白明远');
  await side.getByRole('button', { name: '核对见证' }).click();
  await expect(side.getByRole('status').filter({ hasText: '与签收时一致' })).toBeVisible();

  const buffer = Buffer.from(`%PDF-1.7\n1 0 obj\n<<>>\nendobj\n% ${title}\ntrailer\n%%EOF\n`);
  await side.getByLabel('附文件').setInputFiles({ name: '报修台账.pdf', mimeType: 'application/pdf', buffer });
  await expect(side.locator('.chosen-files li')).toContainText('报修台账.pdf');
  await side.getByLabel('回复内容').fill('附上报修台账');
  await audit(staff.page);
  // without network it waits on the phone, and goes out by itself
  await staff.context.setOffline(true);
  await side.getByRole('button', { name: '回复', exact: true }).click();
  await expect(side.locator('.chosen-files li')).toHaveCount(0);
  await staff.context.setOffline(false);
  await expect(side.locator('.said .files a')).toHaveText('报修台账.pdf', { timeout: 20_000 });

  await head.open(path);
  const link = head.page.locator('.said .files a');
  await expect(link).toHaveText('报修台账.pdf');
  const href = await link.getAttribute('href') ?? '';
  expect((await head.context.request.get(href)).status()).toBe(200);
  const other = await person(cast.collegeStaff);
  expect((await other.context.request.get(href)).status()).toBe(404);
});

test('who does not answer is chased in one click, and the ladder goes on from there', { tag: '@both' }, async ({ person }) => {
  const head = await person(cast.head);
  await head.open('/notices');
  const late = head.page.getByRole('row').filter({ hasText: '该催' }).first();
  const title = (await late.getByRole('rowheader').getByRole('link').innerText()).trim();
  await late.getByRole('rowheader').getByRole('link').click();
  await expect(head.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  const verb = head.page.locator('.chase').getByRole('button', { name: /^(催办|约谈) \d+ 家$/ });
  const name = await verb.innerText();
  await verb.click();
  // a reminder is out with it; a talk, which calls people in, is confirmed
  if (name.startsWith('约谈')) await head.page.getByRole('dialog').getByRole('button', { name }).click();
  const next = head.page.locator('.chain li').filter({ hasText: '后续' });
  await expect(next).toContainText('待签收');
  // once: who has the next paper is not sent another
  await expect(head.page.locator('.chase')).toHaveCount(0);
  await next.getByRole('link').click();
  await expect(head.page.locator('.chain')).toContainText('催的是');

  // the unit that owed it takes the reminder in and answers; the lead has nothing more to ask
  const path = new URL(head.page.url()).pathname;
  await expect(head.page.locator('.side')).toContainText('松江音乐学院');
  const staff = await person('leihaining');
  await staff.open(path);
  await staff.page.getByRole('button', { name: '签收' }).click();
  await staff.page.getByLabel('回复内容').fill('已经安排，下周一报送');
  await staff.page.getByRole('button', { name: '回复', exact: true }).click();
  const side = head.page.locator('.side').filter({ hasText: '松江音乐学院' });
  await expect(side.locator('.said')).toContainText('已经安排');
  await side.getByRole('button', { name: '办结' }).click();
  await expect(head.page.locator('.summary')).toContainText('已办结');
  // what it chased is done with it
  await head.page.locator('.chain li').filter({ hasText: '催的是' }).getByRole('link').click();
  await expect(side.locator('h3')).toContainText('已办结');
});

test('the list of the next week begins from what is left, is issued, answered and ticked', { tag: '@both' }, async ({ person }) => {
  const liaison = await person(cast.liaison);
  const { page } = liaison;
  await liaison.open('/worklists');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('已下发 15 期');
  await audit(page);
  // this week has its list already
  const room = page.locator('.prepare-week');
  await expect(room).toHaveCount(1);
  await expect(room).toContainText('第 31 周');
  const [, all = '', carried = ''] = (await room.locator('.note').innerText()).match(/(\d+) 项，其中上期转来 (\d+) 项/) ?? [];
  expect(Number(carried)).toBeGreaterThan(0);
  await room.getByRole('button', { name: '生成清单' }).click();
  const row = page.getByRole('row').filter({ hasText: '第 31 周' });
  await row.getByRole('rowheader').getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('第 31 周');
  await expect(page.locator('.item')).toHaveCount(Number(all));
  await expect(page.locator('.item').filter({ hasText: '连续第' })).toHaveCount(Number(carried));
  const path = new URL(page.url()).pathname;
  // what a unit owes besides its issues came along, with the page of its record
  const owed = page.locator('.item').filter({ hasText: '教师教育协同提质 · 课例集' });
  await expect(owed).toContainText('载体节点');
  await expect(owed.getByRole('link', { name: /课例集/ })).toHaveAttribute('href', /^\/carrier\/[0-9a-f-]{36}#milestones$/);

  const what = words('报送支部学习情况');
  await unfold(page.locator('main'), '加一项');
  const form = page.locator('.act-fold[open] form');
  await form.getByLabel('谁来办').selectOption({ label: unit });
  await form.getByLabel('办什么').fill(what);
  await form.getByRole('button', { name: '加一项' }).click();
  const added = page.locator('.item').filter({ hasText: what });
  await expect(added).toBeVisible();
  await unfold(added, '指明方面');
  await added.getByLabel('方面').selectOption({ label: '理论学习' });
  await added.getByRole('button', { name: '保存' }).click();
  await expect(added.locator('.about')).toContainText('理论学习');

  const staff = await person(cast.normalStaff, { width: 390, height: 844 });
  expect((await staff.context.request.get(path)).status(), 'a list that is not issued').toBe(404);
  await confirm(page, '下发');
  await expect(page.locator('.summary')).toContainText('第 16 期');

  // what went on is asked for on the new list alone
  const before = await liaison.context.newPage();
  await open(before, '/worklists');
  await before.getByRole('row').filter({ hasText: '第 30 周' }).getByRole('rowheader').getByRole('link').click();
  const gone = before.locator('.item').filter({ hasText: '已转下期' });
  await expect(gone).toHaveCount(Number(carried));
  await expect(gone.getByRole('button')).toHaveCount(0);

  await staff.open(path);
  const mine = staff.page.locator('.item').filter({ hasText: what });
  await expect(mine).toBeVisible();
  await expect(staff.page.getByRole('heading', { level: 2, name: '三江大学' })).toHaveCount(0);
  await mine.getByLabel('办得怎样').selectOption('open');
  await mine.getByRole('button', { name: '反馈' }).click();
  await expect(mine.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await mine.getByLabel('说明').fill('还差两个支部');
  await mine.getByRole('button', { name: '反馈' }).click();
  await expect(mine.locator('.said')).toContainText('还差两个支部');
  await audit(staff.page);

  const his = page.locator('.item').filter({ hasText: what });
  await expect(his.locator('.said')).toContainText('还差两个支部');
  await his.getByRole('button', { name: '销号' }).click();
  await expect(his).toContainText('已销号');

  // another item goes straight to a paper
  const stuck = page.locator('.item').filter({ has: page.getByRole('link', { name: '发一份提示' }) }).first();
  const about = (await stuck.locator('.what').innerText()).trim();
  await stuck.getByRole('link', { name: '发一份提示' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('已签发');
  const paper = page.locator('#draft form');
  if (!(await paper.isVisible())) await unfold(page.locator('main'), '拟一份通知');
  await expect(paper.getByLabel('标题')).toHaveValue(about);
  await paper.getByLabel('正文').fill('请说明进度');
  await paper.getByRole('button', { name: '拟一份通知' }).click();
  await page.getByRole('rowheader', { name: about }).getByRole('link').first().click();
  await expect(page.locator('.chain')).toContainText('出自清单事项');
});
