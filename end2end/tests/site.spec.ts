/** On site: a planned visit is taken along, recorded without network with photos and an issue, and arrives once. */
import { unit } from '../acts.ts';
import { lines } from '../board.ts';
import { arrived, words } from '../journey.ts';
import { expect, photo, test, type Phone } from '../phone.ts';
import { cast } from '../routes.ts';

/** Plans a seminar; its address. */
async function plan(own: Phone, topic: string): Promise<string> {
  await own.open(`/visits/new?plan=1&unit=${unit}`);
  await own.page.getByRole('radio', { name: '座谈会' }).check();
  await own.page.getByLabel('内容').fill(topic);
  await own.page.getByRole('button', { name: '列计划' }).tap();
  const row = own.page.getByRole('rowheader', { name: topic }).getByRole('link');
  await expect(row).toBeVisible();
  return (await row.getAttribute('href'))!;
}

interface Visit {
  visit: { version: number; findings?: { notes: string; people: number; photos: { hash: string }[] } };
  issues: { title: string }[];
  history: unknown[];
}

async function read({ context }: Pick<Phone, 'context'>, address: string): Promise<Visit> {
  const answer = await context.request.get(`/api/visit/detail?visit=${address.split('/').pop()}`);
  return (await answer.json()) as Visit;
}

/** Who was drawn, as the page of a draw says it without network; each name stands on the roster that came along. */
async function drawn({ page }: Phone): Promise<string[]> {
  const sheet = page.locator('.draw-sheet pre');
  await expect(sheet).toContainText('end xundao draw');
  const text = ((await sheet.textContent()) ?? '').replaceAll('\n+', '');
  const roster = [...text.matchAll(/^\d+\|[^|]+\|([^|]+)\|/gm)].map(([, name]) => name);
  expect(roster.length).toBeGreaterThan(0);
  const names = await page.locator('.draw-names strong').allTextContents();
  expect(roster).toEqual(expect.arrayContaining(names));
  return names;
}

