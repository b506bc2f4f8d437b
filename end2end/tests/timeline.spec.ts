/** The timeline of an issue while what was just done is on its way. */
import { randomUUID } from 'node:crypto';
import { accept, find, propose } from '../acts.ts';
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

test('a question that stands open stays while others act, and goes on to what it asked', async ({ person }) => {
  const [head, liaison] = [await person(cast.head), await person(cast.liaison)];
  const { page } = head;
  await head.open('/issues?origin=research&state=submitted');
  const href = await page.getByRole('row').nth(1).getByRole('link').getAttribute('href');
  const issue = href?.match(/[0-9a-f-]{36}/)?.[0];
  await head.open(`/issues/${issue}`);
  await page.getByRole('button', { name: '验收通过' }).click();
  const dialog = page.getByRole('dialog', { name: '验收通过' });
  await expect(dialog).toBeVisible();
  const theirs = words('材料已经核对');
  await accept(liaison.context, 'issue', { verb: 'comment', issue, text: theirs });
  await expect(page.locator('ol.timeline > li').filter({ hasText: theirs })).toHaveCount(1);
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: '验收通过' }).click();
  await expect(page.locator('[aria-current="step"]').first()).not.toContainText('待验收');
});

test('what becomes of a measure stands in the timeline with before and after', async ({ person }) => {
  const { page, context, open } = await person(cast.normalStaff);
  const [issue, measure] = [await find(context, words('夜间照明')), randomUUID()];
  const plan = { id: measure, what: '接上路灯', who: '韩立群', due: '2023-07-31' };
  const act = (verb: string, more: object) => accept(context, 'issue', { verb, issue, ...more });
  await act('add_measure', { measure: plan });
  await act('change_measure', { measure: { ...plan, due: '2023-08-04' } });
  await act('change_measure', { measure: { ...plan, what: '换新路灯', who: null, due: '2023-08-04' } });
  await act('finish_measure', { measure, note: null });
  await act('reopen_measure', { measure, reason: '有两盏晚上又不亮了，再查。' });
  await act('add_measure', { measure: { ...plan, id: randomUUID(), what: '每周巡查一次' } });
  await act('drop_measure', { measure, reason: '路灯由市政统一换装。' });
  await open(`/issues/${issue}`);
  const rows = page.getByRole('list', { name: '时间线' }).getByRole('listitem').filter({ has: page.locator('.head') });
  const done = (verb: string) => rows.filter({ has: page.getByText(verb, { exact: true }) });
  const says = (verb: string, which: number, lines: string[]) =>
    expect(done(verb).nth(which).getByRole('listitem')).toHaveText(lines);
  // the newest stands first
  await says('撤下措施', 0, ['整改措施：换新路灯 → 无']);
  await says('措施重开', 0, ['“换新路灯”的状态：完成 → 未完成']);
  await says('措施完成', 0, ['“换新路灯”的状态：未完成 → 完成']);
  await says('改措施', 0, ['整改措施：接上路灯 → 换新路灯', '责任人：韩立群 → 无']);
  await says('改措施', 1, ['期限：7月31日（周一） → 8月4日（周五）']);
  await says('加措施', 1, ['责任人：无 → 韩立群', '期限：无 → 7月31日（周一）']);
  // the words that name it are what was told
  await expect(done('改措施').nth(1)).toContainText('接上路灯');
});

test('a shared measure leads both ways, stays while it is shared, and the timeline names what was shared and merged into', async ({ person }) => {
  const [unit, group] = [await person(cast.normalStaff), await person(cast.head)];
  const { page, context, open } = unit;
  const [title, theirs, measure] = [words('夜间照明'), words('路灯老旧'), randomUUID()];
  const [issue, home] = [await find(context, title), await find(context, theirs)];
  const reason = '核对后两边合为一个问题办理。';
  const plan = { id: measure, what: '统一换新路灯', who: null, due: null };
  await accept(context, 'issue', { verb: 'add_measure', issue: home, measure: plan });
  await open(`/issues/${home}`);
  const line = page.locator('.measures > li').filter({ hasText: plan.what });
  await expect(line.getByRole('button', { name: '撤下措施' })).toBeVisible();
  await accept(context, 'issue', { verb: 'share_measure', issue, from: home, measure });
  await open(`/issues/${home}`);
  await expect(line).toContainText('共用这条措施的问题');
  await expect(line.getByRole('button', { name: '撤下措施' })).toHaveCount(0);
  const drop = { verb: 'drop_measure', issue: home, measure, reason };
  expect(await propose(context, 'issue', drop)).toMatchObject({ verdict: 'refused', refusal: { reason: 'measure_shared', issues: 1 } });
  await line.getByRole('link').click();
  await expect(page.getByRole('region', { name: title })).toContainText('共用，来自');

  await accept(context, 'issue', { verb: 'unshare_measure', issue, from: home, measure });
  for (const act of [{ verb: 'merge', into: home }, { verb: 'reinstate' }]) await accept(group.context, 'issue', { ...act, issue, reason });
  await open(`/issues/${issue}`);
  const rows = page.getByRole('list', { name: '时间线' }).getByRole('listitem').filter({ has: page.locator('.head') });
  const done = (verb: string) => rows.filter({ has: page.getByText(verb, { exact: true }) });
  await expect(done('共用措施')).toContainText(new RegExp(`共用措施：无 → 调研-\\d+ ${theirs} · ${plan.what}`));
  await expect(done('不再共用')).toContainText(new RegExp(`共用措施：调研-\\d+ ${theirs} · ${plan.what} → 无`));
  await expect(done('并入')).toContainText(new RegExp(`并入：无 → 调研-\\d+ ${theirs}`));
  await expect(done('恢复')).toContainText(new RegExp(`并入：调研-\\d+ ${theirs} → 无`));
});
