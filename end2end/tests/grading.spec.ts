/** A rater grades on a phone in a corridor: under a thumb at 390 px, without network, and nothing of it is lost or sent twice. */
import type { Locator } from '@playwright/test';
import { words } from '../journey.ts';
import { expect, test, type Phone } from '../phone.ts';
import { cast } from '../routes.ts';

/** The round of the demo that runs; this unit was graded by neither of its raters. */
const round = '/evaluations/01898a73-eb40-79b9-ac96-5a10b48eb264';
const sheet = `${round}/00000000-0000-0000-0000-00000b000005`;

function grader({ page }: Phone, at: number): Locator {
  return page.locator('.grader').nth(at);
}

/** What it leans on, a grade and its reason, all of it by touch; that the reason was left is what saves it. */
async function grade(phone: Phone, at: number, word: string, why: string): Promise<void> {
  const own = grader(phone, at);
  if ((await own.locator('.leads li').count()) === 0) await own.getByLabel('依据', { exact: true }).selectOption({ index: 1 });
  await own.getByRole('radio', { name: word, exact: true }).tap();
  await own.getByLabel('理由').tap();
  await own.getByLabel('理由').fill(why);
  await phone.page.getByRole('heading', { level: 1 }).tap();
  await own.getByLabel('理由').blur();
}

const drafts = async (phone: Phone) => (await phone.rows()).filter((row) => row.startsWith('drafts grade '));

/** How many acts lie on the device. */
const items = async (phone: Phone) => (await phone.rows()).filter((row) => row.startsWith('items ')).length;

/** What was typed last lies on the device: it is said, and no row is written any more. */
async function kept(phone: Phone, at: number): Promise<void> {
  await expect(grader(phone, at).getByText('没写完，先存在这台设备上')).toBeVisible();
  let before = '';
  const still = async () => {
    const now = (await drafts(phone)).join();
    const same = now === before;
    before = now;
    return same;
  };
  await expect.poll(still, { intervals: [500] }).toBe(true);
}

async function holds(phone: Phone, at: number, word: string, why: string): Promise<void> {
  await expect(grader(phone, at).getByRole('radio', { name: word, exact: true })).toBeChecked();
  await expect(grader(phone, at).getByLabel('理由')).toHaveValue(why);
}

