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
  await own.page.getByRole('button', { name: '评完' }).tap();
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
