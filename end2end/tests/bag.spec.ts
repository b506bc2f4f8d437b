/** The bag: what was seen or taken along opens without network, after the browser was closed, for its person only. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createContext, runInContext } from 'node:vm';
import type { Route } from '@playwright/test';
import { accept } from '../acts.ts';
import { alive, words } from '../journey.ts';
import { expect, photo, test, type Phone } from '../phone.ts';
import { release } from '../release.ts';
import { cast } from '../routes.ts';
import { start } from '../server.ts';
import { plan, print } from '../survey.ts';

const unit = '/unit/00000000-0000-0000-0000-00000b000002';

test('pages that were seen open without network, also after the browser was closed', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  await own.open(unit);
  await own.ready();
  await own.open(unit);
  const heading = await own.page.getByRole('heading', { level: 1 }).textContent();
  const title = await own.page.title();
  await own.open('/issues');
  await own.page.getByRole('rowheader').first().getByRole('link').click();
  await expect(own.page.getByRole('list', { name: '时间线' })).toBeVisible();
  const issue = new URL(own.page.url()).pathname;
  await own.open(issue);
  await expect.poll(() => own.kept()).toEqual(expect.arrayContaining([unit, '/issues', issue]));

  own.line.cut();
  await own.off();
  await own.on();
  const begun = Date.now();
  await own.open(unit);
  const took = Date.now() - begun;
  await expect(own.page.getByRole('heading', { level: 1 })).toHaveText(heading ?? '');
  // forms on it go by the phone's own time
  await expect(own.page.locator('html[data-kept]')).toBeAttached();
  await expect(own.page.getByText('没有网络。写下的先存在这台设备上。')).toBeVisible();
  console.log(`a kept page is alive ${took} ms after the browser was asked for it`);
  // also before the page has found out that nothing answers: a kept page leads to kept pages from its first moment on
  await own.context.route('**/api/live*', () => {});
  await own.open(unit);
  await own.page.locator('.bottom').getByRole('link', { name: '问题' }).click();
  await expect(own.page.getByRole('rowheader').first()).toBeVisible();
  await own.open(issue);
  await expect(own.page.getByRole('list', { name: '时间线' })).toBeVisible();

  await own.page.goto('/rules');
  await expect(own.page.getByRole('heading', { name: '没有网络，这一页不在手机里' })).toBeVisible();
  await expect(own.page.getByRole('link', { name: title })).toBeVisible();
  own.line.mend();
  await own.page.getByRole('link', { name: '再试一次' }).click();
  await alive(own.page);
  await expect(own.page).toHaveTitle(/建章立制/);
  await expect(own.page.locator('html[data-kept]')).not.toBeAttached();
});

test('of a slip that is answered on the phone of somebody who is signed in, nothing is kept there', async ({ phone, person }) => {
  const group = await person(cast.liaison);
  const [slip] = await print(group.context, await plan(group.context, words('手机上答的测评')), 0, 1);
  const own = await phone();
  await own.signIn(cast.normalStaff);
  await own.open('/issues');
  await own.ready();
  await own.open('/issues');
  await expect.poll(() => own.kept()).toContain('/issues');
  const { page } = own;
  await page.goto(`/s/${slip!.code}`);
  await page.getByRole('group', { name: '问题找得准' }).getByText('满意', { exact: true }).tap();
  await page.getByRole('button', { name: '提交' }).tap();
  await expect(page.getByRole('heading', { name: '谢谢，已收到' })).toBeVisible();
  await page.goto(`/s/${slip!.code}`);
  await expect(page.getByRole('heading', { name: '这张票已经用过' })).toBeVisible();
  // what is seen after it is kept as before
  await own.open('/rules');
  await expect.poll(() => own.kept()).toContain('/rules');
  expect((await own.kept()).filter((address) => /^\/s(\/|$)/.test(address))).toEqual([]);
});

test('what is kept can be opened by its person only, and is gone when they sign out', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  await own.open(unit);
  await own.ready();
  await own.open(unit);
  await expect.poll(() => own.kept()).toContain(unit);
  const found = await own.page.evaluate(async (address) => {
    const texts: string[] = [];
    for (const name of await caches.keys()) {
      const answer = name === 'files' ? undefined : await (await caches.open(name)).match(address);
      if (answer) texts.push(await answer.text());
    }
    return texts.join().includes('师范');
  }, unit);
  expect(found, 'a kept page can be read on the disk').toBe(false);

  await own.signIn(cast.normalStaff);
  await own.open('/account');
  await expect.poll(() => own.kept()).not.toContain(unit);
  own.line.cut();
  await own.page.goto('/reports');
  await expect(own.page.getByRole('heading', { name: '没有网络，这一页不在手机里' })).toBeVisible();
  own.line.mend();

  await own.open(unit);
  await expect.poll(() => own.kept()).toContain(unit);
  await own.open('/account');
  await own.page.getByRole('button', { name: '退出登录' }).click();
  await expect(own.page).toHaveURL(/sign-in/);
  await expect.poll(() => own.kept()).toEqual([]);
  own.line.cut();
  await own.page.goto(unit);
  await expect(own.page.getByRole('heading', { name: '没有网络，这一页不在手机里' })).toBeVisible();
});

