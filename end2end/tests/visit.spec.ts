/** A visit on a phone: recorded in a minute, a sentence becomes an issue in one tap, what is typed is kept, a unit sees its part. */
import type { Page } from '@playwright/test';
import { audit } from '../fixtures.ts';
import { cast } from '../routes.ts';
import { alive, expect, test, words } from '../journey.ts';
import { texts } from '../xlsx.ts';

const normal = '00000000-0000-0000-0000-00000b000002';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

/** One tap at a sentence of the notes; it is the title of an issue then. */
async function raise(page: Page, sentence: string): Promise<void> {
  const row = page.getByRole('list', { name: '可以提为问题的句子' }).getByRole('listitem').filter({ hasText: sentence });
  await row.getByRole('button', { name: '提为问题' }).click();
  await expect(page.getByLabel('问题', { exact: true })).toHaveValue(sentence);
}

test('a visit is recorded on the spot, and a sentence of its notes is an issue that leads back', async ({ person }) => {
  const { page, open } = await person(cast.liaison);
  const topic = words('夜间开放');
  const sentence = words('两名学生说夜间做不了热处理实验');
  await open(`/visits/new?unit=${normal}`);
  await page.getByRole('radio', { name: '座谈会' }).check();
  await page.getByRole('button', { name: '加一人' }).click();
  await page.getByRole('button', { name: '加一人' }).click();
  await page.getByLabel('内容').fill(topic);
  await page.getByLabel('看到、听到的').fill(`公共实验室 18:00 锁门。${sentence}。`);
  await raise(page, sentence);
  await page.getByRole('radio', { name: '民生实事' }).check();
  await page.getByRole('button', { name: '记下一项承诺' }).click();
  await page.getByLabel('答应办什么').fill('先开两个晚上试行');
  await page.getByLabel('什么时候办到').fill('2023-08-10');
  await page.getByRole('button', { name: '保存', exact: true }).click();

  await page.getByRole('rowheader', { name: topic }).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  await expect(page.locator('#promises')).toContainText('先开两个晚上试行');
  await page.locator('#raised').getByRole('link', { name: sentence }).click();
  await expect(page.getByRole('heading', { level: 2, name: sentence })).toBeVisible();
  await expect(page.getByText(`${sentence}。`, { exact: true })).toBeVisible();
  await page.getByRole('link', { name: '座谈会', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();

  // The unit reads what was promised, not the group's notes.
  const address = new URL(page.url()).pathname;
  const unit = await person(cast.normalStaff);
  await unit.open(address);
  await expect(unit.page.locator('#promises')).toContainText('先开两个晚上试行');
  await expect(unit.page.getByText('18:00 锁门')).toHaveCount(0);
  await unit.page.locator('#promises').getByText('已兑现', { exact: true }).first().click();
  await unit.page.locator('#promises').getByRole('button', { name: '已兑现' }).click();
  await expect(unit.page.locator('#promises')).toContainText('0 项待兑现');
});

test('a sentence of a recorded visit is an issue in one tap too, with what was changed or by itself', async ({ person }) => {
  const { page, context, open } = await person(cast.liaison);
  const topic = words('后勤座谈');
  const [first, later] = [words('食堂晚餐品种少'), words('宿舍热水只供到九点')];
  await open(`/visits/new?unit=${normal}`);
  await page.getByRole('radio', { name: '座谈会' }).check();
  await page.getByLabel('内容').fill(topic);
  await page.getByLabel('看到、听到的').fill(`${first}。`);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('rowheader', { name: topic }).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  const address = new URL(page.url()).pathname;
  const id = address.split('/').pop();
  const amended = async () => {
    const answer = await context.request.get(`/api/visit/detail?visit=${id}`);
    const { history } = (await answer.json()) as { history: { kind: string }[] };
    return history.filter((told) => told.kind === 'visit.amend').length;
  };
  const raised = page.locator('#raised');

  // nothing of the visit is changed: the issue goes by itself
  await open(`/visits/new?visit=${id}`);
  await raise(page, first);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  await expect(raised.getByRole('link', { name: first })).toBeVisible();
  expect(await amended()).toBe(0);

  // what is an issue already is not offered again
  await open(`/visits/new?visit=${id}`);
  await expect(page.getByLabel('看到、听到的')).toHaveValue(`${first}。`);
  await expect(page.getByRole('button', { name: '提为问题' })).toHaveCount(0);
  await page.getByLabel('看到、听到的').fill(`${first}。${later}。`);
  await raise(page, later);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  await raised.getByRole('link', { name: later }).click();
  expect(await amended()).toBe(1);
  await expect(page.getByRole('heading', { level: 2, name: later })).toBeVisible();
  await expect(page.getByText(`${later}。`, { exact: true })).toBeVisible();
  await page.getByRole('link', { name: '座谈会', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  await expect(raised.getByRole('link', { name: first })).toBeVisible();

  // and with nothing at all there is nothing to save
  await open(`/visits/new?visit=${id}`);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: '没有变化' })).toBeVisible();
});

test('on the page of a recorded visit each sentence is one tap from an issue, which whoever tapped can withdraw', async ({ person }) => {
  const { page, context, open } = await person(cast.member);
  const topic = words('夜间走访');
  const [first, second, third] = [words('公共实验室锁门早'), words('The lab closes at 18.00'), words('Students of Dr. Han wait in No. 5')];
  await open(`/visits/new?unit=${normal}`);
  await page.getByRole('radio', { name: '座谈会' }).check();
  await page.getByLabel('内容').fill(topic);
  await page.getByLabel('看到、听到的').fill(`${first}。${second}. ${third}.`);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('rowheader', { name: topic }).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  const id = new URL(page.url()).pathname.split('/').pop();
  const sentences = page.getByRole('list', { name: '可以提为问题的句子' }).getByRole('listitem');
  await expect(sentences).toHaveCount(3);
  const row = (text: string) => sentences.filter({ hasText: text });
  const button = row(second).getByRole('button', { name: '提为问题' });
  const least = async () => {
    const box = await button.boundingBox();
    return Math.min(box?.width ?? 0, box?.height ?? 0);
  };
  await expect.poll(least).toBeGreaterThanOrEqual(44);
  await audit(page);

  // by tap, and by keyboard
  await row(first).getByRole('button', { name: '提为问题' }).tap();
  await expect(row(first).getByRole('link', { name: /已提为问题 指导-\d+/ })).toBeVisible();
  await button.press('Enter');
  const raised = page.locator('#raised');
  await expect(raised.getByRole('link', { name: second, exact: true })).toBeVisible();
  await expect(row(second).getByRole('button', { name: '提为问题' })).toHaveCount(0);
  await expect(row(third).getByRole('button', { name: '提为问题' })).toBeVisible();
  const answer = await context.request.get(`/api/visit/detail?visit=${id}`);
  const { issues, quoted } = (await answer.json()) as { issues: { title: string; origin: string }[]; quoted: [string, string][] };
  expect(issues.map(({ title, origin }) => [title, origin])).toEqual([[first, 'guidance'], [second, 'guidance']]);
  expect(quoted.map((own) => own[1]).sort()).toEqual([`${first}。`, `${second}.`].sort());

  // what was not meant to be one is withdrawn with a reason, and can be raised again
  await row(first).getByText('撤销', { exact: true }).first().tap();
  await row(first).getByLabel('理由').fill('点错了，这一句说的不是问题');
  await row(first).getByRole('button', { name: '撤销' }).tap();
  await expect(row(first).getByRole('button', { name: '提为问题' })).toBeVisible();
  await expect(raised.getByRole('listitem').filter({ hasText: first })).toContainText('已撤销');

  // whoever tapped finds that here and on the issue's page, a colleague on neither
  const { slips } = (await (await context.request.get(`/api/visit/detail?visit=${id}`)).json()) as { slips: string[] };
  expect(slips).toHaveLength(1);
  for (const { who, times } of [{ who: cast.member, times: 1 }, { who: cast.liaison, times: 0 }]) {
    const own = await person(who);
    await own.open(`/visits/${id}`);
    const again = own.page.getByRole('list', { name: '可以提为问题的句子' }).getByRole('listitem').filter({ hasText: second });
    await expect(again.getByRole('link', { name: /已提为问题 指导-\d+/ })).toBeVisible();
    await expect(again.locator('summary', { hasText: '撤销' })).toHaveCount(times);
    await own.open(`/issues/${slips[0]}`);
    await expect(own.page.getByRole('heading', { level: 2, name: second })).toBeVisible();
    await expect(own.page.locator('footer.acts').getByText('更多', { exact: true })).toBeVisible();
    await expect(own.page.locator('footer.acts li', { hasText: /^撤销$/ })).toHaveCount(times);
  }

  // a unit reads no notes, and raises nothing there
  const staff = await person(cast.normalStaff);
  await staff.open(`/visits/${id}`);
  await expect(staff.page.locator('#raised').getByRole('link', { name: second, exact: true })).toBeVisible();
  await expect(staff.page.getByRole('button', { name: '提为问题' })).toHaveCount(0);
});

test('what is typed stands there again after the page was closed', async ({ person }) => {
  const { page, open } = await person(cast.head);
  const note = words('只写了一半');
  await open(`/visits/new?unit=${normal}`);
  await page.getByLabel('时间').fill('2023-07-20T10:00');
  await page.getByLabel('看到、听到的').fill(note);
  await expect(page.getByText('已存')).toBeVisible();
  await open('/visits');
  await open(`/visits/new?unit=${normal}`);
  await expect(page.getByLabel('看到、听到的')).toHaveValue(note);
  await expect(page.getByLabel('时间')).toHaveValue('2023-07-20T10:00');
});

test('a planned visit is opened and recorded; two who change it see both versions', async ({ person }) => {
  const one = await person(cast.head);
  const topic = words('月调度会');
  await one.open(`/visits/new?plan=1&unit=${normal}`);
  await one.page.getByRole('radio', { name: '列席会议' }).check();
  await one.page.getByLabel('内容').fill(topic);
  await one.page.getByRole('button', { name: '列计划' }).click();
  await one.page.getByRole('rowheader', { name: topic }).getByRole('link').click();
  await expect(one.page.getByText('单位还不知道这次活动')).toBeVisible();
  const address = new URL(one.page.url()).pathname;
  const id = address.split('/').pop();

  const other = await person(cast.liaison);
  await other.open(`/visits/new?visit=${id}`);
  await other.page.getByLabel('看到、听到的').fill('后记的一份');
  await one.open(`/visits/new?visit=${id}`);
  await one.page.getByLabel('看到、听到的').fill('先记的一份');
  await one.page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(one.page.getByRole('row').filter({ hasText: topic })).toContainText('已记录', { timeout: 15_000 });
  await other.page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(other.page).toHaveURL(/\/visits$/);
  await other.open(address);
  const compare = other.page.locator('#compare');
  await expect(compare.getByRole('group', { name: '随手记' })).toContainText('后记的一份');
  await expect(compare.getByRole('group', { name: '随手记' })).toContainText('先记的一份');
  await compare.getByRole('button', { name: '全用我写的' }).click();
  await expect(other.page.getByRole('definition').filter({ hasText: '后记的一份' })).toBeVisible();
});

test('the verb that saves is in sight all the way, above the bar of the pages', async ({ person }) => {
  const { page, open } = await person(cast.liaison);
  await open(`/visits/new?unit=${normal}`);
  for (const step of [0, 600, 5_000]) {
    await page.mouse.wheel(0, step);
    const reached = () =>
      page.getByRole('button', { name: '保存', exact: true }).evaluate((button) => {
        const { left, top, width, height } = button.getBoundingClientRect();
        const corners = [[left + 4, top + 4], [left + width - 4, top + height - 4]] as const;
        return corners.every(([x, y]) => button.contains(document.elementFromPoint(x, y)));
      });
    await expect.poll(reached).toBe(true);
  }
});

test('everything that came of a visit is told, with where the phone was; unit and office read what is theirs', async ({ person }) => {
  const own = await person(cast.liaison);
  const { page, context } = own;
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ latitude: 45.75, longitude: 126.64, accuracy: 12 });
  await own.open(`/visits/new?unit=${normal}`);
  await page.getByRole('radio', { name: '走访' }).check();
  await page.getByRole('radio', { name: '课堂' }).check();
  const topic = words('听课');
  await page.getByLabel('内容').fill(topic);
  await page.locator('.visit-lines > summary', { hasText: '三个方面' }).click();
  const shared = { 看了什么: words('备课记录'), 当场纠正: words('补签到') };
  const inside = { '学习覆盖、系统、深入': words('覆盖到支部'), 研讨和对照实际: words('对照问题'), 调研成果转化运用: words('写进教案') };
  for (const [label, text] of Object.entries({ ...shared, ...inside })) await page.getByLabel(label).fill(text);
  await page.getByLabel('记下位置').check();
  await expect(page.getByText('北纬 45.75')).toBeVisible();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('rowheader', { name: topic }).getByRole('link').click();
  const main = page.locator('main');
  for (const text of [...Object.values(shared), ...Object.values(inside), '课堂', '北纬 45.75']) await expect(main).toContainText(text);
  const address = new URL(page.url()).pathname;
  const staff = await person(cast.normalStaff);
  await staff.open(address);
  for (const text of Object.values(shared)) await expect(staff.page.locator('main')).toContainText(text);
  for (const text of [...Object.values(inside), '北纬']) await expect(staff.page.locator('main')).not.toContainText(text);
  const office = await person(cast.officeLeader);
  await office.open(address);
  await expect(office.page.locator('main')).not.toContainText('北纬');

  // switched off again, it is gone
  await own.open(`/visits/new?visit=${address.split('/').pop()}`);
  await page.getByLabel('记下位置').uncheck();
  // also where the page is opened anew in between
  await expect(page.getByText('已存')).toBeVisible();
  await page.reload();
  await alive(page);
  await expect(page.getByText('边写边存')).toContainText('已存', { timeout: 15_000 });
  await expect(page.getByLabel('记下位置')).not.toBeChecked();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  await own.open(address);
  await expect(main).toContainText(topic);
  await expect(main).not.toContainText('北纬');
});

