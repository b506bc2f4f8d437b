/** The dashboard and the wall beyond the tiles: each number against the rows, which the test counts itself. */
import type { Locator, Page } from '@playwright/test';
import * as rows from '../board.ts';
import { expect, test } from '../journey.ts';
import { cast } from '../routes.ts';

/** The table behind a chart, row by row. */
async function twin(within: Locator): Promise<string[][]> {
  await within.locator('.twin > summary').click();
  const found = within.locator('.twin table tbody tr');
  await expect(found.first()).toBeVisible();
  return found.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent!.trim())));
}

/** How many the list says there are, at the address that it has now. */
async function listed(page: Page): Promise<number> {
  await expect(page).toHaveURL(/\/issues\?/);
  return Number.parseInt((await page.locator('.applied strong').first().innerText()).match(/\d+/)![0], 10);
}

test('issues by category and state, overdue and stagnant ones, and each unit against its own earlier cut are what the rows say', async ({
  person,
}) => {
  const { page, context, open } = await person(cast.head);
  const [all, then] = [await rows.lines(context), await rows.lines(context, { as_of: rows.before })];
  const of = (some: rows.Line[], when: Partial<rows.Line>) =>
    some.filter((line) => Object.entries(when).every(([key, value]) => line[key as keyof rows.Line] === value));

  await test.step('category × state, one origin at a time', async () => {
    for (const origin of ['research', 'team_list'] as const) {
      await open('/dashboard');
      const section = page.locator('#categories');
      const counted = of(rows.counted(all), { origin });
      const tab = section.getByRole('link', { name: `${rows.origins[origin]} ${counted.length}`, exact: true });
      await tab.click();
      await expect(tab).toHaveAttribute('aria-current', 'true');
      const told = await twin(section);
      const each = Object.entries(rows.categories).map(([category, name]) => {
        const own = of(counted, { category });
        return [name, ...Object.keys(rows.states).map((state) => `${of(own, { state }).length}`), `${own.length}`];
      });
      expect(told).toEqual(each.filter((row) => row.at(-1) !== '0'));
      // every piece of the drawing says its cell, and none is drawn of nothing
      const words = Object.values(rows.states);
      const cells = told.flatMap(([name, ...numbers]) => words.map((word, at) => ({ name, word, many: numbers[at]! })));
      const drawn = cells.filter(({ many }) => many !== '0').map(({ name, word, many }) => `${name}，${word}：${many} 个`);
      const pieces = section.locator('svg.bars a[aria-label]');
      expect(await pieces.evaluateAll((some) => some.map((own) => own.getAttribute('aria-label')))).toEqual(drawn);
      // and leads to its rows: the largest
      const most = cells.reduce((one, other) => (Number(one.many) >= Number(other.many) ? one : other));
      await section.getByRole('row').filter({ hasText: most.name }).getByRole('link').nth(words.indexOf(most.word)).click();
      expect(await listed(page)).toBe(Number(most.many));
    }
  });

  await test.step('overdue and stagnant, the longest first', async () => {
    for (const [note, days] of [['逾期：', rows.late], ['停滞：', rows.stagnant]] as const) {
      await open('/dashboard');
      const section = page.locator('.stuck section').filter({ has: page.locator('p', { hasText: note }) });
      const stuck = all.map((line) => ({ ...line, days: days(line) })).filter((line) => line.days > 0);
      const told = (await section.locator('p', { hasText: note }).first().innerText()).split('。')[1]!;
      const many = Object.entries(rows.origins).map(([origin, word]) => [word, stuck.filter((line) => line.origin === origin).length] as const);
      for (const [word, count] of many) {
        if (count > 0) expect(told, note).toContain(`${word} ${count}`);
        else expect(told, note).not.toContain(word);
      }
      const longest = Math.max(...stuck.map((line) => line.days));
      await expect(section.getByRole('heading'), note).toContainText(`${longest} 天`);
      const shown = await section.locator('.radar > li').evaluateAll((some) =>
        some.map((own) => ({ days: Number.parseInt(own.querySelector('.days')!.textContent!, 10), href: own.querySelector('a')!.getAttribute('href')! })),
      );
      const order = stuck.map((line) => line.days).toSorted((one, other) => other - one);
      expect(shown.map((row) => row.days), note).toEqual(order.slice(0, shown.length));
      for (const { days, href } of shown) expect(stuck.find((line) => href.endsWith(line.id))?.days, href).toBe(days);
      await section.getByRole('link', { name: '全部' }).click();
      expect(await listed(page), note).toBe(stuck.length);
    }
  });

  await test.step('each unit then and now', async () => {
    await open('/dashboard');
    const table = page.locator('#parts table.cuts tbody tr');
    await expect(table).toHaveCount(5);
    const open_ = (some: rows.Line[], unit: string, origin: rows.Line['origin']) =>
      of(rows.counted(some), { unit, origin }).filter(({ state }) => !rows.solved.includes(state)).length;
    let fewer = 0;
    for (const row of await table.all()) {
      const unit = (await row.getByRole('rowheader').getByRole('link').getAttribute('href'))!.split('/').pop()!;
      const cells = await row.locator('td a').allInnerTexts();
      const cut = (['research', 'team_list'] as const).map((origin) => [open_(then, unit, origin), open_(all, unit, origin)]);
      expect(cells.map((cell) => cell.trim()), unit).toEqual(cut.map(([was, is]) => `${was} → ${is}`));
      fewer += Number(cut[0]![1]! < cut[0]![0]!);
    }
    await expect(page.locator('#parts').getByRole('heading')).toContainText(`${fewer} 家单位`);
    const first = table.first().locator('td a').first();
    const now = Number((await first.innerText()).split('→')[1]);
    await first.click();
    expect(await listed(page)).toBe(now);
  });
});

