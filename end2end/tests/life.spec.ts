/** An issue from found to held, by two people at two browsers: each sees what the other does without loading anew. */
import type { Locator, Page } from '@playwright/test';
import { cast } from '../routes.ts';
import { find } from '../acts.ts';
import { expect, test, words, type Person } from '../journey.ts';

/** The smallest file that is a PDF. */
const proof = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** Presses a verb of the open issue, fills its dialog in, and sends it. */
async function act({ page }: Person, verb: string, fill: Record<string, string> = {}): Promise<void> {
  await detail(page).getByRole('button', { name: verb, exact: true }).click();
  await confirm(page, verb, fill);
}

/** The same for a verb that stands under 更多. */
async function rareAct(person: Person, verb: string, fill: Record<string, string>): Promise<void> {
  await detail(person.page).getByText('更多', { exact: true }).click();
  await act(person, verb, fill);
}

async function confirm(page: Page, verb: string, fill: Record<string, string>): Promise<void> {
  const dialog = page.getByRole('dialog', { name: verb });
  for (const [label, value] of Object.entries(fill)) await dialog.getByLabel(label).fill(value);
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** The open issue beside the list. */
function detail(page: Page): Locator {
  return page.getByRole('region', { name: '实验室门禁记录不全' });
}

/** The state that the open issue is in, as its path says it. */
function stands(page: Page): Locator {
  return detail(page).locator('[aria-current="step"]');
}

/** The newest entry of the timeline. */
function newest(page: Page): Locator {
  return page.getByRole('list', { name: '时间线' }).getByRole('listitem').first();
}

test('an issue goes from found to held between two people, with a return in between', async ({ person }) => {
  const unit = await person(cast.normalStaff);
  const group = await person(cast.head);
  const title = words('实验室门禁记录不全');
  await group.open(`/issues?q=${encodeURIComponent(title)}`);
  await expect(group.page.getByText('没有符合条件的问题')).toBeVisible();

  await test.step('the unit raises it, the group sees it appear', async () => {
    const { page } = unit;
    await unit.open('/issues/new');
    await page.getByLabel('来源').selectOption({ label: '调研发现' });
    await page.getByLabel('标题').fill(title);
    await page.getByLabel('具体情况').fill('抽查三间实验室，夜间出入没有登记。');
    await page.getByLabel('类别').selectOption({ label: '攻坚破难' });
    await page.getByLabel('责任领导').fill('韩立群');
    await page.getByLabel('责任部门').fill('实验室管理处');
    await page.getByLabel('期限').selectOption({ label: '定日期' });
    await page.getByLabel('日期').fill('2023-08-20');
    await page.getByLabel('做什么').fill('装门禁并接入登记系统');
    await page.getByRole('button', { name: '提出问题' }).click();
    await expect(page).toHaveURL(/\/issues$/);
    await expect(group.page.getByRole('link', { name: title, exact: true })).toBeVisible();
  });

  await group.page.getByRole('link', { name: title, exact: true }).click();
  await expect(stands(group.page)).toContainText('已发现');
  const address = new URL(group.page.url());
  await unit.open(address.pathname);
  for (const { page } of [unit, group]) await page.evaluate(() => Object.assign(window, { stayed: true }));

  await test.step('the group agrees', async () => {
    await expect(detail(unit.page).getByRole('button', { name: '商定' })).toBeDisabled();
    await expect(unit.page.getByText('商定：这件事由指导组来办')).toBeVisible();
    await act(group, '商定');
    await expect(stands(unit.page)).toContainText('已商定');
    await expect(newest(unit.page)).toContainText('状态：已发现 → 已商定');
  });

  await test.step('the unit works and reports, both talk', async () => {
    await act(unit, '报进展', { 进度: '40', 做了什么: '设备已到货，正在布线。' });
    await expect(stands(group.page)).toContainText('整改中');
    await expect(newest(group.page)).toContainText('进度：0% → 40%');
    await group.page.getByLabel('留言').fill('布线时请把应急门也算进去。');
    await group.page.getByRole('button', { name: '留言' }).click();
    await expect(newest(unit.page)).toContainText('布线时请把应急门也算进去。');
    await expect(newest(unit.page)).toContainText('郑砚秋');
  });

  await test.step('it can not be handed in before measure and evidence are there', async () => {
    await expect(unit.page.getByText('提交验收：还有 1 条措施没有完成')).toBeVisible();
    await unit.page.getByRole('button', { name: '措施完成' }).click();
    await confirm(unit.page, '措施完成', {});
    await expect(unit.page.getByText('提交验收：还缺佐证')).toBeVisible();
    const [chooser] = await Promise.all([
      unit.page.waitForEvent('filechooser'),
      unit.page.getByText('补佐证', { exact: true }).first().click(),
    ]);
    await chooser.setFiles({ name: '门禁验收单.pdf', mimeType: 'application/pdf', buffer: proof });
    const file = group.page.getByRole('link', { name: '门禁验收单.pdf' });
    await expect(file).toBeVisible();
    const sent = await group.context.request.get((await file.getAttribute('href')) ?? '');
    expect(sent.headers()['content-disposition']).toContain('attachment');
    expect(await sent.body()).toEqual(proof);
  });

  await test.step('handed in, returned with a reason, handed in again', async () => {
    await act(unit, '提交验收', {});
    await expect(stands(group.page)).toContainText('待验收');
    await detail(group.page).getByRole('button', { name: '退回并说明' }).click();
    const dialog = group.page.getByRole('dialog', { name: '退回并说明' });
    await dialog.getByLabel('理由').fill('不行');
    await dialog.getByRole('button', { name: '退回并说明' }).click();
    await expect(dialog.getByText('再写清楚一点：写了 2 个字，至少 10 个')).toBeVisible();
    await dialog.getByLabel('理由').fill('应急门没有接入，请补接后附上照片再提交。');
    await dialog.getByRole('button', { name: '退回并说明' }).click();
    await expect(stands(unit.page)).toContainText('整改中');
    await expect(newest(unit.page).getByRole('blockquote')).toHaveText('应急门没有接入，请补接后附上照片再提交。');
    await expect(newest(unit.page)).toContainText('状态：待验收 → 整改中');
    await act(unit, '报进展', { 进度: '100', 做了什么: '应急门已接入，照片已附。' });
    await expect(newest(unit.page)).toContainText('进度：40% → 100%');
    await act(unit, '提交验收', {});
    await expect(stands(group.page)).toContainText('待验收');
  });

  await test.step('verified, looked at again, held', async () => {
    await act(group, '验收通过', {});
    await expect(stands(unit.page)).toContainText('已验收');
    await expect(group.page.getByText(/确认巩固：回头看定在/)).toBeVisible();
    await rareAct(group, '改回头看日期', { 回头看: '2023-07-28', 理由: '门禁已经稳定运行，现场当天复看。' });
    await act(group, '确认巩固', { 说明: '现场抽查五间，夜间出入均有登记。' });
    await expect(stands(unit.page)).toContainText('已巩固');
    await expect(unit.page.getByText('目前没有待办。')).toBeVisible();
    await expect(newest(unit.page)).toContainText('状态：已验收 → 已巩固');
  });

  for (const { page } of [unit, group]) {
    expect(await page.evaluate(() => 'stayed' in window), 'no page was loaded anew').toBe(true);
  }
  await test.step('whoever comes later reads the same history', async () => {
    const later = await person(cast.liaison);
    await later.open(address.pathname);
    await expect(later.page.getByText('摘自卷，13 条')).toBeVisible();
    await expect(later.page.getByRole('listitem').filter({ hasText: '退回并说明' })).toHaveCount(1);
  });
});

test('a unit disputes an issue and is answered; what was solved comes back as a new round', async ({ person }) => {
  const [unit, group] = [await person(cast.normalStaff), await person(cast.head)];
  const own = ({ page }: Person) => page.locator('#detail');
  const path = (one: Person) => own(one).locator('[aria-current="step"]');
  const act = async (one: Person, verb: string, reason: string) => {
    await own(one).getByRole('button', { name: verb, exact: true }).click();
    const dialog = one.page.getByRole('dialog', { name: verb });
    await dialog.getByLabel('理由').fill('不行');
    await dialog.getByRole('button', { name: verb, exact: true }).click();
    await expect(dialog.getByText('再写清楚一点')).toBeVisible();
    await dialog.getByLabel('理由').fill(reason);
    await dialog.getByRole('button', { name: verb, exact: true }).click();
    await expect(dialog).toBeHidden();
  };
  const title = words('晚自习教室不足');
  const issue = await find(unit.context, title);
  for (const one of [unit, group]) await one.open(`/issues/${issue}`);

  await test.step('the unit objects, the group answers, and it stands where it stood', async () => {
    await expect(own(group).getByRole('button', { name: '答复异议' })).toHaveCount(0);
    await own(unit).getByText('更多', { exact: true }).click();
    await act(unit, '提异议', '晚自习教室由教务处统一安排，不归后勤处。');
    await expect(newest(group.page)).toContainText('状态：已发现 → 有异议');
    await expect(newest(group.page).getByRole('blockquote')).toHaveText('晚自习教室由教务处统一安排，不归后勤处。');
    // only the group answers, and nothing else carries it on meanwhile
    await expect(own(unit).getByRole('button', { name: '答复异议' })).toBeDisabled();
    await expect(own(group).getByRole('button', { name: '商定' })).toHaveCount(0);
    await act(group, '答复异议', '已与教务处核对：教室由后勤处开放，仍请后勤处牵头。');
    await expect(newest(unit.page)).toContainText('状态：有异议 → 已发现');
    await expect(path(unit)).toContainText('已发现');
    await expect(own(group).getByRole('button', { name: '商定' })).toBeVisible();
  });

  await test.step('a solved one relapses: a new round, and no more among the solved', async () => {
    const many = async () => Number((await group.page.locator('.applied strong').first().innerText()).match(/\d+/)?.[0]);
    await group.open('/issues?origin=research&state=verified,held');
    const before = await many();
    await group.page.getByRole('rowheader').first().getByRole('link').click();
    const solved = await own(group).getByRole('heading', { level: 2 }).first().innerText();
    await act(group, '记反弹', '现场又看了两处，夜间照明再次中断。');
    await expect(path(group)).toContainText('整改中');
    await expect(own(group).getByText('反弹，第 2 轮')).toBeVisible();
    await expect(newest(group.page)).toContainText(/状态：(已验收|已巩固) → 整改中/);
    // what was done in the round before stays
    await expect(group.page.getByRole('list', { name: '时间线' }).getByRole('listitem').filter({ hasText: '验收通过' }).first()).toBeVisible();
    await expect.poll(many).toBe(before - 1);
    await group.open('/issues?relapsed=1&state=in_progress');
    await expect(group.page.getByRole('link', { name: solved, exact: true })).toBeVisible();
  });
});