const list = '/issues?origin=research&state=in_progress,withdrawn&unit=00000000-0000-0000-0000-00000b000002';

/** An issue that the unit works on, open; its address. */
async function issue(own: Phone): Promise<string> {
  await own.open(list);
  const row = own.page.getByRole('rowheader').first().getByRole('link');
  const address = new URL((await row.getAttribute('href')) ?? '', own.line.url).pathname;
  await own.open(address);
  await own.ready();
  await own.open(address);
  await expect.poll(() => own.kept()).toContain(address);
  return address;
}

test('a read that the device answers is told to its page, which reads anew once the server answers', async ({ phone, person }) => {
  const [own, group] = [await phone(), await person(cast.head)];
  await own.signIn(cast.normalStaff);
  const address = await issue(own);
  const id = address.split('/').pop();
  const [first, second] = [words('组里先说一句'), words('组里再说一句')];
  const say = (text: string) => accept(group.context, 'issue', { verb: 'comment', issue: id, text });
  const timeline = own.page.getByRole('list', { name: '时间线' });
  const link = own.page.locator('.away');
  await expect(link).toHaveAttribute('data-link', 'live');
  await say(first);
  await expect(timeline).toContainText(first);
  // the stream goes on and tells of the second; what the page reads then is the copy of a moment ago
  await expect.poll(async () => (await own.kept()).some((one) => one.startsWith('/api/issue/detail?') && one.includes(`${id}`))).toBe(true);
  own.line.lose('/api/issue/detail');
  await say(second);
  await expect(link).toHaveAttribute('data-link', 'lost');
  await expect(timeline).toContainText(first);
  await expect(timeline).not.toContainText(second);
  own.line.mend();
  await expect(timeline).toContainText(second, { timeout: 30_000 });
  await expect(link).toHaveAttribute('data-link', 'live');
});

test('a page that was kept goes by the day on which it is opened, not by the one on which it was read', async ({ phone }) => {
  // the clock of the demo stands in its campaign, on kept pages too; this house has the demo's records, and soon says that it is none
  const env: Record<string, string> = {};
  const real = await start('sqlite', env);
  const own = await phone();
  own.line.lead(real.url);
  await own.signIn(cast.liaison);
  env.XUNDAO_PUBLIC_URL = 'http://xundao.example';
  await real.cut();
  await real.again();
  const form = `/visits/new?unit=${unit.split('/').pop()}`;
  const begins = () => own.page.locator('.visit-form input[name="at"]').inputValue().then((at) => at.slice(0, 10));
  const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
  await own.open(form);
  await own.ready();
  await own.open(form);
  await expect(own.page.locator('.demo-note')).toHaveCount(0);
  await expect.poll(() => own.kept()).toContain(form);
  expect(await begins(), 'by the clock of the server').toMatch(/^2023-/);

  own.line.cut();
  const before = today();
  await own.open(form);
  await expect(own.page.locator('html[data-kept]')).toBeAttached();
  await expect.poll(async () => [before, today()].includes(await begins())).toBe(true);
  own.line.mend();
  await own.open(form);
  await expect.poll(begins).toMatch(/^2023-/);
  await real.stop();
});

/** How often the issue has a piece of evidence of this name, by the server. */
async function evidence(own: Phone, address: string, name: string): Promise<number> {
  const id = address.split('/').pop();
  const answer = await own.context.request.get(`${own.line.url}/api/issue/detail?id=${id}`);
  const { issue } = (await answer.json()) as { issue: { evidence: { name: string }[] } };
  return issue.evidence.filter((one) => one.name === name).length;
}

async function add(own: Phone, name: string, colour: string): Promise<void> {
  const buffer = await photo(own.page, colour);
  await own.page.getByLabel('补佐证').first().setInputFiles({ name, mimeType: 'image/jpeg', buffer });
  await expect(own.page.getByRole('list', { name: '时间线' })).toContainText(name);
}

