/** A draw from its roster to the check: presider and witness at their own browsers, a third one signed out. */
import type { Locator, Page } from '@playwright/test';
import { act, freeze, press, roster, send, unfold } from '../draw.ts';
import { cast } from '../routes.ts';
import { alive, expect, open, test, type Person } from '../journey.ts';
import { audit, watch } from '../fixtures.ts';
import { picks, sha256 } from '../recipe.ts';
import { scan } from '../square.ts';

async function names(page: Page): Promise<string[]> {
  return page.locator('.draw-names li:not([data-hidden]) strong').allInnerTexts();
}

/** How large the smallest of these is set, in pixels. */
async function type(all: Locator): Promise<number> {
  const sizes = await all.evaluateAll((each) => each.map((own) => parseFloat(getComputedStyle(own).fontSize)));
  return Math.min(...sizes);
}

test('two sides commit and reveal, the room sees the names, a third browser checks them', async ({ browser, house, person, contextOptions }) => {
  const group = await person(cast.liaison);
  const witness = await person(cast.normalStaff, { width: 390, height: 844 });
  const path = await freeze(group, '个别访谈验证');
  await act(group.page, '登记回避', { 名册编号: '4', 理由: '与组员有亲属关系，应当回避' });
  await expect(group.page.getByText('回避 1 条，揭示之前登记')).toBeVisible();

  await act(group.page, '提交承诺', { 密语: '六月 松花江 4 7 2 6' });
  await expect(group.page.getByText('请记下这一行')).toBeVisible();
  await witness.open(path);
  await act(witness.page, '提交承诺', { 密语: '山高水长 1 9 5 3' });
  // Both see that both have committed; neither sees the other's secret.
  await expect(group.page.locator('summary', { hasText: '当众揭示' })).toBeVisible();
  await expect(group.page.getByText('山高水长')).toHaveCount(0);

  await unfold(witness.page, '当众揭示');
  const line = witness.page.getByLabel('盐和密语');
  await expect(line).toHaveValue(/^[0-9a-f]{32} 山高水长 1 9 5 3$/);
  const kept = await line.inputValue();
  await line.fill(kept.replace('1 9 5 3', '1 9 5 4'));
  await send(witness.page, '当众揭示');
  await expect(witness.page.getByRole('alert').filter({ hasText: '不一致' })).toBeVisible();
  await line.fill(kept);
  await send(witness.page, '当众揭示');
  await expect(group.page.getByText('与承诺一致')).toHaveCount(1);

  // The projection is up before the last reveal, and waits.
  const wall = await group.context.newPage();
  await open(wall, `${path}/show`);
  await expect(wall.getByText('还没有抽出结果')).toBeVisible();
  await wall.setViewportSize({ width: 1440, height: 900 });
  const steps = wall.locator('.draw-chain h3');
  await expect(steps).toHaveCount(5);
  expect(await type(steps), 'the steps are read from the last row').toBeGreaterThanOrEqual(28);
  await unfold(group.page, '当众揭示');
  await send(group.page, '当众揭示');
  await expect(group.page.getByRole('heading', { name: '抽中 3 条' })).toBeVisible();
  const drawn = await names(group.page);
  expect(drawn).toHaveLength(3);
  expect(drawn).not.toContain('韩思源');

  await expect(wall.getByRole('button', { name: '下一个' })).toBeVisible();
  expect(await names(wall)).toEqual([]);
  for (const [place, key] of ['Space', 'Enter', 'ArrowRight'].entries()) {
    await wall.keyboard.press(key);
    await expect.poll(() => names(wall)).toEqual(drawn.slice(0, place + 1));
  }
  expect(await type(wall.locator('.draw-names strong')), 'so are the names').toBeGreaterThanOrEqual(44);
  expect(await type(steps)).toBeGreaterThanOrEqual(28);
  // on a projector of more points they are as large to the room
  const tall = async (width: number, height: number) => {
    await wall.setViewportSize({ width, height });
    const zoom = await wall.locator('.draw-show').evaluate((own) => Number(getComputedStyle(own).getPropertyValue('zoom')));
    return Math.round(((await type(wall.locator('.draw-names strong'))) * zoom * 1000) / height);
  };
  const usual = await tall(1920, 1080);
  for (const [width, height] of [[2560, 1440], [3840, 2160]] as const) {
    await expect.poll(() => tall(width, height), { message: `${width} × ${height}` }).toBe(usual);
  }
  await wall.setViewportSize({ width: 1440, height: 900 });
  await wall.keyboard.press('Space');
  await expect(wall.getByText('本机重新计算：3 个结果和次序全部一致')).toBeVisible();

  await witness.page.getByRole('button', { name: '在本机重新计算' }).click();
  await expect(witness.page.getByText('本机重新计算：3 个结果和次序全部一致')).toBeVisible();
  const sheet = await witness.page.locator('.draw-sheet pre').innerText();

  // Somebody without an account, with nothing but the sheet.
  const complaints: string[] = [];
  const stranger = await browser.newContext({ ...contextOptions, locale: 'zh-CN', baseURL: house.url });
  watch(stranger, complaints);
  const page = await stranger.newPage();
  await open(page, '/draws/check');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByLabel('抽取数据').fill(sheet);
  await page.getByRole('button', { name: '再验证一次' }).click();
  await expect(page.getByText('本机重新计算：3 个结果和次序全部一致')).toBeVisible();
  await expect(page.getByRole('rowheader')).toHaveText(drawn);
  await page.getByLabel('抽取数据').fill(sheet.replace('许若水', '许若氷'));
  await page.getByRole('button', { name: '再验证一次' }).click();
  await expect(page.getByText('本机重新计算：有对不上的地方')).toBeVisible();
  const data = asked.filter((url) => !url.endsWith('.svg'));
  expect(data, 'the check asks the server for nothing').toEqual([]);
  await audit(page);
  await stranger.close();
  expect(complaints).toEqual([]);

  // Leadership reads the draw by numbers.
  const office = await person(cast.officeLeader);
  await office.open(path);
  await expect(office.page.getByRole('heading', { name: '抽中 3 条' })).toBeVisible();
  for (const name of drawn) await expect(office.page.getByText(name)).toHaveCount(0);
});

