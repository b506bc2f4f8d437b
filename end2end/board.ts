/** What a dashboard should say, counted by the tests themselves from the rows of the list: none of the product's sums, and none of
 * its words for late or stagnant. */
import type { BrowserContext } from '@playwright/test';
import { expect } from './journey.ts';

/** The last day of the demo, and the day that it is compared with. */
export const today = '2023-07-28';
export const before = '2023-07-21';

export interface Line {
  id: string;
  origin: 'research' | 'team_list' | 'guidance' | 'survey';
  number: number;
  title: string;
  unit: string;
  category: string | null;
  state: string;
  due: string | null;
  found: string;
  moved: string;
}

/** In the order of the chart, with the words of the screen. */
export const states = {
  held: '已巩固',
  verified: '已验收',
  submitted: '待验收',
  in_progress: '整改中',
  agreed: '已商定',
  found: '已发现',
  disputed: '有异议',
};
export const categories = { livelihood: '民生实事', development: '推动发展', hard: '攻坚破难', special: '专项整治' };
export const origins = { team_list: '班子整改清单', research: '调研发现' };
export const solved = ['verified', 'held'];

/** Every row that this person's list has, page by page. */
export async function lines(context: BrowserContext, filter: object = {}): Promise<Line[]> {
  const all: Line[] = [];
  for (let page = 0; ; page += 1) {
    const asked = encodeURIComponent(JSON.stringify({ ...filter, page }));
    const answer = await context.request.get(`/api/issue/list?filter=${asked}`);
    expect(answer.status()).toBe(200);
    const { lines: some, total } = (await answer.json()) as { lines: Line[]; total: number };
    all.push(...some);
    if (all.length >= total) return all;
  }
}

/** Days from one to the other. */
export const days = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** Past its day and still the unit's to do: for how many days, or 0. */
export function late({ state, due }: Line, day = today): number {
  return due && ['found', 'agreed', 'in_progress'].includes(state) ? Math.max(0, days(due, day)) : 0;
}

/** Under way without a record of progress for two weeks: for how many days, or 0. */
export function stagnant({ state, moved }: Line, day = today): number {
  const still = days(moved, day);
  return state === 'in_progress' && still >= 14 ? still : 0;
}

/** Those that count as found. */
export const counted = (all: Line[]) => all.filter(({ state }) => state in states);
