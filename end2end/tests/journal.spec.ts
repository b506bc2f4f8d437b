/** The auditor's page: every book verified from its first entry, and what was done without what it says. */
import { expect, test } from '../journey.ts';
import { cast } from '../routes.ts';

test('the auditor verifies a book from its first entry, and every entry says what was done to what, by whom', async ({ person }) => {
  const { page, open } = await person(cast.auditAdmin);
  for (const own of ['第三巡回指导组', '领导小组办公室']) {
    await open('/journal');
    const row = page.getByRole('row').filter({ hasText: own });
    const many = await row.getByRole('cell').first().innerText();
    await row.getByRole('button', { name: '从头核对' }).click();
    await expect(row.getByRole('status')).toHaveText(`${many} 条完整无缺`, { timeout: 30_000 });
    // none without its words
    await row.getByRole('link').click();
    const rows = page.locator('section').filter({ hasText: '办过的事' }).locator('tbody tr');
    await expect(rows.first().getByRole('cell').first()).toHaveText(many);
    for (const each of (await rows.allInnerTexts()).map((text) => text.split('\t'))) {
      expect(each[1]!.trim(), each.join()).toMatch(/^\S+ \S+$/);
      expect(each[2]!.trim(), each.join()).not.toBe('');
    }
    if (Number(many) > 50) {
      await page.getByRole('link', { name: '更早的' }).click();
      await expect(rows.first().getByRole('cell').first()).toHaveText(`${Number(many) - 50}`);
    }
  }
  // where something was touched, the first bad entry is named
  await page.route('**/api/journal/verify*', (route) => route.fulfill({ json: { upto: 7, of: 900, fault: [7, 'edited: the hash is not that of its text'] } }));
  await open('/journal');
  const row = page.getByRole('row').filter({ hasText: '第三巡回指导组' });
  await row.getByRole('button', { name: '从头核对' }).click();
  await expect(row.getByRole('alert')).toHaveText('第 7 条：被改过');
});
