/** A sheet of slips from the printer to the pocket: each square leads to the page of its own slip, and the code beside it to the same; what is
 * used, taken back, void, early, late or guessed says so on a page of its own, and guessing is slowed down but holds up no slip. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { accept } from '../acts.ts';
import { act, send, unfold } from '../draw.ts';
import { expect, test } from '../journey.ts';
import { cast } from '../routes.ts';
import { scan } from '../square.ts';
import { hand, level, plan, print } from '../survey.ts';

/** A phone without an account, on which no script runs. */
async function phone(browser: Browser, options: BrowserContextOptions, locale = 'zh-CN'): Promise<[Page, BrowserContext]> {
  const viewport = { width: 390, height: 844 };
  const context = await browser.newContext({ ...options, locale, viewport, hasTouch: true, isMobile: true, javaScriptEnabled: false });
  return [await context.newPage(), context];
}

test('every square of the printed sheet leads to its own slip, and so does the code beside it', async ({ browser, house, person, contextOptions }) => {
  const group = await person(cast.liaison);
  const survey = await plan(group.context, '印出来的测评票');
  await group.open(`/surveys/${survey}`);
  await group.page.locator('#slips').getByLabel('张数').fill('6');
  await group.page.locator('#slips').getByRole('button', { name: '印制测评票' }).click();
  const slips = group.page.locator('.slip-sheet li');
  await expect(slips).toHaveCount(6);

  const [page, context] = await phone(browser, { ...contextOptions, baseURL: house.url });
  const seen = new Set<string>();
  for (const media of ['screen', 'print'] as const) {
    await group.page.emulateMedia({ media, colorScheme: media === 'screen' ? 'dark' : 'light' });
    for (const slip of await slips.all()) {
      const code = await slip.locator('.code').innerText();
      const told = new URL(await scan(group.page, slip.locator('.qr')));
      // the one language of the sheet is part of where its squares lead
      expect(told.href, media).toBe(`${house.url}/s/${code}/zh`);
      seen.add(`${house.url}/s/${code}`);
    }
  }
  expect(seen.size).toBe(6);
  // on paper nothing but the slips is left of their part of the page
  await expect(group.page.locator('#slips form')).toBeHidden();
  await expect(slips.first()).toContainText('印出来的测评票·教职工');

  // by the square one slip, by its code typed in small letters the next, and each is its own
  const [first, second, third] = [...seen];
  await page.goto(`${first}/zh`);
  expect(page.url()).toBe(first);
  await expect(page.getByText('印出来的测评票·教职工')).toBeVisible();
  await page.getByRole('group', { name: '问题找得准' }).getByText('满意', { exact: true }).tap();
  await page.getByRole('button', { name: '提交' }).tap();
  await expect(page.getByRole('heading', { name: '谢谢，已收到' })).toBeVisible();
  for (const [url, title] of [[first!, '这张票已经用过'], [second!, '满意度测评']] as const) {
    const code = url.split('/').pop()!;
    await page.goto('/s');
    await page.getByLabel('票号').fill(code.toLowerCase().replaceAll('-', ' '));
    await page.getByRole('button', { name: '开始答题' }).tap();
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    expect(page.url()).toBe(url);
  }
  await page.goto(third!);
  await expect(page.getByRole('heading', { name: '满意度测评' })).toBeVisible();
  await context.close();
});

