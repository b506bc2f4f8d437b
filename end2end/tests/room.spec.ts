/** A phone whose room runs short: nearly full, full, and a browser that promises nothing. Each is said, and no word is lost. */
import { find, unit } from '../acts.ts';
import { act, freeze } from '../draw.ts';
import { words } from '../journey.ts';
import { expect, photo, test, type Phone } from '../phone.ts';
import { cast } from '../routes.ts';

/**
 * Switched off and on again, the phone has so much room for the site, in bytes. A browser looks again at how much there is only
 * when it begins, or when that was not enough; by itself it has the same room for everyone.
 */
async function roomOf(own: Phone, quotaSize: number): Promise<() => Promise<void>> {
  await own.off();
  await own.on(['--disable-features=StaticStorageQuota']);
  const session = await own.context.newCDPSession(own.page);
  const origin = new URL(own.line.url).origin;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
  return async () => void (await session.send('Storage.overrideQuotaForOrigin', { origin }));
}

const used = (own: Phone) => own.page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);

/** An issue of the unit, open on the phone; its address. */
async function issue(own: Phone): Promise<string> {
  const address = `/issues/${await find(own.context, words('夜间开放'))}`;
  await own.open(address);
  return address;
}

/** How often the server has these words about the issue. */
async function stored(own: Phone, address: string, text: string): Promise<number> {
  const answer = await own.context.request.get(`${own.line.url}/api/issue/detail?id=${address.split('/').pop()}`);
  return (await answer.text()).split(text).length - 1;
}

async function comment(own: Phone, text: string): Promise<void> {
  await own.page.getByLabel('留言').fill(text);
  await own.page.getByRole('button', { name: '留言' }).tap();
}

const only = '这台设备存不下，只在这一页里';

test('a phone that is nearly full says so on every page, and no more once there is room', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  await own.open('/outbox');
  await own.ready();
  await own.open('/outbox');
  await expect(own.page.getByText('这台设备快存满了')).toHaveCount(0);
  const free = await roomOf(own, Math.round((await used(own)) / 0.85));
  for (const page of ['/dashboard', '/visits', '/outbox']) {
    await own.open(page);
    await expect(own.page.locator('.away').getByRole('link', { name: /快存满了：已用 8\d%/ })).toBeVisible();
  }
  await free();
  await own.open('/visits');
  await expect(own.page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(own.page.getByText('这台设备快存满了')).toHaveCount(0);
});

test('a browser that does not promise to keep things is told of as long as something waits', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  await own.open('/outbox');
  await own.ready();
  await own.open('/outbox');
  const warning = own.page.getByText('浏览器没有答应长期保存：空间紧张');
  await expect(own.page.getByText('发件箱是空的')).toBeVisible();
  await expect(own.page.getByText(/本站共用/)).toBeVisible();
  await expect(warning).toHaveCount(0);
  await issue(own);
  own.line.cut();
  await comment(own, words('没有答应'));
  // on every page, as long as it can't be sent
  const everywhere = own.page.locator('.away').getByRole('link', { name: '没送出的 1 项可能被清掉' });
  await expect(everywhere).toBeVisible({ timeout: 20_000 });
  await own.page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: '/outbox', rel: 'external' });
    document.body.append(link);
    link.click();
  });
  await expect(own.page).toHaveURL(/outbox$/);
  await expect(warning).toBeVisible();
  await expect(everywhere).toBeVisible({ timeout: 20_000 });
  // it is known late, and moves nothing: a finger may be on its way
  await own.page.goto('/outbox', { waitUntil: 'domcontentloaded' });
  const heading = own.page.getByRole('heading', { level: 1 });
  const top = () => heading.evaluate((own) => own.getBoundingClientRect().top);
  const before = await top();
  await expect(everywhere).toBeVisible({ timeout: 20_000 });
  expect(await top()).toBe(before);
  // as when the person installs the site
  const session = await own.context.newCDPSession(own.page);
  await session.send('Browser.grantPermissions', { origin: new URL(own.line.url).origin, permissions: ['durableStorage'] });
  expect(await own.page.evaluate(() => navigator.storage.persist())).toBe(true);
  await own.open('/outbox');
  await expect(own.page.getByRole('listitem').filter({ hasText: '在本机' })).toHaveCount(1);
  await expect(warning).toHaveCount(0);
  await expect(everywhere).toHaveCount(0);
});

test('what a full phone does not take is said on its row, asked for before the page is closed, saved as a file, and sent once', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  const address = await issue(own);
  await own.ready();
  const text = words('存不下也不能丢');
  await roomOf(own, 1);
  await own.open(address);
  own.line.cut();
  await comment(own, text);
  const row = own.page.getByRole('list', { name: '时间线' }).getByRole('listitem').filter({ hasText: text });
  await expect(row).toContainText(only);
  await expect(own.page.locator('.away').filter({ hasText: '1 项只在这一页里' })).toBeVisible();
  expect((await own.rows()).filter((row) => row.startsWith('items '))).toEqual([]);
  // closing is asked first
  const asked = own.page.waitForEvent('dialog');
  const left = own.page.goto('about:blank').catch(() => {});
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await left;
  await expect(row).toContainText(only);
  own.line.mend();
  await expect.poll(() => stored(own, address, text), { timeout: 20_000 }).toBe(1);
  await expect(own.page.getByText(only)).toHaveCount(0);
  await expect(own.page.getByText('项只在这一页里')).toHaveCount(0);
});

