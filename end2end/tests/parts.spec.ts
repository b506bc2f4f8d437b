/** Issues that are parts of one another: split, merged, with a measure in common. Numbers stay, links go both ways. */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { accept, find } from '../acts.ts';
import { expect, test, words, type Person } from '../journey.ts';
import { cast } from '../routes.ts';

/** 调研-087 */
async function code({ context }: Person, issue: string): Promise<string> {
  const answer = await context.request.get(`/api/issue/detail?id=${issue}`);
  return `调研-${String((await answer.json()).issue.number).padStart(3, '0')}`;
}

const links = (page: Page) => page.locator('.links').getByRole('listitem');

async function more(page: Page, title: string, verb: string) {
  await page.getByRole('region', { name: title }).getByText('更多', { exact: true }).click();
  await page.getByRole('button', { name: verb, exact: true }).click();
  return page.getByRole('dialog', { name: verb });
}

test('a part is split off by the unit, and each leads to the other', async ({ person }) => {
  const unit = await person(cast.normalStaff);
  const { page } = unit;
  const [title, part] = [words('宿舍与浴室条件不足'), words('浴室热水不足')];
  const issue = await find(unit.context, title);
  const before = await code(unit, issue);
  await unit.open(`/issues/${issue}`);
  const dialog = await more(page, title, '拆分');
  await expect(dialog).toContainText('拆出的部分另立一条');
  await dialog.getByRole('button', { name: '拆分', exact: true }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await dialog.getByRole('textbox', { name: '标题' }).fill(part);
  await dialog.getByRole('button', { name: '拆分', exact: true }).click();
  await expect(links(page).filter({ hasText: part })).toContainText('拆出');
  await links(page).filter({ hasText: part }).getByRole('link').click();
  await expect(page.getByRole('region', { name: part })).toContainText('已发现');
  await expect(links(page).filter({ hasText: title })).toContainText('拆分自');
  await links(page).filter({ hasText: title }).getByRole('link').click();
  await expect(page.getByRole('region', { name: title })).toContainText(before);
});

test('an issue is merged by the head, keeps its number, and comes back with a reason', async ({ person }) => {
  const [unit, head] = [await person(cast.normalStaff), await person(cast.head)];
  const { page } = head;
  const [title, into] = [words('食堂排队过长'), words('食堂供应不足')];
  const [issue, target] = [await find(unit.context, title), await find(unit.context, into)];
  const [own, other] = [await code(head, issue), await code(head, target)];
  await head.open(`/issues/${issue}`);
  const dialog = await more(page, title, '并入');
  await dialog.getByLabel('编号').fill(other);
  await dialog.getByLabel('理由').fill('两条说的是同一个食堂的供应。');
  await dialog.getByRole('button', { name: '并入', exact: true }).click();
  const region = page.getByRole('region', { name: title });
  await expect(region).toContainText('已并入');
  await expect(region).toContainText(own);
  await links(page).filter({ hasText: into }).getByRole('link').click();
  await expect(links(page).filter({ hasText: title })).toContainText('并入本条');
  await links(page).filter({ hasText: title }).getByRole('link').click();
  await page.getByRole('button', { name: '恢复', exact: true }).click();
  const back = page.getByRole('dialog', { name: '恢复' });
  await back.getByLabel('理由').fill('核对后是两个食堂，仍应分别整改。');
  await back.getByRole('button', { name: '恢复', exact: true }).click();
  await expect(region).toContainText('已发现');
});

test('a measure is shared by two issues, is done for both, and is given back', async ({ expected, person }) => {
  // a code that nobody has
  expected.push(/404.*by_code/);
  const unit = await person(cast.normalStaff);
  const { page } = unit;
  const [home, title] = [words('报修周期过长'), words('设备完好率偏低')];
  const [owner, issue] = [await find(unit.context, home), await find(unit.context, title)];
  const measure = { id: randomUUID(), what: words('建立三日内答复的报修平台'), who: null, due: null };
  await accept(unit.context, 'issue', { verb: 'add_measure', issue: owner, measure });
  const of = await code(unit, owner);
  await unit.open(`/issues/${issue}`);
  await page.getByRole('button', { name: '共用措施', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '共用措施' });
  await dialog.getByLabel('编号').fill('调研-99999');
  await dialog.getByRole('button', { name: '共用措施', exact: true }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await dialog.getByLabel('编号').fill(of);
  await dialog.getByRole('button', { name: '共用措施', exact: true }).click();
  const row = page.locator('.measures').getByRole('listitem').filter({ hasText: measure.what });
  await expect(row).toContainText('共用，来自');
  await expect(row.getByRole('link', { name: of })).toBeVisible();
  // done where it belongs, it is done here too
  await accept(unit.context, 'issue', { verb: 'finish_measure', issue: owner, measure: measure.id, note: null });
  await expect(row).toContainText('完成');
  await row.getByRole('button', { name: '不再共用' }).click();
  const away = page.getByRole('dialog', { name: '不再共用' });
  await away.getByRole('button', { name: '不再共用', exact: true }).click();
  await expect(row).toHaveCount(0);
  await unit.open(`/issues/${owner}`);
  await expect(page.locator('.measures')).toContainText(measure.what);
});