test('a sheet in both languages says everything twice, one in English opens in English, and the page leads to the other', async ({ browser, house, person, contextOptions }) => {
  const group = await person(cast.liaison);
  const survey = await plan(group.context, '两种语言的票');
  await group.open(`/surveys/${survey}`);
  const form = group.page.locator('#slips');
  // nothing is asked in English here
  await expect(form.getByLabel('票面语言')).toHaveValue('zh');
  const slips = group.page.locator('.slip-sheet li');
  const made = async (tongues: string, says: RegExp) => {
    await form.getByLabel('票面语言').selectOption({ label: tongues });
    await form.getByLabel('张数').fill('2');
    await form.getByRole('button', { name: '印制测评票' }).click();
    await expect(slips.first()).toContainText(says);
    await expect(slips).toHaveCount(2);
    const text = await slips.first().innerText();
    const code = await slips.first().locator('.code').innerText();
    return { text, code, leads: await scan(group.page, slips.first().locator('.qr')) };
  };
  const both = await made('中文和英文', /匿名.*Anonymous/s);
  expect(both.text).toContain(`${new URL(house.url).host}/s`);
  expect(both.leads).toBe(`${house.url}/s/${both.code}`);
  const english = await made('英文', /^(?!.*匿名).*Anonymous/s);
  // the title has no English, so it stands there as it is
  expect(english.text).toContain('Satisfaction survey');
  expect(english.text).toContain('两种语言的票');
  expect(english.leads).toBe(`${house.url}/s/${english.code}/en`);

  const [page, context] = await phone(browser, { ...contextOptions, baseURL: house.url });
  await page.goto(english.leads);
  await expect(page.getByRole('heading', { level: 1, name: 'Satisfaction survey' })).toBeVisible();
  expect(page.url()).toBe(`${house.url}/s/${english.code}`);
  await page.getByRole('link', { name: '简体中文' }).tap();
  await expect(page.getByRole('heading', { level: 1, name: '满意度测评' })).toBeVisible();
  await context.close();
  // a slip in both languages is in that of the phone, and its page leads to the other
  const [foreign, theirs] = await phone(browser, { ...contextOptions, baseURL: house.url }, 'en-GB');
  await foreign.goto(both.leads);
  await expect(foreign.getByRole('heading', { level: 1, name: 'Satisfaction survey' })).toBeVisible();
  await foreign.getByRole('link', { name: '简体中文' }).tap();
  await expect(foreign.getByRole('heading', { level: 1, name: '满意度测评' })).toBeVisible();
  await theirs.close();
  const [chinese, ours] = await phone(browser, { ...contextOptions, baseURL: house.url });
  await chinese.goto(both.leads);
  await expect(chinese.getByRole('heading', { level: 1, name: '满意度测评' })).toBeVisible();
  await ours.close();
});

test('a slip that is used twice, taken back, early or late says what is the matter and what to do', async ({ browser, house, person, contextOptions }) => {
  const group = await person(cast.liaison);
  const [page, context] = await phone(browser, { ...contextOptions, baseURL: house.url });
  const told = async (code: string, title: string, note: string) => {
    await page.goto(`/s/${code}`);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(page.getByText(note)).toBeVisible();
    await expect(page.getByRole('radio')).toHaveCount(0);
  };
  const survey = await plan(group.context, '几种不能用的票');
  const [used, lost, kept] = (await print(group.context, survey, 0, 3)).map((own) => own.code);
  const other = (await print(group.context, survey, 1, 1))[0]!.code;

  await test.step('used twice, at the same moment too', async () => {
    const ways = await Promise.all([hand(context, used!, level.yes, level.no), hand(context, used!, level.never, level.never)]);
    expect(ways.sort()).toEqual([`/s/${used}`, '/s/thanks']);
    await told(used!, '这张票已经用过', '一张票只能答一次');
    expect(await hand(context, used!, level.very)).toBe(`/s/${used}`);
  });

  await test.step('a sheet was lost: what is on it is worth nothing, what came back before counts', async () => {
    await group.open(`/surveys/${survey}`);
    await act(group.page, '收回未用的票', { 理由: '有一叠票丢在会议室，另印一批' });
    const recorded = async () => (await (await group.context.request.get('/api/survey/detail', { params: { survey } })).json()).survey.taken_back[0];
    await expect.poll(recorded).toBe(3);
    await told(lost!, '这张票已经作废', '请向发票的人要一张新的');
    await told(used!, '这张票已经用过', '一张票只能答一次');
    expect(await hand(context, kept!, level.yes)).toBe(`/s/${kept}`);
    // the other group's are good, and so are new ones
    await page.goto(`/s/${other}`);
    await expect(page.getByRole('radio').first()).toBeAttached();
    const [fresh] = await print(group.context, survey, 0, 1);
    expect(await hand(context, fresh!.code, level.yes)).toBe('/s/thanks');
  });

  await test.step('one sheet was misprinted: it alone is worth nothing, and no number tells how many of it were used', async () => {
    const [bad, spare] = (await print(group.context, survey, 1, 7)).map((own) => own.code);
    expect(await hand(context, bad!, level.yes)).toBe('/s/thanks');
    await group.open(`/surveys/${survey}`);
    await unfold(group.page, '作废一叠票');
    const form = group.page.locator('.act-fold[open] form');
    const sheet = (await form.getByLabel('哪一叠').locator('option', { hasText: '7 张' }).textContent()) ?? '';
    expect(sheet).toMatch(/^领导干部：.*印的 7 张$/);
    await form.getByLabel('哪一叠').selectOption({ label: sheet });
    await form.getByLabel('理由').fill('这一叠印歪了，另外补印');
    const shown = async () => (await group.context.request.get('/api/survey/detail', { params: { survey } })).json();
    const before = (await shown()).raters;
    await send(group.page, '作废一叠票');
    await expect.poll(async () => (await shown()).survey.sheets.filter((own: { void_at: number | null }) => own.void_at !== null).length).toBe(1);
    expect((await shown()).raters).toEqual(before);
    await expect(group.page.locator('#history')).toContainText('作废张数');
    await told(spare!, '这张票已经作废', '请向发票的人要一张新的');
    await told(bad!, '这张票已经用过', '一张票只能答一次');
    await page.goto(`/s/${other}`);
    await expect(page.getByRole('radio').first()).toBeAttached();
  });

  await test.step('before its first day, and after the end', async () => {
    const later = await plan(group.context, '下个月的测评', '2024-06-01');
    const [early] = await print(group.context, later, 0, 1);
    await told(early!.code, '还没有开始', '票一直有效');
    expect(await hand(context, early!.code, level.yes)).toBe(`/s/${early!.code}`);
    await accept(group.context, 'survey', { verb: 'close', survey });
    await told(other, '已经截止', '不再收票');
    expect(await hand(context, other, level.yes)).toBe(`/s/${other}`);
  });
  await context.close();
});

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code that nobody printed but whose two last letters are right: a machine that guesses would make such. */
function guess(): string {
  const chance = Array.from({ length: 26 }, () => Math.floor(Math.random() * 32));
  const [sum, weighted] = [chance.reduce((all, own) => all + own, 0), chance.reduce((all, own, at) => all + (at + 1) * own, 0)];
  const code = [...chance, sum % 32, weighted % 31].map((own) => letters[own]).join('');
  return code.match(/.{4}/g)!.join('-');
}