test('taken along, recorded without network over a restart, it is on the server once and the dashboard has moved', async ({ phone, person }) => {
  test.setTimeout(300_000);
  const office = await person(cast.officeLeader);
  await office.open('/dashboard');
  const tile = office.page.getByRole('link', { name: /^座谈会/ }).first();
  const figure = async () => Number((await tile.innerText()).match(/\d+/)?.[0]);
  const before = await figure();

  const own = await phone();
  await own.signIn(cast.liaison);
  const [topic, sentence] = [words('夜间座谈'), words('两名学生说夜里做不了热处理实验')];
  const address = await plan(own, topic);
  await own.ready();
  await own.open('/visits');
  const row = own.page.getByRole('row').filter({ hasText: topic });
  await row.getByRole('button', { name: '随身带' }).tap();
  await expect(row.getByRole('link', { name: '已随身带' })).toBeVisible({ timeout: 90_000 });

  own.line.cut();
  await own.off();
  await own.on();
  await own.open('/');
  await expect(own.page).toHaveURL(/\/bag$/);
  await own.page.getByRole('link', { name: topic }).tap();
  await expect(own.page.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  await own.page.getByRole('link', { name: '现在记录' }).tap();
  await arrived(own.page, /\/visits\/new\?/);
  const form = own.page.url();
  // what is open there, what was promised last time, who was drawn: the first of it in sight at once
  const room = own.page.locator('.visit-room');
  for (const name of [/待兑现的承诺 \d+ 项/, /未解决的问题 \d+ 个/]) {
    const part = room.getByRole('region', { name });
    await expect(part.getByRole('listitem').first()).toBeInViewport({ ratio: 1 });
    const rest = part.getByText(/其余 \d+ 项/);
    if (await rest.count()) await rest.tap();
  }
  const links = await room.getByRole('link').evaluateAll((all) => all.map((one) => one.getAttribute('href')!));
  expect(links.some((link) => link.startsWith('/issues/'))).toBe(true);
  expect(links.some((link) => link.startsWith('/visits/'))).toBe(true);
  const draws = (await own.kept()).filter((one) => one.startsWith('/draws/'));
  expect(draws.length).toBeGreaterThan(0);
  const names: string[] = [];
  for (const link of new Set([...links, ...draws])) {
    // they are many, and read as they were kept: no need to wait until each is alive
    await own.page.goto(link, { waitUntil: 'commit' });
    await expect(own.page.getByRole('heading', { name: '没有网络，这一页不在手机里' })).toHaveCount(0);
    await expect(own.page.getByRole('heading').first()).toBeVisible();
    if (draws.includes(link)) names.push(...(await drawn(own)));
  }
  expect(names.length, 'some of these draws have a result').toBeGreaterThan(0);

  await own.open(form);
  await own.page.getByLabel('看到、听到的').fill(`锁门早。${sentence}。`);
  const raise = own.page.getByRole('list', { name: '可以提为问题的句子' }).getByRole('listitem').filter({ hasText: sentence });
  await raise.getByRole('button', { name: '提为问题' }).tap();
  await own.page.getByRole('radio', { name: '民生实事' }).check();
  await own.page.getByRole('button', { name: '加一人' }).tap();
  const pictures = ['#924', '#249'].map(async (colour, at) => ({ name: `现场${at}.jpg`, mimeType: 'image/jpeg', buffer: await photo(own.page, colour) }));
  await own.page.getByLabel('拍照或选照片').setInputFiles(await Promise.all(pictures));
  const chosen = () => own.page.locator('.photos').getByRole('img');
  await expect(chosen()).toHaveCount(2);
  await own.page.waitForTimeout(300);
  await own.kill();
  await own.open(form);
  await expect(chosen()).toHaveCount(2);
  await expect(own.page.getByLabel('看到、听到的')).toHaveValue(`锁门早。${sentence}。`);
  await own.page.getByRole('button', { name: '保存', exact: true }).tap();
  await expect(own.page.locator('.pending').getByText('在本机')).toHaveCount(1);

  await own.off();
  await own.on();
  await own.open('/outbox');
  await expect(own.page.getByRole('listitem').filter({ hasText: '在本机' })).toHaveCount(2);
  // the line comes back, breaks within the first photo, and comes back again
  own.line.cutAfter('up', 4_000);
  own.line.mend();
  own.line.cutAfter('up', 4_000);
  await own.page.waitForTimeout(6_000);
  // read on the office's own line, which is whole
  expect((await read(office, address)).visit.findings).toBeFalsy();
  own.line.mend();
  await expect(own.page.getByText('发件箱是空的')).toBeVisible({ timeout: 30_000 });

  const { visit, issues } = await read(own, address);
  expect(visit.findings).toMatchObject({ notes: `锁门早。${sentence}。`, people: 1 });
  expect(new Set(visit.findings!.photos.map(({ hash }) => hash)).size).toBe(2);
  expect(issues.map(({ title }) => title)).toEqual([sentence]);
  for (const { hash } of visit.findings!.photos) {
    const picture = await own.context.request.get(`${own.line.url}${address}/photos/${hash}`);
    expect(picture.status()).toBe(200);
    expect((await picture.body()).includes('SECRETPLACE')).toBe(false);
  }
  await expect.poll(figure).toBe(before + 1);
  await own.open(`/visits?q=${topic}`);
  await expect(own.page.getByRole('rowheader')).toHaveCount(1);
  await own.open(address);
  await expect(own.page.locator('.visit-photos').getByRole('img')).toHaveCount(2);
});

test('without network a sentence of a visit that is recorded is one tap from an issue, and arrives once with its sentence', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  const [topic, sentence] = [words('夜间座谈'), words('热水只供到九点')];
  await own.open(`/visits/new?unit=${unit}`);
  await own.page.getByRole('radio', { name: '座谈会' }).check();
  await own.page.getByLabel('内容').fill(topic);
  await own.page.getByLabel('看到、听到的').fill(`锁门早。${sentence}。`);
  await own.page.getByRole('button', { name: '保存', exact: true }).tap();
  const link = own.page.getByRole('rowheader', { name: topic }).getByRole('link');
  await expect(link).toBeVisible();
  const address = (await link.getAttribute('href'))!;
  await own.ready();
  await own.open(address);
  await expect.poll(() => own.kept()).toContain(address);
  own.line.cut();
  await own.off();
  await own.on();
  await own.open(address);
  const row = () => own.page.getByRole('list', { name: '可以提为问题的句子' }).getByRole('listitem').filter({ hasText: sentence });
  await row().getByRole('button', { name: '提为问题' }).tap();
  await expect(row()).toContainText('在本机');
  // it stands there again, and is not offered twice
  await own.off();
  await own.on();
  await own.open(address);
  await expect(row()).toContainText('在本机');
  await expect(row().getByRole('button', { name: '提为问题' })).toHaveCount(0);
  own.line.mend();
  await expect(row().getByRole('link', { name: '已提为问题' })).toBeVisible({ timeout: 30_000 });
  const { issues } = await read(own, address);
  expect(issues.map(({ title }) => title)).toEqual([sentence]);
  await row().getByRole('link', { name: '已提为问题' }).tap();
  await expect(own.page.getByText(`${sentence}。`, { exact: true })).toBeVisible();
});