/** Both sides type the same dice; ends on the draw's page with a result. */
async function thrown(group: Person, witness: Person, purpose: string): Promise<string> {
  const path = await freeze(group, purpose);
  await throwDice(group, witness, path);
  return path;
}

async function throwDice(group: Person, witness: Person, path: string): Promise<void> {
  await act(group.page, '登记骰子点数', { 骰子点数: '3 5 5 1 6 2' });
  await witness.open(path);
  await act(witness.page, '登记骰子点数', { 骰子点数: '3 5 5 1 6 2' });
  for (const { page } of [group, witness]) await expect(page.getByRole('heading', { name: '抽中 3 条' })).toBeVisible();
}

/** Who was drawn, first to last, through all strata. */
async function inOrder(page: Page): Promise<string[]> {
  const rows = await page.locator('.draw-names li:has(> .order)').evaluateAll((all) =>
    all.map((own) => [Number(own.querySelector('.order')?.textContent), own.querySelector('strong')?.textContent ?? ''] as const),
  );
  return rows.sort(([one], [other]) => one - other).map(([, name]) => name);
}

test('a frozen roster shows its hash and a code that says it; an extension keeps who was drawn and goes on in the order of docs/draw.md', async ({ person }) => {
  const group = await person(cast.liaison);
  const witness = await person(cast.normalStaff);
  const { page } = group;
  const path = await freeze(group, '名册指纹核对');
  const sheet = page.locator('.draw-sheet pre');
  const salt = (await sheet.innerText()).match(/^[0-9a-f]{64}$/m)![0];
  const cells = roster.map((line) => line.split(','));
  const hash = sha256([salt, ...cells.map(([name, stratum, note], at) => `${at + 1}|${stratum}|${name}|${note}`)].join('\n'));
  const wall = await group.context.newPage();
  await open(wall, `${path}/show`);
  for (const shown of [page, wall]) {
    const step = shown.locator('.draw-chain > li').filter({ hasText: '名册冻结' });
    await expect.poll(async () => (await step.locator('.hash').innerText()).replace(/\s/g, '')).toBe(hash);
    const code = step.getByRole('img', { name: '名册指纹的二维码' });
    await expect(code).toBeVisible();
    const { width, height } = (await code.boundingBox())!;
    expect(Math.min(width, height), 'a camera finds it').toBeGreaterThanOrEqual(120);
    expect(await scan(shown, code)).toBe(hash);
  }

  await throwDice(group, witness, path);
  const seed = sha256(`${hash}\n3 5 5 1 6 2`);
  const shown = page.locator('.draw-chain > li').filter({ hasText: '得出种子' }).locator('.hash');
  expect((await shown.innerText()).replace(/\s/g, '')).toBe(seed);
  const drawn = (rounds: number[][]) => picks({ seed, strata: [0, 0, 1, 1, 1], recused: [], rounds }).map((number) => cells[number - 1]![0]!);
  const [before, after] = [drawn([[1, 2]]), drawn([[1, 2], [1, 1]])];
  expect(await inOrder(page)).toEqual(before);
  // who comes next is known before anybody asks for more
  await expect(page.locator('.reserve strong')).toHaveText(after.slice(3));

  await act(page, '增补抽取', { 正高再抽几条: '2', 理由: '抽中的两位同志外出开会' });
  const short = page.locator('.act-fold[open] .field').filter({ has: page.getByLabel('正高再抽几条') });
  await expect(short.getByRole('alert')).toHaveText('太多了，最多 1 个');
  await expect(page.locator('.act-fold[open]').getByRole('alert').filter({ hasText: '太多了' })).toHaveCount(1);
  await page.getByLabel('正高再抽几条').fill('1');
  await page.getByLabel('副高再抽几条').fill('1');
  await send(page, '增补抽取');
  for (const own of [page, witness.page]) {
    await expect(own.getByRole('heading', { name: '抽中 5 条' })).toBeVisible();
    expect(await inOrder(own)).toEqual(after);
    await expect(own.locator('.draw-names li:has(> .order)').filter({ hasText: '第 1 次增补' }).locator('strong')).toHaveText(after.slice(3));
    await own.getByRole('button', { name: '在本机重新计算' }).click();
    await expect(own.getByText('本机重新计算：5 个结果和次序全部一致')).toBeVisible();
  }
  await expect(page.locator('.reserve')).toHaveCount(0);
  expect(await sheet.innerText()).toMatch(/^more 1 1$/m);
});

