/** A paper between several units: who has received it, who has answered, and when the next one goes out. */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { accept, college, unit } from '../acts.ts';
import { audit } from '../fixtures.ts';
import { expect, test, words, type Person } from '../journey.ts';
import { cast } from '../routes.ts';

const [normal, engineering] = ['松江师范大学', '北江工程学院'];

/** A paper to both units, issued; its address. */
async function issued(head: Person): Promise<string> {
  const notice = randomUUID();
  const asks = { title: words('关于报送近况的通知'), text: '请说明近况。', reply_by: '2023-08-04' };
  const content = { paper: 'notice', units: [unit, college], about: [], after: null, ...asks };
  await accept(head.context, 'notice', { verb: 'draft', notice, content });
  await accept(head.context, 'notice', { verb: 'issue', notice });
  return `/notices/${notice}`;
}

async function receive({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: '签收' }).click();
  await expect(page.locator('.side .receipt')).toBeVisible();
}

async function reply({ page }: Person, text: string): Promise<void> {
  await page.getByLabel('回复内容').fill(text);
  await page.getByRole('button', { name: '回复', exact: true }).click();
  await expect(page.locator('.side h3')).toContainText('已回复');
}

/** What this person is given of the paper: the page without and with its script, and what it reads. */
async function given({ page, context }: Person, path: string): Promise<string> {
  const plain = await context.request.get(path);
  const read = await context.request.get(`/api/notice/detail?notice=${path.split('/').pop()}`);
  expect([plain.status(), read.status()]).toEqual([200, 200]);
  return [await plain.text(), await read.text(), await page.content()].join('\n');
}

test('a paper to two units says who has not received and who has not replied, and neither reads the other', async ({ person }) => {
  const head = await person(cast.head);
  const path = await issued(head);
  await head.open(path);
  const stands = (counts: string) => expect(head.page.locator('#units h2')).toHaveText(counts);
  const side = (name: string) => head.page.locator('.side').filter({ has: head.page.locator('h3', { hasText: name }) });
  await stands('发给 2 家，0 家签收，0 家回复');
  for (const name of [normal, engineering]) await expect(side(name)).toContainText('还没有签收');

  const staff = await person(cast.normalStaff);
  await staff.open(path);
  await receive(staff);
  await stands('发给 2 家，1 家签收，0 家回复');
  await expect(side(normal).locator('h3')).toContainText('待回复');
  await expect(side(engineering)).toContainText('还没有签收');

  const first = words('近况是图书馆已经延长开放');
  await reply(staff, first);
  await stands('发给 2 家，1 家签收，1 家回复');
  await expect(side(normal).locator('.said')).toContainText(first);
  await expect(side(normal).locator('h3')).toContainText('已回复');
  await expect(side(engineering).locator('h3')).toContainText('待签收');
  await expect(side(engineering).locator('.said')).toHaveCount(0);

  // the other unit: its own side, nothing of the first, before and after it has answered
  const other = await person(cast.collegeStaff);
  await other.open(path);
  await expect(other.page.locator('.side')).toHaveCount(1);
  await expect(other.page.locator('.side')).toContainText(engineering);
  const foreign = [first, '许知遥', normal];
  for (const word of foreign) expect(await given(other, path)).not.toContain(word);
  await receive(other);
  await stands('发给 2 家，2 家签收，1 家回复');
  await expect(side(engineering).locator('h3')).toContainText('待回复');
  const second = words('近况是实训中心已经验收');
  await reply(other, second);
  await stands('发给 2 家，2 家签收，2 家回复');
  await expect(head.page.locator('.summary')).toContainText('已回复');
  for (const word of foreign) expect(await given(other, path)).not.toContain(word);
  for (const word of [second, engineering]) expect(await given(staff, path)).not.toContain(word);

  // unit by unit in the list as well
  await head.open('/notices');
  const row = head.page.getByRole('row').filter({ has: head.page.locator(`a[href="${path}"]`) });
  for (const name of [normal, engineering]) await expect(row.locator('.addressees li').filter({ hasText: name })).toContainText('已回复');
});

