/** What a unit keeps: goal, carriers, organisations, reports, rules. A change shows who made it and when. */
import type { Locator, Page } from '@playwright/test';
import { cast } from '../routes.ts';
import { find } from '../acts.ts';
import { counted, lines } from '../board.ts';
import { expect, test, words } from '../journey.ts';

const unit = '/unit/00000000-0000-0000-0000-00000b000002';

/** The form behind a verb, unfolded. */
async function form(within: Page | Locator, verb: string): Promise<Locator> {
  const fold = within.getByRole('group').filter({ hasText: verb }).last();
  await fold.getByText(verb, { exact: true }).first().click();
  return fold;
}

async function fill(fold: Locator, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await fold.getByLabel(label).fill(value);
}

/** A formal act says first what will happen. */
async function confirm(page: Page, verb: string, says: string): Promise<void> {
  const dialog = page.getByRole('dialog').filter({ hasText: says });
  await dialog.getByRole('button', { name: verb }).click();
  await expect(dialog).toBeHidden();
}

/** The newest entry of the record's history. */
function newest(page: Page): Locator {
  return page.locator('#history').getByRole('listitem').first();
}

test('a unit sets its goal and practice direction; the change says who, when, before and after', async ({ person }) => {
  const { page, open } = await person(cast.normalStaff);
  const goal = words('建设一流师范大学');
  await open(`${unit}/goal`);
  const fold = await form(page, '定核心目标');
  await expect(fold.getByLabel('核心目标')).toHaveValue('建设国内一流师范大学');
  await fill(fold, { 核心目标: '', 实践方向: '以教师教育提质带动学科建设' });
  await fold.getByRole('button', { name: '保存' }).click();
  await expect(fold.getByText('还没有填写')).toBeVisible();
  await fill(fold, { 核心目标: goal });
  await fold.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('definition').filter({ hasText: goal })).toBeVisible();
  await expect(newest(page)).toContainText('许知遥');
  await expect(newest(page)).toContainText('定核心目标');
  await expect(newest(page).getByRole('deletion').first()).toHaveText('以产教协同和教师教育提质带动学科建设');
  await expect(newest(page).getByRole('insertion').filter({ hasText: goal })).toBeVisible();
  await expect(newest(page).getByRole('time').first()).toContainText('7月28日');
});

test('a carrier is started, gets milestones and progress, and is stopped with a reason', async ({ person }) => {
  const { page, open } = await person(cast.normalStaff);
  const name = words('乡村教师培训共同体');
  await open(`${unit}/goal`);
  const start = await form(page, '立载体');
  await fill(start, { 名称: name, 责任部门: '教师教育处', 负责人: '顾晓岚' });
  await start.getByRole('button', { name: '立载体' }).click();
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  for (const [milestone, due] of [['方案', '2023-08-10'], ['首期开班', '2023-08-20']]) {
    const add = await form(page, '加节点');
    await fill(add, { 名称: milestone, 期限: due });
    await add.getByRole('button', { name: '加节点' }).click();
    await expect(page.getByRole('listitem').filter({ hasText: milestone }).first()).toBeVisible();
  }
  const step = page.getByRole('listitem').filter({ hasText: '方案' }).filter({ hasText: '节点完成' });
  const reach = await form(step, '节点完成');
  await reach.getByLabel('说明').fill('方案已经班子会通过。');
  await reach.getByRole('button', { name: '节点完成' }).click();
  await expect(page.getByText('1/2 个节点，进展 0%')).toBeVisible();

  const progress = await form(page, '报进展');
  await fill(progress, { '进展（0 到 100）': '120', 这段时间做了什么: '完成选点，签了三所学校。' });
  await progress.getByRole('button', { name: '报进展' }).click();
  await expect(progress.getByText('请填 0 到 100 的整数')).toBeVisible();
  await fill(progress, { '进展（0 到 100）': '50' });
  await progress.getByRole('button', { name: '报进展' }).click();
  await expect(page.getByText('1/2 个节点，进展 50%')).toBeVisible();

  const stop = await form(page, '停止');
  await stop.getByLabel('理由').fill('与省里同类项目合并，不再单列。');
  await stop.getByRole('button', { name: '停止' }).click();
  await confirm(page, '停止', '载体不再计入“重点实践载体”');
  await expect(newest(page)).toContainText('与省里同类项目合并，不再单列。');
  await expect(newest(page)).toContainText('许知遥');
  await expect(page.locator('#milestones').getByText('加节点')).toHaveCount(0);
});

