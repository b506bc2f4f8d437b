/** The system administrator lets somebody in, and out again. */
import { findings, narrow } from '../fixtures.ts';
import { cast } from '../routes.ts';
import { expect, test, words, type Person } from '../journey.ts';

const password = '春风又绿江南岸，一共七个字';

/** Registers a person and gives them a role of the group; their page is open then. */
async function register({ page, open }: Person, name: string, login: string): Promise<void> {
  await open('/people');
  await page.getByLabel('名称').fill(name);
  await page.getByLabel('账号').fill(login);
  await page.getByRole('button', { name: '登记人员' }).click();
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('还没设密码');
  await page.getByRole('link', { name: '去授予角色、发链接' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.getByLabel('角色').selectOption({ label: '指导组组员' });
  await page.getByRole('button', { name: '授予角色' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: '第三巡回指导组·组员' })).toBeVisible();
}

/** The one-time link, as the page shows it once. */
async function link({ page }: Person): Promise<string> {
  await page.getByRole('button', { name: '生成链接' }).click();
  return page.locator('.link-once code').innerText();
}

async function say({ page }: Person, verb: '停用' | '恢复'): Promise<void> {
  await page.getByRole('button', { name: verb }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('理由').fill('借调期满，不再参加本组工作。');
  await dialog.getByRole('button', { name: verb }).click();
  await expect(dialog).toBeHidden();
}

/** When this page leaves for the sign-in page, by this machine's clock. */
async function out({ page }: Person): Promise<number> {
  await page.waitForRequest((request) => request.isNavigationRequest() && request.url().endsWith('/sign-in'));
  return Date.now();
}

test('a registered person comes in by the link, once, and is out within a second of being suspended, ended elsewhere, or of another password', async ({
  expected,
  person,
  stranger,
}) => {
  expected.push(/status of 401/, /net::ERR_/);
  const [admin, newcomer, late] = [await person(cast.systemAdmin), await stranger(), await stranger()];
  const name = words('新来的同志');
  const login = `xin${name.slice(-8)}`;
  await register(admin, name, login);
  const address = await link(admin);

  await test.step('the link is the way in, in another browser', async () => {
    const { page, open } = newcomer;
    await open(address);
    await expect(page.getByText(`${name}，您好`)).toBeVisible();
    expect(await findings(page), 'axe on a link').toEqual([]);
    expect(await narrow(page), 'width of a link').toBeLessThanOrEqual(320);
    await page.getByLabel('新密码').fill(password);
    await page.getByLabel('再输一次').fill(password);
    await page.getByRole('button', { name: '设好并进入' }).click();
    await expect(page.getByRole('navigation', { name: '栏目' })).toContainText('问题');
    await open('/dashboard');
    await expect(page.getByText('实时', { exact: true })).toBeVisible();
  });

  await test.step('it is good once', async () => {
    await late.open(address);
    await expect(late.page.getByText('这个链接已经用过，或者过期了')).toBeVisible();
  });

  await test.step('suspending ends the session and the page that is open', async () => {
    const gone = out(newcomer);
    const recorded = admin.page.waitForResponse('**/api/propose');
    await say(admin, '停用');
    const suspended = (await recorded).request().timing().startTime;
    expect((await gone) - suspended).toBeLessThanOrEqual(1000);
    await expect(newcomer.page.getByRole('heading', { name: '登录' })).toBeVisible();
    expect((await newcomer.context.request.get('/api/issue/list?filter={}')).status()).toBe(401);
    expect((await newcomer.context.request.get('/api/live')).status()).toBe(401);
    await expect(admin.page.getByRole('button', { name: '恢复' })).toBeVisible();
    await signIn(newcomer, login);
    await expect(newcomer.page.getByText('账号或密码不对')).toBeVisible();
  });

  await test.step('restored, the password is the way in again', async () => {
    await say(admin, '恢复');
    await expect(admin.page.getByRole('button', { name: '停用' })).toBeVisible();
    await signIn(newcomer, login);
    await expect(newcomer.page.getByRole('navigation', { name: '栏目' })).toContainText('问题');
  });

  /** What one does there, and the other browser is out: its page is gone within a second, and so is its session. */
  const ends = async ({ page }: Person, other: Person, request: string, act: () => Promise<void>) => {
    const gone = out(other);
    const answered = page.waitForResponse(request);
    await act();
    const done = (await answered).request().timing().startTime;
    expect((await gone) - done).toBeLessThanOrEqual(1000);
    await expect(other.page.getByRole('heading', { name: '登录' })).toBeVisible();
    expect((await other.context.request.get('/api/session/own')).status()).toBe(401);
  };
  const there = ({ page }: Person) => expect(page.getByText('实时', { exact: true })).toBeVisible();
  const sessions = newcomer.page.getByRole('row').filter({ has: newcomer.page.getByRole('cell') });

  await test.step('another sign-in is seen in the list, and ended there', async () => {
    const { page, open } = newcomer;
    await signIn(late, login);
    await late.open('/dashboard');
    await there(late);
    await open('/account');
    await expect(sessions).toHaveCount(2);
    await expect(sessions.filter({ hasText: '就是这台' })).toHaveCount(1);
    await ends(newcomer, late, '**/api/session/end', () => page.getByRole('button', { name: /^结束/ }).click());
    await expect(sessions).toHaveCount(1);
    await expect(sessions).toContainText('就是这台');
  });

  await test.step('another password ends what was signed in with the one before, elsewhere only', async () => {
    const { page } = newcomer;
    const other = '江南二月草长莺飞，又是七字';
    await signIn(late, login);
    await late.open('/dashboard');
    await there(late);
    const change = async (old: string) => {
      await page.getByLabel('现在的密码').fill(old);
      await page.getByLabel('新密码').fill(other);
      await page.getByLabel('再输一次').fill(other);
      await page.getByRole('button', { name: '换密码' }).click();
    };
    await newcomer.open('/account');
    await change('不是现在的这一个密码');
    await expect(page.getByText('现在的密码不对')).toBeVisible();
    await there(late);
    await newcomer.open('/account');
    await ends(newcomer, late, '**/account/password', () => change(password));
    await expect(page.getByText('密码已换，别处的登录已经退出')).toBeVisible();
    await expect(sessions).toHaveCount(1);
    await signIn(late, login);
    await expect(late.page.getByText('账号或密码不对')).toBeVisible();
    await signIn(late, login, other);
    await expect(late.page.getByRole('navigation', { name: '栏目' })).toContainText('问题');
  });

  await test.step('the security administrator ends anybody’s', async () => {
    const { page, open } = await person(cast.securityAdmin);
    await open('/sessions');
    const own = page.getByRole('row').filter({ hasText: name });
    await expect(own).toHaveCount(2);
    await newcomer.open('/dashboard');
    await there(newcomer);
    await late.page.goto('about:blank');
    // whichever of the two stands first: both are ended, one by one
    await own.first().getByRole('button', { name: /^结束/ }).click();
    await expect(own).toHaveCount(1);
    await own.first().getByRole('button', { name: /^结束/ }).click();
    await expect(own).toHaveCount(0);
    await expect(newcomer.page.getByRole('heading', { name: '登录' })).toBeVisible();
    expect((await late.context.request.get('/api/session/own')).status()).toBe(401);
  });
});

async function signIn({ page, open }: Person, login: string, own = password): Promise<void> {
  await open('/sign-in');
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(own);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

test('a role that is revoked takes its pages with it, at once', async ({ expected, person, stranger }) => {
  expected.push(/status of 404/);
  const [admin, newcomer] = [await person(cast.systemAdmin), await stranger()];
  const name = words('轮岗的同志');
  await register(admin, name, `lun${name.slice(-8)}`);
  await newcomer.open(await link(admin));
  await newcomer.page.getByLabel('新密码').fill(password);
  await newcomer.page.getByLabel('再输一次').fill(password);
  await newcomer.page.getByRole('button', { name: '设好并进入' }).click();
  await expect(newcomer.page).not.toHaveURL(/welcome/);
  await newcomer.open('/issues');
  await expect(newcomer.page.getByRole('rowheader').first()).toBeVisible();
  await admin.page.getByRole('button', { name: /^收回/ }).click();
  await expect(admin.page.getByRole('button', { name: /^收回/ })).toHaveCount(0);
  await newcomer.open('/issues');
  await expect(newcomer.page.getByRole('rowheader')).toHaveCount(0);
});

test('a group is renamed and a campaign changed on their pages, with who and when', async ({ person }) => {
  const [admin, head] = [await person(cast.systemAdmin), await person(cast.head)];
  const name = words('第三巡回指导组');
  const { page } = admin;
  await admin.open('/groups');
  await page.getByRole('rowheader', { name: '第三巡回指导组' }).getByRole('link').click();
  await page.getByText('更名', { exact: true }).first().click();
  await page.getByLabel('名称').fill('第三巡回指导组');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toBeVisible();
  await page.getByLabel('名称').fill(name);
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: '更名' }).first()).toContainText(`第三巡回指导组 → ${name}`);
  await head.open('/dashboard');
  await expect(head.page.getByRole('link', { name })).toBeVisible();

  await page.getByRole('link', { name: '主题教育' }).click();
  await page.getByText('修改专项', { exact: true }).first().click();
  await page.getByLabel('中期日期').fill('2023-04-01');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '中期日期' })).toBeVisible();
  await page.getByLabel('中期日期').fill('2023-06-28');
  await page.getByRole('button', { name: '保存' }).click();
  const entry = page.getByRole('listitem').filter({ hasText: '修改专项' }).first();
  await expect(entry).toContainText('2023年6月21日（周三） → 2023年6月28日（周三）');
  await expect(entry).toContainText('齐静波');
});

test('a campaign is opened and a group of it, and both stand in their lists', async ({ person }) => {
  const { page, open } = await person(cast.systemAdmin);
  const [campaign, group] = [words('专项巡导'), words('第九巡回指导组')];
  await open('/groups');
  const part = (verb: string) => page.locator('details').filter({ has: page.locator('summary', { hasText: verb }) });
  await part('开启专项').locator('summary').click();
  await part('开启专项').locator('[name=campaign]').fill(campaign);
  for (const [name, day] of [['start', '2023-08-01'], ['half', '2023-09-15'], ['end', '2023-10-31']] as const) {
    await part('开启专项').locator(`[name=${name}]`).fill(day);
  }
  await part('开启专项').getByRole('button', { name: '开启专项' }).click();
  await expect(page.getByRole('rowheader', { name: campaign })).toBeVisible();
  await part('成立指导组').locator('summary').click();
  await part('成立指导组').locator('[name=group]').fill(group);
  await part('成立指导组').locator('select').selectOption({ label: campaign });
  await part('成立指导组').getByRole('button', { name: '成立指导组' }).click();
  await expect(page.getByRole('rowheader', { name: group })).toBeVisible();
});