test('photos that are added without network are kept sealed, outlive the browser, and arrive once', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.normalStaff);
  const address = await issue(own);
  own.line.cut();
  await add(own, '现场一.jpg', '#924');
  await add(own, '现场二.jpg', '#249');
  const seen = await own.rows();
  expect(seen.filter((row) => row.startsWith('files '))).toHaveLength(2);
  expect(seen.filter((row) => row.startsWith('items '))).toHaveLength(2);
  expect(seen.filter((row) => row.startsWith('keys ')).join()).toMatch(/key false/);
  const readable = seen.filter((row) => /SECRETPLACE|add_evidence|image\/jpeg|open:.*\{/.test(row));
  expect(readable, 'what can be read on the disk').toEqual([]);

  await own.off();
  await own.on();
  await own.open(address);
  await expect(own.page.getByRole('list', { name: '时间线' }).getByText('在本机')).toHaveCount(2);
  // a photo that can't be read for a moment is not one that was sent
  await own.page.evaluate(() => {
    const { decrypt } = SubtleCrypto.prototype;
    let fails = 1;
    SubtleCrypto.prototype.decrypt = function (how, key, bytes) {
      const photo = bytes.byteLength > 4_000;
      if (!photo || fails-- <= 0) return decrypt.call(this, how, key, bytes);
      document.documentElement.dataset.failed = 'true';
      return Promise.reject(new DOMException('', 'OperationError'));
    };
  });
  own.line.mend();
  await expect(own.page.locator('html[data-failed]')).toBeAttached({ timeout: 20_000 });
  await expect(own.page.getByRole('list', { name: '时间线' }).getByText('在本机')).toHaveCount(0, { timeout: 30_000 });
  for (const name of ['现场一.jpg', '现场二.jpg']) await expect.poll(() => evidence(own, address, name)).toBe(1);
  await own.open('/outbox');
  await expect(own.page.getByText(/第 \d+ 条 [0-9a-f]{8}/).first()).toBeVisible();
});

test('a line that is cut at any point loses nothing and doubles nothing', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.normalStaff);
  const address = await issue(own);
  const cuts: ['up' | 'down', number][] = [
    ['up', 1],
    ['up', 900],
    ['up', 6_000],
    ['up', 40_000],
    ['down', 1],
    ['down', 200],
    ['down', 700],
  ];
  for (const [at, [way, bytes]] of cuts.entries()) {
    const name = `断线${at}.jpg`;
    own.line.cut();
    await add(own, name, `#0${at}${at}`);
    own.line.mend();
    own.line.cutAfter(way, bytes);
    // long enough for an attempt, which the cut ends
    await own.page.waitForTimeout(5_500);
    if (at % 2) {
      await own.off();
      await own.on();
      await own.page.goto(address).catch(() => {});
    }
    own.line.mend();
    await own.open(address);
    await expect.poll(() => evidence(own, address, name), { timeout: 20_000 }).toBe(1);
    await expect(own.page.getByRole('list', { name: '时间线' }).getByText('在本机')).toHaveCount(0, { timeout: 20_000 });
  }
});

test('what goes out on a line that has gone silent is given up after a while, is said to lie here, and arrives once', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.normalStaff);
  await own.page.clock.install();
  // how long a file may take is the browser's to measure: a tenth of it here
  await own.page.addInitScript(() => {
    const { get, set } = Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, 'timeout')!;
    Object.defineProperty(XMLHttpRequest.prototype, 'timeout', {
      configurable: true,
      get,
      set(ms: number) {
        set!.call(this, ms / 10);
      },
    });
  });
  const address = await issue(own);
  const timeline = own.page.getByRole('list', { name: '时间线' });
  const said = words('没有回音的留言');
  const entry = timeline.getByRole('listitem').filter({ hasText: said });
  own.line.hush();
  await own.page.getByLabel('留言').fill(said);
  await own.page.getByRole('button', { name: '留言' }).click();
  await expect(entry).toContainText('发送中');
  await expect.poll(() => own.line.said.some((chunks) => Buffer.concat(chunks).includes('POST /api/propose'))).toBe(true);
  await own.page.clock.runFor(31_000);
  await expect(entry).toContainText('在本机');
  own.line.mend();
  await own.page.clock.runFor(6_000);
  // an attempt that was begun a moment before the line was mended hears nothing either
  await expect(timeline.getByText('在本机')).toHaveCount(0, { timeout: 45_000 });

  own.line.hush();
  await add(own, '没有回音.jpg', '#357');
  await expect(timeline.getByText('在本机')).toHaveCount(1, { timeout: 20_000 });
  own.line.mend();
  await own.page.clock.runFor(6_000);
  await expect.poll(() => evidence(own, address, '没有回音.jpg'), { timeout: 45_000 }).toBe(1);
  await own.open(address);
  await expect(entry).toHaveCount(1);
  await expect(entry).not.toContainText(/发送中|在本机/);
});