test('a position that comes after it was switched off is not kept, and a device that gives none says so', async ({ person }) => {
  const own = await person(cast.liaison);
  const { page } = own;
  await page.addInitScript(() => {
    const asked: [PositionCallback, PositionErrorCallback][] = [];
    navigator.geolocation.getCurrentPosition = (found, failed) => void asked.push([found, failed!]);
    const coords = { latitude: 45.75, longitude: 126.64, accuracy: 12 };
    Object.assign(window, {
      gives: () => asked.at(-1)![0]({ coords } as GeolocationPosition),
      fails: () => asked.at(-1)![1]({} as GeolocationPositionError),
    });
  });
  await own.open(`/visits/new?unit=${normal}`);
  const box = page.getByLabel('记下位置');
  await box.check();
  await expect(page.getByText('正在取位置')).toBeVisible();
  await box.uncheck();
  await page.evaluate('gives()');
  await expect(page.getByText('正在取位置')).toHaveCount(0);
  await expect(page.getByText('北纬 45.75')).toHaveCount(0);
  await expect(box).not.toBeChecked();
  await box.check();
  await page.evaluate('fails()');
  await expect(page.getByText('这台设备没有给出位置')).toBeVisible();
  await expect(box).not.toBeChecked();
  await box.check();
  await page.evaluate('gives()');
  await expect(page.getByText('北纬 45.75')).toBeVisible();
  await expect(box).toBeChecked();
});

test('who was talked to is read by the group alone, and stands in no export', async ({ person }) => {
  const own = await person(cast.liaison);
  const { page, context } = own;
  await own.open(`/visits/new?unit=${normal}`);
  await page.getByRole('radio', { name: '个别访谈' }).check();
  await page.getByRole('button', { name: '加一人' }).click();
  const [topic, name] = [words('访谈'), words('南宫')];
  await page.getByLabel('内容').fill(topic);
  await page.getByLabel('姓名').fill(name);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('rowheader', { name: topic }).getByRole('link').click();
  await expect(page.locator('main')).toContainText(name);
  const address = new URL(page.url()).pathname;
  const file = texts(await (await context.request.get(`/visits.xlsx?unit=${normal}`)).body());
  expect(file).toContain(topic);
  expect(file).not.toContain(name);
  for (const login of [cast.normalStaff, cast.officeLeader]) {
    const other = await person(login);
    await other.open(address);
    await expect(other.page.locator('main'), login).toContainText(topic);
    expect(await other.page.content(), login).not.toContain(name);
  }
});