/** The two waiting times of the ladder, as their fields are called. */
const [beforeReminder, beforeTalk] = ['通知、提示以后几个工作日催办', '催办以后几个工作日约谈'];

/** Sets how many working days pass before the next paper goes out. */
async function wait(page: Page, days: number, field = beforeReminder): Promise<void> {
  const ladder = page.locator('.policy.ladder');
  await ladder.locator('.act-fold > summary').click();
  await ladder.getByLabel(field).fill(String(days));
  await ladder.getByRole('button', { name: '保存' }).click();
}

test('how long is waited before a chase is set by the head, is kept, and the chase follows it', async ({ person }) => {
  const deputy = await person(cast.deputy);
  await deputy.open('/notices');
  const late = deputy.page.getByRole('row').filter({ hasText: '该催' }).filter({ hasText: /(通知|提示)·〔/ }).first();
  const link = late.getByRole('rowheader').getByRole('link').first();
  const path = (await link.getAttribute('href'))!;
  await deputy.open(path);
  const chase = deputy.page.locator('.chase');
  await expect(chase.getByRole('button', { name: /^催办 \d+ 家$/ })).toBeVisible();

  const head = await person(cast.head);
  await head.open('/policy');
  const ladder = head.page.locator('.policy.ladder');
  await expect(ladder).toContainText('通知、提示过了日子 3 个工作日没有答复，可以催办');
  await wait(head.page, 0);
  await expect(ladder.getByRole('alert').filter({ hasText: /\S/ }), 'no day is no wait').toBeVisible();
  await ladder.getByLabel(beforeReminder).fill('60');
  await ladder.getByRole('button', { name: '保存' }).click();
  await expect(ladder).toContainText('通知、提示过了日子 60 个工作日没有答复，可以催办');
  await expect(ladder).toContainText('催办过了日子 7 个工作日没有答复，可以约谈');
  // at once where the paper lies open, and in the list
  await expect(chase).toHaveCount(0);
  await deputy.open('/notices');
  const row = deputy.page.getByRole('row').filter({ has: deputy.page.locator(`a[href="${path}"]`) });
  await expect(row).toBeVisible();
  await expect(row).not.toContainText('该催');

  await head.open('/policy');
  await expect(ladder).toContainText('通知、提示过了日子 60 个工作日没有答复，可以催办');
  await expect(ladder.getByLabel(beforeReminder)).toHaveValue('60');
  await deputy.open(path);
  await expect(chase).toHaveCount(0);
  await wait(head.page, 1);
  await expect(ladder).toContainText('通知、提示过了日子 1 个工作日没有答复，可以催办');
  await expect(chase.getByRole('button', { name: /^催办 \d+ 家$/ })).toBeVisible();
  // one press, by keyboard on a phone as well, and it is out; another takes it back, and it can go out again
  await deputy.page.setViewportSize({ width: 390, height: 844 });
  const next = deputy.page.locator('.chain li').filter({ hasText: '后续' });
  const before = await next.count();
  await expect(chase).toContainText('发错了当天可以撤回');
  await chase.getByRole('button', { name: /^催办 \d+ 家$/ }).focus();
  await deputy.page.keyboard.press('Enter');
  await expect(next).toHaveCount(before + 1);
  await expect(next.filter({ hasText: '待签收' })).toHaveCount(1);
  await expect(deputy.page.getByRole('dialog')).toHaveCount(0);
  await expect(chase).toHaveCount(0);
  await audit(deputy.page);
  await deputy.page.getByRole('button', { name: '撤回这次催办' }).click();
  await expect(next.filter({ hasText: '已撤回' })).toHaveCount(1);
  await expect(deputy.page.getByRole('button', { name: '撤回这次催办' })).toHaveCount(0);
  await expect(chase.getByRole('button', { name: /^催办 \d+ 家$/ })).toBeVisible();
  // only the head sets it
  await deputy.open('/policy');
  await expect(deputy.page.locator('.policy.ladder')).toContainText('1 个工作日没有答复，可以催办');
  await expect(deputy.page.locator('.policy.ladder .act-fold')).toHaveCount(0);
});