test('who has something waiting is kept from signing out, saves it, and sends it from another phone, once', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.normalStaff);
  const address = await issue(own);
  await own.open('/account');
  await own.open('/outbox');
  await expect.poll(() => own.kept()).toContain('/outbox');
  await own.open(address);
  own.line.cut();
  await add(own, '救急.jpg', '#777');
  await own.open('/outbox');
  const saving = own.page.waitForEvent('download');
  await own.page.getByRole('button', { name: '存成救急文件' }).click();
  const file = await (await saving).path();
  await expect(own.page.getByText('已存好 1 项、1 个文件')).toBeVisible();

  // proposals are held back, so that the first phone goes on having something
  own.line.mend();
  const held = (route: Route) => route.abort();
  await own.context.route('**/files', held);
  await own.open('/account');
  await own.page.getByRole('button', { name: '退出登录' }).click();
  await expect(own.page.getByText('还有没送出的内容')).toBeVisible();

  const other = await phone();
  await other.signIn(cast.head);
  await other.open('/outbox');
  await other.page.getByLabel('读入救急文件').setInputFiles(file);
  await expect(other.page.getByText('这个文件是别人的')).toBeVisible();
  // a page whose session ends goes to sign-in by itself
  await other.page.goto('about:blank');
  await other.signIn(cast.normalStaff);
  await other.open('/outbox');
  for (let times = 0; times < 2; times += 1) {
    await other.page.getByLabel('读入救急文件').setInputFiles(file);
    await expect(other.page.getByText('读入 1 项、1 个文件')).toBeVisible();
    await expect.poll(() => evidence(other, address, '救急.jpg'), { timeout: 20_000 }).toBe(1);
  }
  await own.context.unroute('**/files', held);
  await own.open('/outbox');
  await expect(own.page.getByText('发件箱是空的')).toBeVisible({ timeout: 20_000 });
  expect(await evidence(own, address, '救急.jpg')).toBe(1);

  await own.open('/account');
  // what the other phone has sent is sent again from here, and known as sent only then
  await expect(own.page.locator('.sign-out input[name="clean"]')).toHaveValue('1', { timeout: 20_000 });
  await own.page.getByRole('button', { name: '退出登录' }).click();
  await expect(own.page).toHaveURL(/sign-in/);
  const left = await own.page.evaluate(async () => {
    const names = (await indexedDB.databases()).map((one) => one.name);
    return { names: names.filter((name) => name !== 'xundao-keys'), caches: await caches.keys() };
  });
  expect(left).toEqual({ names: [], caches: ['files'] });
  // the key that sealed it as well
  expect((await own.rows()).filter((row) => row.startsWith('key '))).toEqual([]);
});