test('organisations and branches are added, renamed, closed and brought back', async ({ person }) => {
  const { page, open } = await person(cast.normalStaff);
  const [college, branch] = [words('数据科学学院'), words('学生党支部')];
  await open(`${unit}/organisations`);
  const add = page.locator('#add');
  await fill(add, { 名称: college });
  await add.getByRole('button', { name: '加入组织' }).click();
  const node = page.getByRole('listitem').filter({ hasText: college }).first();
  await expect(node).toContainText('二级组织');
  await fill(add, { 名称: branch });
  await add.getByLabel('类型').selectOption({ label: '基层党支部' });
  await add.getByLabel('上级').selectOption({ label: college });
  await add.getByRole('button', { name: '加入组织' }).click();
  const below = node.getByRole('listitem').filter({ hasText: branch });
  await expect(below).toContainText('基层党支部');

  const rename = await form(below, '更名');
  await rename.getByLabel('名称').fill(`${branch}（第一）`);
  await rename.getByRole('button', { name: '保存' }).click();
  await expect(below).toContainText(`${branch}（第一）`);
  await expect(newest(page)).toContainText('许知遥');
  const head = node.locator('.node').first();
  const fold = head.getByText('撤下组织', { exact: true });
  await fold.click();
  await expect(head.getByText('下面还有 1 个，先撤下它们')).toBeVisible();
  await fold.click();
  const close = await form(below, '撤下组织');
  await close.getByLabel('理由').fill('与研究生支部合并，不再单设。');
  await close.getByRole('button', { name: '撤下组织' }).click();
  await confirm(page, '撤下组织', '不再出现在选择里');
  await expect(below).toHaveCount(0);
  // What stood above it goes after it, and comes back before it.
  await expect(head.getByText('先撤下它们')).toHaveCount(0);
  const rest = await form(node, '撤下组织');
  await rest.getByLabel('理由').fill('学院并入计算机学院，不再单设。');
  await rest.getByRole('button', { name: '撤下组织' }).click();
  await confirm(page, '撤下组织', '不再出现在选择里');
  const closed = page.locator('details.fold').filter({ hasText: /^已撤下 \d+ 个/ });
  const unfold = () => closed.evaluate((own: HTMLDetailsElement) => void (own.open = true));
  await expect(closed).toContainText('已撤下 2 个');
  await unfold();
  const lower = closed.getByRole('listitem').filter({ hasText: branch });
  await expect(lower).toContainText(`先恢复“${college}”`);
  await closed.getByRole('listitem').filter({ hasNotText: branch }).getByRole('button', { name: '恢复组织' }).click();
  await expect(closed).toContainText('已撤下 1 个');
  await unfold();
  await lower.getByRole('button', { name: '恢复组织' }).click();
  await expect(below).toBeVisible();
});

test('an organisation gets another kind and another place, but none where its name is taken', async ({ person }) => {
  const { page, open } = await person(cast.normalStaff);
  const [one, other, branch] = [words('数据科学学院'), words('艺术学院'), words('学生党支部')];
  await open(`${unit}/organisations`);
  const add = page.locator('#add');
  const node = (name: string) => page.getByRole('listitem').filter({ hasText: name }).first();
  const added = async (name: string, above: string) => {
    await fill(add, { 名称: name });
    await add.getByLabel('上级').selectOption({ label: above });
    await add.getByRole('button', { name: '加入组织' }).click();
    await expect(node(above === '直属本单位' ? name : above).getByText(name).first()).toBeVisible();
  };
  for (const [name, above] of [[one, '直属本单位'], [other, '直属本单位'], [branch, one], [branch, other]]) {
    await added(name, above);
  }
  const below = node(one).getByRole('listitem').filter({ hasText: branch });
  await expect(below).toContainText('二级组织');
  const place = await form(below, '改类型和上级');
  await expect(place.getByLabel('上级').locator('option:checked')).toHaveText(one);
  // It is not offered to stand below itself.
  await expect(place.getByLabel('上级').locator('option', { hasText: branch })).toHaveCount(1);
  await place.getByLabel('类型').selectOption({ label: '基层党支部' });
  await place.getByLabel('上级').selectOption({ label: other });
  await place.getByRole('button', { name: '保存' }).click();
  await expect(place.locator('.field').filter({ has: page.getByLabel('上级') })).toContainText(`那里已经有一个“${branch}”`);
  await place.getByLabel('上级').selectOption({ label: '直属本单位' });
  await place.getByRole('button', { name: '保存' }).click();
  await expect(below).toHaveCount(0);
  await expect(page.locator('.tree').first().locator('> li').filter({ hasText: branch }).last()).toContainText('基层党支部');
  await expect(newest(page)).toContainText('许知遥');
  await expect(newest(page)).toContainText('改类型和上级');
  await expect(newest(page).getByRole('listitem')).toHaveText([
    `${branch} · 类型 二级组织 → 基层党支部`,
    `${branch} · 上级 ${one} → 直属本单位`,
  ]);
});

