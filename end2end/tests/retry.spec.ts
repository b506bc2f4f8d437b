/** What is sent out of the house while nobody is there to take it. */
import { find } from '../acts.ts';
import { expect, words, type Person } from '../journey.ts';
import { letter } from '../letter.ts';
import { test } from '../post.ts';
import { cast } from '../routes.ts';

/** Everything that stands in this person's box, word by word: none of it may leave the house. */
async function box({ page, open }: Person): Promise<string[]> {
  await open('/inbox');
  await expect(page.locator('.reminders li').first()).toBeVisible();
  return (await page.locator('.reminders li .what a').allInnerTexts()).map((text) => text.trim());
}

/** How the last message fared, as its page says when it is opened now. */
async function fate({ page, open }: Person): Promise<string> {
  await open('/inbox/settings');
  return (await page.locator('.fate').allInnerTexts()).join();
}

/** Numbers and a link, nothing of a case: no title, no code, no unit, no name, nothing hostile. */
function bare(said: string, titles: string[]): void {
  for (const word of [...titles, '密件', '<b>', '松江', '师范', '学院', '第三巡回', '许知遥', 'verysecret']) expect(said).not.toContain(word);
  expect(said).not.toMatch(/(班子|调研|指导|群众)-?\d/);
}

test('a mail and a robot that are both away get the digest once they are back, once, and nothing of a case is in it', async ({ person, post, house, expected }) => {
  // most of it is waiting for that second try
  test.setTimeout(300_000);
  // the address that is not listed is refused
  expected.push(/422 .*\/api\/inbox\/robot/);
  const [staff, head] = [await person(cast.normalStaff), await person(cast.head)];
  await find(head.context, words('密件<b>夜间</b>'));
  const titles = [...(await box(staff)), ...(await box(head))];
  expect(titles.length).toBeGreaterThan(2);
  await post.mail.down();
  await post.robot.down();

  await staff.open('/inbox/settings');
  await staff.page.getByLabel('邮箱').fill('staff@unit.example');
  await staff.page.getByLabel('发邮件提醒我').check();
  await staff.page.getByRole('button', { name: '保存' }).click();
  await expect(staff.page.getByText('已保存')).toBeVisible();
  await head.open('/inbox/settings');
  const chat = head.page.locator('.section').filter({ hasText: '群机器人' });
  const url = chat.getByLabel('机器人的地址');
  // somebody listens there, but it is on no list
  await url.fill(`http://127.0.0.1:${post.unlisted.port}/send?key=verysecret`);
  await chat.getByRole('button', { name: '保存' }).click();
  await expect(chat.getByText('不在允许发送的主机名单里')).toBeVisible();
  await url.fill(`http://127.0.0.1:${post.robot.port}/send?key=verysecret`);
  await chat.getByRole('button', { name: '保存' }).click();
  await expect(chat.getByText('已保存')).toBeVisible();
  for (const own of [staff, head]) {
    await expect.poll(() => fate(own), { timeout: 40_000 }).toMatch(/还没送达，下次再试.*连不上对方/);
  }

  await post.mail.up();
  await post.robot.up();
  // the second try comes a minute after the first, and up to twenty seconds later where the server looks rarely
  await expect.poll(() => [post.mail.taken.length, post.robot.taken.length], { timeout: 150_000 }).toEqual([1, 1]);
  const { subject, text } = letter(post.mail.taken[0]);
  expect(subject).toMatch(/^【巡导】有 \d+ 件事等您办(，其中 \d+ 件已逾期|，已经逾期)?$/);
  expect(text.split('\r\n').slice(0, 2)).toEqual([subject, `${house.url}/inbox`]);
  const said = JSON.parse(post.robot.taken[0]).text.content as string;
  expect(said).toMatch(/^【巡导】有 \d+ 件事等您办/);
  for (const own of [subject, text, said, post.mail.taken[0], post.robot.taken[0]]) bare(own, titles);
  for (const own of [staff, head]) await expect.poll(() => fate(own), { timeout: 20_000 }).toContain('最近一次已送达');

  // what has arrived is not sent again with the next message
  await staff.page.getByRole('button', { name: '发一封试试' }).click();
  await expect.poll(() => post.mail.taken.length, { timeout: 30_000 }).toBe(2);
  expect(letter(post.mail.taken[1]).subject).toContain('这是一条测试提醒');
  expect(post.robot.taken.length).toBe(1);
  expect(post.unlisted.asked(), 'who is on no list was never spoken to').toBe(0);
});
