/** The coverage map: every cell opens exactly the rows it counts, also as of a day; a foreign unit has its own map only. */
import type { BrowserContext, Locator } from '@playwright/test';
import { audit } from '../fixtures.ts';
import { picks } from '../recipe.ts';
import { cast } from '../routes.ts';
import { expect, test } from '../journey.ts';

const normal = '00000000-0000-0000-0000-00000b000002';

async function read<T>({ request }: BrowserContext, address: string): Promise<T> {
  const answer = await request.get(address);
  expect(answer.status(), address).toBe(200);
  return (await answer.json()) as T;
}

/** The last moment of a day in Shanghai, as the server counts time; without a day, none. */
const end = (day: string) => (day ? Date.parse(`${day}T23:59:59.999+08:00`) * 1000 : Infinity);

interface Draw {
  plan: { strata: { take: number }[] };
  roster: { strata: number[]; organisations: string[]; places: number[] };
  recusals: { number: number }[];
  seed: string;
  drawn_at: number | null;
  extensions: { more: number[]; by: { at: number } }[];
  abandoned: [string, { at: number }] | null;
}

/** The organisation of each pick of a draw, as it stood at the end of the day. */
function reached({ plan, roster, recusals, seed, extensions }: Draw, day: string): string[] {
  const more = extensions.filter(({ by }) => by.at <= end(day)).map(({ more }) => more);
  const rounds = [plan.strata.map(({ take }) => take), ...more];
  const drawn = picks({ seed, strata: roster.strata, recused: recusals.map(({ number }) => number), rounds });
  // 0 is none of the unit's organisations
  return drawn.flatMap((number) => roster.organisations[roster.places[number - 1]! - 1] ?? []);
}

/** For each organisation of the unit the draws that drew from it, once for each pick: done again from the draws themselves. */
async function draws(context: BrowserContext, day: string): Promise<Map<string, string[]>> {
  const { lines } = await read<{ lines: { id: string }[] }>(context, `/api/draw/list?book=&unit=${normal}&state=&of=&as_of=`);
  const found = new Map<string, string[]>();
  for (const { id } of lines) {
    const { draw } = await read<{ draw: Draw }>(context, `/api/draw/detail?draw=${id}`);
    const stands = draw.drawn_at && draw.drawn_at <= end(day) && !(draw.abandoned && draw.abandoned[1].at <= end(day));
    for (const organisation of stands ? reached(draw, day) : []) found.set(organisation, [...(found.get(organisation) ?? []), id]);
  }
  return found;
}

/** The organisation to whose draws an address leads. */
const from = (address: string | null) => new URL(address!, 'http://here').searchParams.get('of')!.replace('organisation:', '');

interface Promised {
  due: string;
  kept_at: number | null;
  dropped_at: number | null;
}

async function promised(context: BrowserContext, visit: string): Promise<Promised[]> {
  return (await read<{ visit: { promises: Promised[] } }>(context, `/api/visit/detail?visit=${visit}`)).visit.promises;
}

/** Promises of all visits that were past their day and open at the end of the day; `day` is empty for now. */
async function pastDue(context: BrowserContext, day: string, today: string): Promise<number> {
  const filter = JSON.stringify({ state: 'recorded', promised: true, as_of: day || null });
  type Page = { lines: { id: string }[]; total: number };
  const { lines, total } = await read<Page>(context, `/api/visit/list?filter=${encodeURIComponent(filter)}`);
  expect(lines).toHaveLength(total);
  let many = 0;
  for (const { id } of lines) {
    const closed = ({ kept_at, dropped_at }: Promised) => kept_at ?? dropped_at;
    const open = (await promised(context, id)).filter((own) => closed(own) === null || closed(own)! > end(day));
    many += open.filter(({ due }) => due < (day || today)).length;
  }
  return many;
}