/** Found and solved by research at the end of a day, by the list of that day. */
async function stood(context: Parameters<typeof rows.lines>[0], day: string): Promise<[number, number]> {
  const then = rows.counted(await rows.lines(context, { origin: 'research', as_of: day }));
  return [then.length, then.filter(({ state }) => rows.solved.includes(state)).length];
}

test('found and solved over time with the gap, and what each figure is made of, are what the rows say; so is the wall', async ({ person }) => {
  const { page, context, open } = await person(cast.officeLeader);
  await open('/dashboard');
  const race = page.locator('section.race');
  const all = rows.counted(await rows.lines(context));
  const research = all.filter(({ origin }) => origin === 'research');
  const done = research.filter(({ state }) => rows.solved.includes(state)).length;
  const gap = research.length - done;
  const title = await race.getByRole('heading').first().innerText();

  await test.step('the gap', async () => {
    const told = await twin(race);
    const day = (date: string) => `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
    for (const date of ['2023-04-28', '2023-05-31', '2023-06-21', rows.before, rows.today]) {
      const [found, solved] = date === rows.today ? [research.length, done] : await stood(context, date);
      const row = told.find(([name]) => name!.includes(day(date)))!;
      expect(row.slice(1).map(Number), date).toEqual([found, solved, found - solved]);
    }
    // the newest first, never fewer than before, and the widest gap is the one that is told
    expect(told[0]![0]).toContain(day(rows.today));
    const numbers = told.map((row) => row.slice(1).map(Number)).reverse();
    for (const [at, [found, solved, open]] of numbers.entries()) {
      expect(open, told.at(-1 - at)![0]).toBe(found! - solved!);
      expect(found! >= (numbers[at - 1]?.[0] ?? 0), told.at(-1 - at)![0]).toBe(true);
    }
    const widest = Math.max(...numbers.map(([, , open]) => open!));
    expect(title).toContain(`未解决 ${gap} 个，比最多时少 ${widest - gap} 个`);
    await expect(race.locator('svg.only-wide desc, svg.only-wide [id$=desc]').first()).toContainText(`${widest} 个`);
    const slider = race.getByRole('slider');
    await expect(slider).toHaveAttribute('aria-valuetext', new RegExp(`发现 ${research.length}，解决 ${done}，未解决 ${gap}$`));
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    const [found, solved] = await stood(context, '2023-07-27');
    await expect(slider).toHaveAttribute('aria-valuetext', new RegExp(`7月27日.*发现 ${found}，解决 ${solved}，`));
  });

  const tile = (name: string) =>
    page.getByRole('region', { name: '专项数据' }).locator('a.figure').filter({ has: page.locator('.name', { hasText: new RegExp(`^${name}$`) }) });
  await test.step('what a figure is made of', async () => {
    const verified = research.filter(({ state }) => state === 'verified').length;
    const team = all.filter(({ origin }) => origin === 'team_list');
    const solved = team.filter(({ state }) => rows.solved.includes(state)).length;
    await expect(tile('其中已解决').locator('.population')).toContainText(`占 ${Math.floor((done * 100) / research.length)}%`);
    await expect(tile('其中已解决').locator('.change')).toContainText(`已验收 ${verified}，已巩固 ${done - verified}`);
    await expect(tile('班子整改问题').locator('.change')).toContainText(`已解决 ${solved}`);
    await expect(tile('班子整改问题').locator('.population')).toContainText(`${new Set(team.map(({ unit }) => unit)).size} 家单位`);
    const [was] = await stood(context, rows.before);
    const more = research.length - was;
    await expect(tile('调研发现问题').locator('.change')).toHaveText(more > 0 ? `较 7月21日 +${more}` : '较 7月21日 持平');
    const reports = Number.parseInt(await tile('调研报告').locator('.value').innerText(), 10);
    await expect(tile('调研发现问题').locator('.population')).toContainText(`${reports} 篇报告`);
  });

  const names = ['班子整改问题', '调研发现问题', '其中已解决', '建章立制', '指导单位', '核心目标', '实践载体', '座谈会', '电话随访', '个别访谈', '周工作清单', '通知提示', '调研报告'];
  const values = new Map<string, number>();
  for (const name of names) values.set(name, Number.parseInt(await tile(name).locator('.value').innerText(), 10));

  await test.step('the wall', async () => {
    await open('/wall');
    const told = async (within: string) =>
      page.locator(within).evaluateAll((some) =>
        some.map((own) => [own.querySelector('h2')!.textContent, Number.parseInt(own.querySelector('.value')!.textContent!, 10)] as const),
      );
    expect(new Map([...(await told('.wall-four > *')), ...(await told('.wall-nine > *'))] as [string, number][])).toEqual(values);
    expect((await told('.wall-four > *')).map(([, many]) => many).slice(1, 3)).toEqual([research.length, done]);
    await expect(page.locator('.wall-chart h2')).toHaveText(title);
    const still = all.map((line) => rows.stagnant(line)).filter((days) => days > 0);
    const days = (still.length > 0 ? still : all.map((line) => rows.late(line))).toSorted((one, other) => other - one);
    const shown = await page.locator('.wall-stuck .days').evaluateAll((some) => some.map((own) => Number.parseInt(own.textContent!, 10)));
    expect(shown).toEqual(days.slice(0, 4));
    await expect(page.locator('.wall-stuck h2')).toContainText(`${days[0]} 天`);
    // a day back by key, to what the lists of that day say
    await page.keyboard.press('ArrowLeft');
    await expect(page).toHaveURL(/asof=2023-07-27/);
    const [found, solved] = await stood(context, '2023-07-27');
    await expect.poll(async () => (await told('.wall-four > *')).map(([, many]) => many).slice(1, 3)).toEqual([found, solved]);
    expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), 'one screen').toBe(true);
  });

  await test.step('a wall of more points shows the same picture, as large to the room', async () => {
    const share = async (width: number, height: number) => {
      await page.setViewportSize({ width, height });
      return page.locator('.wall-four .value').first().evaluate((own) => {
        const zoom = Number(getComputedStyle(own.closest('main')!).getPropertyValue('zoom'));
        return Math.round((parseFloat(getComputedStyle(own).fontSize) * zoom * 100) / innerHeight);
      });
    };
    const usual = await share(1920, 1080);
    for (const [width, height] of [[2560, 1440], [3840, 2160]] as const) {
      await expect.poll(() => share(width, height), { message: `${width} × ${height}` }).toBe(usual);
      expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), 'one screen').toBe(true);
    }
  });
});
