/** The group's own life: its library, its study, its members' logs; results and what others learn from them; the burden; today. */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { accept } from '../acts.ts';
import { audit } from '../fixtures.ts';
import { arrived, expect, test, unfold, words } from '../journey.ts';
import { photo } from '../phone.ts';
import { cast } from '../routes.ts';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n');

test('an entry is taken in, found by its words, revised with both versions kept, and leant on by a visit and a session', async ({ person }) => {
  const liaison = await person(cast.liaison);
  const { page } = liaison;
  await liaison.open('/library');
  const title = words('回访抽查标准');
  await unfold(page.locator('main'), '入库');
  const form = page.locator('#enter form');
  await form.getByRole('textbox', { name: '标题' }).fill(title);
  await form.getByRole('button', { name: '入库' }).click();
  await expect(form.getByRole('alert').filter({ hasText: /\S/ }), 'without a text').toBeVisible();
  await form.getByRole('textbox', { name: '正文' }).fill('回访不少于三人。\n薄荷味的答复不算办结。');
  await form.getByRole('button', { name: '入库' }).click();
  await expect(page.getByRole('rowheader').filter({ hasText: title })).toBeVisible();

  // found by a piece of a sentence, with the place marked; without any script as well
  await liaison.open('/library?q=' + encodeURIComponent('薄荷味'));
  const row = page.getByRole('rowheader').filter({ hasText: title });
  await expect(row.locator('mark')).toHaveText('薄荷味');
  await expect(page.getByRole('rowheader')).toHaveCount(1);
  await row.getByRole('link', { name: title }).click();
  const path = await arrived(page, /\/library\/[0-9a-f-]{36}/);

  // another has revised it meanwhile: the second sees that it was overtaken
  const head = await person(cast.head);
  await head.open(path);
  const revise = async (own: Page, text: string, note: string) => {
    await unfold(own.locator('main'), '修订');
    const form = own.locator('#revise form');
    await form.getByRole('textbox', { name: '正文' }).fill(text);
    await form.getByRole('textbox', { name: '改了什么' }).fill(note);
    await form.getByRole('button', { name: '修订' }).click();
  };
  await revise(head.page, '回访不少于五人。\n薄荷味的答复不算办结。', '人数由三人改为五人');
  await expect(head.page.getByRole('heading', { level: 2, name: '共 2 版' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: '共 2 版' }), 'live at the other').toBeVisible();
  await page.getByRole('link', { name: '第 2 版' }).click();
  await expect(page.locator('.standard-text ins')).toHaveText('回访不少于五人。');
  await expect(page.locator('.standard-text del')).toHaveText('回访不少于三人。');
  await page.getByRole('link', { name: '第 1 版' }).click();
  await expect(page.getByText('已有更新的版本')).toBeVisible();
  await expect(page.locator('.standard-text')).toContainText('回访不少于三人。');
  await audit(page);

  // a visit leans on the newest version
  await liaison.open('/visits');
  await page.getByRole('rowheader').first().getByRole('link').click();
  const basis = page.locator('#basis');
  await unfold(basis, '引用指导尺度');
  await basis.getByRole('searchbox').fill('薄荷味');
  await basis.getByRole('button', { name: '查找' }).click();
  await basis.getByRole('button', { name: `引用${title}` }).click();
  await expect(basis.locator('.leads').first()).toContainText('第 2 版');

  // a session reads it
  await liaison.open('/studies');
  const topic = words('学习回访标准');
  await unfold(page.locator('main'), '安排学习');
  await page.locator('#plan form').getByRole('textbox', { name: '主题' }).fill(topic);
  await page.locator('#plan form').getByRole('textbox', { name: '时间' }).fill('2023-07-27T15:00');
  await page.locator('#plan form').getByRole('button', { name: '安排学习' }).click();
  await page.getByRole('rowheader').filter({ hasText: topic }).getByRole('link').click();
  const materials = page.locator('#materials');
  await unfold(materials, '引用指导尺度');
  await materials.getByRole('searchbox').fill('薄荷味');
  await materials.getByRole('button', { name: '查找' }).click();
  await materials.getByRole('button', { name: `引用${title}` }).click();
  await expect(materials.getByRole('link', { name: title })).toBeVisible();
  await materials.locator('input[type=file]').setInputFiles({ name: '讲稿.pdf', mimeType: 'application/pdf', buffer: pdf });
  await expect(materials.getByRole('link', { name: '讲稿.pdf' })).toBeVisible();
  const file = await materials.getByRole('link', { name: '讲稿.pdf' }).getAttribute('href');
  expect((await liaison.context.request.get(file!)).status()).toBe(200);
  await unfold(page.locator('main'), '记录');
  const roll = page.locator('#hold');
  await roll.getByLabel('梁启航').selectOption({ label: '请假' });
  await roll.getByRole('textbox', { name: '收获和下一步' }).fill('统一了回访人数');
  await roll.getByRole('button', { name: '记录' }).click();
  await expect(page.locator('.beside .body')).toContainText('统一了回访人数');
  await expect(page.locator('.attendees')).toContainText('请假');
  await audit(page);

  // the entry knows who leant on it; a unit knows nothing of all this
  await liaison.open(path);
  await expect(page.getByRole('heading', { level: 2, name: '2 处引用' })).toBeVisible();
  const staff = await person(cast.normalStaff);
  for (const own of [path, file!]) {
    expect((await staff.context.request.get(own)).status(), own).toBe(404);
  }

  // put out of force, it is not offered any more
  await unfold(page.locator('main'), '停用');
  await page.getByLabel('理由').fill('已经并入新的验收标准，不再单独使用');
  await page.locator('form').filter({ has: page.getByLabel('理由') }).getByRole('button', { name: '停用' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
  await expect(page.locator('.summary')).toContainText('停用');
  await page.getByRole('button', { name: '恢复' }).click();
  await expect(page.locator('.summary')).toContainText('现行');
});

test('a member writes the log of a day with what the platform knows, and only the lead reads it', async ({ person }) => {
  const member = await person(cast.member, { width: 390, height: 844 });
  const { page } = member;
  await member.open('/worklogs?day=2023-07-26');
  const did = page.locator('.did li');
  await expect(did.first()).toBeVisible();
  const area = page.getByRole('textbox', { name: '今天做了什么、想到什么' });
  const note = words('下午谈话很实');
  await area.fill(note);
  await did.first().getByRole('button').click();
  await expect(area).toHaveValue(new RegExp(`^${note}\n.+`));
  await page.getByRole('button', { name: '记下' }).click();
  await expect(page.locator('.log-days .day[aria-current]')).toHaveClass(/written/);
  await audit(page);
  // a day to come leads nowhere
  await expect(page.locator('.log-days span.day').first()).toBeVisible();

  const head = await person(cast.head);
  await head.open('/worklogs?day=2023-07-26');
  await head.page.getByRole('navigation', { name: '谁的日志' }).getByRole('link', { name: '梁启航' }).click();
  await expect(head.page.locator('.body')).toContainText(note);
  await expect(head.page.getByRole('button', { name: '记下' })).toHaveCount(0);
  const liaison = await person(cast.liaison);
  const answer = await liaison.context.request.get(`/worklogs?day=2023-07-26&person=00000000-0000-0000-0000-00000d000004`);
  expect(answer.status()).toBe(404);
  expect(await answer.text()).not.toContain(note);
});

test('a unit tells a result with a picture, the group makes a lesson of it, and others learn without learning whose', async ({ person }) => {
  const staff = await person(cast.normalStaff, { width: 390, height: 844 });
  const { page } = staff;
  await staff.open('/outcomes');
  const title = words('自习室错峰开放');
  await unfold(page.locator('main'), '报一项成果');
  const form = page.locator('#tell form');
  await form.getByRole('textbox', { name: '成果' }).fill(title);
  await form.getByRole('textbox', { name: '做了什么' }).fill('松江师范大学教务处和温如玉把自习室分三段开放。');
  await form.getByRole('textbox', { name: '带来什么' }).fill('座位周转提高四成');
  await form.getByRole('button', { name: '报一项成果' }).click();
  await page.getByRole('rowheader').filter({ hasText: title }).getByRole('link').click();
  const path = await arrived(page, /\/outcomes\/[0-9a-f-]{36}/);
  await unfold(page.locator('#links'), '挂上来源');
  await page.locator('#links').getByRole('searchbox').fill('实验');
  await page.locator('#links').getByRole('button', { name: '查找' }).click();
  await page.locator('#links').getByRole('button', { name: /^挂上/ }).first().click();
  await expect(page.getByRole('heading', { level: 2, name: '来自 1 条记录' })).toBeVisible();
  await page.locator('#pictures input[type=file]').setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer: await photo(page, '#924') });
  const picture = page.locator('#pictures img');
  await expect(picture).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => picture.evaluate((own: HTMLImageElement) => own.naturalWidth), 'it is shown').toBeGreaterThan(0);
  await audit(page);

  const head = await person(cast.head);
  await head.open(path);
  await unfold(head.page.locator('#lesson'), '发布经验');
  const lesson = head.page.locator('#publish form');
  // it begins with the unit's words, and says which names have to go
  await expect(head.page.locator('#publish')).toContainText('不能出现：松江师范大学');
  await lesson.getByRole('button', { name: '发布经验' }).click();
  await expect(lesson.getByRole('alert').filter({ hasText: '松江师范大学' })).toBeVisible();
  const told = words('自习室分三段开放');
  await lesson.getByRole('textbox', { name: '经验标题' }).fill(told);
  // a colleague who had no part in it is known all the same
  await lesson.getByRole('textbox', { name: '经验正文' }).fill('温如玉把自习室分三段开放。');
  await lesson.getByRole('button', { name: '发布经验' }).click();
  await expect(lesson.getByRole('alert').filter({ hasText: '温如玉' })).toBeVisible();
  await lesson.getByRole('textbox', { name: '经验正文' }).fill('把自习室分三段开放，座位周转提高四成。');
  await lesson.getByRole('button', { name: '发布经验' }).click();
  await head.page.getByRole('dialog').getByRole('button', { name: '发布经验' }).click();
  await expect(head.page.locator('.summary')).toContainText('已成经验');

  const other = await person(cast.collegeStaff);
  await other.open('/lessons?q=' + encodeURIComponent(told));
  await expect(other.page.getByRole('heading', { level: 2, name: told })).toBeVisible();
  expect(await other.page.content()).not.toContain('松江师范大学');
  expect((await other.context.request.get(path)).status()).toBe(404);
  await audit(other.page);
});

