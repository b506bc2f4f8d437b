/** A published score is checked by who reads it: the downloaded file is computed again in the reader's own browser. */
import type { Locator, Page } from '@playwright/test';
import { audit } from '../fixtures.ts';
import { expect, test } from '../journey.ts';
import { cast } from '../routes.ts';

const round = '/evaluations/01894781-3f40-710a-b5e4-2efea04733e4';
const own = `${round}/00000000-0000-0000-0000-00000b000002`;

interface Made { round: number; published: { total: string }; values: Record<string, unknown> }

async function choose(page: Page, files: Record<string, string>): Promise<Locator> {
  const chosen = Object.entries(files).map(([name, text]) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) }));
  await page.getByLabel('核对计算依据').setInputFiles(chosen);
  return page.locator('.score-check');
}

test('a unit checks its own result, and sees what was touched', async ({ person }) => {
  const { page, context, open } = await person(cast.normalStaff);
  await open(own);
  const href = await page.getByRole('link', { name: '下载计算依据' }).getAttribute('href');
  const text = await (await context.request.get(href ?? '')).text();
  const made = JSON.parse(text) as Made;

  // Nothing is asked of the server for it.
  const asked: string[] = [];
  page.on('request', (request) => { if (request.method() !== 'GET' || /score|evaluation/.test(request.url())) asked.push(request.url()); });
  const said = await choose(page, { '第一份.json': text });
  await expect(said.locator('.score-said')).toHaveCount(1);
  await expect(said.locator('.score-said')).toContainText('松江师范大学');
  await expect(said.locator('.score-said .head')).toContainText('重新计算：全部一致');
  await expect(said.locator('.claims > li')).toHaveCount(8);
  await expect(said.locator('.claims > li', { hasText: '和本页公布的结果比对' })).toContainText('一致');
  expect(asked).toEqual([]);

  // A number that does not follow from the rest.
  await choose(page, { '改过.json': JSON.stringify({ ...made, published: { ...made.published, total: '99.9' } }) });
  await expect(said.locator('.score-said .head')).toContainText('重新计算：1 处不一致');
  await expect(said.locator('.claims > li', { hasText: '综合得分' })).toContainText(`文件写 99.9，算出 ${made.published.total}`);
  await expect(said.locator('.claims > li', { hasText: '和本页公布的结果比对' })).toContainText('不一致');

  // What is no such file is told apart, each by its name.
  await choose(page, {
    '照片.json': '%PDF-1.7',
    '地图.json': '{"type":"FeatureCollection"}',
    '以后.json': text.replace('xundao.score.1', 'xundao.score.9'),
    '缺.json': JSON.stringify({ ...made, values: undefined }),
  });
  const wrong = said.locator('.wrong');
  await expect(wrong).toHaveCount(4);
  await expect(wrong.nth(0)).toContainText('照片.json：不是计算依据');
  await expect(wrong.nth(1)).toContainText('地图.json：这个 JSON 文件不是整改评估的计算依据');
  await expect(wrong.nth(2)).toContainText('文件的格式是 xundao.score.9');
  await expect(wrong.nth(3)).toContainText('缺.json：是计算依据，但内容不全');
  await expect(said.locator('.score-said')).toHaveCount(0);
  await audit(page);
});

test('the group checks several units at once on the page of the round, also on a phone', async ({ person }) => {
  const { page, context, open } = await person(cast.head, { width: 390, height: 844 });
  await open(round);
  const units = await page.locator('tbody th[scope="row"] a[href*="/evaluations/"]').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(units.length).toBeGreaterThan(1);
  const files: Record<string, string> = {};
  for (const unit of units.slice(0, 2)) files[`${unit?.slice(-2)}.json`] = await (await context.request.get(`${unit}/score.json`)).text();
  const first = JSON.parse(Object.values(files)[0] ?? '') as Made;
  // Of another round, as far as the file says: it agrees with itself, and this page has nothing to lay beside it.
  files['别的一轮.json'] = JSON.stringify({ ...first, round: 77 });
  const said = await choose(page, files);
  await expect(said.locator('.score-said')).toHaveCount(3);
  await expect(said.getByText('重新计算：全部一致')).toHaveCount(3);
  await expect(said.locator('.claims > li', { hasText: '和本页公布的结果比对' })).toHaveCount(2);
  await expect(said.locator('.score-said').nth(2)).toContainText('不是本页看得到的结果');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});