test('three taps lead from the page of a unit to what was seen there on the server, a fourth makes an issue of it', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  // as the page feels them: whatever a finger does, whoever of us does it
  await own.context.addInitScript(() => {
    const count = (event: Event) => event.isTrusted && sessionStorage.setItem('taps', `${Number(sessionStorage.getItem('taps')) + 1}`);
    addEventListener('click', count, true);
  });
  const taps = () => own.page.evaluate(() => Number(sessionStorage.getItem('taps')));
  const sentence = words('公共实验室锁门早');
  await own.open(`/unit/${unit}`);
  expect(await taps()).toBe(0);
  const begin = own.page.getByRole('link', { name: '记指导活动' });
  await expect(begin).toBeInViewport({ ratio: 1 });
  await begin.tap();
  await arrived(own.page, /\/visits\/new\?unit=/);
  const notes = own.page.getByLabel('看到、听到的');
  await notes.tap();
  await expect(notes).toBeFocused();
  await own.page.keyboard.insertText(`${sentence}。`);
  const row = own.page.getByRole('list', { name: '可以提为问题的句子' }).getByRole('listitem').filter({ hasText: sentence });
  await row.getByRole('button', { name: '提为问题' }).tap();
  await expect(own.page.getByLabel('问题', { exact: true })).toHaveValue(sentence);
  // in sight all the way: nothing is looked for
  const save = own.page.getByRole('button', { name: '保存', exact: true });
  await expect(save).toBeInViewport({ ratio: 1 });
  await save.tap();
  await arrived(own.page, /\/visits$/);
  expect(await taps()).toBe(4);

  const raised = () => lines(own.context, { text: sentence });
  await expect.poll(async () => (await raised()).length).toBe(1);
  const { issue } = (await (await own.context.request.get(`/api/issue/detail?id=${(await raised())[0]!.id}`)).json()) as { issue: { visit: { visit: string } } };
  const { visit } = await read(own, `/visits/${issue.visit.visit}`);
  expect(visit.findings).toMatchObject({ notes: `${sentence}。` });
});

/** A seminar that took place just now, with two photos; its address. */
async function photographed(own: Phone): Promise<string> {
  const topic = words('看食堂后厨');
  await own.open(`/visits/new?unit=${unit}`);
  await own.page.getByRole('radio', { name: '座谈会' }).check();
  await own.page.getByLabel('内容').fill(topic);
  const pictures = ['#924', '#249'].map(async (colour, at) => ({ name: `后厨${at}.jpg`, mimeType: 'image/jpeg', buffer: await photo(own.page, colour) }));
  await own.page.getByLabel('拍照或选照片').setInputFiles(await Promise.all(pictures));
  await expect(own.page.locator('.photos').getByRole('img')).toHaveCount(2);
  await own.page.getByRole('button', { name: '保存', exact: true }).tap();
  const row = own.page.getByRole('rowheader', { name: topic }).getByRole('link');
  await expect(row).toBeVisible({ timeout: 20_000 });
  return (await row.getAttribute('href'))!;
}

