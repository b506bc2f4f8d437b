/** A published result explains itself: the numbers that are written out give the score again, and so does the file; what it was last time,
 * where the unit and the public disagree, where the weight of what is missing went; several units side by side without a ranking. */
import type { Locator, Page } from '@playwright/test';
import { unit } from '../acts.ts';
import { expect, test } from '../journey.ts';
import { cast } from '../routes.ts';
import { compute, file, interval, leaves, number, shown } from '../score.ts';

/** The second round of the demo, published, and the one before it. */
const round = '/evaluations/01894781-3f40-710a-b5e4-2efea04733e4';
const before = '/evaluations/01886f36-2740-7246-8b2d-ccf14f83a5ed';
const units = [1, 2, 3, 4, 5].map((place) => `00000000-0000-0000-0000-00000b00000${place}`);

/** Every number with one decimal in a text, in tenths: sums of them are exact. */
const tenths = (text: string) => [...text.matchAll(/[+−-]?\d+\.\d/g)].map(([own]) => Math.round(Number(own.replace('−', '-')) * 10));

interface Row {
  kind: string;
  name: string;
  /** In points, as the template says and after what was missing elsewhere. */
  weights: [number, number];
  /** Both in tenths. */
  score: number | null;
  counted: number | null;
  moved: string;
}

/** The table of indicators as it stands. */
async function table(page: Page): Promise<Row[]> {
  const rows = await page.locator('.sheet-table tbody tr').evaluateAll((all) =>
    all.map((own) => {
      const cells = [...own.querySelectorAll('td.num')].map((cell) => cell.textContent ?? '');
      // its number stands before the name, the strand that it looks at behind it
      const [place, strand] = ['.place', '.strands'].map((part) => own.querySelector(`th ${part}`)?.textContent ?? '');
      const name = (own.querySelector('th')?.textContent ?? '').slice(place!.length).replace(new RegExp(`${strand}$`), '').trim();
      return { kind: own.className, name, cells, moved: own.querySelector('.moved')?.textContent ?? '' };
    }),
  );
  return rows.map(({ kind, name, cells, moved }) => {
    const [weight, ...shown] = cells;
    const weights = weight!.split('→').map(Number);
    const value = (text: string | undefined) => (text && text !== '—' ? tenths(text)[0]! : null);
    // only an indicator has a score of its own beside what it counts
    const score = kind === 'indicator' ? value(shown[0]) : null;
    return { kind, name, weights: [weights[0]!, weights.at(-1)!], score, counted: value(shown.at(-1)), moved };
  });
}

/** Sums of rounded numbers lie as far from the sum as their halves of a tenth do. */
function about(found: number, wanted: number, many: number, what: string): void {
  expect(Math.abs(found - wanted), `${what}: ${found} for ${wanted} tenths`).toBeLessThanOrEqual((many + 1) / 2);
}

test('the combined score is written out: by hand, from the table and from the file it is the same', async ({ person }) => {
  const own = await person(cast.normalStaff);
  await own.open(`${round}/${unit}`);
  const total = tenths(await own.page.getByRole('heading', { level: 1 }).innerText())[0]!;
  const made = await file(own.context, round, unit);
  const again = compute(made);

  // the formula of the parts, with the numbers of the table
  const [written, both] = await own.page.locator('#made .written').allInnerTexts();
  const numbers = tenths(written!);
  expect(numbers.pop()).toBe(total);
  about(numbers.reduce((all, own) => all + own, 0), total, numbers.length, '合计');
  const rows = await table(own.page);
  const aspects = rows.filter((own) => own.kind === 'aspect');
  expect(numbers).toEqual(aspects.map((own) => own.counted));
  for (const { name } of aspects) expect(written).toContain(name);
  for (const row of rows.filter((own) => own.kind === 'indicator' && own.counted !== null)) {
    const [, weight] = row.weights;
    // 计入 = 权重 × 得分 ÷ 100
    expect(Math.abs((weight * row.score!) / 100 - row.counted!), row.name).toBeLessThan(0.5 + weight / 200 + 0.01);
  }

  // the same with both halves of it
  const halves = tenths(both!);
  expect(both).toContain('效果得分');
  const [effect, ofEffect, said, ofSaid, sum] = halves as [number, number, number, number, number];
  expect(halves).toHaveLength(5);
  expect(ofEffect + ofSaid).toBe(1000);
  expect([sum, effect, said].map((own) => (own / 10).toFixed(1))).toEqual([made.published.total, made.published.effect, made.published.satisfaction]);
  about((effect * ofEffect + said * ofSaid) / 1000, total, 1, '效果和满意度');

  // exactly, from the file alone
  expect(shown(again.total)).toBe((total / 10).toFixed(1));
  expect([shown(again.effect.score!), shown(again.satisfaction.score!)]).toEqual([made.published.effect, made.published.satisfaction]);
  expect(`${again.aspects.map((own) => shown(own.earned!)).join(' + ')} = ${shown(again.total)}`).toBe(made.published.written);
  const counted = again.aspects.flatMap(leaves);
  expect(counted.map((own) => own.earned && shown(own.earned))).toEqual(counted.map((own) => made.published.points[own.id] ?? null));
});