test('the burden is counted by unit and month, and a paper that asks for what is known says so', async ({ person }) => {
  const liaison = await person(cast.liaison);
  const { page } = liaison;
  await liaison.open('/burden?month=2023-07');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('平台已填');
  await expect(page.locator('table tbody tr')).toHaveCount(5);
  await audit(page);
  await page.getByRole('rowheader').first().getByRole('link').click();
  const each = page.getByRole('heading', { level: 2, name: /被要过 \d+ 次/ });
  await expect(each).toBeVisible();
  const said = Number((await each.innerText()).match(/(\d+) 次/)![1]);
  await expect(page.getByRole('table', { name: /被要过/ }).locator('tbody tr')).toHaveCount(said);

  await liaison.open('/notices');
  await page.goto('/notices#draft');
  await expect(page.locator('html[data-alive]')).toBeAttached();
  const text = page.getByRole('textbox', { name: '正文' }).first();
  await expect(text).toBeVisible();
  await text.fill('请按要求做好准备。');
  await expect(page.locator('.known-note')).toHaveCount(0);
  await text.fill('请于周五前报送本单位问题数和已解决数。');
  await expect(page.locator('.known-note')).toContainText('问题总数、已解决平台已有');
});

test('the day begins with what is asked, and says so kindly where nothing is', async ({ person }) => {
  const staff = await person(cast.normalStaff, { width: 390, height: 844 });
  await staff.open('/');
  await expect(staff.page).toHaveURL(/\/today$/);
  await expect(staff.page.getByRole('heading', { level: 1 })).toContainText('件事等您');
  const due = staff.page.getByRole('heading', { level: 2, name: /^到期 · \d+/ });
  await expect(due).toBeVisible();
  await audit(staff.page);
  // the verb leads to its form
  await staff.page.locator('.reminders a.button').first().click();
  await expect(staff.page).not.toHaveURL(/today/);

  const liaison = await person(cast.liaison);
  await liaison.open('/');
  for (const part of [/^到期/, /^等您答复/, /^停滞/, /^接下来/]) await expect(liaison.page.getByRole('heading', { level: 2, name: part })).toBeVisible();
  await expect(liaison.page.locator('.beside').getByText(/^走访·/).first()).toBeVisible();
  const office = await person(cast.officeLeader);
  await office.open('/');
  await expect(office.page.getByRole('heading', { level: 1, name: '各组今天的情况' })).toBeVisible();
  // what is to be chased opens exactly its papers
  const chase = office.page.locator('td[data-head="该催"]').getByRole('link').first();
  const many = Number(await chase.innerText());
  expect(many).toBeGreaterThan(0);
  await chase.click();
  await expect(office.page).toHaveURL(/\/notices\?book=.*&state=chase/);
  await expect(office.page.getByRole('rowheader')).toHaveCount(many);
  await expect(office.page.getByRole('row').filter({ hasText: /该催 \d+ 家/ })).toHaveCount(many);
  await office.open('/');
  await office.page.getByRole('rowheader').getByRole('link').first().click();
  await expect(office.page).toHaveURL(/\/dashboard\?book=/);
  const system = await person(cast.systemAdmin);
  await system.open('/');
  await expect(system.page).toHaveURL(/\/today$/);
  // an administrator's own part: who waits for a role, what was recorded
  const name = words('新来的');
  const register = { verb: 'register', person: randomUUID(), name, login: `xin${name.slice(-8)}`, demo: false };
  await accept(system.context, 'person', register, 'office');
  await system.open('/today');
  await expect(system.page.getByRole('heading', { level: 2, name: /^本职事项 · \d+/ })).toBeVisible();
  await audit(system.page);
  await system.page.locator('.reminders li').filter({ hasText: '还没有授予角色' }).getByRole('link').last().click();
  await expect(system.page).toHaveURL(/\/people$/);
  const auditor = await person(cast.auditAdmin);
  await auditor.open('/');
  await expect(auditor.page.locator('.reminders')).toContainText('昨天以来新增');
  await expect(auditor.page.getByRole('link', { name: '卷与核对' }).last()).toBeVisible();
  const security = await person(cast.securityAdmin);
  await security.open('/');
  await expect(security.page).toHaveURL(/\/today$/);
});

