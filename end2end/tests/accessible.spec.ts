/** What pages.spec.ts does not see passes axe as well: a visit with everything in it, and what lies on a phone. */
import type { BrowserContext } from '@playwright/test';
import { unit } from '../acts.ts';
import { audit } from '../fixtures.ts';
import { words } from '../journey.ts';
import { expect, photo, test as onPhone } from '../phone.ts';
import { cast } from '../routes.ts';

const langs = ['zh-CN', 'en'] as const;
const speak = (context: BrowserContext, lang: string, url: string) => context.addCookies([{ name: 'lang', value: lang, url }]);

onPhone('a visit with everything in it is accessible in its form and on its page, to the group and to the unit', async ({ person, house }) => {
  const size = { width: 390, height: 844 };
  const { page, context, open } = await person(cast.liaison, size);
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ latitude: 45.75, longitude: 126.64, accuracy: 12 });
  const [topic, sentence] = [words('谈教学'), words('晚上没有自习的地方')];
  await open(`/visits/new?unit=${unit}`);
  await page.getByRole('radio', { name: '个别访谈' }).check();
  await page.getByRole('button', { name: '加一人' }).click();
  await page.getByLabel('看到、听到的').fill(`${sentence}。`);
  await page.getByRole('button', { name: '提为问题' }).first().click();
  await page.getByRole('radio', { name: '民生实事' }).check();
  await page.getByRole('button', { name: '记下一项承诺' }).click();
  await page.locator('.visit-lines > summary', { hasText: '三个方面' }).click();
  const texts = { 内容: topic, 姓名: '南宫', 答应办什么: '先开两间教室', 什么时候办到: '2023-08-10', 看了什么: '自习室', 当场纠正: '补签到', 学习覆盖: '覆盖到支部' };
  for (const [label, text] of Object.entries(texts)) await page.getByLabel(label).fill(text);
  await page.getByLabel('拍照或选照片').setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer: await photo(page, '#924') });
  await expect(page.locator('.photos').getByRole('img')).toHaveCount(1);
  await page.getByLabel('记下位置').check();
  await expect(page.getByText('北纬 45.75')).toBeVisible();
  await audit(page);
  await page.getByRole('button', { name: '保存', exact: true }).click();
  const row = page.getByRole('rowheader', { name: topic }).getByRole('link');
  await expect(row).toBeVisible({ timeout: 20_000 });
  const address = (await row.getAttribute('href'))!;
  // the issue comes after the visit
  await open(address);
  await expect(page.locator('#raised')).toContainText(sentence);

  const staff = await person(cast.normalStaff, size);
  for (const lang of langs) {
    for (const own of [context, staff.context]) await speak(own, lang, house.url);
    await open(`/visits/new?visit=${address.split('/').pop()}`);
    await expect(page.locator('.photos').getByRole('img')).toHaveCount(1);
    await audit(page);
    for (const own of [{ page, open }, staff]) {
      await own.open(address);
      await expect(own.page.locator('.visit-photos').getByRole('img')).toBeVisible();
      await audit(own.page);
    }
  }
});

for (const lang of langs) {
  onPhone(`what lies on a phone is accessible in ${lang}: the bag, what waits, a page that is not there`, async ({ phone }) => {
    const own = await phone();
    await speak(own.context, lang, own.line.url);
    await own.signIn(cast.normalStaff);
    await own.open(`/unit/${unit}`);
    await own.ready();
    await own.page.locator('.along button').tap();
    await expect(own.page.locator('.along .server')).toBeVisible({ timeout: 60_000 });
    await own.open(`/issues?origin=research&state=in_progress&unit=${unit}`);
    const issue = (await own.page.getByRole('rowheader').first().getByRole('link').getAttribute('href'))!.split('?')[0]!;
    await own.open(issue);
    await expect.poll(() => own.kept()).toContain(issue);
    own.line.cut();
    const buffer = await photo(own.page, '#924');
    await own.page.locator('main input[type=file]').first().setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer });
    await expect(own.page.locator('main .outbox.local:visible').first()).toBeVisible();
    for (const path of [issue, '/bag', '/outbox']) {
      await own.open(path);
      await expect(own.page.locator(path === issue ? 'main .outbox.local:visible' : '.pending > li').first()).toBeVisible();
      await expect(own.page.locator('html[data-kept]')).toBeAttached();
      await audit(own.page);
    }
    await own.page.goto('/rules');
    await expect(own.page.getByRole('heading', { name: '没有网络，这一页不在手机里' })).toBeVisible();
    await expect(own.page.locator('.links a').first()).toBeVisible();
    await audit(own.page);
  });
}