test('a unit that is taken along opens page by page without network, and can be left behind', async ({ phone }) => {
  // each of its pages is opened, more than sixty
  test.setTimeout(240_000);
  const own = await phone();
  await own.signIn(cast.liaison);
  // the worker still fetches the release
  await own.page.addInitScript(() => {
    const { register } = ServiceWorkerContainer.prototype;
    ServiceWorkerContainer.prototype.register = async function (...given) {
      await new Promise((come) => Object.assign(globalThis, { come }));
      return register.apply(this, given);
    };
  });
  await own.open(unit);
  await own.page.getByRole('button', { name: '随身带' }).click();
  await expect(own.page.getByText('正在准备')).toBeVisible();
  await own.page.waitForFunction(() => 'come' in globalThis);
  await own.page.evaluate(() => (globalThis as unknown as { come: () => void }).come());
  await expect(own.page.getByRole('link', { name: '已随身带' })).toBeVisible({ timeout: 90_000 });
  await own.ready();
  const all = (await own.kept()).filter((one) => !one.startsWith('/api/'));
  const [pictures, kept] = [true, false].map((is) => all.filter((one) => /\/(files|photos)\//.test(one) === is)) as [string[], string[]];
  expect(kept).toEqual(expect.arrayContaining([unit, `${unit}/goal`, '/bag', '/outbox', '/visits', '/visits/new', '/visits/new?plan=1', '/issues', '/issues/new', `/issues?unit=${unit.split('/')[2]}`, '/notices', '/worklists', '/deployments', '/meetings']));
  // papers that are open, the week's list, a meeting with something still to do
  for (const of of [/^\/notices\/[0-9a-f-]{36}$/, /^\/worklists\/[0-9a-f-]{36}$/, /^\/meetings\/[0-9a-f-]{36}$/]) expect(kept.some((one) => of.test(one)), `${of}`).toBe(true);

  // the network goes between a click and what the next page reads: the page itself lies here
  await own.open('/issues');
  await own.open('/today');
  await own.page.evaluate(() => {
    const fetched = window.fetch;
    window.fetch = (asked, how) => (/\/api\//.test(asked instanceof Request ? asked.url : `${asked}`) ? Promise.reject(new TypeError('away')) : fetched(asked, how));
  });
  await own.page.getByRole('navigation', { name: '栏目' }).getByRole('link', { name: '问题' }).first().click();
  await expect(own.page.getByRole('table')).toBeVisible();

  own.line.cut();
  await own.off();
  await own.on();
  const begun = Date.now();
  await own.open('/');
  console.log(`without network the site begins after ${Date.now() - begun} ms`);
  await expect(own.page).toHaveURL(/\/bag$/);
  await expect(own.page.getByText(/收下于/)).toBeVisible();
  // the ways in that kept pages offer
  for (const to of ['/visits/new', '/visits/new?plan=1']) {
    await own.open('/visits');
    await own.page.locator(`.page-head a[href="${to}"]`).click();
    await expect(own.page.locator('.visit-form')).toBeVisible();
  }
  await alive(own.page);
  await own.page.locator('.bottom a[href="/issues"]').click();
  await expect(own.page.getByRole('rowheader').first()).toBeVisible();
  await own.open('/bag');
  // to bring it up to date takes the network; what is along stays, and says so
  await own.page.getByRole('button', { name: '更新' }).click();
  await expect(own.page.getByText('没有收下：请联网后再试')).toBeVisible();
  await expect(own.page.getByText(/收下于/)).toBeVisible();
  // one of each kind comes alive; the others are read as they were kept: no need to wait until each is
  const kinds = new Set<string>();
  const kind = (address: string) => address.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*');
  for (const address of kept) {
    if (kinds.has(kind(address))) await own.page.goto(address, { waitUntil: 'commit' });
    else await own.open(address);
    kinds.add(kind(address));
    await expect(own.page.getByRole('heading').first()).toBeVisible();
    await expect(own.page.getByRole('heading', { name: '没有网络，这一页不在手机里' })).toHaveCount(0);
  }
  console.log(`${kept.length} pages of ${kinds.size} kinds and ${pictures.length} pictures were along without network`);
  // evidence that the server hands out to be saved is opened from here instead: saved, it would lie there unsealed
  expect(pictures.length).toBeGreaterThan(0);
  await own.open('/bag');
  for (const address of pictures) {
    const width = own.page.evaluate(async (src) => {
      const image = Object.assign(new Image(), { src });
      await image.decode();
      return image.naturalWidth;
    }, address);
    expect(await width, address).toBeGreaterThan(0);
  }
  const opened = await own.page.goto(pictures[0]!, { waitUntil: 'commit' });
  expect(opened?.headers()['content-disposition']).toBe('inline');
  own.line.mend();
  // a session that ran out clears the device: nothing is along any more, which is said, and it can be taken along again
  await own.page.goto('about:blank');
  await own.context.clearCookies();
  await own.page.goto('/sign-in');
  await expect.poll(() => own.kept()).toEqual([]);
  await own.signIn(cast.liaison);
  await own.open('/bag');
  await expect(own.page.getByText('已不在这台设备上')).toBeVisible();
  await expect(own.page.getByText('已随身带')).toHaveCount(0);
  await own.open(unit);
  await expect(own.page.getByText('已不在这台设备上')).toBeVisible();
  // who leaves midway can go on, or leave it behind
  await own.page.getByRole('button', { name: '随身带' }).click();
  await expect(own.page.getByText(/正在收下 [1-9]\d* /)).toBeVisible({ timeout: 60_000 });
  await own.open('/bag');
  await expect(own.page.getByText(/有 \d+ 页没有收下/)).toBeVisible();
  await own.page.getByRole('button', { name: '更新' }).click();
  await expect(own.page.getByText('正在收下')).toBeVisible();
  await expect(own.page.getByText('已随身带')).toBeVisible({ timeout: 90_000 });
  await expect(own.page.getByText(/没有收下/)).toHaveCount(0);
  await own.page.getByRole('button', { name: '不带了' }).click();
  await expect.poll(async () => (await own.kept()).filter((one) => one.startsWith(`${unit}/`) || pictures.includes(one))).toEqual([]);
});

test('a worker that says nothing any more is given up after three quarters of a minute, which is said', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  await own.page.clock.install();
  await own.open(unit);
  await own.ready();
  // ended by the browser: it does not hear what it is asked for
  await own.page.evaluate(() => {
    const worker = Object.assign(globalThis, { asked: 0 });
    ServiceWorker.prototype.postMessage = () => {
      worker.asked += 1;
    };
  });
  await own.page.getByRole('button', { name: '随身带' }).click();
  await expect.poll(() => own.page.evaluate(() => (globalThis as unknown as { asked: number }).asked)).toBe(1);
  // so long one address may take
  await own.page.clock.fastForward(30_000);
  await expect(own.page.getByText('正在收下')).toBeVisible();
  await own.page.clock.fastForward(16_000);
  await expect(own.page.getByText('没有收下：请联网后再试')).toBeVisible();
  await expect(own.page.getByRole('button', { name: '随身带' })).toBeVisible();
});

test('a new release while someone is away: their pages go on working and what they wrote is accepted', async ({ phone, house }) => {
  const own = await phone();
  await own.signIn(cast.normalStaff);
  const address = await issue(own);
  own.line.cut();
  await own.open(address);
  await add(own, '旧版.jpg', '#585');
  const next = await release(house.url);
  own.line.lead(next.url);
  // back online with the page of before, whose code is no longer on the server
  own.line.mend();
  await expect.poll(() => evidence(own, address, '旧版.jpg'), { timeout: 20_000 }).toBe(1);
  // as browsers do on each page: what failed to load once is asked for again; the new worker has everything before it begins
  const taken = async () => {
    const own = await navigator.serviceWorker.getRegistration();
    await own?.update().catch(() => {});
    const fresh = (await (await caches.open('files')).keys()).some(({ url }) => url.includes('ffff'));
    return fresh && !own?.installing && !own?.waiting && own?.active?.state === 'activated';
  };
  await expect.poll(() => own.page.evaluate(taken), { timeout: 30_000 }).toBe(true);
  own.line.cut();
  // the page that stands there is still the one of before, with the code of before, and goes on taking what is done there
  expect(await own.page.content()).not.toContain('/pkg/ffff');
  await add(own, '旧页面上.jpg', '#858');
  await expect(own.page.getByRole('list', { name: '时间线' }).getByText('在本机')).toHaveCount(1);
  own.line.mend();
  await expect.poll(() => evidence(own, address, '旧页面上.jpg'), { timeout: 20_000 }).toBe(1);
  await own.open(address);
  expect(await own.page.content()).toContain('/pkg/ffff');
  own.line.cut();
  await own.open(address);
  await next.close();
});

test('what an earlier release wrote and could not send is sent in the shape it had then, and accepted', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  await own.open('/outbox');
  await expect(own.page.getByText('发件箱是空的')).toBeVisible();
  // the oldest lines of these acts: no list of points, no entry that the visit was known by, no visit that an issue was raised on
  const frozen = async (act: string, place: number) => {
    const lines = await readFile(new URL(`../../domain/tests/wire/${act}.json`, import.meta.url), 'utf8');
    return JSON.parse(lines.split('\n')[place]!) as { id: string; act: { act: Record<string, unknown> } };
  };
  const [visit, found, said] = [randomUUID(), randomUUID(), words('旧版写下的留言')];
  const [record, find, comment] = [await frozen('visit.record', 1), await frozen('issue.find', 2), await frozen('issue.comment', 0)];
  for (const absent of ['based_on', 'checklist', 'meeting', 'private']) expect(JSON.stringify([record, find, comment])).not.toContain(`"${absent}":`);
  expect(find.act.act).not.toHaveProperty('visit');
  Object.assign(record.act.act, { visit });
  Object.assign(find.act.act, { issue: found });
  Object.assign(comment.act.act, { issue: found, text: said });
  // as that release kept it: a text, under an id that orders it by time
  const stem = randomUUID().slice(24, 35);
  const rows = [record, find, comment].map((proposal, at) => {
    const id = `01878da7-0000-7000-8000-${stem}${at}`;
    return [id, JSON.stringify({ proposal: { ...proposal, id }, place: { place: 'local' } })] as const;
  });
  await own.page.evaluate(async (rows) => {
    const name = (await indexedDB.databases()).map((one) => one.name ?? '').find((one) => /^xundao-[0-9a-f]{8}-/.test(one));
    const database = await new Promise<IDBDatabase>((resolve) => {
      const asked = indexedDB.open(name!);
      asked.onsuccess = () => resolve(asked.result);
    });
    const transaction = database.transaction('items', 'readwrite');
    for (const [id, text] of rows) transaction.objectStore('items').put(text, id);
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
  }, rows);
  await own.open('/outbox');
  await expect(own.page.getByText('发件箱是空的')).toBeVisible({ timeout: 20_000 });
  await expect(own.page.getByText(/第 \d+ 条 [0-9a-f]{8}/).first()).toBeVisible();
  const ask = async (path: string) => (await own.context.request.get(`${own.line.url}${path}`)).json();
  const recorded = (await ask(`/api/visit/detail?visit=${visit}`)) as { visit: { description: { form: string }; findings: { people: number } } };
  expect(recorded.visit).toMatchObject({ description: { form: 'meeting' }, findings: { people: 6 } });
  expect(await ask(`/api/issue/detail?id=${found}`)).toMatchObject({ issue: { origin: 'guidance', title: '教务处' } });
  await own.open(`/issues/${found}`);
  await expect(own.page.getByRole('list', { name: '时间线' })).toContainText(said);
});

test('on a line that has gone silent a page that was seen stands in, and one that was not says that it is not here', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  await own.open('/issues');
  await own.ready();
  await own.open('/issues');
  await expect.poll(() => own.kept()).toContain('/issues');
  own.line.hush();
  await own.page.goto('/issues', { waitUntil: 'commit' });
  await expect(own.page.locator('html[data-kept]')).toBeAttached();
  await expect(own.page.getByRole('rowheader').first()).toBeVisible();
  // a browser would wait for ever; the worker for a quarter of a minute
  const begun = Date.now();
  await own.page.goto('/rules', { waitUntil: 'commit', timeout: 60_000 });
  await expect(own.page.getByRole('heading', { name: '没有网络，这一页不在手机里' })).toBeVisible();
  expect(Date.now() - begun).toBeLessThan(30_000);
  own.line.mend();
  await own.page.getByRole('link', { name: '再试一次' }).click();
  await alive(own.page);
  await expect(own.page).toHaveTitle(/建章立制/);
});

