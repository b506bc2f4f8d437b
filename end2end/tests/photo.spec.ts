/**
 * Photos of a visit: what of them leaves the phone and how far it is; shown in the form, taken out by an act of its own, put
 * back, and nobody else's meanwhile.
 */
import type { Locator } from '@playwright/test';
import { unit } from '../acts.ts';
import { audit } from '../fixtures.ts';
import { words } from '../journey.ts';
import { place, SECRET, size } from '../jpeg.ts';
import { expect, photo, test, type Phone } from '../phone.ts';
import { sha256 } from '../recipe.ts';
import { cast } from '../routes.ts';

const save = (own: Phone) => own.page.getByRole('button', { name: '保存', exact: true }).tap();

async function recorded(own: Phone): Promise<string> {
  const topic = words('看实验室');
  await own.open(`/visits/new?unit=${unit}`);
  await own.page.getByRole('radio', { name: '座谈会' }).check();
  await own.page.getByLabel('内容').fill(topic);
  const pictures = ['#924', '#249'].map(async (colour, at) => ({ name: `现场${at}.jpg`, mimeType: 'image/jpeg', buffer: await photo(own.page, colour) }));
  await own.page.getByLabel('拍照或选照片').setInputFiles(await Promise.all(pictures));
  await expect(own.page.locator('.photos').getByRole('img')).toHaveCount(2);
  await save(own);
  const row = own.page.getByRole('rowheader', { name: topic }).getByRole('link');
  // two photos first
  await expect(row).toBeVisible({ timeout: 20_000 });
  return (await row.getAttribute('href'))!;
}

test('a photo is taken out and put back by acts that the history tells, and what was taken out is the group\'s alone', async ({ phone, person }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  const address = await recorded(own);
  const change = `/visits/new?visit=${address.split('/').pop()}`;
  await own.open(change);
  // the page is another one once the phone was off
  const has = () => own.page.locator('.photos').first().getByRole('listitem');
  await expect(has()).toHaveCount(2);
  for (const picture of await has().getByRole('img').all()) {
    await expect.poll(() => picture.evaluate((own: HTMLImageElement) => own.complete && own.naturalWidth)).toBeGreaterThan(0);
  }
  const gone = await has().first().getByRole('img').getAttribute('src');
  await has().first().getByRole('button', { name: '去掉 照片 1' }).tap();
  await expect(has().first()).toContainText('已去掉');
  await audit(own.page);
  // what was chosen outlives the page, as everything in the form does
  await expect(own.page.getByText('已存')).toBeVisible();
  await own.off();
  await own.on();
  await own.open(change);
  await expect(has().first()).toContainText('已去掉');
  await save(own);
  await expect(own.page).toHaveURL(new RegExp(`${address}$`));
  const shown = own.page.locator('.visit-photos').getByRole('img');
  await expect(shown).toHaveCount(1);
  await expect(shown).not.toHaveAttribute('src', gone!);
  await expect(own.page.locator('#history')).toContainText(/照片\s*2\s*→\s*1/);

  const staff = await person(cast.normalStaff);
  expect((await staff.context.request.get(gone!)).status()).toBe(404);
  expect((await own.context.request.get(own.line.url + gone!)).status()).toBe(200);

  await own.open(change);
  await expect(has()).toHaveCount(2);
  await own.page.getByRole('button', { name: /放回 ?照片 2/ }).tap();
  await expect(own.page.getByText('已去掉')).toHaveCount(0);
  await save(own);
  await expect(own.page).toHaveURL(new RegExp(`${address}$`));
  await expect(shown).toHaveCount(2);
  await expect(own.page.locator('#history')).toContainText(/照片\s*1\s*→\s*2/);
  expect((await staff.context.request.get(gone!)).status()).toBe(200);
});

/** The form of a seminar, with these photos chosen; what it is about. */
async function filled(own: Phone, photos: Buffer[]): Promise<string> {
  const topic = words('看食堂');
  await own.open(`/visits/new?unit=${unit}`);
  await own.page.getByRole('radio', { name: '座谈会' }).check();
  await own.page.getByLabel('内容').fill(topic);
  const files = photos.map((buffer, at) => ({ name: `现场${at}.jpg`, mimeType: 'image/jpeg', buffer }));
  await own.page.getByLabel('拍照或选照片').setInputFiles(files);
  await expect(own.page.locator('.photos').getByRole('img')).toHaveCount(photos.length);
  return topic;
}

interface Findings {
  photos: { hash: string }[];
  position: object | null;
}

async function findings(own: Phone, topic: string): Promise<Findings> {
  const row = own.page.getByRole('rowheader', { name: topic }).getByRole('link');
  await expect(row).toBeVisible({ timeout: 20_000 });
  const visit = (await row.getAttribute('href'))!.split('/').pop();
  const answer = await own.context.request.get(`${own.line.url}/api/visit/detail?visit=${visit}`);
  return ((await answer.json()) as { visit: { findings: Findings } }).visit.findings;
}

