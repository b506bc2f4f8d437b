/** A dispatch meeting held by two, and a matter in step reported from a phone. */
import { unit as normal } from '../acts.ts';
import { audit } from '../fixtures.ts';
import { alive, arrived, expect, test, unfold, words } from '../journey.ts';
import { cast } from '../routes.ts';

const unit = '松江师范大学';

test('a dispatch meeting is planned with its agenda, written by one and read live by another, and becomes issue, item and paper', async ({ person }) => {
  const liaison = await person(cast.liaison);
  const { page } = liaison;
  await liaison.open('/meetings');
  await audit(page);
  await unfold(page.locator('main'), '安排调度会');
  await page.locator('.meeting-new').getByRole('link', { name: unit }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${unit}月调度会` })).toBeVisible();
  // the agenda built itself, with what was decided last time first
  const offers = page.locator('.agenda-offers .check');
  await expect(offers.first()).toContainText('上次议定');
  await expect(offers.filter({ hasText: '教师教育协同提质 · 课例集' })).toContainText('载体节点');
  const many = await offers.count();
  expect(many).toBeGreaterThan(3);
  await offers.nth(many - 1).getByRole('checkbox').uncheck();
  const place = words('第二会议室');
  await page.getByRole('textbox', { name: '时间' }).fill('2023-07-31T09:00');
  await page.getByLabel('地点').fill(place);
  await audit(page);
  await page.getByRole('button', { name: '安排会议' }).click();
  await page.getByRole('row').filter({ hasText: place }).getByRole('rowheader').getByRole('link').click();
  await expect(page.locator('.agenda .point')).toHaveCount(many - 1);
  const path = new URL(page.url()).pathname;

  // the unit sees its own meeting, and puts a point on it
  const staff = await person(cast.normalStaff, { width: 390, height: 844 });
  await staff.open(path);
  const point = words('实验室开放时间');
  await unfold(staff.page.locator('main'), '加一个议题');
  await staff.page.getByLabel('议什么').fill(point);
  await staff.page.getByRole('button', { name: '加一个议题' }).click();
  await expect(page.locator('.agenda .point')).toHaveCount(many);
  const other = await person(cast.collegeStaff);
  expect((await other.context.request.get(path)).status()).toBe(404);

  await page.getByRole('button', { name: '开会，由我记录' }).click();
  await expect(page.locator('.summary')).toContainText('宋致远记录');
  const own = page.locator('.point').filter({ hasText: point });
  const pen = own.getByLabel('记一段');
  await pen.fill('单位汇报：夜间开放两间实验室');
  await pen.press('Enter');
  // written at once here, read live there, and the pen stays where it is
  await expect(own.locator('.minutes')).toContainText('夜间开放两间实验室');
  await expect(staff.page.locator('.point').filter({ hasText: point }).locator('.minutes')).toContainText('夜间开放两间实验室');
  await expect(pen).toBeFocused();
  await page.keyboard.type('指导组要求公布名单');
  await page.keyboard.press('Enter');
  await expect(staff.page.locator('.point').filter({ hasText: point }).locator('.minutes li')).toHaveCount(2);
  await expect(staff.page.getByLabel('记一段')).toHaveCount(0);
  // what is struck out is gone for who wrote it as for who reads it
  await page.keyboard.type('划掉的一段');
  await page.keyboard.press('Enter');
  const struck = own.locator('.minutes li').filter({ hasText: '划掉的一段' });
  await unfold(struck, '改');
  await struck.getByRole('textbox').fill('');
  await struck.getByRole('button', { name: '保存' }).click();
  for (const side of [own, staff.page.locator('.point').filter({ hasText: point })]) await expect(side.locator('.minutes li')).toHaveCount(2);

  // the list of next week is made on the spot, so that something can be decided onto it
  const room = page.locator('.prepare-week');
  await expect(room).toContainText('第 31 周');
  await room.getByRole('button', { name: /生成清单/ }).click();
  await expect(room).toHaveCount(0);

  // three decisions: an issue, an item of that list, the draft of a paper
  const department = words('设备处');
  const decide = async (what: string, becomes: RegExp, owner = unit, strand = '不指明') => {
    await unfold(own, '议定');
    const form = own.locator('.act-fold[open] form').filter({ has: page.getByLabel('议定什么') });
    await form.getByLabel('议定什么').fill(what);
    await form.getByLabel('谁来办').selectOption({ label: owner });
    await form.getByLabel('责任人或部门').fill(department);
    const option = await form.getByLabel('转为').locator('option').filter({ hasText: becomes }).last().innerText();
    await form.getByLabel('转为').selectOption({ label: option });
    await form.getByLabel('方面').selectOption({ label: strand });
    await form.getByRole('button', { name: '议定' }).click();
    await expect(own.locator('.decision').filter({ hasText: what })).toBeVisible();
  };
  const [issue, item, paper] = [words('夜间实验室不足'), words('报送开放名单'), words('关于公布开放时间的通知')];
  await decide(issue, /立为问题/);
  await decide(item, /列入周清单/, unit, '推动发展');
  await expect(own.locator('.decision').filter({ hasText: item })).toContainText('推动发展');
  await decide(paper, /拟一份通知/);
  await expect(own.locator('.decision').filter({ hasText: issue }).getByRole('link', { name: /指导-\d+/ })).toBeVisible();
  const minutes = words('汇总一期简报');
  await decide(minutes, /记入纪要/);

  await unfold(page.locator('main'), '点到');
  const roll = page.locator('#roll');
  await roll.getByLabel('梁启航').selectOption({ label: '请假' });
  await roll.getByLabel('其他出席人员').fill('周校长、李处长');
  await roll.getByRole('button', { name: '保存' }).click();
  await expect(staff.page.locator('.attendees')).toContainText('周校长');
  await audit(page);
  await audit(staff.page);
  await page.getByRole('button', { name: '散会' }).click();
  await expect(page.locator('.minutes-paper')).toContainText('会议纪要');
  await expect(page.locator('.minutes-paper')).toContainText(`议定：${issue}`);
  await expect(staff.page.locator('.minutes-paper')).toContainText('指导组要求公布名单');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.minutes-paper')).toBeVisible();
  for (const aside of ['.rail', '#history']) await expect(page.locator(aside)).toBeHidden();
  await page.emulateMedia({ media: 'screen' });

  // what it became is where it belongs
  await page.locator('.decision').filter({ hasText: item }).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('第 31 周');
  for (const part of ['会议议定', department, '推动发展']) await expect(page.locator('.item').filter({ hasText: item })).toContainText(part);
  await liaison.open('/notices?state=draft');
  await expect(page.getByRole('rowheader', { name: paper })).toBeVisible();
  await liaison.open(path);
  await page.locator('.decision').filter({ hasText: issue }).getByRole('link', { name: /指导-\d+/ }).click();
  await expect(page.getByRole('heading', { level: 2, name: issue })).toBeVisible();

  // the unit says that its own is done
  await staff.open(path);
  const mine = staff.page.locator('.decision').filter({ hasText: minutes });
  await unfold(mine, '销号');
  await mine.getByLabel('办得怎样').fill('简报已经发出');
  await mine.getByRole('button', { name: '销号' }).click();
  await expect(mine).toContainText('销号');
  await expect(mine.locator('.receipt')).toContainText('简报已经发出');
});

test('the pen goes from one to another, a decision has the voice of each, and minutes are opened again', async ({ person }) => {
  const liaison = await person(cast.liaison);
  await liaison.open('/meetings/new');
  const place = words('驻地');
  await liaison.page.getByLabel('地点').fill(place);
  await liaison.page.getByRole('button', { name: '安排会议' }).click();
  await liaison.page.getByRole('row').filter({ hasText: place }).getByRole('rowheader').getByRole('link').click();
  await expect(liaison.page.locator('.agenda')).toBeVisible();
  const path = new URL(liaison.page.url()).pathname;
  await liaison.page.getByRole('button', { name: '开会，由我记录' }).click();
  const pen = liaison.page.locator('.point.other').getByLabel('记一段');
  await expect(pen).toBeVisible();

  const deputy = await person(cast.deputy);
  await deputy.open(path);
  await deputy.page.getByRole('button', { name: '接过来由我记录' }).click();
  await expect(pen).toHaveCount(0);
  const other = deputy.page.locator('.point.other');
  await unfold(other, '议定');
  const what = words('抽查两个支部');
  await other.getByLabel('议定什么').fill(what);
  await other.getByRole('button', { name: '议定' }).click();
  // nobody leaves the room before it is said whose it is
  await expect(other.getByRole('alert').filter({ hasText: '责任人' })).toBeVisible();
  await other.getByLabel('责任人或部门').fill('梁启航');
  await other.getByRole('button', { name: '议定' }).click();
  const decision = liaison.page.locator('.decision').filter({ hasText: what });
  await expect(decision).toBeVisible();
  await unfold(decision, '表态');
  await decision.getByLabel('意见').selectOption({ label: '不同意' });
  await decision.getByRole('button', { name: '表态' }).click();
  // who is against says why
  await expect(decision.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await decision.getByLabel('说明').fill('本周排不开');
  await decision.getByRole('button', { name: '表态' }).click();
  await expect(deputy.page.locator('.decision').filter({ hasText: what }).locator('.voices')).toContainText('本周排不开');

  await deputy.page.getByRole('button', { name: '散会' }).click();
  await expect(deputy.page.getByRole('alert').filter({ hasText: /出席/ })).toBeVisible();
  await unfold(deputy.page.locator('main'), '点到');
  await deputy.page.locator('#roll').getByRole('button', { name: '保存' }).click();
  await expect(deputy.page.locator('.attendees li').first()).toBeVisible();
  await deputy.page.getByRole('button', { name: '散会' }).click();
  await expect(deputy.page.locator('.minutes-paper')).toContainText('不同意');

  // who has not spoken is asked to, and comes to the very decision
  const member = await person(cast.member, { width: 390, height: 844 });
  await member.open('/inbox');
  const asked = member.page.locator('.reminders li').filter({ hasText: what }).filter({ hasText: '表态' });
  await asked.getByRole('link').first().click();
  const theirs = member.page.locator('.decision').filter({ hasText: what });
  await unfold(theirs, '表态');
  await theirs.getByRole('button', { name: '表态' }).click();
  await expect(theirs.locator('.voices')).toContainText('梁启航');
  // the register says who agreed, who was against and who is silent, on paper as well
  await liaison.open('/decisions?state=silent');
  const row = liaison.page.getByRole('row').filter({ hasText: what });
  const voice = (word: string) => row.locator('.voices li').filter({ hasText: word });
  await expect(row).toContainText('待销号');
  await expect(voice('不同意')).toContainText('宋致远');
  await expect(voice('梁启航')).toContainText('同意');
  await expect(voice('未表态')).toContainText('郑砚秋');
  await audit(liaison.page);
  await liaison.page.emulateMedia({ media: 'print' });
  for (const aside of ['.rail', '.tabs']) await expect(liaison.page.locator(aside)).toBeHidden();
  await expect(voice('未表态')).toBeVisible();
  await liaison.page.emulateMedia({ media: 'screen' });
  await row.getByRole('rowheader').getByRole('link').click();
  await expect(liaison.page.locator('.decision').filter({ hasText: what })).toBeVisible();

  await unfold(deputy.page.locator('main'), '重新打开');
  await deputy.page.getByLabel('理由').fill('漏记了一项决定，补上以后再散会');
  await deputy.page.getByRole('button', { name: '重新打开' }).click();
  await expect(deputy.page.locator('.summary')).toContainText('进行中');
});

test('a matter is opened, its matrix filled from a phone, and the gaps stand as numbers and picture', { tag: '@both' }, async ({ person }) => {
  const liaison = await person(cast.liaison);
  const { page } = liaison;
  await liaison.open('/deployments');
  await audit(page);
  const title = words('安全检查同步部署');
  // the unit has its home open meanwhile
  const staff = await person(cast.normalStaff);
  await staff.open(`/unit/${normal}`);
  await staff.page.evaluate(() => Object.assign(window, { stayed: true }));
  const asks = staff.page.locator('#asks');
  await expect(asks.getByRole('listitem').first()).toBeVisible();
  await unfold(page.locator('main'), '下达一件');
  const form = page.locator('.act-fold[open] form');
  await form.getByLabel('标题').fill(title);
  await form.getByLabel('内容和要求').fill('两级同步部署、同步检查、同步考核');
  await form.getByRole('button', { name: '下达一件' }).click();
  await page.getByRole('rowheader', { name: title }).getByRole('link').click();
  await expect(page.locator('.steps-matrix tbody')).toHaveCount(5);
  const path = new URL(page.url()).pathname;

  await expect(asks).toContainText(title);
  expect(await staff.page.evaluate(() => 'stayed' in window), 'the page was not loaded anew').toBe(true);
  await staff.open(path);
  await expect(staff.page.locator('.steps-matrix tbody')).toHaveCount(1);
  await staff.page.getByLabel('日期').fill('2023-07-20');
  await staff.page.getByLabel('会议或责任人').fill('党委会');
  await staff.page.getByRole('button', { name: '填报部署' }).click();
  // nothing shows it: a line on what it rests on will do
  await expect(staff.page.locator('.shown-by').getByRole('alert').filter({ hasText: '还缺佐证' })).toBeVisible();
  await staff.page.getByLabel('依据').fill('党委会会议纪要第五号');
  await staff.page.getByRole('button', { name: '填报部署' }).click();
  await expect(staff.page.locator('.steps-matrix tr.upper').locator('.step-cell').first()).toContainText('7月20日');

  // the organisation, on a phone: its own step is the first thing there
  const below = await person('wenruyu', { width: 390, height: 844 });
  await below.open('/');
  await below.page.getByRole('link', { name: title, exact: true }).click();
  await expect(below.page.getByRole('heading', { level: 2, name: '轮到你们填报' })).toBeVisible();
  await expect(below.page.locator('.steps-matrix tr.below')).toHaveCount(1);
  await below.page.getByLabel('日期').fill('2023-07-29');
  await below.page.getByLabel('会议或责任人').fill('党政联席会');
  await below.page.getByRole('button', { name: '填报部署' }).click();
  // not before it happened
  await expect(below.page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await below.page.getByLabel('日期').fill('2023-07-26');
  await below.page.getByLabel('附佐证').first().setInputFiles({ name: '会议记录.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n') });
  await expect(below.page.locator('.chosen')).toContainText('会议记录.pdf');
  await below.page.getByRole('button', { name: '填报部署' }).click();
  await expect(below.page.getByRole('button', { name: '填报检查' })).toBeVisible();
  await audit(below.page);

  // live at the group: six days behind, in the cell, in the row of gaps, in the picture
  const body = page.locator('.steps-matrix tbody').filter({ hasText: unit });
  const cell = body.locator('tr.below .step-cell').filter({ hasText: '晚 6 天' });
  await expect(cell).toHaveCount(1);
  await expect(body.locator('tr.between')).toContainText('中位 6 天');
  await expect(page.locator('.step-picture').filter({ hasText: unit }).getByRole('img').filter({ hasText: '晚 6 天' })).toHaveCount(1);
  await cell.click();
  const open = page.locator('#cell');
  await expect(open).toContainText('党政联席会');
  const file = await open.getByRole('link', { name: '会议记录.pdf' }).getAttribute('href');
  expect((await liaison.context.request.get(file!)).status()).toBe(200);
  const stranger = await person(cast.collegeStaff);
  expect((await stranger.context.request.get(file!)).status(), 'another unit').toBe(404);
  await audit(page);

  // the unit takes its step back with a reason
  await staff.page.locator('tr.upper .step-cell').first().click();
  await unfold(staff.page.locator('#cell'), '撤回填报');
  await staff.page.locator('#cell').getByLabel('理由').fill('填错了事项，应当填在另一件上');
  await staff.page.locator('#cell').getByRole('button', { name: '撤回填报' }).click();
  await expect(staff.page.locator('tr.upper .step-cell').first()).toContainText('未做');

  // where it came to assessments, the gap in what they came to is said, and seen as bars of different lengths
  await liaison.open('/deployments');
  await page.getByRole('rowheader', { name: '问题清单整改任务同步推进' }).getByRole('link').click();
  await expect(page.locator('.steps-matrix tr.between').filter({ hasText: /落差 \d+\.\d/ }).first()).toBeVisible();
  const bars = page.locator('.step-picture').first().locator('rect.result');
  await expect(bars.nth(1)).toBeVisible();
  const wide = await bars.evaluateAll((all) => all.map((bar) => bar.getAttribute('width')));
  expect(new Set(wide).size).toBeGreaterThan(1);
});

test('what the weekly meeting decides for a unit reaches it at once, without the rest of the meeting', async ({ person }) => {
  const liaison = await person(cast.liaison);
  const { page } = liaison;
  await liaison.open('/meetings/new');
  const place = words('驻地');
  await page.getByLabel('地点').fill(place);
  await page.getByRole('button', { name: '安排会议' }).click();
  await page.getByRole('row').filter({ hasText: place }).getByRole('rowheader').getByRole('link').click();
  await expect(page.locator('.agenda')).toBeVisible();
  const path = new URL(page.url()).pathname;
  await page.getByRole('button', { name: '开会，由我记录' }).click();
  const other = page.locator('.point.other');
  const said = words('几个单位都慢了');
  await other.getByLabel('记一段').fill(said);
  await other.getByLabel('记一段').press('Enter');
  await expect(other.locator('.minutes')).toContainText(said);

  // of a meeting that decided nothing for it the unit knows nothing
  const staff = await person(cast.normalStaff, { width: 390, height: 844 });
  expect((await staff.context.request.get(path)).status()).toBe(404);
  await staff.open('/today');
  const decide = async (what: string, owner: string) => {
    await unfold(other, '议定');
    await other.getByLabel('议定什么').fill(what);
    await other.getByLabel('谁来办').selectOption({ label: owner });
    await other.getByRole('button', { name: '议定' }).click();
    await expect(other.locator('.decision').filter({ hasText: what })).toBeVisible();
  };
  // a figure that the platform has is not to be asked of a unit
  await unfold(other, '议定');
  await other.getByLabel('谁来办').selectOption({ label: unit });
  await other.getByLabel('议定什么').fill('报送已解决数');
  await expect(other.locator('.known-note li')).toHaveText([new RegExp(`^${unit} 已解决 \\d+$`)]);
  await other.getByLabel('议定什么').fill('');
  const fold = other.locator('.act-fold', { has: page.getByLabel('议定什么') });
  await fold.locator('summary').click();
  await expect(fold).not.toHaveAttribute('open');
  const [mine, others] = [words('报送报修台账'), words('报送经费使用情况')];
  await decide(mine, unit);
  await decide(others, '省科学研究院');

  // it stands among what is asked, live, with the meeting's day; here in the box, which has all of it
  await staff.open('/inbox');
  const row = staff.page.locator('.reminders li').filter({ hasText: mine });
  await expect(row).toContainText('会议议定');
  await expect(staff.page.getByText(others)).toHaveCount(0);
  await row.getByRole('link').first().click();
  await expect(staff.page.locator('.decision').filter({ hasText: mine })).toBeVisible();
  for (const not of [said, others, place]) await expect(staff.page.getByText(not)).toHaveCount(0);
  await audit(staff.page);

  const decision = staff.page.locator('.decision').filter({ hasText: mine });
  await unfold(decision, '销号');
  await decision.getByLabel('办得怎样').fill('台账已经报送');
  await decision.getByRole('button', { name: '销号' }).click();
  await expect(decision.locator('.receipt')).toContainText('台账已经报送');
  await expect(other.locator('.decision').filter({ hasText: mine })).toContainText('台账已经报送');
});

test('a meeting with a unit is called by a paper that its page begins, and each leads to the other', async ({ person }) => {
  const head = await person(cast.head);
  const { page } = head;
  await head.open(`/meetings/new?unit=${normal}`);
  const place = words('第一会议室');
  await page.getByRole('textbox', { name: '时间' }).fill('2023-07-31T09:00');
  await page.getByLabel('地点').fill(place);
  await page.getByRole('button', { name: '安排会议' }).click();
  await page.getByRole('row').filter({ hasText: place }).getByRole('rowheader').getByRole('link').click();
  const call = page.getByRole('link', { name: '发会议通知' });
  await expect(call).toBeVisible();
  const path = new URL(page.url()).pathname;
  await call.click();
  await arrived(page, /\/notices\?meeting=/);
  await alive(page);

  // with all that the meeting says
  const form = page.locator('.act-fold[open] form');
  const title = `关于召开${unit}月调度会的通知`;
  await expect(form.getByLabel('标题')).toHaveValue(title);
  await expect(form.getByLabel('正文')).toHaveValue(new RegExp(`^定于2023年7月31日（周一）09:00在${place}召开`));
  await expect(form.getByLabel('种类')).toHaveValue('notice');
  await expect(form.getByRole('checkbox', { name: unit })).toBeChecked();
  await form.getByRole('button', { name: '拟一份通知' }).click();
  await page.getByRole('rowheader', { name: title }).getByRole('link').first().click();
  const back = page.locator('.chain').getByRole('link', { name: '要开的会议' });
  await expect(back).toHaveAttribute('href', path);
  await page.getByRole('button', { name: '签发', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '签发', exact: true }).click();
  await expect(page.locator('.summary').getByText('待签收')).toBeVisible();
  await back.click();
  await expect(page.locator('.facts').getByRole('link', { name: /〔2023〕/ })).toBeVisible();

  // the unit comes from its meeting to the paper, and back
  const staff = await person(cast.normalStaff, { width: 390, height: 844 });
  await staff.open(path);
  await staff.page.locator('.facts').getByRole('link', { name: /〔2023〕/ }).click();
  await expect(staff.page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(staff.page.locator('.chain').getByRole('link', { name: '要开的会议' })).toHaveAttribute('href', path);
  await audit(staff.page);
});
