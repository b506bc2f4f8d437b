/** Reminders: the bell and the box, by mouse and keys; a mail and a robot's message; the calendar that they go by. */
import type { Page } from '@playwright/test';
import { audit } from '../fixtures.ts';
import { expect, words } from '../journey.ts';
import { test } from '../post.ts';
import { cast } from '../routes.ts';

const bell = (page: Page) => page.locator('.rail .bell .count');

/** The number at the bell, once the server has filled the box. */
async function unread(page: Page): Promise<number> {
  await expect(bell(page)).toHaveClass(/some/, { timeout: 20_000 });
  return Number.parseInt(await bell(page).innerText(), 10);
}

test('what waits stands in the box by reason, is marked as read by mouse and keys, and stays so', async ({ person }) => {
  const { page, open } = await person(cast.normalStaff);
  await open('/account');
  const before = await unread(page);
  await page.locator('.rail .bell').click();
  const rows = page.locator('.reminders li');
  await expect(rows.first()).toBeVisible();
  await expect(rows).toHaveCount(before);
  await audit(page);

  await rows.first().getByRole('button').click();
  await expect(bell(page)).toHaveText(new RegExp(`^${before - 1}\\b`));
  await expect(rows.first()).toHaveClass(/read/);
  await page.locator('h1').click();
  await page.keyboard.press('j');
  await expect(rows.first().getByRole('link')).toBeFocused();
  await page.keyboard.press('j');
  await expect(rows.nth(1).getByRole('link')).toBeFocused();
  await page.keyboard.press('e');
  await expect(bell(page)).toHaveText(new RegExp(`^${before - 2}\\b`));
  await open('/inbox');
  await expect(page.locator('.reminders li.read')).toHaveCount(2);
  await page.getByRole('button', { name: '全部标为已读' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('都看过了');
  await expect(bell(page)).not.toHaveClass(/some/);
});

test('what a head has much of stands in one line that leads to its list, and every number counts things', async ({ person }) => {
  const { page, open } = await person(cast.head);
  await open('/account');
  const before = await unread(page);
  await open('/inbox');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText(`${before} 件没看过`);
  const line = page.locator('.reminders li').filter({ hasText: /\d+ 个问题等验收/ });
  await expect(line).toHaveCount(1);
  const many = Number((await line.innerText()).match(/(\d+) 个问题等验收/)![1]);
  expect(many).toBeGreaterThan(5);
  await audit(page);
  await line.getByRole('button').click();
  await expect(line).toHaveClass(/read/);
  await expect(bell(page)).toHaveText(new RegExp(`^${before - many}\\b`));
  await expect(heading).toContainText(`${before - many} 件没看过`);

  // each for itself where it is asked for so, and in the list
  await open('/inbox?kind=verify');
  await expect(heading).toHaveText(`${many} 个问题等验收`);
  await expect(page.locator('.reminders li.read')).toHaveCount(many);
  await page.getByRole('link', { name: '全部提醒' }).click();
  await line.getByRole('link').click();
  await expect(page).toHaveURL(/\/issues\?.*state=submitted/);
  await expect(page.getByRole('row')).toHaveCount(many + 1);
  await open('/today');
  await expect(page.getByRole('link', { name: `${many} 个问题等验收`, exact: true })).toBeVisible();
});

test('a paper that is issued rings the bell of an open page, on the phone too', async ({ person }) => {
  const staff = await person(cast.normalStaff);
  await staff.open('/account');
  const before = await unread(staff.page);
  const phone = await person(cast.normalLeader, { width: 390, height: 844 });
  await phone.open('/account');
  await expect(phone.page.locator('.bottom .dot')).toBeVisible({ timeout: 20_000 });

  const head = await person(cast.head);
  const title = words('关于报送情况的通知');
  await head.open('/notices');
  await head.page.locator('main .act-fold > summary', { hasText: '拟一份通知' }).first().click();
  const form = head.page.locator('.act-fold[open] form');
  await form.getByLabel('标题').fill(title);
  await form.getByLabel('正文').fill('请说明目前进度。');
  await form.getByLabel('回复期限').fill('2023-08-04');
  await form.getByRole('group', { name: '发给' }).getByLabel('松江师范大学').check();
  await form.getByRole('button', { name: '拟一份通知' }).click();
  await head.page.getByRole('rowheader', { name: title }).getByRole('link').click();
  await head.page.getByRole('button', { name: '签发', exact: true }).click();
  await head.page.getByRole('dialog').getByRole('button', { name: '签发', exact: true }).click();

  await expect(bell(staff.page)).toHaveText(new RegExp(`^${before + 1}\\b`), { timeout: 20_000 });
  await staff.open('/inbox');
  await expect(staff.page.getByRole('link', { name: title })).toBeVisible();
});

test('a digest comes by mail and to the robot, with numbers only, and nowhere that is not listed', async ({ person, post, expected }) => {
  // the address that is not listed is refused
  expected.push(/422 .*\/api\/inbox\/robot/);
  const staff = await person(cast.normalStaff);
  await staff.open('/inbox/settings');
  const address = staff.page.getByLabel('邮箱');
  await address.fill('nobody');
  await staff.page.getByLabel('发邮件提醒我').check();
  await staff.page.getByRole('button', { name: '保存' }).click();
  await expect(staff.page.getByText('请填完整的邮箱地址')).toBeVisible();
  await address.fill('staff@unit.example');
  await staff.page.getByLabel('用什么语言').selectOption('en');
  await staff.page.getByRole('button', { name: '保存' }).click();
  await expect(staff.page.getByText('已保存')).toBeVisible();
  await expect.poll(() => post.mail.taken.length, { timeout: 30_000 }).toBe(1);
  expect(post.mail.taken[0]).toMatch(/To: staff@unit\.example/);
  expect(post.mail.taken[0]).toMatch(/\d+ things wait for you(, \d+ of them late)?\r\nhttp:\/\/[\d.:]+\/inbox/);
  await staff.open('/inbox/settings');
  await expect(address).toHaveValue('staff@unit.example');
  await expect(staff.page.locator('.fate')).toContainText('最近一次已送达');
  await audit(staff.page);

  const head = await person(cast.head);
  await head.open('/inbox/settings');
  const chat = head.page.locator('.section').filter({ hasText: '群机器人' });
  const url = chat.getByLabel('机器人的地址');
  await url.fill('https://elsewhere.example/send?key=1');
  await chat.getByRole('button', { name: '保存' }).click();
  await expect(chat.getByText('elsewhere.example 不在允许发送的主机名单里')).toBeVisible();
  await url.fill(`http://127.0.0.1:${post.robot.port}/send?key=verysecret`);
  await chat.getByRole('button', { name: '保存' }).click();
  await expect.poll(() => post.robot.taken.length, { timeout: 30_000 }).toBe(1);
  const said = JSON.parse(post.robot.taken[0]).text.content as string;
  expect(said).toMatch(/^【巡导】有 \d+ 件事等您办(，其中 \d+ 件已逾期|，已经逾期)?\nhttp:\/\/[\d.:]+\/inbox$/);
  await head.open('/inbox/settings');
  await expect(chat.locator('.fate')).toContainText('最近一次已送达');
  expect(await head.page.content()).not.toContain('verysecret');
  await chat.getByRole('button', { name: '发一条试试' }).click();
  await expect.poll(() => post.robot.taken.length, { timeout: 30_000 }).toBe(2);
  await chat.getByRole('button', { name: '取消机器人' }).click();
  await expect(chat.getByRole('button', { name: '取消机器人' })).toHaveCount(0);
});

test('the office sets a day off, everybody sees it, and it is taken back', async ({ person }) => {
  const office = await person(cast.officeLeader);
  await office.open('/calendar?month=2023-08');
  await expect(office.page.getByRole('status').filter({ hasText: '个工作日' })).toHaveText('这个月 23 个工作日');
  const day = office.page.locator('[data-day="2023-08-03"]');
  await day.click();
  await office.page.locator('[data-day="2023-08-04"]').click({ modifiers: ['Shift'] });
  await expect(office.page.getByLabel('从哪天')).toHaveValue('2023-08-03');
  await expect(office.page.getByLabel('到哪天')).toHaveValue('2023-08-04');
  await day.focus();
  await office.page.keyboard.press('ArrowDown');
  await expect(office.page.locator('[data-day="2023-08-10"]')).toBeFocused();
  await office.page.getByLabel('名称').fill('校庆');
  await office.page.getByRole('button', { name: '保存' }).click();
  await expect(office.page.locator('.set-days li')).toHaveCount(2);
  await expect(office.page.getByRole('status').filter({ hasText: '个工作日' })).toHaveText('这个月 21 个工作日');
  await audit(office.page);

  const staff = await person(cast.normalStaff, { width: 320, height: 700 });
  await staff.open('/calendar?month=2023-08');
  await expect(staff.page.locator('.month td.own')).toHaveCount(2);
  await expect(staff.page.getByRole('button', { name: '保存' })).toHaveCount(0);
  await staff.page.getByRole('link', { name: '上个月' }).click();
  await expect(staff.page.getByRole('heading', { name: '2023年7月' })).toBeVisible();
  await audit(staff.page);

  await office.page.getByRole('button', { name: '恢复为公布的安排' }).first().click();
  await expect(office.page.locator('.set-days li')).toHaveCount(1);
});