test('the weight of what is missing goes to its siblings openly, and all weights stay a hundred', async ({ person }) => {
  const own = await person(cast.normalStaff);
  await own.open(`${round}/${unit}`);
  const rows = await table(own.page);
  for (const [kind, at] of [['aspect', 0], ['aspect', 1], ['indicator', 0], ['indicator', 1]] as const) {
    const all = rows.filter((own) => own.kind === kind).reduce((sum, own) => sum + own.weights[at]!, 0);
    expect(Math.abs(all - 100), `${kind} ${at}`).toBeLessThan(0.1);
  }
  // nobody asked the staff: fewer than five came back; nothing was zero by silence
  const missing = rows.find((own) => own.name === '教职工评价')!;
  expect(missing).toMatchObject({ weights: [5, 0], score: null, counted: null });
  expect(missing.moved).toBe('权重 5.0 按比例分给：学生或服务对象评价');
  expect(rows.find((own) => own.name === '学生或服务对象评价')!.weights).toEqual([5, 10]);
  await expect(own.page.getByRole('row', { name: '教职工评价' }).getByText('缺', { exact: true })).toBeVisible();
  const moved = rows.filter((own) => own.weights[0] !== own.weights[1]);
  for (const row of moved.filter((own) => own.weights[1] === 0)) expect(row.moved, row.name).toContain('按比例分给');
});

test('the result stands against the own last round, and a self-score far from the public is flagged', async ({ person }) => {
  const own = await person(cast.normalStaff);
  await own.open(`${round}/${unit}`);
  const [now, then] = [compute(await file(own.context, round, unit)), compute(await file(own.context, before, unit))];
  const [total, last] = [tenths(shown(now.total))[0]!, tenths(shown(then.total))[0]!];
  const word = total >= last ? '高' : '低';
  const by = (Math.abs(total - last) / 10).toFixed(1);
  const section = own.page.locator('section', { has: own.page.getByRole('heading', { name: `比本单位第 1 轮${word} ${by} 分` }) });
  const row = section.locator('table').last().getByRole('row', { name: '综合得分' });
  expect(tenths(await row.innerText())).toEqual([last, total, total - last]);
  for (const aspect of now.aspects) {
    const earlier = then.aspects.find((own) => own.id === aspect.id)!;
    const [a, b] = [tenths(shown(earlier.earned!))[0]!, tenths(shown(aspect.earned!))[0]!];
    expect(tenths(await section.locator('table').last().getByRole('row', { name: aspect.name }).innerText())).toEqual([a, b, b - a]);
  }
  await expect(section.locator('.slope')).toBeVisible();

  // 90.0 by itself
  const apart = 900 - tenths(shown(now.satisfaction.score!))[0]!;
  expect(apart).toBeGreaterThanOrEqual(50);
  const flag = `自评与群众评价相差 +${(apart / 10).toFixed(1)} 分`;
  await expect(own.page.getByText(flag)).toBeVisible();
  await expect(own.page.getByRole('heading', { name: `自评比群众评价高 ${(apart / 10).toFixed(1)} 分` })).toBeVisible();

  // who leads sees the same flag in the list; where both agree there is none
  const head = await person(cast.head);
  await head.open(round);
  const line = (name: string) => head.page.locator('table.records tr', { hasText: name });
  await expect(line('松江师范大学')).toContainText(flag);
  const music = compute(await file(head.context, round, units[3]!));
  const close = Math.abs(880 - tenths(shown(music.satisfaction.score!))[0]!) < 50;
  expect(close, 'the demo has a unit that agrees with the public').toBe(true);
  await expect(line('松江音乐学院')).not.toContainText('相差');
});

