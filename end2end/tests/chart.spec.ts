/** The charts of evaluations say what they show to everybody: by keyboard, under a finger, on paper, and where no script runs. Each has
 * the same numbers as a table. */
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { expect, test } from '../journey.ts';
import { cast } from '../routes.ts';

/** The second round of the demo, published; and its unit in which two raters differed. */
const round = '/evaluations/01894781-3f40-710a-b5e4-2efea04733e4';
const sheet = `${round}/00000000-0000-0000-0000-00000b000003`;
/** What stands on which page: waterfall, score bars, the gaps of raters, then and now, what people say; effect against satisfaction. */
const charts: [string, string[]][] = [
  [sheet, ['.fall', '.scores', '.dots', '.slope', '.whiskers:not(.fall, .scores, .dots, .slope, .scatter)']],
  [round, ['.scores', '.scatter']],
  ['/cuts/0188dd53-3d80-7246-8b2d-ccf14f83a5ed', [':is(#slope .slope)', ':is(#opinions .slope)']],
];

/** The line at the foot of the drawing that a mark says: seen, whole, and alone. */
async function says(chart: Locator, mark: Locator, where: string): Promise<void> {
  const tell = mark.locator('.tell');
  await expect(tell, where).toBeVisible();
  await expect(chart.locator('.tell').filter({ visible: true }), where).toHaveCount(1);
  const said = (await tell.textContent()) ?? '';
  expect(said, where).toBe(await mark.getAttribute('aria-label'));
  const [line, frame] = [await tell.boundingBox(), await chart.locator('svg[role=group]').boundingBox()];
  expect(line && frame && line.x >= frame.x - 1 && line.x + line.width <= frame.x + frame.width + 1, `${where}: ${said} is cut off`).toBe(true);
}

async function each(page: Page, open: (path: string) => Promise<unknown>, look: (chart: Locator, where: string) => Promise<void>): Promise<void> {
  for (const [path, all] of charts) {
    await open(path);
    for (const own of all) {
      const chart = page.locator(`figure${own}`);
      await expect(chart, own).toHaveCount(1);
      await look(chart, own);
    }
  }
}

test('charts are read by keyboard: Tab and arrows lead from mark to mark', async ({ person }) => {
  const { page, open } = await person(cast.head);
  await each(page, open, async (chart, where) => {
    const marks = chart.locator('.told');
    const many = await marks.count();
    expect(many, where).toBeGreaterThan(0);
    // what is before the first mark leads to it
    await marks.first().focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    for (let at = 0; at < many; at += 1) {
      await expect(marks.nth(at), where).toBeFocused();
      await says(chart, marks.nth(at), `${where} ${at}`);
      await page.keyboard.press('Tab');
    }
    await expect(chart.locator('.told:focus')).toHaveCount(0);
    await page.keyboard.press('Shift+Tab');
    await expect(marks.last()).toBeFocused();
    // by arrows, and no further than the last
    await page.keyboard.press('Home');
    for (let at = 0; at < many; at += 1) {
      await expect(marks.nth(at), `${where} by arrows`).toBeFocused();
      await page.keyboard.press(at % 2 ? 'ArrowDown' : 'ArrowRight');
    }
    await expect(marks.last()).toBeFocused();
    await says(chart, marks.last(), where);
    await page.keyboard.press('ArrowUp');
    await expect(marks.nth(Math.max(0, many - 2))).toBeFocused();
    await page.keyboard.press('End');
    await expect(marks.last()).toBeFocused();
  });
});

test('charts are read by touch on a phone', async ({ browser, house, contextOptions }) => {
  const viewport = { width: 390, height: 844 };
  const context = await browser.newContext({ ...contextOptions, viewport, hasTouch: true, isMobile: true, locale: 'zh-CN', baseURL: house.url });
  await context.request.post('/demo/sign-in', { form: { login: cast.head }, maxRedirects: 0 });
  const page = await context.newPage();
  await each(page, (path) => page.goto(path), async (chart, where) => {
    for (const mark of await chart.locator('.told').all()) {
      // clear of the bar at the foot
      await mark.evaluate((own) => own.scrollIntoView({ block: 'center' }));
      // where points lie close their names do not
      const place = (await mark.locator(where === '.scatter' ? '.name' : '.reach').first().boundingBox())!;
      await page.touchscreen.tap(place.x + place.width / 2, place.y + place.height / 2);
      await says(chart, mark, where);
    }
    // labels are whole, and none lies on another
    const labels = await chart.locator('.told .name').evaluateAll((all) => all.map((own) => own.getBoundingClientRect().toJSON()));
    const inside = await chart.locator('svg[role=group]').evaluate((own) => own.getBoundingClientRect().toJSON());
    for (const one of labels) {
      expect(one.left >= inside.left - 1 && one.right <= inside.right + 1, `${where}: a label is cut off`).toBe(true);
      // boxes of letters are a little higher than what is seen of them
      const over = labels.filter((own) => own !== one && own.left < one.right && one.left < own.right && own.top < one.top && one.top < own.bottom - 5);
      expect(over, `${where}: a label lies on another`).toEqual([]);
    }
    const [own, frame] = [await chart.boundingBox(), page.viewportSize()];
    expect(own!.x >= 0 && own!.x + own!.width <= frame!.width, `${where} is wider than the phone`).toBe(true);
  });
  await context.close();
});

