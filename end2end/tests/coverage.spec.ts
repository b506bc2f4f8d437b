/** The coverage map: every cell opens exactly the rows it counts, also as of a day; a foreign unit has its own map only. */
import { audit } from '../fixtures.ts';
import { cast } from '../routes.ts';
import { expect, test } from '../journey.ts';

const normal = '00000000-0000-0000-0000-00000b000002';

test('a cell opens exactly the visits and draws that it counts', async ({ person }) => {
  const { page, open } = await person(cast.liaison);
  for (const day of ['', '&asof=2023-06-01']) {
    await open(`/coverage?unit=${normal}${day}`);
    const seminar = page.locator('.cover-cell[href*="form=interview"]').first();
    const [many, to] = [await seminar.locator('b').innerText(), await seminar.getAttribute('href')];
    expect(to).toContain(`unit=${normal}`);
    await open(to ?? '');
    await expect(page.locator('tbody tr')).toHaveCount(Number(many));
    await open(`/coverage?unit=${normal}${day}`);
    const drawn = page.locator('.cover-cell[href^="/draws"]').first();
    const where = (await drawn.getAttribute('href')) ?? '';
    expect(Number(await drawn.locator('b').innerText())).toBeGreaterThan(0);
    await open(where);
    await expect(page.locator('table.draws tbody tr').first()).toBeVisible();
    await expect(page.locator('.applied .chip').first()).toBeVisible();
  }
  await open(`/coverage?unit=${normal}`);
  await page.getByText('看表格').click();
  await audit(page);
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
  const now = await overdue('/dashboard');
  const then = await overdue('/dashboard?asof=2023-07-10');
  expect(now).toBeGreaterThan(0);
  expect(then).toBeGreaterThan(0);
});
