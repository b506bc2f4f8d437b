/** Photos of a visit that was recorded: shown in its form, taken out by an act of its own, put back, and nobody else's meanwhile. */
import { unit } from '../acts.ts';
import { audit } from '../fixtures.ts';
import { words } from '../journey.ts';
import { expect, photo, test, type Phone } from '../phone.ts';
import { cast } from '../routes.ts';

const save = (own: Phone) => own.page.getByRole('button', { name: '保存', exact: true }).tap();

async function recorded(own: Phone): Promise<string> {
  const topic = words('看实验室');
  await own.open(`/visits/new?unit=${unit}`);
  await own.page.getByRole('radio', { name: '座谈会' }).check({ force: true });
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
  test.setTimeout(120_000);
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
