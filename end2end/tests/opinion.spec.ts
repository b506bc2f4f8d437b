/** What a survey says: shares with their intervals, computed a second time here from the counts on the page; how many answered; each group
 * of raters by itself, over the rounds; and of four people nothing at all. */
import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { accept, unit } from '../acts.ts';
import { expect, test } from '../journey.ts';
import { cast } from '../routes.ts';
import { wilson } from '../score.ts';
import { hand, level, plan, print } from '../survey.ts';

/** The second survey of one unit in the demo, closed, and the first one. */
const second = '/surveys/01891e57-8700-7bea-bb04-f190a1702e60';
const first = '/surveys/018840e6-1300-79dd-a7b9-f81c36c7dada';
const hidden = '不足 5 份，不显示';

/** The cells of a table's rows by their heads. */
async function cells(table: Locator): Promise<Map<string, string[]>> {
  const rows = await table.locator('tbody tr').evaluateAll((all) =>
    all.map((row) => [row.querySelector('th')!.textContent!.trim(), [...row.querySelectorAll('td')].map((own) => own.textContent!.trim())] as const),
  );
  return new Map(rows);
}

const table = (page: Page, name: string) => page.locator('#results').getByRole('table', { name, exact: true });
const one = (share: number) => (Math.round(share * 10 + 1e-9) / 10).toFixed(1);
/** As a share of a hundred is rounded: a half goes up. */
const share = (part: number, of: number) => (Math.floor((part * 2000 + of) / (of * 2)) / 10).toFixed(1);

interface Said {
  part: number;
  of: number;
}

/** Of five levels and 不了解, as a question's table has them: those satisfied among those who know. */
function satisfied(counts: string[]): Said {
  const levels = counts.slice(0, 5).map(Number);
  return { part: levels[0]! + levels[1]!, of: levels.reduce((all, own) => all + own, 0) };
}

/** All scales of a group together: share, and the interval of as many people as answered. */
function together(all: Said[]): { share: string; from: string; until: string } {
  const [part, of] = [all.reduce((sum, own) => sum + own.part, 0), all.reduce((sum, own) => sum + own.of, 0)];
  const people = Math.floor(of / all.length);
  const [from, until] = wilson(Math.round((part * people) / of), people);
  return { share: share(part, of), from: one(from), until: one(until) };
}

const questions = ['问题找得准，您满意吗？', '整改办法管用，您满意吗？', '身边的变化，您满意吗？'];

async function groups(page: Page): Promise<Map<string, ReturnType<typeof together>>> {
  const told = new Map<string, Said[]>();
  for (const question of questions) {
    for (const [name, own] of await cells(table(page, question))) {
      if (own[0] !== hidden) told.set(name, [...(told.get(name) ?? []), satisfied(own)]);
    }
  }
  return new Map([...told].map(([name, own]) => [name, together(own)]));
}

test('shares, intervals and response rates follow from the counts, group by group', async ({ person }) => {
  const { page, open } = await person(cast.liaison);
  await open(second);
  const told = await groups(page);
  expect([...told.keys()]).toEqual(['教职工', '学生或服务对象', '社会公众']);
  const came = await cells(table(page, '收回'));
  for (const [name, own] of told) {
    // the drawing says it
    await expect(page.getByRole('img', { name: `${name}：${own.share}，95% 区间 ${own.from} 至 ${own.until}`, exact: true })).toHaveCount(1);
    // the table has it beside how many were asked and how many came back
    const [out, back, rate, said, between] = came.get(name)!;
    expect(rate).toBe(`${Math.floor((Number(back) * 100) / Number(out))}%`);
    expect([said, between]).toEqual([own.share, `${own.from}–${own.until}`]);
  }
  for (const question of questions) {
    const rows = await cells(table(page, question));
    for (const [name, own] of rows) {
      if (own[0] === hidden) continue;
      const { part, of } = satisfied(own);
      const [from, until] = wilson(part, of);
      expect(own.at(-1), `${question} ${name}`).toBe(`${share(part, of)} ${one(from)}–${one(until)}`);
    }
  }

  // three of twelve leading officials: not even how many
  expect((await cells(table(page, '收回'))).get('领导干部')!.slice(0, 3)).toEqual(['12', '少于 5', '—']);
  for (const question of questions) expect((await cells(table(page, question))).get('领导干部')![0]).toBe(hidden);
  await expect(page.locator('.whiskers')).toContainText(hidden);
});

test('a group is compared with itself over the rounds', async ({ person }) => {
  const { page, open } = await person(cast.liaison);
  await open(first);
  const then = await groups(page);
  const out = await cells(table(page, '收回'));
  await open(second);
  const now = await groups(page);
  const heads = await table(page, '历次比较').locator('thead th').allInnerTexts();
  const rounds = [...(await cells(table(page, '历次比较'))).values()];
  expect(rounds).toHaveLength(2);
  for (const [at, name] of heads.slice(1).entries()) {
    for (const [place, told] of [then, now].entries()) {
      const own = told.get(name);
      const cell = rounds[place]![at]!;
      expect(cell, `${name} ${place}`).toContain(own ? `${own.share} ${own.from}–${own.until}` : '少于 5');
    }
    expect(rounds[0]![at], name).toContain(`回收 ${out.get(name)![2]}`);
  }
});