for (const [seen, begins] of [[['/today'], '/today'], [['/bag', '/today'], '/bag']] as const) {
  test(`where the line has gone silent the day begins within two seconds, at ${begins} of ${seen.join(' and ')}`, async ({ phone }) => {
    const own = await phone();
    await own.signIn(cast.liaison);
    await own.open('/issues');
    await own.ready();
    for (const page of seen) await own.open(page);
    await expect.poll(() => own.kept()).toEqual(expect.arrayContaining([...seen]));
    own.line.hush();
    const begun = Date.now();
    await own.page.goto('/', { waitUntil: 'commit' });
    await expect(own.page.locator('html[data-kept]')).toBeAttached();
    await expect(own.page.locator('main')).toBeVisible();
    // the worker waits for a second and a half, and once; the rest is for two cores on which other tests run as well
    expect(Date.now() - begun).toBeLessThan(4_000);
    await expect(own.page).toHaveURL(new RegExp(`${begins}$`));
  });
}

/** An answer of which the first part comes and then nothing. */
function begun(signal: AbortSignal | undefined, ended: () => void): Response {
  const start = (into: ReadableStreamDefaultController) => {
    into.enqueue(new TextEncoder().encode('<html>'));
    signal?.addEventListener('abort', () => {
      ended();
      into.error(new DOMException('', 'AbortError'));
    });
  };
  return new Response(new ReadableStream({ start }));
}