test('what leaves the phone is at most 2,000 px long, upright and without the place; a place that is wanted is the visit\'s own', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  await own.context.grantPermissions(['geolocation']);
  await own.context.setGeolocation({ latitude: 45.75, longitude: 126.64, accuracy: 12 });
  const taken = [
    await photo(own.page, '#924', { width: 3000, height: 1500 }),
    await photo(own.page, '#249', { width: 2600, height: 1300, turned: true }),
    await photo(own.page, '#492', { width: 800, height: 600 }),
  ];
  for (const buffer of taken) {
    const [latitude, longitude] = place(buffer)!;
    expect([latitude.toFixed(2), longitude.toFixed(2)]).toEqual(['45.75', '126.64']);
  }
  const topic = await filled(own, taken);
  await own.page.getByLabel('记下位置').check();
  await expect(own.page.getByText('北纬 45.75')).toBeVisible();
  await save(own);
  const { photos, position } = await findings(own, topic);
  const sent = own.uploads();
  expect(sent.map(({ bytes }) => size(bytes)).sort()).toEqual(['1000 × 2000', '2000 × 1000', '800 × 600']);
  for (const { bytes } of sent) {
    expect(place(bytes)).toBeUndefined();
    for (const word of ['Exif', SECRET]) expect(bytes.includes(word), word).toBe(false);
  }
  expect(photos.map(({ hash }) => hash).sort()).toEqual(sent.map(({ bytes }) => sha256(bytes)).sort());
  expect(position).toEqual({ latitude: 45_750_000, longitude: 126_640_000, accuracy: 12 });
});

test('a photo of which the device does not say what it is leaves it as small and as placeless', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  await own.open(`/visits/new?unit=${unit}`);
  const buffer = await photo(own.page, '#294');
  await own.page.getByRole('radio', { name: '座谈会' }).check();
  const topic = words('没有扩展名');
  await own.page.getByLabel('内容').fill(topic);
  await own.page.getByLabel('拍照或选照片').setInputFiles({ name: '1000000042', mimeType: 'application/octet-stream', buffer });
  await expect(own.page.locator('.photos').getByRole('img')).toHaveCount(1);
  await save(own);
  expect((await findings(own, topic)).photos).toHaveLength(1);
  const [{ bytes }] = own.uploads() as [{ bytes: Buffer }];
  expect(size(bytes)).toBe('2000 × 1000');
  expect(place(bytes)).toBeUndefined();
});

/** The percent that the outbox shows of it; 0 while it is not on its way. */
async function share(photo: Locator): Promise<number> {
  return Number((await photo.innerText()).match(/发送中 (\d+)%/)?.[1] ?? 0);
}

test('the share that went up is shown photo by photo; after a cut in its middle that photo begins again, and no other', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  await own.open('/visits');
  await own.ready();
  for (const page of ['/visits', '/outbox']) await own.open(page);
  await expect.poll(() => own.kept()).toEqual(expect.arrayContaining(['/visits', '/outbox']));
  const shape = { width: 1000, height: 500, grain: true };
  const topic = await filled(own, [await photo(own.page, '#924', shape), await photo(own.page, '#249', shape)]);
  own.line.cut();
  await save(own);
  await expect(own.page.locator('.pending').getByText('在本机')).toHaveCount(1);
  await own.open('/outbox');
  const session = await own.context.newCDPSession(own.page);
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 60_000 });
  own.line.mend();

  const [first, second] = [0, 1].map((at) => own.page.locator('.pending > li > .note').nth(at)) as [Locator, Locator];
  const often = { intervals: [100], timeout: 30_000 };
  await expect.poll(() => share(first), often).toBeGreaterThan(0);
  await expect(second).toContainText('在本机');
  const begun = await share(first);
  await expect.poll(() => share(first), often).toBeGreaterThan(begun);
  await expect(first).toContainText('已到服务器', { timeout: 30_000 });
  await expect.poll(() => share(second), often).toBeGreaterThan(30);
  own.line.cut();
  await expect(second).toContainText('在本机');
  await expect(first).toContainText('已到服务器');
  own.line.mend();
  await expect.poll(() => share(second), often).toBeGreaterThan(0);
  await expect(own.page.getByText('发件箱是空的')).toBeVisible({ timeout: 30_000 });

  const went = own.uploads();
  const [whole, broken] = [true, false].map((own) => went.filter((one) => one.whole === own).map(({ bytes }) => bytes)) as [Buffer[], Buffer[]];
  expect(broken).toHaveLength(1);
  expect(broken[0]!.length).toBeGreaterThan(0);
  expect(whole.filter((bytes) => bytes.subarray(0, broken[0]!.length).equals(broken[0]!))).toHaveLength(1);
  await own.open('/visits');
  const { photos } = await findings(own, topic);
  expect(whole.map((bytes) => sha256(bytes)).sort()).toEqual(photos.map(({ hash }) => hash).sort());
});
