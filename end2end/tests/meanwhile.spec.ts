/** Two people change the same record at once: what one of them changed stands, what both changed is shown in both versions. */
import { randomUUID } from 'node:crypto';
import type { Locator } from '@playwright/test';
import { accept, unit } from '../acts.ts';
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

const [head, deputy, member] = ['郑砚秋', '何明远', '梁启航'];

/** A meeting whose roll was called: everybody is there. Its page. */
async function called({ context }: Person): Promise<string> {
  const meeting = randomUUID();
  const plan = { series: { series: 'weekly' }, at: Date.parse('2023-07-31T09:00:00+08:00') * 1000, place: null, chair: null };
  await accept(context, 'meeting', { verb: 'plan', meeting, plan, agenda: [] });
  const one = (name: string, at: number) => ({ name, person: `00000000-0000-0000-0000-00000d00000${at + 1}`, presence: 'present' });
  await accept(context, 'meeting', { verb: 'attend', meeting, attendees: [head, deputy, '宋致远', member].map(one) });
  return `/meetings/${meeting}`;
}

/** Marks one person on the roll. What arrives just then shows the page anew, with the roll folded away. */
async function mark({ page }: Person, name: string, presence: string): Promise<void> {
  const roll = page.locator('#roll');
  await expect(async () => {
    if (!(await roll.isVisible())) await page.locator('.act-fold > summary', { hasText: '点到' }).click();
    await roll.getByLabel(name).selectOption({ label: presence }, { timeout: 2_000 });
  }).toPass();
  await roll.getByRole('button', { name: '保存' }).click();
  await expect(roll).toBeHidden();
}

/** The roll on the page of the meeting says this of each. */
async function stands({ page }: Person, roll: Record<string, string>): Promise<void> {
  for (const [name, presence] of Object.entries(roll)) {
    await expect(page.locator('.attendees li').filter({ hasText: name })).toContainText(presence, { timeout: 20_000 });
  }
}

test('two who call one roll at once: whom each marked stands, and of whom both marked one version is chosen', async ({ expected, person }) => {
  expected.push(/net::ERR_/);
  const [away, there] = [await person(cast.liaison, { width: 390, height: 844 }), await person(cast.deputy)];
  const path = await called(there);
  await away.open(path);
  await there.open(path);
  const waits = away.page.locator('.pending');

  await away.context.setOffline(true);
  await mark(away, head, '请假');
  await expect(waits).toContainText('在本机');
  await mark(there, deputy, '缺席');
  await stands(there, { [head]: '出席', [deputy]: '缺席' });
  await away.context.setOffline(false);
  for (const one of [away, there]) await stands(one, { [head]: '请假', [deputy]: '缺席', [member]: '出席' });
  await expect(waits).toHaveCount(0);

  await away.context.setOffline(true);
  await mark(away, member, '缺席');
  await mark(there, member, '请假');
  await stands(there, { [member]: '请假' });
  await away.context.setOffline(false);
  await expect(waits).toContainText('“出席人员”别人先改了，请对照两个版本', { timeout: 20_000 });
  await waits.getByRole('button', { name: '对照两个版本' }).click();
  const dialog = away.page.getByRole('dialog', { name: '改一改' });
  const both = dialog.getByRole('group', { name: member });
  await expect(both).toContainText('请假');
  await expect(dialog.getByRole('group'), 'nobody else is to be chosen').toHaveCount(1);
  await both.getByText('缺席').click();
  await dialog.getByRole('button', { name: '按选的送出' }).click();
  for (const one of [away, there]) await stands(one, { [head]: '请假', [deputy]: '缺席', [member]: '缺席' });
  await expect(waits).toHaveCount(0);
});

test('a fold stays open on its row, and the keyboard in it, when a row above it goes', async ({ person }) => {
  const [own, other] = [await person(cast.normalStaff), await person(cast.normalStaff)];
  await own.open(`/unit/${unit}`);
  await own.page.locator('a[href^="/carrier/"]').first().click();
  await expect(own.page.locator('#milestones')).toBeVisible();
  const carrier = new URL(own.page.url()).pathname.split('/').pop();
  const [first, second] = [randomUUID(), randomUUID()];
  for (const [milestone, due] of [[first, '2023-12-01'], [second, '2023-12-08']]) {
    await accept(other.context, 'carrier', { verb: 'add_milestone', carrier, milestone, name: words('阶段小结'), due });
  }
  const field = (milestone: string) => own.page.locator(`[name="change-${milestone}-name"]`);
  await own.page.locator('.act-fold').filter({ has: field(second) }).locator('summary').click();
  await field(second).focus();
  await accept(other.context, 'carrier', { verb: 'remove_milestone', carrier, milestone: first, reason: '并入下一个节点，不再单独安排' });
  await expect(field(first)).toHaveCount(0);
  await expect(field(second)).toBeVisible();
  await expect(field(second)).toBeFocused();
  await expect(own.page.locator('#milestones .act-fold[open]')).toHaveCount(1);
});