test('a milestone is removed with a reason, counts no more, and comes back', async ({ person }) => {
  const { page, open } = await person(cast.normalStaff);
  const name = words('乡村美育工作坊');
  await open(`${unit}/goal`);
  const start = await form(page, '立载体');
  await fill(start, { 名称: name, 责任部门: '美术学院', 负责人: '顾晓岚' });
  await start.getByRole('button', { name: '立载体' }).click();
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const add = await form(page, '加节点');
  await fill(add, { 名称: '结业展', 期限: '2023-08-20' });
  await add.getByRole('button', { name: '加节点' }).click();
  await expect(page.getByText('0/1 个节点')).toBeVisible();

  const milestones = page.locator('#milestones');
  const step = milestones.locator('ul.steps').first().getByRole('listitem');
  const remove = await form(step, '撤下节点');
  await remove.getByLabel('理由').fill('不办了');
  await remove.getByRole('button', { name: '撤下节点' }).click();
  await expect(remove.getByText('至少 10 个')).toBeVisible();
  await remove.getByLabel('理由').fill('与省里的巡展合并，不再单独办。');
  await remove.getByRole('button', { name: '撤下节点' }).click();
  await confirm(page, '撤下节点', '节点“结业展”不再计数，也不再催办');
  await expect(page.getByText('0/0 个节点')).toBeVisible();
  await expect(newest(page)).toContainText('与省里的巡展合并，不再单独办。');
  await expect(newest(page)).toContainText('结业展 · 期限');
  const removed = milestones.locator('details.fold').filter({ hasText: '已撤下 1 个节点' });
  await removed.evaluate((own: HTMLDetailsElement) => void (own.open = true));
  const back = await form(removed.getByRole('listitem'), '恢复节点');
  await back.getByLabel('理由').fill('省里的巡展延期，仍由学院自己办。');
  await back.getByRole('button', { name: '恢复节点' }).click();
  await expect(page.getByText('0/1 个节点')).toBeVisible();
  await expect(removed).toHaveCount(0);
  await expect(newest(page)).toContainText('恢复节点');
  await expect(newest(page)).toContainText('许知遥');

  // past its day it is not the unit's to take out or to put off; the group's head does
  const past = await form(page, '加节点');
  await fill(past, { 名称: '开班', 期限: '2023-05-01' });
  await past.getByRole('button', { name: '加节点' }).click();
  await expect(page.getByText('0/2 个节点')).toBeVisible();
  const late = (of: Page) => of.locator('#milestones ul.steps').first().getByRole('listitem').filter({ hasText: '开班' });
  await expect(late(page).getByText('节点完成').first()).toBeVisible();
  await expect(late(page).getByText('撤下节点')).toHaveCount(0);
  const put = await form(late(page), '改节点');
  await put.getByLabel('期限').fill('2023-09-01');
  await put.getByRole('button', { name: '保存' }).click();
  await expect(put.getByText('节点已经逾期：撤下节点、改日期或者停止载体，由指导组组长、副组长来办')).toBeVisible();
  // nor does it stop the carrier with it
  await expect(page.getByText('停止由指导组组长或副组长来办')).toBeVisible();
  const stop = (of: Page) => of.locator('.act-fold > summary').filter({ hasText: /^停止$/ });
  await expect(stop(page)).toHaveCount(0);
  const head = await person(cast.head);
  await head.open(new URL(page.url()).pathname);
  await expect(stop(head.page)).toHaveCount(1);
  const out = await form(late(head.page), '撤下节点');
  await out.getByLabel('理由').fill('与另一个载体的节点重复，不再单列。');
  await out.getByRole('button', { name: '撤下节点' }).click();
  await confirm(head.page, '撤下节点', '节点“开班”不再计数，也不再催办');
  await expect(head.page.getByText('0/1 个节点')).toBeVisible();
  await open(new URL(page.url()).pathname);
  await expect(stop(page)).toHaveCount(1);
});