test('a newcomer follows one issue from the visit to the paper, the meeting, the look-back, and held', async ({ person }) => {
  const liaison = await person(cast.liaison);
  const { page, context } = liaison;
  const ask = async (path: string) => (await context.request.get(path)).json();
  const filter = encodeURIComponent(JSON.stringify({ origin: 'guidance', states: ['held'] }));
  const { lines } = await ask(`/api/issue/list?filter=${filter}`);
  const kinds = ['notice', 'meeting', 'lookback'];
  const details = await Promise.all(lines.map(({ id }: { id: string }) => ask(`/api/issue/detail?id=${id}&as_of=`)));
  const detail = details.find(({ issue, named }) => issue.visit && kinds.every((kind) => named.some((own: { key: { subject: string } }) => own.key.subject === kind)));
  expect(detail, 'the demo has such an issue').toBeTruthy();

  const path = `/issues/${detail.issue.id}`;
  await liaison.open(path);
  await expect(page.locator('main .mark.held').filter({ visible: true }).first()).toContainText('已巩固');
  await audit(page);
  for (const word of ['通知', '双例会', '回头看']) {
    await liaison.open(path);
    await page.locator('#named').getByRole('listitem').filter({ hasText: word }).getByRole('link').first().click();
    await expect(page.locator('main').getByText(detail.issue.title).filter({ visible: true }).first(), word).toBeVisible();
  }
  await liaison.open(path);
  await page.locator(`a[href^="/visits/${detail.issue.visit.visit}"]`).first().click();
  await expect(page.locator('main').getByText(detail.issue.title).filter({ visible: true }).first(), 'the visit').toBeVisible();
});