/** Name and numbers of each row of a table, in its order. */
async function rows(own: Locator): Promise<[string, number[]][]> {
  const all = await own.locator('tbody tr').evaluateAll((all) => all.map((row) => [row.querySelector('th')!.textContent!, row.textContent!]));
  return all.map(([name, text]) => [name!, tenths(text!.replaceAll('–', ' '))]);
}

test('units stand side by side in their own order, with spread and intervals, and without a rank', async ({ person }) => {
  const head = await person(cast.head);
  await head.open(round);
  const all = await Promise.all(units.map(async (own) => compute(await file(head.context, round, own))));
  const totals = all.map((own) => shown(own.total));
  const [least, most] = [Math.min(...totals.map(Number)), Math.max(...totals.map(Number))];
  await expect(head.page.getByText(`各单位综合得分在 ${least.toFixed(1)} 到 ${most.toFixed(1)} 之间`).first()).toBeVisible();

  // neither from the best nor from the worst
  const falling = totals.map(Number).sort((one, other) => other - one).map((own) => own.toFixed(1));
  expect([falling, [...falling].reverse()]).not.toContainEqual(totals);
  const listed = await head.page.locator('table.records tbody tr strong').allInnerTexts();
  expect(listed).toEqual(totals);
  const drawn = await head.page.locator('.scores .told .value').allTextContents();
  expect(drawn).toEqual(totals);
  await expect(head.page.locator('main')).not.toContainText(/第 ?\d+ ?名|名次 ?\d|排名 ?\d/);

  // effect, satisfaction and total of each, with the intervals of what was asked
  await head.page.locator('.twin > summary').last().click();
  for (const [place, [name, found]] of (await rows(head.page.locator('.twin table').last())).entries()) {
    const own = all[place]!;
    const asked = own.aspects.flatMap(leaves).filter((own) => own.asked);
    const wanted = [tenths(shown(own.effect.score!))];
    const near = (one: [number, number] | null) => (one ? one.map((end) => end * 10) : []);
    if (own.satisfaction.score) wanted.push(tenths(shown(own.satisfaction.score)), near(interval(asked)));
    wanted.push(tenths(shown(own.total)), near(interval(own.aspects.flatMap(leaves))));
    expect(found, name).toHaveLength(wanted.flat().length);
    // ends are rounded twice: to thousandths as they are stored, and as they are shown
    for (const [at, value] of wanted.flat().entries()) expect(Math.abs(found[at]! - value), `${name} ${at}`).toBeLessThanOrEqual(1.1);
  }
  // where nobody was asked there is no interval, and it says so
  const silent = all.filter((own) => !own.satisfaction.score).length;
  expect(silent).toBeGreaterThan(0);
  await expect(head.page.locator('.scores .told').filter({ hasText: '没有满意度结果' })).toHaveCount(silent);
  await expect(head.page.locator('.scores .told:has(.whisker)')).toHaveCount(5 - silent);
  await expect(head.page.locator('.scatter .told')).toHaveCount(5 - silent);

  // a unit is shown itself alone
  const own = await person(cast.normalStaff);
  await own.open(round);
  await expect(own.page.locator('table.records tbody tr')).toHaveCount(1);
  await expect(own.page.locator('figure.whiskers')).toHaveCount(0);
  expect(number(all[1]!.total)).toBeGreaterThan(0);
});
