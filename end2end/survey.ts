/** Surveys past the pages: planned, printed and answered as many devices would do it. */
import { randomUUID } from 'node:crypto';
import type { BrowserContext } from '@playwright/test';
import { accept, unit } from './acts.ts';
import { expect } from './journey.ts';

export interface Slip {
  code: string;
  side: number;
  square: string;
}

const scale = (zh: string) => ({ words: { zh }, kind: 'scale' });
/** Answers to scales, from the best; the last is 不了解. */
export const level = { very: 0, yes: 1, ordinary: 2, no: 3, never: 4, unknown: 5 };

/** Two scales and a few words, for two groups of raters; by default for as long as the demo goes on, and about all of the unit. */
export async function plan(context: BrowserContext, title: string, opens = '2023-07-01', category?: string): Promise<string> {
  const survey = randomUUID();
  const raters = [{ zh: '教职工' }, { zh: '领导干部' }];
  const questions = [scale('问题找得准'), scale('整改办法管用'), { words: { zh: '还想说的' }, kind: 'text' }];
  const planned = { title, ...(category ? { category } : {}), raters, questions, opens, closes: '2024-07-01' };
  await accept(context, 'survey', { verb: 'plan', survey, unit, plan: planned });
  return survey;
}

/** Makes slips past the page; their codes. */
export async function print(context: BrowserContext, survey: string, raters: number, slips: number): Promise<Slip[]> {
  const data = { survey, raters, slips, origin: 'https://xundao.example' };
  const answer = await context.request.post('/api/survey/print', { data });
  expect(answer.status()).toBe(200);
  return (await answer.json()).slips;
}

/** Hands a slip in as the form of its page does; where that leads. */
export async function hand(context: BrowserContext, code: string, ...answers: (number | string | null)[]): Promise<string> {
  const fields = answers.map((own, at) => [`q${at}`, own === null ? '' : `${own}`]).filter(([, own]) => own !== '');
  const answer = await context.request.post(`/s/${code}`, { form: Object.fromEntries(fields), maxRedirects: 0 });
  expect([303, 404], `${answer.status()}`).toContain(answer.status());
  return answer.headers().location ?? `${answer.status()}`;
}