test('a report finds an issue, a rule answers it, and each leads to the other', async ({ person }) => {
  const { page, open } = await person(cast.normalStaff);
  const [subject, title, name] = [words('实习基地调研'), words('实习基地分布不均'), words('实习基地管理办法')];
  await open('/reports');
  const plan = await form(page, '立题');
  await fill(plan, { 题目: subject, 调研领导: '韩立群', 期限: '2023-08-15' });
  await plan.getByRole('button', { name: '立题' }).click();
  await page.getByRole('link', { name: subject }).click();

  await page.getByRole('link', { name: '记下发现的问题' }).click();
  await expect(page.getByLabel('来源')).toHaveValue('research');
  await page.getByLabel('标题').fill(title);
  await page.getByRole('button', { name: '提出问题' }).click();
  // who leaves before it lies on the device is asked first
  await expect(page.getByRole('link', { name: '全部已到服务器' })).toBeVisible();
  await open(`/issues?q=${encodeURIComponent(title)}`);
  await page.getByRole('link', { name: title, exact: true }).click();
  const issue = page.getByRole('region', { name: title });
  await issue.getByRole('link', { name: `《${subject}》` }).click();
  await expect(page.getByRole('heading', { level: 1, name: subject })).toBeVisible();
  await expect(page.getByRole('link', { name: title })).toBeVisible();
  const complete = await form(page, '完成');
  await complete.getByLabel('结论和建议').fill('按县域补点，与教育局共建。');
  await complete.getByRole('button', { name: '完成' }).click();
  await expect(newest(page)).toContainText('按县域补点，与教育局共建。');
  await expect(page.getByText('完成于')).toBeVisible();

  await open('/rules');
  const draft = await form(page, '起草');
  await fill(draft, { 制度名称: name, 责任部门: '教务处' });
  await draft.getByRole('button', { name: '起草' }).click();
  await page.getByRole('link', { name }).click();
  const link = await form(page, '关联问题');
  await link.getByLabel('找问题').fill(title);
  await link.getByRole('button', { name: '查找' }).click();
  await link.getByRole('listitem').filter({ hasText: title }).getByRole('button', { name: '关联问题' }).click();
  await expect(page.getByRole('heading', { name: '回应 1 个问题' })).toBeVisible();
  const establish = await form(page, '施行');
  await establish.getByRole('button', { name: '施行' }).click();
  await confirm(page, '施行', '从这一天起计入“建章立制”');
  await expect(page.getByText('现行有效').first()).toBeVisible();
  await page.locator('#issues').getByRole('link', { name: title }).click();
  await expect(issue.getByRole('link', { name })).toBeVisible();
  await issue.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
});

test('an issue that came from elsewhere is hung on the report that found it, and taken off', async ({ person }) => {
  const { page, context, open } = await person(cast.normalStaff);
  const [subject, title] = [words('后勤服务调研'), words('浴室开放时间过短')];
  const issue = await find(context, title);
  await open('/reports');
  const plan = await form(page, '立题');
  await fill(plan, { 题目: subject, 调研领导: '韩立群', 期限: '2023-08-15' });
  await plan.getByRole('button', { name: '立题' }).click();
  await page.getByRole('link', { name: subject }).click();
  await expect(page.getByRole('heading', { name: '发现问题 0 个' })).toBeVisible();
  const link = await form(page, '关联已有问题');
  await link.getByLabel('找问题').fill(title);
  await link.getByRole('button', { name: '查找' }).click();
  await link.getByRole('listitem').filter({ hasText: title }).getByRole('button', { name: '关联已有问题' }).click();
  await expect(page.getByRole('heading', { name: '发现问题 1 个' })).toBeVisible();
  await page.locator('#issues').getByRole('link', { name: title }).click();
  const region = page.getByRole('region', { name: title });
  await expect(region).toContainText('关联调研报告');
  await region.getByRole('link', { name: `《${subject}》` }).click();
  await page.locator('#issues').getByRole('button', { name: '取消关联' }).click();
  await expect(page.getByRole('heading', { name: '发现问题 0 个' })).toBeVisible();
  await open(`/issues/${issue}`);
  await expect(region.getByRole('link', { name: `《${subject}》` })).toHaveCount(0);
});