test('a cell opens exactly the visits and draws that it counts', async ({ person }) => {
  const { page, context, open } = await person(cast.liaison);
  for (const day of ['', '2023-06-01']) {
    const map = `/coverage?unit=${normal}${day && `&asof=${day}`}`;
    await open(map);
    const seminar = page.locator('.cover-cell[href*="form=interview"]').first();
    const [many, to] = [await seminar.locator('b').innerText(), await seminar.getAttribute('href')];
    expect(to).toContain(`unit=${normal}`);
    await open(to ?? '');
    await expect(page.locator('tbody tr')).toHaveCount(Number(many));
    await open(map);
    const counted = await draws(context, day);
    const cells = page.locator('.cover-cell[href^="/draws"]');
    await expect(cells).toHaveCount(counted.size);
    for (const cell of await cells.all()) {
      const organisation = from(await cell.getAttribute('href'));
      await expect(cell.locator('b'), organisation).toHaveText(`${counted.get(organisation)?.length}`);
    }
    const [first, where] = [cells.first(), (await cells.first().getAttribute('href'))!];
    const name = await first.locator('xpath=ancestor::li').locator('.cover-name strong').innerText();
    await open(where);
    const those = [...new Set(counted.get(from(where)))].sort();
    const links = page.locator('table.draws tbody').getByRole('rowheader').locator('a:first-child');
    await expect(links).toHaveCount(those.length);
    const shown = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')!.split('/').pop()!));
    expect(shown.sort()).toEqual(those);
    await expect(page.locator('.applied .chip')).toHaveText(day ? [name, /6月1日/] : [name]);
  }
  await open(`/coverage?unit=${normal}`);
  await page.getByText('看表格').click();
  await audit(page);
});

/** What a cell of the map says, and where it leads. */
async function told(cells: Locator): Promise<{ name: string; numbers: number[]; to: string }[]> {
  const each = (await cells.all()).map(async (cell) => {
    const [name, words, to] = [await cell.locator('strong').innerText(), await cell.locator('small').innerText(), await cell.getAttribute('href')];
    return { name, numbers: [...words.matchAll(/\d+/g)].map(Number), to: to! };
  });
  return Promise.all(each);
}

test('each form, kind of site and stratum is on the map, and what is counted of it opens its rows', async ({ person }) => {
  const { page, open } = await person(cast.liaison);
  const map = `/coverage?unit=${normal}`;
  await open(map);
  const events = page.locator('.heat.events');
  // seven forms and five kinds of sites, also those that never were
  await expect(events.locator('li')).toHaveCount(12);
  const never = await events.locator('span.heat-cell.never').count();
  await expect(page.getByRole('heading', { name: `${never} 类从没有过` })).toBeVisible();
  const taken = await told(events.locator('a.heat-cell'));
  expect(taken.length).toBe(12 - never);
  const seminar = taken.find(({ name }) => name === '座谈会')!;
  const site = taken.find(({ name }) => name.startsWith('走访·'))!;
  for (const { name, numbers, to } of [seminar, site]) {
    await open(map);
    await events.locator('a.heat-cell', { has: page.getByText(name, { exact: true }) }).click();
    await expect(page).toHaveURL(new RegExp(to.replace(/[?.]/g, '\\$&')));
    await expect(page.locator('table.visits tbody tr')).toHaveCount(numbers[0]!);
  }

  await open(map);
  const strata = await told(page.locator('.heat.drawn a.heat-cell'));
  expect(strata.length).toBeGreaterThan(1);
  for (const { numbers, to } of strata) {
    await open(map);
    await page.locator(`.heat.drawn a.heat-cell[href="${to}"]`).click();
    await expect(page.locator('table.draws td.reached').first()).toBeVisible();
    const counts = (await page.locator('table.draws td.reached').allInnerTexts()).map(Number);
    const sums = [0, 1, 2].map((column) => counts.filter((_, at) => at % 3 === column).reduce((sum, own) => sum + own, 0));
    // drawn, then visited, then heard
    expect(sums, to).toEqual(numbers);
  }

  // the table has the same numbers, and leads to the same rows
  await open(map);
  await page.getByText('看表格').click();
  const row = page.locator('table.events tbody tr').filter({ has: page.getByRole('rowheader', { name: '座谈会', exact: true }) });
  await expect(row.locator('td').first()).toHaveText(`${seminar.numbers[0]}`);
  const random = page.locator('table.events td:nth-child(3) a').first();
  const [many, drawn] = [Number(await random.innerText()), await random.getAttribute('href')];
  await open(drawn!);
  await expect(page.locator('table.visits tbody tr')).toHaveCount(many);
  await expect(page.locator('.applied .chip', { hasText: '随机抽到的' })).toBeVisible();
  await open(map);
  await page.getByText('看表格').click();
  const heard = page.locator('table.drawn td:nth-child(5) a').first();
  const [people, where] = [Number(await heard.innerText()), await heard.getAttribute('href')];
  await open(where!);
  const counts = (await page.locator('table.draws td.reached').allInnerTexts()).map(Number);
  expect(counts.filter((_, at) => at % 3 === 2).reduce((sum, own) => sum + own, 0)).toBe(people);
});