test('what was drawn becomes planned visits, and each leads to the other', async ({ person }) => {
  const group = await person(cast.liaison, { width: 390, height: 844 });
  const witness = await person(cast.normalStaff);
  const path = await thrown(group, witness, '个别访谈排期');
  const { page } = group;
  const picks = page.locator('.draw-names li:has(> .order)');
  await expect(page.getByText('还没有安排', { exact: true })).toHaveCount(3);
  const [first = ''] = await names(page);

  // One pick alone first, then the others, each its own visit.
  await unfold(page, '列为指导活动');
  const form = page.locator('.act-fold[open] form');
  await expect(form.getByLabel('形式')).toHaveValue('interview');
  for (const name of (await names(page)).slice(1)) await form.getByLabel(name).uncheck();
  await form.getByLabel('告知单位').check();
  for (const box of await form.getByRole('group', { name: '参加的组员' }).getByRole('checkbox').all()) await box.uncheck();
  await send(page, '列为指导活动');
  await expect(form.getByRole('alert').filter({ hasText: '参加的组员' })).toBeVisible();
  await form.getByRole('group', { name: '参加的组员' }).getByRole('checkbox').first().check();
  await send(page, '列为指导活动');
  await expect(picks.filter({ hasText: first }).getByText('计划中')).toBeVisible();
  await expect(page.getByText('1 条已列计划，0 条已完成，2 条还没有安排')).toBeVisible();

  await unfold(page, '列为指导活动');
  await expect(form.getByRole('checkbox', { name: first })).toHaveCount(0);
  await send(page, '列为指导活动');
  await expect(page.getByText('3 条已列计划，0 条已完成，0 条还没有安排')).toBeVisible();
  await expect(page.getByText('抽中的都列了指导活动')).toBeVisible();


  // To the visit and back.
  await picks.filter({ hasText: first }).locator('.followed a').click();
  // only the visit's page has it; its heading is that of the draw
  const back = page.getByRole('link', { name: /第 \d+ 次：个别访谈排期/ });
  await expect(back).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: '个别访谈排期' })).toBeVisible();
  await expect(page.getByText(first)).toBeVisible();
  const visit = new URL(page.url()).pathname;
  // The unit was told of it, and knows who was drawn; not whom this visit goes to.
  await witness.open(path);
  await expect(witness.page.locator('.draw-names strong', { hasText: first })).toBeVisible();
  await expect(witness.page.locator('.draw-names a')).toHaveCount(0);
  await witness.open(visit);
  await expect(witness.page.getByRole('link', { name: /第 \d+ 次：个别访谈排期/ })).toBeVisible();
  await expect(witness.page.getByText(first)).toHaveCount(0);
  await expect(witness.page.getByText(/名册 \d{4}/)).toHaveCount(0);
  await back.click();
  await expect(page).toHaveURL(new RegExp(`${path}#drawn$`));

  // A cancelled one leaves the pick free again.
  await group.open(visit);
  await page.locator('.act-fold summary', { hasText: '取消' }).click();
  await page.locator('.act-fold[open]').getByLabel('理由').fill('本人外出学习，改到下月再约');
  await send(page, '取消');
  await group.open(path);
  await expect(picks.filter({ hasText: first }).getByText('已取消')).toBeVisible();
  await unfold(page, '列为指导活动');
  await expect(form.getByRole('checkbox', { name: first })).toBeChecked();
  await audit(page);

  // A visit that is open says at once that its draw was given up.
  await expect(witness.page.getByText('已作废')).toHaveCount(0);
  await group.open(path);
  await unfold(page, '作废');
  await page.locator('.act-fold[open]').getByLabel('理由').fill('名册有误，人事处重新提供后再抽');
  await send(page, '作废');
  await page.getByRole('dialog').getByRole('button', { name: '作废' }).click();
  await expect(witness.page.getByText('已作废')).toBeVisible();
});

