/** The timeline of an issue while what was just done is on its way. */
import { find } from '../acts.ts';
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