test('photos of the last visit come along with its unit, sealed; one that did not come says so in its place', async ({ phone }) => {
  test.setTimeout(240_000);
  const own = await phone();
  await own.signIn(cast.liaison);
  const address = await photographed(own);
  await own.open(`/unit/${unit}`);
  await own.ready();
  // a photo that was merely looked at, full size, is not kept
  await own.open(address);
  const looked = (await own.page.locator('.visit-photos').getByRole('img').first().getAttribute('src'))!;
  await own.page.goto(looked);
  await own.open(`/unit/${unit}`);
  await expect.poll(() => own.kept()).toContain(address);
  expect(await own.kept()).not.toContain(looked);
  await own.page.getByRole('button', { name: '随身带' }).tap();
  await expect(own.page.getByRole('link', { name: '已随身带' })).toBeVisible({ timeout: 90_000 });
  await own.open('/bag');
  await expect(own.page.getByText(/照片 \d+ 张/)).toBeVisible();
  const photos = (await own.kept()).filter((one) => one.startsWith(`${address}/photos/`));
  expect(photos).toHaveLength(2);

  own.line.cut();
  await own.off();
  await own.on();
  await own.open(address);
  const shown = own.page.locator('.visit-photos').getByRole('img');
  await expect(shown).toHaveCount(2);
  const painted = async () => {
    for (const picture of await shown.all()) {
      await picture.scrollIntoViewIfNeeded();
      await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0);
    }
  };
  await painted();
  // what lies on the disk begins like no picture
  const begins = await own.page.evaluate(async (address) => {
    for (const name of await caches.keys()) {
      const kept = await (await caches.open(name)).match(address);
      if (kept) return [...new Uint8Array(await kept.arrayBuffer()).subarray(0, 3)];
    }
    return [];
  }, photos[0]!);
  expect(begins).toHaveLength(3);
  expect(begins).not.toEqual([0xff, 0xd8, 0xff]);

  await own.page.evaluate(async (address) => {
    for (const name of await caches.keys()) await (await caches.open(name)).delete(address);
  }, photos[0]!);
  await own.open(address);
  const places = own.page.locator('.visit-photos').getByRole('listitem');
  await expect(places.filter({ hasText: '当前无网络，此照片未随身带' })).toHaveCount(1);
  await expect(shown).toHaveCount(1);
  await painted();
  own.line.mend();
  await expect(shown).toHaveCount(2, { timeout: 30_000 });
  await painted();
});

/** What a finger is meant to hit and is smaller than 44 px, as it is drawn. Links within a text are as high as their line. */
function small(all: Element[]): string[] {
  const hit = all.map((one) => {
    const box = one instanceof HTMLInputElement && ['radio', 'checkbox', 'file'].includes(one.type);
    return (box && one.closest('label')) || one;
  });
  return [...new Set(hit)].flatMap((one) => {
    const { width, height } = one.getBoundingClientRect();
    const shown = one.checkVisibility({ visibilityProperty: true }) && width > 0;
    return shown && (height < 44 || width < 44) ? [`${Math.round(width)} × ${Math.round(height)} ${one.outerHTML.slice(0, 120)}`] : [];
  });
}

const controls = 'button, summary, input:not([type="hidden"]), select, textarea, .button, .bottom a, .away a, .visit-room a';

test('under a thumb every control of the form is 44 px high, and every button elsewhere', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  const visit = await plan(own, words('按得准'));
  const form = `/visits/new?visit=${visit.split('/').pop()}`;
  for (const page of [visit, '/visits', '/outbox', '/coverage', '/draws', '/dashboard']) {
    await own.open(page);
    await expect(own.page.getByRole('heading').first()).toBeVisible();
    expect(await own.page.locator('.button:visible').evaluateAll(small), page).toEqual([]);
  }
  await own.open(form);
  await own.page.getByLabel('看到、听到的').fill('公共实验室锁门早。两名学生说夜里做不了实验。');
  await own.page.getByRole('button', { name: '提为问题' }).first().tap();
  await own.page.getByRole('button', { name: '记下一项承诺' }).tap();
  for (const part of ['检查清单', '三个方面']) await own.page.locator('.visit-lines > summary', { hasText: part }).tap();
  const rest = own.page.getByText(/其余 \d+ 项/);
  for (const one of await rest.all()) await one.tap();
  const buffer = await photo(own.page, '#924');
  await own.page.getByLabel('拍照或选照片').setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer });
  await expect(own.page.locator('.photos').getByRole('img')).toHaveCount(1);
  const found = own.page.locator(controls);
  expect(await found.count()).toBeGreaterThan(40);
  expect(await found.evaluateAll(small), form).toEqual([]);
});

test('promises and issues of the unit are in sight above the form on a phone, and the form is within the first screen', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  await own.open(`/visits/new?unit=${unit}`);
  const room = own.page.locator('.visit-room');
  for (const name of [/待兑现的承诺 [1-9]\d* 项/, /未解决的问题 [1-9]\d* 个/]) {
    await expect(room.getByRole('region', { name }).getByRole('listitem').first()).toBeInViewport({ ratio: 1 });
  }
  const begins = (await own.page.locator('.visit-form').boundingBox())!.y;
  expect(begins).toBeLessThan(844 * 0.6);
});
