/** Acts sent past the pages, as other devices would send them. */
import { randomUUID } from 'node:crypto';
import type { BrowserContext } from '@playwright/test';
import { expect } from './journey.ts';

/** The book of the cast's group. */
export const book = '00000000-0000-0000-0000-00000a000003';
/** 松江师范大学. */
export const unit = '00000000-0000-0000-0000-00000b000002';
/** 北江工程学院, of the same group. */
export const college = '00000000-0000-0000-0000-00000b000003';
/** 松江音乐学院, of the same group. */
export const other = '00000000-0000-0000-0000-00000b000004';

/** One act of whoever is signed in there; the server's verdict. */
export async function propose(context: BrowserContext, subject: string, act: object, where = book): Promise<Verdict> {
  const proposal = { id: randomUUID(), at: Date.now() * 1000, book: where, act: { subject, act } };
  const answer = await context.request.post('/api/propose', { data: { proposals: [proposal] } });
  expect(answer.status()).toBe(200);
  return (await answer.json())[0];
}

/** The same for an act that must be accepted. */
export async function accept(context: BrowserContext, subject: string, act: object, where = book): Promise<void> {
  expect(await propose(context, subject, act, where), JSON.stringify(act)).toMatchObject({ verdict: 'accepted' });
}

export interface Verdict {
  verdict: 'accepted' | 'refused' | 'later';
  refusal?: { refusal: string };
}

/** An issue of the unit, or of another, ready to be agreed; its id. */
export async function find(context: BrowserContext, title: string, texts: Partial<Facts> = {}, of = unit): Promise<string> {
  const issue = randomUUID();
  const facts = {
    title,
    detail: null,
    category: 'livelihood',
    organisation: null,
    official: '韩立群',
    department: '后勤处',
    due: { by: 'standing' },
    ...texts,
  };
  const from = { ledger: null, report: null, from: null };
  await accept(context, 'issue', { verb: 'find', issue, unit: of, origin: 'research', facts, measures: [], ...from });
  return issue;
}

interface Facts {
  detail: string;
  official: string;
  department: string;
}