/** One that comes in ten parts, in more time than a line may be silent. */
function slow(): Response {
  let left = 10;
  const pull = async (into: ReadableStreamDefaultController) => {
    await new Promise((next) => setTimeout(next, 2));
    into.enqueue(new TextEncoder().encode('.'));
    left -= 1;
    if (!left) into.close();
  };
  return new Response(new ReadableStream({ pull }));
}

/** The worker's own functions, with a device of which this share is used and a server that is asked into `asked`. Its clock runs a thousand
 *  times as fast. */
async function worker(used: number, asked: string[]) {
  const cache = { match: async () => undefined, keys: async () => [], put: async () => {} };
  const given = createContext({
    URL,
    AbortController,
    AbortSignal,
    Blob,
    clearTimeout,
    setTimeout: (work: () => void, ms: number) => setTimeout(work, ms / 1000),
    self: { location: { origin: 'http://here.example' } },
    caches: { open: async () => cache, keys: async () => [] },
    navigator: { storage: { estimate: async () => ({ usage: used, quota: 100 }) } },
    fetch: async (request: string | { url: string }, how?: { signal?: AbortSignal }) => {
      const address = typeof request === 'string' ? request : request.url;
      asked.push(address);
      if (address.includes('silent')) {
        return new Promise((_, fail) => {
          how?.signal?.addEventListener('abort', () => {
            asked.push(`ended ${address}`);
            fail(new DOMException('', 'AbortError'));
          });
        });
      }
      if (address.includes('never')) throw new DOMException('', 'TimeoutError');
      if (address.includes('half')) return begun(how?.signal, () => asked.push(`ended ${address}`));
      if (address.includes('slow')) return slow();
      return { ok: false, headers: new Headers() };
    },
  });
  for (const name of ['files', 'pages', 'person', 'pictures']) {
    runInContext(await readFile(new URL(`../../worker/${name}.js`, import.meta.url), 'utf8'), given);
  }
  runInContext('keys = async () => undefined', given);
  return <T>(text: string) => runInContext(text, given) as T;
}