test('what found no room is put on the phone as soon as there is some, and outlives the browser', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  const address = await issue(own);
  await own.ready();
  await own.open(address);
  await expect.poll(() => own.kept()).toContain(address);
  const text = words('腾出空间以后');
  const free = await roomOf(own, 1);
  await own.open(address);
  own.line.cut();
  await comment(own, text);
  // the page is another one once the phone was off
  const row = () => own.page.getByRole('list', { name: '时间线' }).getByRole('listitem').filter({ hasText: text });
  await expect(row()).toContainText(only);
  await free();
  await expect(row()).toContainText('在本机', { timeout: 20_000 });
  await expect(row()).not.toContainText(only);
  await own.off();
  await own.on();
  await own.open(address);
  await expect(row()).toContainText('在本机', { timeout: 20_000 });
  own.line.mend();
  await expect.poll(() => stored(own, address, text), { timeout: 20_000 }).toBe(1);
});

test('a visit that is written and saved on a full phone says so all the way and is on the server once', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  await own.open('/visits');
  await own.ready();
  const form = `/visits/new?unit=${unit}`;
  const topic = words('满了也要记');
  const free = await roomOf(own, 1);
  await own.open(form);
  own.line.cut();
  await own.page.getByRole('radio', { name: '座谈会' }).check();
  await own.page.getByLabel('内容').fill(topic);
  await expect(own.page.getByText('这台设备存不下正在写的内容')).toBeVisible();
  const picture = { name: '现场.jpg', mimeType: 'image/jpeg', buffer: await photo(own.page, '#924') };
  await own.page.getByLabel('拍照或选照片').setInputFiles([picture]);
  await expect(own.page.getByText('这台设备存不下了，请先腾出空间')).toBeVisible();
  await own.page.getByRole('button', { name: '保存', exact: true }).tap();
  await expect(own.page.getByRole('heading', { level: 1, name: '发件箱' })).toBeVisible();
  await expect(own.page.getByRole('main').getByRole('listitem')).toContainText(only);
  own.line.mend();
  await expect(own.page.getByText('发件箱是空的')).toBeVisible({ timeout: 20_000 });
  await free();
  // nothing of it is left that could be sent again
  await own.open(form);
  await expect(own.page.getByText('边写边存在这台设备上')).toBeVisible();
  await expect(own.page.getByLabel('内容')).toHaveValue('');
  await own.open(`/visits?q=${topic}`);
  await expect(own.page.getByRole('rowheader')).toHaveCount(1);
});

test('a rescue file has what the phone did not take', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  await own.open('/outbox');
  await own.ready();
  const address = await issue(own);
  const text = words('先存成文件');
  const free = await roomOf(own, 1);
  await own.context.route('**/api/propose', (route) => route.abort());
  await own.open(address);
  await comment(own, text);
  await expect(own.page.getByText(only)).toBeVisible();
  // within the page: nothing is loaded anew
  await own.page.locator('.away').getByRole('link').tap();
  await expect(own.page.getByRole('heading', { level: 1, name: '发件箱' })).toBeVisible();
  const saving = own.page.waitForEvent('download');
  await own.page.getByRole('button', { name: '存成救急文件' }).tap();
  const file = await (await saving).path();
  await expect(own.page.getByText('已存好 1 项、0 个文件')).toBeVisible();
  await own.context.unroute('**/api/propose');
  await expect(own.page.getByText('发件箱是空的')).toBeVisible({ timeout: 20_000 });
  await free();
  await own.page.getByLabel('读入救急文件').setInputFiles(file);
  await expect(own.page.getByText('读入 1 项、0 个文件')).toBeVisible();
  await expect(own.page.getByText('发件箱是空的')).toBeVisible({ timeout: 20_000 });
  expect(await stored(own, address, text)).toBe(1);
});

test('a phone without room commits to no secret that it could not keep', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  const open = (path: string) => own.open(path);
  const address = await freeze({ page: own.page, open }, '没有地方放密语');
  const free = await roomOf(own, 1);
  await own.open(address);
  await act(own.page, '提交承诺', { 密语: words('六月松花江') });
  await expect(own.page.getByText('这台设备存不下了，请先腾出空间')).toBeVisible();
  const read = async () => {
    const answer = await own.context.request.get(`${own.line.url}/api/draw/detail?draw=${address.split('/').pop()}`);
    return ((await answer.json()) as { draw: { group: { commitment: unknown } } }).draw.group.commitment;
  };
  expect(await read()).toBeNull();
  await free();
  await own.page.getByRole('button', { name: '提交承诺' }).tap();
  await expect(own.page.getByText('请记下这一行')).toBeVisible();
  await expect.poll(read).not.toBeNull();
});