test('an abandoned draw stays, and the next one of its purpose says so', async ({ person }) => {
  const group = await person(cast.liaison);
  const first = await freeze(group, '座谈人员复核');
  await unfold(group.page, '作废');
  await group.page.locator('.act-fold[open]').getByLabel('理由').fill('名册有误，人事处重新提供后再抽');
  await send(group.page, '作废');
  await group.page.getByRole('dialog').getByRole('button', { name: '作废' }).click();
  await expect(group.page.getByText('名册有误，人事处重新提供后再抽').first()).toBeVisible();
  const nth = (await group.page.locator('.summary .quiet').innerText()).match(/第 (\d+) 次随机抽取/)![1];
  // calling it something else that is drawn hides nothing
  const second = await freeze(group, '座谈人员复核', { kind: 'documents' });
  await expect(group.page.locator('.summary').getByText('与先前的抽取重复')).toBeVisible();
  await group.page.emulateMedia({ media: 'print' });
  await expect(group.page.locator('.draw-sheet').getByText('与先前的抽取重复')).toBeVisible();
  const printed = await group.page.locator('.draw-sheet pre').innerText();
  expect(printed).toMatch(new RegExp(`^repeats (\\d+ )*${nth}( \\d+)*$`, 'm'));
  await group.page.emulateMedia({ media: null });
  await group.open('/draws?state=abandoned');
  await expect(group.page.locator(`a[href="${first}"]`).first()).toBeVisible();
  await group.open(`${second}/show`);
  await expect(group.page.getByText('与先前的抽取重复')).toBeVisible();
});