test('five units stand on a phone with their counts, each with its map behind them', async ({ person }) => {
  const { page, open } = await person(cast.liaison, { width: 390, height: 844 });
  await open('/coverage');
  const units = page.locator('.cover-unit');
  await expect(units).toHaveCount(5);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(1_600);
  const own = units.filter({ hasText: '松江师范大学' });
  const counts = await own.locator('summary .reach-words').innerText();
  const all = [...counts.matchAll(/\d+/g)].reduce((sum, [many]) => sum + Number(many), 0);
  await own.locator('summary').first().click();
  const rows = own.locator('.cover-row');
  // the last row is the unit as a whole
  await expect(rows).toHaveCount(all + 1);
  await expect(rows.first()).toBeVisible();
  const never = Number(counts.match(/从未抽到、走到 (\d+)/)?.[1] ?? 0);
  await expect(own.locator('.cover-row.never')).toHaveCount(never);
  await audit(page);
});

test('a promise made in the room is asked of the unit until it is kept, and told to the group when it is overdue', async ({ person }) => {
  const unit = await person(cast.normalStaff, { width: 390, height: 844 });
  const { page, open } = unit;
  await open(`/unit/${normal}`);
  const rest = page.locator('#asks details.fold summary');
  if (await rest.count()) await rest.click();
  const promises = page.locator('#asks li').filter({ has: page.getByText('承诺', { exact: true }) });
  const many = await promises.count();
  expect(many).toBeGreaterThan(0);
  const what = await promises.first().locator('.what a').innerText();
  await promises.first().locator('.what a').click();
  await expect(page).toHaveURL(/\/visits\/[0-9a-f-]{36}#promises$/);
  await expect(page.locator('#promises')).toContainText(what);
  await page.locator('#promises').getByText('已兑现', { exact: true }).first().click();
  await page.locator('#promises .act-fold[open]').getByRole('button', { name: '已兑现' }).click();
  await expect(page.locator('#promises').getByText('已兑现').first()).toBeVisible();
  const visit = new URL(page.url()).pathname.split('/').pop()!;
  await open(`/unit/${normal}`);
  if (await rest.count()) await rest.click();
  await expect(promises).toHaveCount(many - 1);

  const group = await person(cast.liaison);
  await group.open('/dashboard');
  const late = group.page.locator('#promises');
  await expect(late.getByRole('heading', { name: /项承诺逾期/ })).toBeVisible();
  await late.getByRole('link').nth(1).click();
  await expect(group.page).toHaveURL(/\/visits\/[0-9a-f-]{36}#promises$/);

  // over all groups as well, and on a past day as it was then
  const office = await person(cast.officeLeader);
  const overdue = async (address: string) => {
    await office.open(address);
    const heading = office.page.locator('#promises').getByRole('heading', { name: /项承诺逾期/ });
    await expect(heading).toBeVisible();
    return Number((await heading.innerText()).match(/\d+/)?.[0]);
  };
  // the demo's clock is its own; when that promise was kept is today
  const kept = Math.max(...(await promised(office.context, visit)).map(({ kept_at }) => kept_at ?? 0));
  const today = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai' }).format(kept / 1000);
  for (const day of ['', '2023-07-10']) {
    const many = await pastDue(office.context, day, today);
    expect(many).toBeGreaterThan(0);
    expect(await overdue(`/dashboard${day && `?asof=${day}`}`), day).toBe(many);
  }
});