test('the head changes what a category asks for; the others read it at once', async ({ person }) => {
  const [head, liaison] = [await person(cast.head), await person(cast.liaison)];
  const card = (page: Page) => page.getByRole('article').filter({ has: page.getByRole('heading', { name: '民生实事' }) });
  await liaison.open('/policy');
  await expect(card(liaison.page).getByText('修改', { exact: true })).toHaveCount(0);
  await head.open('/policy');
  const fold = await form(card(head.page), '修改');
  await fold.getByLabel('回头看天数').selectOption({ label: '90 天' });
  await fold.getByLabel('节点').fill('方案确定\n群众确认');
  await fold.getByRole('button', { name: '保存' }).click();
  for (const { page } of [head, liaison]) {
    await expect(card(page).getByText('验收后 90 天回头看')).toBeVisible();
    await expect(card(page).getByRole('listitem').filter({ hasText: '群众确认' })).toBeVisible();
  }
});

test('the head adds a unit and renames it; its organisations begin there', async ({ person }) => {
  const [head, office] = [await person(cast.head), await person(cast.officeLeader)];
  const { page, open } = head;
  const [name, renamed, college] = [words('松江工业大学'), words('松江理工大学'), words('机械学院')];
  await office.open('/units');
  await expect(office.page.getByText('加入单位')).toHaveCount(0);
  await open('/units');
  const many = await page.getByRole('rowheader').count();
  const add = await form(page, '加入单位');
  await fill(add, { 名称: name });
  await add.getByRole('button', { name: '加入单位' }).click();
  await expect(add.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await expect(page.getByRole('rowheader')).toHaveCount(many);
  await fill(add, { 名称: name, 代码: `g${name.slice(-4)}` });
  await add.getByRole('button', { name: '加入单位' }).click();
  // who looks over all groups sees it come
  for (const own of [page, office.page]) await expect(own.getByRole('rowheader', { name })).toContainText('0 个二级组织');
  await expect(page.getByRole('rowheader')).toHaveCount(many + 1);
  await page.getByRole('rowheader', { name }).getByRole('link').click();
  await expect(page.locator('header.summary')).toContainText(name);
  await expect(page).toHaveTitle(name);
  const home = new URL(page.url()).pathname;

  await open(`${home}/goal`);
  const rename = await form(page, '更名');
  await expect(rename.getByLabel('名称')).toHaveValue(name);
  await fill(rename, { 名称: renamed });
  await rename.getByRole('button', { name: '保存' }).click();
  await expect(newest(page)).toContainText(`${name} → ${renamed}`);
  await expect(newest(page)).toContainText('郑砚秋');
  await open(`${home}/organisations`);
  await fill(page.locator('#add'), { 名称: college });
  await page.locator('#add').getByRole('button', { name: '加入组织' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: college }).first()).toContainText('二级组织');
  await expect(office.page.getByRole('rowheader', { name: renamed })).toContainText('1 个二级组织');
  await expect(office.page.getByRole('rowheader', { name })).toHaveCount(0);
  // and is one of those that can be chosen
  await open('/dashboard');
  await expect(page.locator('.rail').getByRole('link', { name: renamed })).toBeVisible();
});