test('an interview waits as long as the head has set, and goes out in one click when the reminder stays unanswered', async ({ person }) => {
  const head = await person(cast.head);
  await head.open('/notices');
  const late = head.page.getByRole('row').filter({ hasText: '该催' }).filter({ hasText: /催办·〔/ }).first();
  const path = (await late.getByRole('rowheader').getByRole('link').first().getAttribute('href'))!;
  await head.open(path);
  const chase = head.page.locator('.chase');
  await expect(chase.getByRole('button', { name: '约谈 1 家' })).toBeVisible();

  // set by another tab of the head, seen at once where the paper lies open
  const other = await head.context.newPage();
  await other.goto('/policy');
  const ladder = other.locator('.policy.ladder');
  await expect(ladder).toContainText('催办过了日子 7 个工作日没有答复，可以约谈');
  await wait(other, 60, beforeTalk);
  await expect(ladder).toContainText('催办过了日子 60 个工作日没有答复，可以约谈');
  await expect(ladder, 'the other waiting time stays').toContainText('通知、提示过了日子 3 个工作日没有答复，可以催办');
  await expect(chase).toHaveCount(0);
  await wait(other, 5, beforeTalk);
  await expect(chase.getByRole('button', { name: '约谈 1 家' })).toBeVisible();

  const about = /《(.*)》/.exec(await head.page.getByRole('heading', { level: 1 }).innerText())![1];
  await chase.getByRole('button', { name: '约谈 1 家' }).click();
  await head.page.getByRole('dialog').getByRole('button', { name: '约谈 1 家' }).click();
  const next = head.page.locator('.chain li').filter({ hasText: '后续' });
  await expect(next).toContainText('待签收');
  await expect(chase).toHaveCount(0);
  await next.getByRole('link').click();
  await expect(head.page.locator('.summary')).toContainText('约谈');
  await expect(head.page.getByRole('heading', { level: 1 })).toHaveText(`关于《${about}》约谈有关负责同志的通知`);
  await expect(head.page.locator('.chain')).toContainText('催的是');
  await expect(head.page.locator('.chase'), 'the ladder ends here').toHaveCount(0);
});

test('a chase that was refused can be pressed again, and one that waits says so where it was pressed', async ({ expected, person }) => {
  expected.push(/net::ERR_/);
  const { context, open, page } = await person(cast.deputy);
  await open('/notices');
  const late = page.getByRole('row').filter({ hasText: '该催' }).filter({ hasText: /(通知|提示)·〔/ }).first();
  await open((await late.getByRole('rowheader').getByRole('link').first().getAttribute('href'))!);
  const chase = page.locator('.chase');
  const verb = chase.getByRole('button', { name: /^催办 \d+ 家$/ });
  const pressed = chase.locator('.pending > li');
  const next = page.locator('.chain li').filter({ hasText: '后续' });
  await expect(verb).toBeVisible();
  const before = await next.count();
  // as a page of next year would send it
  await page.route('**/api/propose', (route) => {
    const { proposals } = route.request().postDataJSON();
    for (const one of proposals) one.act.act.verb = 'verb_of_next_year';
    return route.continue({ postData: JSON.stringify({ proposals }) });
  });
  await verb.click();
  await expect(pressed.filter({ hasText: '服务器未收' })).toHaveCount(2);
  await page.unroute('**/api/propose');
  await pressed.last().getByRole('button', { name: '不要了' }).click();
  await expect(pressed).toHaveCount(1);
  await pressed.getByRole('button', { name: '不要了' }).click();
  await expect(pressed).toHaveCount(0);

  // what waits is not pressed twice
  await context.setOffline(true);
  await verb.click();
  await expect(pressed.filter({ hasText: '在本机' })).toHaveCount(2);
  await verb.click();
  await expect(chase.getByRole('alert').filter({ hasText: '已经有了' })).toBeVisible();
  await expect(pressed).toHaveCount(2);
  await context.setOffline(false);
  await expect(next).toHaveCount(before + 1, { timeout: 20_000 });
  await expect(next.filter({ hasText: '待签收' })).toHaveCount(1, { timeout: 20_000 });
  await expect(chase).toHaveCount(0);
  await expect(page.getByRole('link', { name: '全部已到服务器' })).toBeVisible();
});
