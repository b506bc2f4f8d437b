/** Two people change the same issue at once: what one of them changed stands, what both changed is shown in both versions. */
import type { Locator } from '@playwright/test';
import { cast } from '../routes.ts';
import { expect, test, words, type Person } from '../journey.ts';

/** Opens the first issue that is not agreed yet. */
async function openFound({ page, open }: Person): Promise<void> {
  await open('/issues?origin=research&state=found');
  await page.getByRole('rowheader').first().getByRole('link').click();
  await expect(page.getByRole('list', { name: '时间线' })).toBeVisible();
}

async function amend({ page }: Person, label: string, text: string): Promise<void> {
  await page.locator('#detail').getByText('更多', { exact: true }).click();
  await page.getByRole('button', { name: '修改', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '修改' });
  await dialog.getByLabel(label).fill(text);
  await dialog.getByRole('button', { name: '修改', exact: true }).click();
  await expect(dialog).toBeHidden();
}

const title = ({ page }: Person): Locator => page.locator('#detail-title');
const facts = ({ page }: Person): Locator => page.locator('#detail').getByRole('definition');

test('two who change one issue at once: both are kept, and where they meet one version is chosen', async ({ expected, person }) => {
  expected.push(/net::ERR_/);
  const [away, there] = [await person(cast.head, { width: 390, height: 844 }), await person(cast.member)];
  const [department, first, mine, theirs] = [words('后勤处'), words('先改的标题'), words('我写的标题'), words('别人写的标题')];

  await openFound(away);
  await openFound(there);
  await away.context.setOffline(true);
  await amend(away, '责任部门', department);
  await amend(there, '标题', first);
  await expect(title(there)).toHaveText(first);
  await away.context.setOffline(false);
  for (const one of [away, there]) {
    await expect(title(one)).toHaveText(first, { timeout: 20_000 });
    await expect(facts(one).filter({ hasText: department })).toBeVisible({ timeout: 20_000 });
  }

  await away.context.setOffline(true);
  await amend(away, '标题', mine);
  await amend(there, '标题', theirs);
  await expect(title(there)).toHaveText(theirs);
  await away.context.setOffline(false);
  const refused = away.page.getByRole('list', { name: '时间线' });
  await expect(refused.getByText('“标题”别人先改了，请对照两个版本')).toBeVisible({ timeout: 20_000 });
  await refused.getByRole('button', { name: '对照两个版本' }).click();
  const both = away.page.getByRole('group', { name: '标题' });
  await expect(both.getByText(theirs)).toBeVisible();
  const send = away.page.getByRole('button', { name: '按选的送出' });
  await send.click();
  await expect(away.page.getByText('还有 1 项没有选')).toBeVisible();
  expect(await away.page.evaluate(() => document.documentElement.scrollWidth), 'fits').toBeLessThanOrEqual(390);
  await both.getByRole('radio', { name: mine }).focus();
  await away.page.keyboard.press('Space');
  await send.click();
  for (const one of [away, there]) {
    await expect(title(one)).toHaveText(mine, { timeout: 20_000 });
    await expect(facts(one).filter({ hasText: department })).toBeVisible();
  }
  await expect(away.page.getByText('别人先改了')).toHaveCount(0);
});