test('a unit added by mistake gets its code right, is closed, and comes back; the rails of others follow', async ({ person }) => {
  const [head, office] = [await person(cast.head), await person(cast.officeLeader)];
  const { page, open } = head;
  const name = words('松江财经大学');
  const [before, after] = ['Q', 'X'].map((letter) => `${letter}${name.slice(-4)}`);
  await office.open('/units');
  await open('/units');
  const add = await form(page, '加入单位');
  await fill(add, { 名称: name, 代码: before });
  await add.getByRole('button', { name: '加入单位' }).click();
  const link = (own: Page) => own.locator('.rail').getByRole('link', { name });
  // neither page was loaded anew
  for (const own of [page, office.page]) await expect(link(own)).toBeVisible();
  await link(page).click();
  await expect(page).toHaveTitle(name);
  const home = new URL(page.url()).pathname;

  await open(`${home}/goal`);
  const recode = await form(page, '更正代码');
  await expect(recode.getByLabel('代码')).toHaveValue(before.toUpperCase());
  await recode.getByLabel('代码').fill(after);
  await recode.getByRole('button', { name: '保存' }).click();
  await expect(newest(page)).toContainText(`${before.toUpperCase()} → ${after.toUpperCase()}`);
  const close = await form(page, '停止指导');
  await close.getByLabel('理由').fill('重复加入，由省里另一个组指导。');
  await close.getByRole('button', { name: '停止指导' }).click();
  await confirm(page, '停止指导', '不再计入指导单位');
  await expect(page.getByText('起停止指导：重复加入')).toBeVisible();
  await expect(newest(page)).toContainText('郑砚秋');
  for (const own of [page, office.page]) await expect(link(own)).toHaveCount(0);
  await expect(office.page.getByRole('rowheader', { name })).toHaveCount(0);
  await expect(office.page.locator('#closed')).toContainText(name);
  // nothing new is offered for it, what there is can be read
  await open('/issues/new');
  await expect(page.getByLabel('单位').locator('option', { hasText: name })).toHaveCount(0);
  await open(home);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('这个单位已停止指导。');
  await expect(page.getByRole('link', { name: '提出问题' })).toHaveCount(0);

  await open(`${home}/goal`);
  const back = await form(page, '恢复指导');
  await back.getByLabel('理由').fill('另一个组不再指导，仍由本组指导。');
  await back.getByRole('button', { name: '恢复指导' }).click();
  for (const own of [page, office.page]) await expect(link(own)).toBeVisible();
  await expect(office.page.getByRole('rowheader', { name })).toContainText(after.toUpperCase());

  // who of the group answers for it is named, stands on its home, and is released again
  const answers = page.locator('#answering');
  await expect(answers).toContainText('还没有明确联系组员');
  const assign = await form(page, '明确联系组员');
  await assign.getByLabel('联系组员').selectOption({ label: '梁启航' });
  await assign.getByRole('button', { name: '保存' }).click();
  await expect(newest(page)).toContainText('梁启航');
  await expect(answers.getByRole('listitem')).toContainText('梁启航');
  await open(home);
  await page.locator('#people').getByRole('link', { name: '联系组员' }).click();
  await answers.getByRole('button', { name: '取消梁启航的联系' }).click();
  await expect(newest(page)).toContainText('取消联系');
  await expect(answers).toContainText('还没有明确联系组员');
});

test('the home says what is asked, then goal and carriers, where issues stand, and who its people are', async ({ person }) => {
  const { page, context, open } = await person(cast.normalStaff);
  await open(unit);
  const order = ['asks', 'goal', 'issues', 'people'];
  const ids = await page.locator('main [id]').evaluateAll((all) => all.map((own) => own.id));
  expect(ids.filter((id) => order.includes(id))).toEqual(order);
  await expect(page.locator('#goal')).toContainText('建设国内一流师范大学');
  await expect(page.locator('#goal ol.carriers > li')).toHaveCount(3);
  await expect(page.locator('#goal svg.milestones').first()).toHaveAttribute('aria-label', /\S/);
  const own = counted(await lines(context, { origin: 'research' }));
  const issues = page.locator('#issues');
  await expect(issues.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '调研发现' }) }).locator('td').last()).toHaveText(`${own.length}`);
  await expect(page.locator('#people')).toContainText('许知遥');
});

test('how far the unit is in each strand stands on its page, and a number opens its rows', async ({ person }) => {
  const { page, open } = await person(cast.liaison);
  await open(unit);
  const row = page.locator('#strands');
  await expect(row.getByRole('heading', { level: 3 })).toHaveText(['理论学习', '调查研究', '问题整改', '推动发展']);
  const put = row.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '问题整改' }) });
  await expect(put).toContainText('指导尺度');
  await put.getByRole('link', { name: /已办 \d+，待办 \d+/ }).click();
  await expect(page).toHaveURL(/\/worklists\?.*strand=rectification/);
  await expect(page.locator('.by-strand a[aria-current]')).toHaveText('问题整改');
  await page.getByRole('rowheader').getByRole('link').first().click();
  await expect(page.locator('.items .strands').first()).toContainText('问题整改');
  await page.locator('.by-strand').getByRole('link', { name: '全部' }).click();
  await expect(page.locator('.by-strand a[aria-current]')).toHaveText('全部');

  // the library is the group's
  const staff = await person(cast.normalStaff);
  await staff.open(unit);
  await expect(staff.page.locator('#strands')).toContainText('已办');
  await expect(staff.page.locator('#strands')).not.toContainText('指导尺度');
});