test('grades are given under a thumb and without network, and arrive once', async ({ phone, person }) => {
  const own = await phone();
  await own.signIn(cast.member);
  await own.open(sheet);
  await own.ready();
  // once more, so that the worker keeps the page
  await own.open(sheet);
  await expect(grader(own, 0)).toBeVisible();
  const many = await own.page.locator('.grader').count();
  expect(many).toBeGreaterThan(1);

  await test.step('everything is as wide as the phone and as high as a thumb', async () => {
    expect(await own.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    const targets = own.page.locator('.grades label, .grader button, .grader select, .grader textarea');
    for (const target of await targets.filter({ visible: true }).all()) {
      const box = (await target.boundingBox())!;
      expect(box.height, await target.evaluate((own) => own.outerHTML.slice(0, 90))).toBeGreaterThanOrEqual(44);
      expect(box.x >= 0 && box.x + box.width <= 390).toBe(true);
    }
  });

  const reasons = Array.from({ length: many }, () => words('抽看佐证并到现场核对过，'));
  const grades = ['较好', '好', '一般', '差'];
  await own.context.setOffline(true);
  own.line.cut();
  for (const [at, why] of reasons.entries()) {
    await grade(own, at, grades[at % 4]!, why);
    await expect(grader(own, at).getByText('在本机')).toBeVisible();
  }
  // on second thoughts
  await grader(own, 0).getByRole('radio', { name: '好', exact: true }).tap();
  await expect(grader(own, 0).getByText('在本机')).toBeVisible();
  grades[0] = '好';
  // it is pressed once what was graded lies on the device, and lies there itself before the browser is ended
  await expect(own.page.getByText('正在存到本机')).toHaveCount(0);
  const before = await items(own);
  await own.page.getByRole('button', { name: '评完' }).tap();
  await expect.poll(() => items(own)).toBe(before + 1);
  await expect(own.page.getByRole('alert').filter({ hasText: '没有评完' })).toHaveCount(0);

  await test.step('what is kept outlives the tab and the browser', async () => {
    await own.off();
    await own.on();
    await own.open(sheet);
    for (const [at, why] of reasons.entries()) await holds(own, at, at === 0 ? '好' : grades[at % 4]!, why);
    const other = await person(cast.head);
    await other.open(sheet);
    expect(await other.page.content()).not.toContain(reasons[0]);
  });

  own.line.mend();
  await own.context.setOffline(false);
  await expect(own.page.getByText('您已评完')).toBeVisible({ timeout: 30_000 });
  await expect(own.page.getByText('在本机')).toHaveCount(0);

  await test.step('the server has each of them once, for this rater alone', async () => {
    const same = await person(cast.member);
    await same.open(sheet);
    for (const why of reasons) await expect(same.page.locator('.settled li', { hasText: why })).toHaveCount(1);
    await expect(same.page.locator('.settled .grade-chip').first()).toHaveText('好');
    const answer = await same.context.request.get('/api/evaluation/sheet', { params: { evaluation: round.split('/')[2]!, unit: sheet.split('/')[3]! } });
    const { round: told } = await answer.json();
    const given = told.sheets.find((own: { unit: string }) => sheet.endsWith(own.unit)).grades;
    expect(given).toHaveLength(many);
    const other = await person(cast.deputy);
    await other.open(sheet);
    expect(await other.page.content()).not.toContain(reasons[0]);
    await expect(other.page.locator('.grader').first().getByRole('radio', { checked: true })).toHaveCount(0);
  });
});

test('a grade that is half written outlives a closed browser without network, each for itself, and arrives once it is finished', async ({ phone, person }) => {
  const own = await phone();
  await own.signIn(cast.member);
  await own.open(sheet);
  await own.ready();
  // once more, so that the worker keeps the page
  await own.open(sheet);
  await expect(grader(own, 1)).toBeVisible();
  await own.context.setOffline(true);
  own.line.cut();
  // too short to be sent
  const [half, other] = [words('半').slice(0, 8), words('听').slice(0, 8)];
  await grader(own, 0).getByRole('radio', { name: '较好', exact: true }).tap();
  await grader(own, 0).getByLabel('理由').fill(half);
  await kept(own, 0);
  await grader(own, 1).getByLabel('依据', { exact: true }).selectOption({ index: 1 });
  await expect(grader(own, 1).locator('.leads li')).toHaveCount(1);
  await grader(own, 1).getByLabel('理由').fill(other);
  await kept(own, 1);
  expect(await drafts(own)).toHaveLength(2);
  for (const word of [half, other]) expect((await own.rows()).filter((row) => row.includes(word))).toEqual([]);

  await own.off();
  await own.on();
  await own.open(sheet);
  await holds(own, 0, '较好', half);
  await expect(grader(own, 0).locator('.leads li')).toHaveCount(0);
  await expect(grader(own, 1).getByLabel('理由')).toHaveValue(other);
  await expect(grader(own, 1).getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(grader(own, 1).locator('.leads li')).toHaveCount(1);
  await expect(own.page.locator('.grader').getByText('在本机')).toHaveCount(0);

  // the one is finished, the other given up
  const why = `${half}，到现场核对过两处。`;
  await grade(own, 0, '较好', why);
  await expect(grader(own, 0).getByText('在本机')).toBeVisible();
  await expect(grader(own, 0).getByText('没写完，先存在这台设备上')).toHaveCount(0);
  await expect.poll(async () => (await drafts(own)).length).toBe(1);
  await grader(own, 1).getByRole('button', { name: '不要了' }).tap();
  await expect(grader(own, 1).getByLabel('理由')).toHaveValue('');
  await expect(grader(own, 1).locator('.leads li')).toHaveCount(0);
  await expect.poll(() => drafts(own)).toEqual([]);

  own.line.mend();
  await own.context.setOffline(false);
  await expect(grader(own, 0).getByText(/已记录/)).toBeVisible({ timeout: 30_000 });
  const same = await person(cast.member);
  await same.open(sheet);
  await expect(same.page.locator('.grader').first().getByLabel('理由')).toHaveValue(why);
  await expect(same.page.locator('.grader').first().getByRole('radio', { name: '较好', exact: true })).toBeChecked();
  await own.open(sheet);
  await holds(own, 0, '较好', why);
  await expect(grader(own, 1).getByLabel('理由')).toHaveValue('');
});

test('a half written grade is read by nobody else on the phone, and goes when its person signs out, which is said first', async ({ phone }) => {
  const own = await phone();
  const half = words('半').slice(0, 8);
  await own.signIn(cast.member);
  await own.open(sheet);
  await grader(own, 0).getByRole('radio', { name: '一般', exact: true }).tap();
  await grader(own, 0).getByLabel('理由').fill(half);
  await kept(own, 0);

  // who grades as well
  await own.signIn(cast.deputy);
  await own.open(sheet);
  await expect(grader(own, 0)).toBeVisible();
  await expect(grader(own, 0).getByLabel('理由')).toHaveValue('');
  await expect(grader(own, 0).getByRole('radio', { checked: true })).toHaveCount(0);
  expect((await own.rows()).filter((row) => row.includes(half))).toEqual([]);

  await own.signIn(cast.member);
  await own.open('/account');
  await own.page.getByRole('button', { name: '退出登录' }).click();
  await expect(own.page.getByText('有没写完的内容只在这台设备上')).toBeVisible();
  await own.page.getByRole('link', { name: '没写完的评分' }).tap();
  await expect(own.page).toHaveURL(sheet);
  await holds(own, 0, '一般', half);
  await own.open('/account');
  await own.page.getByRole('button', { name: '退出登录' }).click();
  await own.page.getByRole('button', { name: '不要了，退出' }).tap();
  await expect(own.page).toHaveURL(/sign-in/);
  expect(await drafts(own)).toEqual([]);
  await own.signIn(cast.member);
  await own.open(sheet);
  await expect(grader(own, 0)).toBeVisible();
  await expect(grader(own, 0).getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(grader(own, 0).getByLabel('理由')).toHaveValue('');
});