/** Every number that a mark says stands in the row of its name, where the table has one. */
async function same(page: Page, chart: Locator, where: string): Promise<void> {
  const twin = chart.locator('xpath=following::details[contains(@class, "twin")][1]');
  await expect(twin.locator('table'), where).toBeVisible();
  const rows = await twin.locator('tbody tr').allInnerTexts();
  for (const mark of await chart.locator('.told').all()) {
    const said = (await mark.getAttribute('aria-label')) ?? '';
    const row = rows.find((own) => said.startsWith(own.split(/[\t\n]/)[0]!.trim()));
    expect(row, `${where}: ${said} has a row`).toBeTruthy();
    for (const [number] of said.matchAll(/\d+\.\d/g)) expect(row, `${where}: ${said}`).toContain(number);
  }
}

test('charts are on paper with their tables, and nothing else that waits for a hand', async ({ person }) => {
  const { page, open } = await person(cast.head);
  await each(page, open, async (chart, where) => {
    await page.emulateMedia({ media: 'print' });
    await expect(chart.locator('svg[role=group]'), where).toBeVisible();
    await expect(chart.locator('.tell').filter({ visible: true }), where).toHaveCount(0);
    await same(page, chart, where);
    await expect(page.locator('.twin > summary').filter({ visible: true })).toHaveCount(0);
    await page.emulateMedia({ media: null });
  });
  expect((await page.pdf()).length).toBeGreaterThan(10_000);
});

/** A browser in which no script runs. */
async function plain(browser: { newContext: (options: object) => Promise<BrowserContext> }, options: object): Promise<BrowserContext> {
  return browser.newContext({ ...options, locale: 'zh-CN', javaScriptEnabled: false });
}

test('charts and their tables are there without a script', async ({ browser, house, contextOptions }) => {
  const context = await plain(browser, { ...contextOptions, baseURL: house.url });
  await context.request.post('/demo/sign-in', { form: { login: cast.head }, maxRedirects: 0 });
  const page = await context.newPage();
  await each(page, (path) => page.goto(path), async (chart, where) => {
    await expect(chart.locator('svg[role=group]'), where).toBeVisible();
    const twin = chart.locator('xpath=following::details[contains(@class, "twin")][1]');
    if ((await twin.getAttribute('open')) === null) await twin.locator('summary').click();
    await same(page, chart, where);
    // and a mark speaks by style alone
    await chart.locator('.told').first().focus();
    await says(chart, chart.locator('.told').first(), where);
  });
  await context.close();
});

test('where points of then and now lie close, a line leads from each to its label', async ({ person }) => {
  const { page, open } = await person(cast.head);
  await open(sheet);
  const slope = page.locator('.slope').first();
  const found = await slope.locator('.told').evaluateAll((all) =>
    all.map((own) => {
      const number = (mark: Element | null | undefined, name: string) => Number(mark?.getAttribute(name));
      const dots = [...own.querySelectorAll('.dot')].map((dot) => [number(dot, 'cx'), number(dot, 'cy')]);
      const leads = [...own.querySelectorAll('.lead')].map((lead) => ['x1', 'y1', 'y2'].map((name) => number(lead, name)));
      const labels = ['.value', '.name'].map((name) => number(own.querySelector(name), 'y') - 5);
      return { dots, leads, labels };
    }),
  );
  let moved = 0;
  for (const { dots, leads, labels } of found) {
    for (const [side, [x, y]] of dots.entries()) {
      const lead = leads.find((own) => own[0] === x);
      const away = Math.abs(labels[side]! - y!) > 4;
      moved += Number(away);
      expect(!!lead, `${away}`).toBe(away);
      // from the point to the middle of the label
      if (lead) expect(Math.abs(lead[1]! - y!) + Math.abs(lead[2]! - labels[side]!)).toBeLessThan(0.3);
    }
  }
  expect(moved, 'the demo has points that lie close').toBeGreaterThan(0);
});

test('each field of effect against satisfaction has its name, once, in its corner', async ({ person }) => {
  const { page, open } = await person(cast.head);
  await open(round);
  const scatter = page.locator('figure.scatter');
  const numbers = (own: Locator, names: string[]) =>
    own.evaluateAll((all, names) => all.map((mark) => names.map((name) => Number(mark.getAttribute(name)))), names);
  // the two lines that part the fields
  const lines = await numbers(scatter.locator('line.zero'), ['x1', 'x2', 'y1', 'y2']);
  expect(lines).toHaveLength(2);
  const [x] = lines.find(([from, to]) => from === to)!;
  const [, , y] = lines.find(([, , from, to]) => from === to)!;
  const names = scatter.locator('.field-name');
  const places = await numbers(names, ['x', 'y']);
  const corners = places.map(([across, down]) => `${down! < y! ? 'upper' : 'lower'} ${across! < x! ? 'left' : 'right'}`);
  const words = await names.allTextContents();
  // effect goes to the right, satisfaction up
  expect(words.map((word, at) => [word, corners[at]]).sort()).toEqual(
    [
      ['认可多，还要做实', 'upper left'],
      ['做得好，也认可', 'upper right'],
      ['要重点帮', 'lower left'],
      ['做了，群众还没感到', 'lower right'],
    ].sort(),
  );
});

test('whose mark is whose stands beside it, in the legend and in the table', async ({ person }) => {
  const { page, open } = await person(cast.head);
  await open(sheet);
  const dots = page.locator('figure.dots');
  const raters = await dots.locator('.legend li').allTextContents();
  expect(raters.map((own) => own.trim().split(' ')[0])).toEqual(['1', '2']);
  const heads = await dots.locator('xpath=following::details[contains(@class, "twin")][1]').locator('thead th').allTextContents();
  expect(heads.slice(1)).toEqual(raters.map((own) => own.trim()));
  for (const mark of await dots.locator('.told').all()) {
    const numbers = await mark.locator('.tick').allTextContents();
    expect(numbers.flatMap((own) => own.split(' ')).sort()).toEqual(['1', '2']);
  }
});
