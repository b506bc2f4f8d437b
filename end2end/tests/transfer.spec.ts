/** An issue is handed over to another unit: one act, two issues that lead to each other, and no way to double it. */
import { randomUUID } from 'node:crypto';
import { cast } from '../routes.ts';
import { expect, test, words } from '../journey.ts';
import { accept, college, find, other, unit as own } from '../acts.ts';

const receiver = 'leihaining';

test('a transfer ends the old issue and begins the new one, with links both ways', async ({ person }) => {
  const [unit, group, theirs] = [await person(cast.normalStaff), await person(cast.head), await person(receiver)];
  const title = words('琴房隔音不足');
  const issue = await find(unit.context, title);
  await theirs.open('/issues?origin=research');
  const sent: string[] = [];
  await group.open(`/issues/${issue}`);
  group.page.on('request', (request) => {
    if (request.url().endsWith('/api/propose')) sent.push(...request.postDataJSON().proposals);
  });
  const { page } = group;
  await page.getByRole('region', { name: title }).getByText('更多', { exact: true }).click();
  await page.getByRole('button', { name: '转办', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '转办' });
  await dialog.getByLabel('转给').selectOption({ label: '松江音乐学院' });
  await dialog.getByLabel('理由').fill('琴房归音乐学院管理，由其牵头办理。');
  await dialog.getByRole('button', { name: '转办', exact: true }).click();
  const links = page.locator('.links').getByRole('listitem').filter({ hasText: '转办到松江音乐学院' });
  await expect(links).toContainText(title);
  expect(sent, 'one act').toHaveLength(1);
  // While the other unit works on it, it does not come back.
  await expect(page.getByRole('button', { name: '恢复', exact: true })).toBeDisabled();
  await expect(page.getByText('这个问题已在另一个单位办理')).toBeVisible();

  await theirs.page.getByRole('searchbox', { name: '查找' }).fill(title);
  await theirs.page.getByRole('searchbox', { name: '查找' }).press('Enter');
  await theirs.page.getByRole('rowheader', { name: title }).getByRole('link').click();
  const own = theirs.page.getByRole('region', { name: title });
  await expect(own).toContainText('已发现');
  await expect(own).toContainText('在别的单位，不在您的查看范围');
  await links.getByRole('link').click();
  await expect(page.locator('.links').getByRole('listitem').filter({ hasText: '转办自' })).toContainText(title);
  expect(new URL(page.url()).pathname).toBe(new URL(theirs.page.url()).pathname);
});

test('each link says what it is: every unit that took it up by its name, and a part that was merged elsewhere', async ({ person }) => {
  const [unit, group] = [await person(cast.normalStaff), await person(cast.head)];
  const [issue, whole, third] = [
    await find(unit.context, words('排练厅地面破损')),
    await find(unit.context, words('教室设备老旧')),
    await find(unit.context, words('投影仪老旧')),
  ];
  const reason = '核对后确认应由另一方面牵头办理。';
  const act = (verb: object) => accept(group.context, 'issue', verb);
  const first = randomUUID();
  await act({ verb: 'transfer', issue, to: other, reason, taken_up_as: first });
  await act({ verb: 'withdraw', issue: first, reason });
  await act({ verb: 'reinstate', issue, reason });
  await act({ verb: 'transfer', issue, to: college, reason, taken_up_as: randomUUID() });
  const { page, open } = group;
  const links = page.locator('.links').getByRole('listitem');
  await open(`/issues/${issue}`);
  await expect(links.filter({ hasText: '转办到松江音乐学院' })).toHaveCount(1);
  await expect(links.filter({ hasText: '转办到北江工程学院' })).toHaveCount(1);

  const title = words('投影幕布破损');
  const named = { detail: null, category: 'livelihood', organisation: null, official: null, department: null, due: null };
  const [part, from] = [randomUUID(), { by: 'split', issue: whole }];
  const facts = { title, ...named };
  const found = { unit: own, origin: 'research', facts, measures: [], ledger: null, report: null, from };
  await act({ verb: 'find', issue: part, ...found });
  await act({ verb: 'merge', issue: part, into: third, reason });
  await open(`/issues/${whole}`);
  await expect(links.filter({ hasText: title })).toContainText('拆出');
  await open(`/issues/${third}`);
  await expect(links.filter({ hasText: title })).toContainText('并入本条');
});

test('an issue is not merged into one that is solved, and the reason stands at the number', async ({ person }) => {
  const [unit, group] = [await person(cast.normalStaff), await person(cast.head)];
  const title = words('热水供应时段过短');
  const issue = await find(unit.context, title);
  const { page } = group;
  await group.open('/issues?origin=research&state=held&unit=00000000-0000-0000-0000-00000b000002');
  const code = await page.getByRole('row').nth(1).getByText(/^调研-\d+$/).first().innerText();
  await group.open(`/issues/${issue}`);
  await page.getByRole('region', { name: title }).getByText('更多', { exact: true }).click();
  await page.getByRole('button', { name: '并入', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '并入' });
  // as people type it, without the zeros
  await dialog.getByLabel('编号').fill(code.replace(/-0+/, '-'));
  await dialog.getByLabel('理由').fill('与已经解决的问题是同一件事情。');
  await dialog.getByRole('button', { name: '并入', exact: true }).click();
  await expect(dialog.getByText('要并入的问题现在是“已巩固”')).toBeVisible();
});
