/** A journey: a house of its own (server and data), and people who each sit at a browser of their own. */
import { randomUUID } from 'node:crypto';
import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { watch } from './fixtures.ts';
import { start, type Database, type Server } from './server.ts';

export interface Person {
  context: BrowserContext;
  page: Page;
  /** Goes to a page and waits until the wasm has taken over. */
  open: (path: string) => Promise<void>;
}

interface Own {
  /** What the house keeps its records in; the projects of playwright.config.ts say so. */
  database: Database;
  house: Server;
  /** Someone of the cast at a browser of their own, signed in. */
  person: (login: string, options?: { width: number; height: number }) => Promise<Person>;
  /** Someone at a browser of their own in which nobody is signed in. */
  stranger: (options?: { width: number; height: number }) => Promise<Person>;
  /** Complaints of any browser that this test provokes on purpose. */
  expected: RegExp[];
}

export const test = base.extend<Own>({
  database: ['sqlite', { option: true }],
  house: async ({ database }, use) => {
    const house = await start(database);
    await use(house);
    await house.stop();
  },
  expected: ({}, use) => use([]),
  stranger: async ({ browser, house, expected, contextOptions }, use) => {
    const complaints: string[] = [];
    const contexts: BrowserContext[] = [];
    await use(async (viewport) => {
      const size = viewport ? { viewport } : {};
      const context = await browser.newContext({ ...contextOptions, ...size, locale: 'zh-CN', baseURL: house.url });
      contexts.push(context);
      watch(context, complaints);
      const page = await context.newPage();
      return { context, page, open: (path) => open(page, path) };
    });
    for (const context of contexts) await context.close();
    const unexpected = complaints.filter((text) => !expected.some((pattern) => pattern.test(text)));
    expect(unexpected, 'what a browser complained about').toEqual([]);
  },
  person: ({ stranger }, use) =>
    use(async (login, viewport) => {
      const someone = await stranger(viewport);
      const answer = await someone.context.request.post('/demo/sign-in', { form: { login }, maxRedirects: 0 });
      expect(answer.status(), `${login} signs in`).toBe(303);
      return someone;
    }),
});

export { expect };

/** Goes to a page and waits until the wasm has taken over. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await alive(page);
}

/** Waits until the wasm has taken over the page that is loading, and the code that keeps and sends has looked at the device: it
 *  comes after the page, and a test may cut the network next. */
export async function alive(page: Page): Promise<void> {
  await takenOver(page);
  const outbox = page.locator('a.waiting');
  if (await outbox.count()) await expect(outbox.locator('.server, .local, .refused')).toBeAttached({ timeout: 20_000 });
}

/** Waits until the wasm has taken over the page that is loading. */
export async function takenOver(page: Page): Promise<void> {
  await expect(page.locator('html[data-alive]')).toBeAttached({ timeout: 20_000 });
}

/** The page that a click leads to, once it is there: a page without a whole load comes when what it reads has come. */
export async function arrived(page: Page, at: RegExp): Promise<string> {
  await expect(page).toHaveURL(at);
  return new URL(page.url()).pathname;
}

/** Unfolds a verb of this part of the page. */
export async function unfold(part: Locator, verb: string | RegExp): Promise<void> {
  const summary = part.locator('.act-fold > summary', { hasText: verb }).first();
  await summary.click();
  await expect(summary.locator('..'), `${verb} stands open`).toHaveAttribute('open');
}

/** Two words that no other record has. */
export function words(first: string): string {
  return `${first}${randomUUID().slice(0, 8)}`;
}