test('the sheet is whole on paper, and is read also where its lines were broken on the way', async ({ person }) => {
  const { page, open } = await person(cast.liaison);
  const long = `${'材料科学与工程学院'.repeat(8)} A-12,副高,${'松江校区实验楼'.repeat(10)}`;
  await freeze({ page, open }, '抽取单打印', { lines: [...roster, long] });
  const data = page.locator('.draw-sheet pre');
  const text = await data.innerText();
  expect(text).toMatch(/^\+/m);
  // folded away on the screen it is on paper all the same
  await press(page.locator('.draw-sheet summary'));
  await expect(data).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 718, height: 1040 });
  await expect(data).toBeVisible();
  const { wide, tall } = await data.evaluate((own) => {
    const wrapped = own.clientHeight;
    own.style.whiteSpace = 'pre';
    const found = { wide: own.scrollWidth - own.clientWidth, tall: own.clientHeight - wrapped };
    own.style.whiteSpace = '';
    return found;
  });
  expect({ wide, tall }, 'no line is wider than the paper').toEqual({ wide: 0, tall: 0 });
  expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
  await page.emulateMedia({ media: null });

  await open('/draws/check');
  const check = async (of: string) => {
    await page.getByLabel('抽取数据').fill(of);
    await page.getByRole('button', { name: '再验证一次' }).click();
  };
  const broken = (of: string) => of.replace(/.{30}/gu, '$&  \r\n');
  for (const own of [text, broken(text)]) {
    await check('');
    await expect(page.getByText('这里面没有完整的抽取数据')).toBeVisible();
    await check(own);
    await expect(page.getByText('本机重新计算：到目前为止全部一致')).toBeVisible();
  }
  await check(text.replace('许若水', '许若氷'));
  await expect(page.getByText('本机重新计算：有对不上的地方')).toBeVisible();
  await check(broken(text.replace('许若水', '许若氷')));
  await expect(page.getByText('这份数据的行被折断了')).toBeVisible();
  await expect(page.getByText('有对不上的地方')).toHaveCount(0);
});

test('dice count when both sides saw the same', async ({ person }) => {
  const group = await person(cast.liaison);
  const witness = await person(cast.normalStaff);
  const path = await freeze(group, '随机听课掷骰');
  await act(group.page, '登记骰子点数', { 骰子点数: '3 5 5 1 6 2' });
  // recorded, so that the witness's page knows it and refuses at the field, not the server later
  await expect(group.page.getByRole('definition').getByText('3 5 5 1 6 2', { exact: true })).toBeVisible();
  await witness.open(path);
  await act(witness.page, '登记骰子点数', { 骰子点数: '3 5 5 1 6 3' });
  await expect(witness.page.getByText('与先前提交的不一致')).toBeVisible();
  await witness.page.locator('.act-fold[open]').getByLabel('骰子点数').fill('355162');
  await send(witness.page, '登记骰子点数');
  await expect(group.page.getByRole('heading', { name: '抽中 3 条' })).toBeVisible();
  await expect(witness.page.getByRole('heading', { name: '抽中 3 条' })).toBeVisible();
  expect(await names(group.page)).toEqual(await names(witness.page));
});

test('an erased roster leaves the numbers, and who has the sheet still checks the draw', async ({ person, stranger }) => {
  const group = await person(cast.liaison);
  const witness = await person(cast.normalStaff);
  const path = await thrown(group, witness, '抹去名册核对');
  const drawn = await names(group.page);
  const sheet = await witness.page.locator('.draw-sheet pre').innerText();
  await unfold(group.page, '抹去名册');
  await group.page.locator('.act-fold[open]').getByLabel('理由').fill('名册中的人员要求抹去个人信息');
  await send(group.page, '抹去名册');
  await group.page.getByRole('dialog').getByRole('button', { name: '抹去名册' }).click();
  for (const { page } of [group, witness]) {
    await expect(page.getByText('名册已抹去')).toBeVisible();
    await expect(page.getByRole('heading', { name: '抽中 3 条' })).toBeVisible();
    for (const name of drawn) await expect(page.getByText(name)).toHaveCount(0);
    await expect(page.locator('.draw-sheet pre')).toHaveCount(0);
  }
  await group.page.getByRole('button', { name: '在本机重新计算' }).click();
  await expect(group.page.getByText('本机重新计算：3 个结果和次序全部一致')).toBeVisible();
  const anybody = await stranger();
  await anybody.open('/draws/check');
  await anybody.page.getByLabel('抽取数据').fill(sheet);
  await anybody.page.getByRole('button', { name: '再验证一次' }).click();
  await expect(anybody.page.getByText('本机重新计算：3 个结果和次序全部一致')).toBeVisible();
});

