/** The timeline of an issue while what was just done is on its way. */
import { accept, find } from '../acts.ts';
import { hold } from '../held.ts';
import { expect, test, words } from '../journey.ts';
import { cast } from '../routes.ts';

test('what was sent stands in the timeline once, also where its entry comes before the answer', async ({ person }) => {
  const { page, context, open } = await person(cast.liaison);
  await open(`/issues/${await find(context, words('夜间照明'))}`);
  const answers = await hold(page, '**/api/propose');
  const text = words('已经约好周五去看');
  await page.getByLabel('留言').fill(text);
  await page.getByRole('button', { name: '留言' }).click();
  const rows = page.getByRole('list', { name: '时间线' }).getByRole('listitem').filter({ hasText: text });
  // recorded and told to the page, though the answer is still held back
  await expect.poll(answers.many).toBe(1);
  await expect(page.getByRole('list', { name: '时间线' }).locator('> li:not(.waiting)').filter({ hasText: text })).toHaveCount(1);
  await expect(rows).toHaveCount(1);
  answers.free();
  await expect(page.locator('.outbox.sending')).toHaveCount(0);
  await expect(rows).toHaveCount(1);
});

test('a comment that is being typed stays while others act on the issue', async ({ person }) => {
  const [liaison, head] = [await person(cast.liaison), await person(cast.head)];
  const { page } = liaison;
  const issue = await find(liaison.context, words('夜间照明'));
  await liaison.open(`/issues/${issue}`);
  const rows = page.getByRole('list', { name: '时间线' }).getByRole('listitem');
  const [mine, theirs] = [words('我去看'), words('请周五前去看')];
  const talk = page.getByLabel('留言');
  await talk.fill(mine);
  await accept(head.context, 'issue', { verb: 'comment', issue, text: theirs });
  await expect(page.locator('.behind')).toBeVisible();
  await expect(talk).toHaveValue(mine);
  await expect(rows.filter({ hasText: theirs })).toHaveCount(0);
  await page.getByRole('button', { name: '留言' }).click();
  for (const text of [mine, theirs]) await expect(rows.filter({ hasText: text })).toHaveCount(1);
  await expect(page.locator('.behind')).toHaveCount(0);
  await expect(talk).toHaveValue('');
});
