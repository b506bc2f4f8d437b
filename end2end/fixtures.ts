/** Import `test` from here: it brings a server, and fails on whatever the browser complains about. */
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { start, type Server } from './server.ts';

interface Own {
  /** The page, once the wasm has taken over. */
  open: (path: string) => Promise<Page>;
  /** Signs in as someone of the cast, by login. */
  signIn: (login: string) => Promise<void>;
  /** zh-CN or en, from the next page on. */
  speak: (lang: 'zh-CN' | 'en') => Promise<void>;
  /** WCAG 2.2 AA, as far as a program can tell. */
  accessible: () => Promise<void>;
  /** Complaints that this test provokes on purpose. */
  expected: RegExp[];
  /** Runs by itself. */
  quiet: void;
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export const test = base.extend<Own, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ server }, use) => use(server.url),
  expected: ({}, use) => use([]),
  quiet: [
    async ({ context, expected }, use) => {
      const complaints: string[] = [];
      watch(context, complaints);
      await use();
      const unexpected = complaints.filter((text) => !expected.some((pattern) => pattern.test(text)));
      expect(unexpected, 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],
  open: ({ page }, use) =>
    use(async (path) => {
      await page.goto(path);
      await expect(page.locator('html[data-alive]')).toBeAttached({ timeout: 20_000 });
      return page;
    }),
  signIn: ({ context, server }, use) =>
    use(async (login) => {
      const answer = await context.request.post(`${server.url}/demo/sign-in`, { form: { login }, maxRedirects: 0 });
      expect(answer.status(), `${login} signs in; needs the demo's data, as cargo xtask test browser makes it`).toBe(303);
    }),
  speak: ({ context, server }, use) =>
    use(async (lang) => context.addCookies([{ name: 'lang', value: lang, url: server.url }])),
  accessible: ({ page }, use) =>
    use(() => audit(page)),
});

/** What axe has to say of a page as it stands. */
export async function findings(page: Page): Promise<string[]> {
  // Only what is wrong is written out, and nothing is put together in a page of its own: half the time of a long page.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags(rules).setLegacyMode();
  const { violations } = await axe.analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html)}`);
}

/** Nothing, that is. */
export async function audit(page: Page): Promise<void> {
  expect(await findings(page), 'what axe found').toEqual([]);
}

/** Gathers whatever this browser complains about. */
export function watch(context: BrowserContext, complaints: string[]): void {
  context.on('weberror', (error) => complaints.push(`${error.error()}`));
  context.on('console', (said) => {
    // the test runner's own words, where browser.ts lets no worker in
    const blocked = said.text().startsWith('Service Worker registration blocked');
    const problem = said.type() === 'error' || said.type() === 'warning';
    if (problem && !blocked) complaints.push(`${said.type()}: ${said.text()} ${said.location().url}`);
  });
}

export { expect };

/** How wide the page is on the narrowest phone. */
export const narrow = async (page: Page) => {
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide) await page.setViewportSize(wide);
  return width;
};