test.describe('on phones', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  /** Nothing stands out on the right, and what is pressed is large enough for a thumb. */
  async function fits(page: Page): Promise<void> {
    const { width, wide } = await page.evaluate(() => {
      const wide = [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > 390);
      return { width: document.documentElement.scrollWidth, wide: wide.map((one) => one.outerHTML.slice(0, 120)) };
    });
    expect(width, `${page.url()} ${wide}`).toBeLessThanOrEqual(390);
    const low = await page.locator('.button:visible').evaluateAll((all) =>
      all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML.slice(0, 120)),
    );
    expect(low, page.url()).toEqual([]);
  }

  test('a whole draw goes by touch, from the roster to the check on a third phone', async ({ person, stranger }) => {
    const [group, witness] = [await person(cast.liaison), await person(cast.normalStaff)];
    const path = await freeze(group, '手机上抽取');
    await act(group.page, '登记回避', { 名册编号: '3', 理由: '与组员有亲属关系，应当回避' });
    await expect(group.page.getByText('回避 1 条，揭示之前登记')).toBeVisible();
    await act(group.page, '提交承诺', { 密语: '六月 松花江 4 7 2 6' });
    await expect(group.page.getByText('请记下这一行')).toBeVisible();
    await witness.open(path);
    await act(witness.page, '提交承诺', { 密语: '山高水长 1 9 5 3' });
    for (const [at, { page }] of [group, witness].entries()) {
      await unfold(page, '当众揭示');
      await expect(page.getByLabel('盐和密语')).toHaveValue(/^[0-9a-f]{32} /);
      await fits(page);
      await send(page, '当众揭示');
      // recorded before the other side shows its own
      await expect(witness.page.getByText('与承诺一致')).toHaveCount(at + 1);
    }
    for (const { page } of [group, witness]) await expect(page.getByRole('heading', { name: '抽中 3 条' })).toBeVisible();
    const drawn = await names(group.page);
    expect(drawn.slice(1).sort()).toEqual(['施以宁', '韩思源'].sort());
    await fits(group.page);

    const { page } = group;
    await press(page.getByRole('link', { name: '投屏' }));
    await alive(page);
    await expect(page).toHaveURL(/\/show$/);
    for (const many of [1, 2, 3]) {
      await press(page.getByRole('button', { name: '下一个' }));
      await expect.poll(() => names(page)).toEqual(drawn.slice(0, many));
    }
    await press(page.getByRole('button', { name: '在本机重新计算' }));
    await expect(page.getByText('本机重新计算：3 个结果和次序全部一致')).toBeVisible();
    await fits(page);
    await press(page.getByRole('link', { name: '退出投屏' }));
    await expect(page.getByRole('heading', { name: '抽中 3 条' })).toBeVisible();

    await press(witness.page.getByRole('button', { name: '在本机重新计算' }));
    await expect(witness.page.getByText('本机重新计算：3 个结果和次序全部一致')).toBeVisible();
    const sheet = await witness.page.locator('.draw-sheet pre').innerText();
    const third = await stranger();
    await third.open('/draws/check');
    await third.page.getByLabel('抽取数据').fill(sheet);
    await press(third.page.getByRole('button', { name: '再验证一次' }));
    await expect(third.page.getByRole('rowheader')).toHaveText(drawn);
    await fits(third.page);
  });
});