test('a round about a category reads the survey about it, any other the one about the whole unit, and each says which', async ({ person, stranger }) => {
  const [{ context, page, open }, someone] = [await person(cast.head), await stranger()];
  const closed = async (title: string, said: number, category?: string) => {
    const survey = await plan(context, title, '2023-07-01', category);
    for (const { code } of await print(context, survey, 0, 5)) expect(await hand(someone.context, code, said, said)).toBe('/s/thanks');
    await accept(context, 'survey', { verb: 'close', survey });
    return survey;
  };
  const livelihood = await closed('食堂和宿舍满意度测评', level.no, 'livelihood');
  const whole = await closed('全校满意度测评', level.yes);

  const template = randomUUID();
  const node = (name: string) => ({ id: randomUUID(), name, weight: 10_000 });
  const indicators = [{ ...node('教职工评价'), method: { by: 'satisfaction', of: '教职工' } }];
  const tree = { aspects: [{ ...node('群众满意'), elements: [{ ...node('群众满意'), indicators }] }] };
  await accept(context, 'template', { verb: 'make', template, title: '只看满意度', tree, from: null });
  const raters = [1, 3].map((at) => `00000000-0000-0000-0000-00000d00000${at}`);
  const period = { start: '2023-04-17', end: '2024-07-01' };
  const rounds = [
    [{ what: 'category', category: 'livelihood' }, livelihood, '食堂和宿舍满意度测评（民生实事）', '0.0'],
    [{ what: 'category', category: 'hard' }, whole, '全校满意度测评（单位全部整改）', '100.0'],
    [{ what: 'unit' }, whole, '全校满意度测评', '100.0'],
  ] as const;
  for (const [scored, survey, named, points] of rounds) {
    const evaluation = randomUUID();
    const opened = { evaluation, title: named, scored, units: [unit], period, template, version: 1, raters, due: null, again: null };
    await accept(context, 'evaluation', { verb: 'open', ...opened });
    await open(`/evaluations/${evaluation}/${unit}`);
    const row = page.locator('tr.indicator');
    await expect(row.locator('td.basis small')).toHaveText(named);
    await expect(row.locator('td.basis a.more')).toHaveAttribute('href', `/surveys/${survey}`);
    await expect(row.locator('td.num').nth(1)).toHaveText(points);
  }
  await open(`/surveys/${livelihood}`);
  await expect(page.locator('.summary')).toContainText('民生实事');
  await open('/surveys');
  await expect(page.getByRole('row', { name: /食堂和宿舍满意度测评/ })).toContainText('民生实事');
});

test('of four answers nothing is told, to nobody and in no way; the fifth tells', async ({ person, stranger }) => {
  const [group, own, someone] = [await person(cast.liaison), await person(cast.normalStaff), await stranger()];
  const survey = await plan(group.context, '四份和五份');
  const [staff, officials] = [await print(group.context, survey, 0, 8), await print(group.context, survey, 1, 8)];
  const read = async () => (await own.context.request.get('/api/survey/detail', { params: { survey } })).json();
  for (const slip of officials.slice(0, 4)) expect(await hand(someone.context, slip.code, level.very, level.never, '四个人里的一句')).toBe('/s/thanks');
  for (const slip of staff.slice(0, 4)) expect(await hand(someone.context, slip.code, level.yes, level.no, '五个人里的一句')).toBe('/s/thanks');
  // while it runs: how many, and from five on only
  expect((await read()).raters.map((own: { returned: number | null }) => own.returned)).toEqual([null, null]);
  // the fifth answers one question only: of the others there are still four
  expect(await hand(someone.context, staff[4]!.code, level.no)).toBe('/s/thanks');
  const running = await read();
  expect(running.raters.map((own: { returned: number | null }) => own.returned)).toEqual([5, null]);
  expect(running.raters.flatMap((own: { questions: unknown[]; satisfied: unknown }) => [...own.questions, own.satisfied])).toEqual([null, null]);
  await accept(group.context, 'survey', { verb: 'close', survey });

  await own.open(`/surveys/${survey}`);
  const page = own.page;
  const [precise, works] = [await cells(table(page, '问题找得准')), await cells(table(page, '整改办法管用'))];
  expect(precise.get('教职工')!.slice(0, 6)).toEqual(['0', '4', '0', '1', '0', '0']);
  const [from, until] = wilson(4, 5);
  expect(precise.get('教职工')!.at(-1)).toBe(`80.0 ${one(from)}–${one(until)}`);
  expect(works.get('教职工')![0]).toBe(hidden);
  for (const told of [precise, works]) expect(told.get('领导干部')![0]).toBe(hidden);
  const text = await page.locator('main').innerText();
  expect(text).not.toContain('个人里的一句');
  const closed = await read();
  expect(closed.raters[1]).toMatchObject({ returned: null, questions: [], satisfied: null });
  expect(closed.raters[0].questions[1]).toMatchObject({ counts: null, satisfied: null });
  expect(JSON.stringify(closed)).not.toContain('个人里的一句');
  const head = await person(cast.head);
  await head.open(`/surveys/${survey}`);
  expect(await head.page.content()).not.toContain('个人里的一句');
});