test('the worker fetches no picture once four fifths of the room are used, and keeps no file that was merely looked at', async () => {
  const asked: string[] = [];
  const [room, none] = [await worker(79, asked), await worker(80, asked)];
  await none(`takePicture('/visits/1/photos/ab')`);
  expect(asked).toEqual([]);
  await room(`takePicture('/visits/1/photos/ab')`);
  expect(asked).toEqual(['/visits/1/photos/ab']);
  const never = room<RegExp>('NEVER');
  for (const path of ['/visits/1/photos/ab', '/notices/1/files/ab', '/files/1/ab', '/visits.xlsx', '/templates/1/tree.xlsx', '/account']) {
    expect(never.test(path), path).toBe(true);
  }
  for (const path of ['/visits', '/visits/1', '/issues', '/api/visit/detail', '/draws/1/sheet.txt']) expect(never.test(path), path).toBe(false);
});

test('where nothing comes through the worker does not wait for one address after the other', async () => {
  const asked: string[] = [];
  const own = await worker(0, asked);
  const told = own<Promise<{ missing: string[] }>>(`takeAlong(['/a', '/never', '/b', '/c'], takePage, { postMessage() {} })`);
  expect([...(await told).missing]).toEqual(['/a', '/never', '/b', '/c']);
  expect(asked).toEqual(['/a', '/never']);
});

test('on a silent line the worker ends what it asks for: what is kept stands in, and where there is nothing, that is said', async () => {
  const asked: string[] = [];
  const own = await worker(0, asked);
  const answer = (request: string, stand: string) => own<Promise<unknown>>(`freshOrKept({ request: ${request}, waitUntil() {} }, false, 3000, ${stand})`);
  const [none, kept] = ['async () => undefined', "async () => 'kept'"];
  expect(await answer("{ url: '/api/silent' }", kept)).toBe('kept');
  expect(await answer("{ url: '/api/silent/other' }", none)).toBeUndefined();
  // of a page that another site opens only the waiting ends, see files.js
  expect(await answer("{ url: '/silent', mode: 'navigate', referrer: '' }", none)).toBeUndefined();
  expect(await answer("{ url: '/silent/own', mode: 'navigate', referrer: `${self.location.origin}/issues` }", none)).toBeUndefined();
  const why = (text: string) => own<Promise<unknown>>(text).catch((why: Error) => why.message);
  expect(await why(`file({ request: { url: '/pkg/silent.js' }, waitUntil() {} }, { pathname: '/pkg/silent.js' })`)).toBe('the line is silent');
  expect(await why(`FILES = ['/pkg/silent.css'], precache()`)).toBe('the line is silent');
  const ended = asked.filter((one) => one.startsWith('ended'));
  expect(ended).toEqual(['ended /api/silent', 'ended /api/silent/other', 'ended /silent/own', 'ended /pkg/silent.js', 'ended /pkg/silent.css']);
});

test('an answer of which no more comes is none: what is kept stands in, a file is asked for again; one that comes slowly is waited for', async () => {
  const asked: string[] = [];
  const own = await worker(0, asked);
  const answer = (request: string, stand: string) => own<Promise<unknown>>(`freshOrKept({ request: ${request}, waitUntil() {} }, false, 3000, ${stand})`);
  const [none, kept] = ['async () => undefined', "async () => 'kept'"];
  for (const request of ["{ url: '/api/half' }", "{ url: '/half', mode: 'navigate', referrer: '' }"]) {
    expect(await answer(request, kept)).toBe('kept');
    expect(await answer(request, none)).toBeUndefined();
  }
  const whole = (await answer("{ url: '/api/slow' }", kept)) as Response;
  expect(await whole.text()).toBe('..........');
  // what a page loads breaks off as well, so that the page can ask for it again
  const file = await own<Promise<Response>>(`file({ request: { url: '/pkg/half.js' }, waitUntil(work) { work.catch(() => {}) } }, { pathname: '/pkg/half.js' })`);
  expect(await file.text().catch((why: Error) => why.name)).toBe('AbortError');
  expect(await own<Promise<unknown>>(`FILES = ['/pkg/half.css'], precache()`).catch((why: Error) => why.message)).toBe('the line is silent');
  expect(asked.filter((one) => one.startsWith('ended'))).toEqual(['/api/half', '/api/half', '/pkg/half.js', '/pkg/half.css'].map((one) => `ended ${one}`));
});
