/** The thirteen figures of the dashboard: each leads to exactly the rows that it counts. */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { accept, unit } from '../acts.ts';
import { audit } from '../fixtures.ts';
import { expect, test, words, type Person } from '../journey.ts';
import { cast } from '../routes.ts';

/** As the report has them. */
const figures = {
  班子整改问题: 123,
  调研发现问题: 160,
  其中已解决: 93,
  建章立制: 39,
  指导单位: 5,
  核心目标: 5,
  实践载体: 15,
  座谈会: 12,
  电话随访: 120,
  个别访谈: 180,
  周工作清单: 15,
  通知提示: 82,
  调研报告: 40,
};
/** Counted by the people in their rows. */
const people = ['电话随访', '个别访谈'];

const tile = (page: Page, name: string) =>
  page.getByRole('region', { name: '专项数据' }).locator('a.figure').filter({ has: page.locator('.name', { hasText: new RegExp(`^${name}$`) }) });

async function value(page: Page, name: string): Promise<number> {
  return Number.parseInt(await tile(page, name).locator('.value').innerText(), 10);
}

/** What is listed at this address, page by page: rows, and people in them. */
async function listed({ page }: Person, path: string): Promise<{ rows: number; people: number }> {
  const all = { rows: 0, people: 0 };
  for (let next: string | null = path; next; ) {
    // read as the server made it: no need to wait until each page is alive
    await page.goto(next, { waitUntil: 'domcontentloaded' });
    const rows = page.locator('main table.table tbody tr');
    await expect(rows.first(), path).toBeVisible();
    all.rows += await rows.count();
    for (const cell of await rows.locator('td.num').filter({ hasText: /^\d+ 人$/ }).allInnerTexts()) all.people += Number.parseInt(cell, 10);
    const more = page.locator('nav.pages a[rel=next]');
    next = (await more.count()) > 0 ? await more.getAttribute('href') : null;
  }
  return all;
}

/** The number on the tile, and what stands behind it. */
async function same(own: Person, name: string, href: string): Promise<void> {
  const behind = await listed(own, href);
  expect(people.includes(name) ? behind.people : behind.rows, `${name}: ${href}`).toBe(figures[name as keyof typeof figures]);
}

test('each figure of a group leads by its click to exactly its rows, and a draft is none of them', async ({ person }) => {
  test.setTimeout(300_000);
  const head = await person(cast.head);
  const { page } = head;
  // what is not issued yet is not counted, and stands in the list all the same
  const title = words('还没有签发的通知');
  const content = { paper: 'notice', title, text: '请说明进度', units: [unit], about: [], reply_by: null, after: null };
  await accept(head.context, 'notice', { verb: 'draft', notice: randomUUID(), content });
  await head.open('/worklists');
  await page.locator('.prepare-week').getByRole('button', { name: '生成清单' }).click();
  await expect(page.getByRole('row').filter({ hasText: '编制中' })).toHaveCount(1);
  await head.open('/notices');
  await expect(page.getByRole('rowheader', { name: title })).toBeVisible();

  for (const [name, many] of Object.entries(figures)) {
    await head.open('/dashboard');
    expect(await value(page, name), name).toBe(many);
    await expect(tile(page, name).locator('.age'), name).toHaveText(/^(今天有变动|\d+月\d+日起未变)$/);
    await expect(tile(page, name).locator('svg.spark polyline').first(), name).toHaveAttribute('points', /\d/);
    const [all, age] = await Promise.all(['.population', '.age'].map((own) => tile(page, name).locator(own).innerText()));
    expect(all!.replace(age!, '').trim(), `population of ${name}`).not.toBe('');
    const href = (await tile(page, name).getAttribute('href'))!;
    await tile(page, name).click();
    await expect.poll(() => page.url().slice(new URL(page.url()).origin.length), { message: name }).toBe(href);
    await expect(page.locator('main table.table').first()).toBeVisible();
    await same(head, name, href);
  }

  // the tabs of such a list, without loading the page anew
  await head.open('/notices');
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  const [rows, tab] = [page.getByRole('rowheader'), (word: string) => page.locator('nav.tabs a').filter({ hasText: word })];
  const all = figures.通知提示;
  await expect(rows).toHaveCount(all + 1);
  for (const [word, many] of [['拟稿', 1], ['已签发', all], ['全部', all + 1]] as const) {
    await tab(word).click();
    await expect(rows, word).toHaveCount(many);
    await expect(tab(word)).toHaveAttribute('aria-current', 'page');
  }
  expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
});

test('what leadership sees of all groups is made of the same rows', async ({ person }) => {
  test.setTimeout(300_000);
  const office = await person(cast.officeLeader);
  await office.open('/dashboard');
  const hrefs: [string, string][] = [];
  for (const [name, many] of Object.entries(figures)) {
    expect(await value(office.page, name), name).toBe(many);
    hrefs.push([name, (await tile(office.page, name).getAttribute('href'))!]);
  }
  for (const [name, href] of hrefs) await same(office, name, href);
});

test('the first screen of leadership begins with what is late or unmoved the longest, and says what its groups have before them', async ({ person }) => {
  const office = await person(cast.officeLeader);
  const { page } = office;
  const first = async (list: string) => {
    await office.open(list);
    return page.locator('main table.table tbody tr').first().getByRole('rowheader').getByRole('link').getAttribute('href');
  };
  const [late, still] = [await first('/issues?late=1'), await first('/issues?stagnant=1&sort=moved')];
  await office.open('/today');
  const section = (page: Page, name: string) => page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name }) });
  const longest = section(page, '拖得最久的问题');
  const rows = longest.getByRole('listitem');
  await expect(rows.first()).toContainText(/逾期 \d+ 天/);
  const id = (href: string | null) => href!.match(/[0-9a-f-]{36}/)![0];
  expect(id(await rows.first().getByRole('link').getAttribute('href'))).toBe(id(late));
  const links = await rows.getByRole('link').evaluateAll((all) => all.map((one) => one.getAttribute('href')!));
  expect(links.map(id)).toContain(id(still));
  expect(new Set(links).size).toBe(links.length);
  await expect(section(page, '接下来').getByRole('listitem').first()).toContainText('组');
  await audit(page);
  await longest.getByRole('link', { name: '全部逾期' }).click();
  await expect(page).toHaveURL(/\/issues\?late/);
  // nobody else is shown the issues of all groups there
  const staff = await person(cast.normalStaff);
  await staff.open('/today');
  await expect(section(staff.page, '接下来')).toHaveCount(1);
  await expect(section(staff.page, '拖得最久的问题')).toHaveCount(0);
});