test('guessing is slowed down: after a few that nobody printed an address waits for the next, and a slip that was printed does not', async ({ browser, house, person, contextOptions }) => {
  const group = await person(cast.liaison);
  const survey = await plan(group.context, '有人在猜票号');
  const [slip] = await print(group.context, survey, 0, 1);
  const [page, context] = await phone(browser, { ...contextOptions, baseURL: house.url });

  // a slip of the pen is no guess, however often
  for (let time = 0; time < 12; time += 1) expect((await context.request.get('/s/7Q2K-0000')).status()).toBe(200);
  await page.goto(`/s/${guess()}`);
  await expect(page.getByRole('heading', { level: 1, name: '没有这个票号' })).toBeVisible();
  await expect(page.getByRole('link', { name: '重新输入' })).toBeVisible();

  let guesses = 1;
  for (; guesses < 40; guesses += 1) {
    const way = guesses % 3;
    const code = guess();
    const answer =
      way === 0
        ? await context.request.get(`/s/${code}`)
        : way === 1
          ? await context.request.post(`/s/${code}`, { form: { q0: '1' }, maxRedirects: 0 })
          : await context.request.get('/api/survey/slip', { params: { code } });
    if (answer.status() === 429) break;
    expect(answer.status(), `guess ${guesses} by way ${way}`).toBe(404);
  }
  expect(guesses, 'by page, by form and past the pages they are counted together').toBeLessThanOrEqual(11);
  expect(guesses, 'a hall of people behind one address may mistype').toBeGreaterThanOrEqual(5);

  // between two guesses that wait, the slip that was printed does not; the waits are seconds, so it may take a second try
  await expect(async () => {
    const status = async (code: string) => (await context.request.get(`/s/${code}`, { maxRedirects: 0 })).status();
    expect([await status(guess()), await status(slip!.code), await status(guess())]).toEqual([429, 200, 429]);
  }).toPass();
  await expect(async () => {
    await page.goto(`/s/${guess()}`);
    await expect(page.getByRole('alert').filter({ hasText: '这里输错太多次了' })).toBeVisible({ timeout: 1000 });
  }).toPass();
  // whoever typed it wrong too often types it right
  await page.getByLabel('票号').fill(slip!.code);
  await page.getByRole('button', { name: '开始答题' }).tap();
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: '提交' }).tap();
  await expect(page.getByRole('heading', { name: '谢谢，已收到' })).toBeVisible();
  // whoever works at a desk is not slowed down by it
  await group.open(`/surveys/${survey}`);
  await expect(group.page.getByRole('heading', { level: 1, name: '有人在猜票号' })).toBeVisible();
  await context.close();
});
