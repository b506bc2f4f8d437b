/** What is on paper: everything that is said, whole, and nothing that waits for a hand. */
import type { Page } from '@playwright/test';
import { expect, test } from '../journey.ts';
import { cast, pages } from '../routes.ts';
import { scan } from '../square.ts';
import { plan } from '../survey.ts';

/** An A4 page between its margins. */
const paper = { width: 718, height: 1040 };
const controls = 'button, input, select, textarea, summary, .button, [role=slider], nav a, .rail';

/** What of it is seen, by its words or its name. */
async function seen(page: Page, what: string): Promise<string[]> {
  return page.locator(what).filter({ visible: true }).evaluateAll((all) => {
    const shown = all.filter((own) => own.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
    return shown.map((own) => `${own.tagName} ${own.className} ${own.getAttribute('aria-label') ?? own.textContent}`.trim());
  });
}

/** Tables and drawings that go past the edge of the paper, or of a box that could be scrolled on a screen. */
async function cutOff(page: Page): Promise<string[]> {
  return page.locator('main').locator('table, svg.chart, ol, dl').filter({ visible: true }).evaluateAll((all) =>
    all
      .filter((own) => {
        const { left, right, top, bottom } = own.getBoundingClientRect();
        if (left < -1 || right > innerWidth + 1) return true;
        for (let box = own.parentElement; box; box = box.parentElement) {
          const frame = box.getBoundingClientRect();
          const [x, y] = [getComputedStyle(box).overflowX, getComputedStyle(box).overflowY];
          if (box === document.body || box === document.documentElement) break;
          if (x !== 'visible' && (left < frame.left - 1 || right > frame.right + 1)) return true;
          if (y !== 'visible' && (top < frame.top - 1 || bottom > frame.bottom + 1)) return true;
        }
        return false;
      })
      .map((own) => `${own.tagName} ${own.getAttribute('class')}`),
  );
}

test('the list, an issue and the dashboard are whole on paper, with their headings and without a control', async ({ person }) => {
  const { page, open } = await person(cast.head);
  const issue = pages.find(({ name }) => name === 'issue')!.path;
  // what the list shows is on paper too, and so are the heads of its columns
  const list = ['编号', '问题', '状态', '期限', '进度'];
  const all: [string, string[]][] = [['/issues?origin=research&columns=due,progress', list], [issue, []], ['/dashboard', ['单位', '调研发现', '班子整改清单']]];
  for (const [path, heads] of all) {
    await open(path);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize(paper);
    expect.soft(await seen(page, controls), `controls on ${path}`).toEqual([]);
    expect.soft(await cutOff(page), `cut off on ${path}`).toEqual([]);
    await expect.soft(page.locator('h1, #detail-title').filter({ visible: true }).first(), path).toHaveText(/\S/);
    await expect.soft(page.getByRole('columnheader').filter({ visible: true }), path).toHaveText(heads);
    // as the browser itself prints it
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.length, path).toBeGreaterThan(10_000);
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width: 1280, height: 720 });
  }
});

test('the sheet of an evaluation is a table on paper, with what each value rests on', async ({ person }) => {
  const { page, open } = await person(cast.head);
  await open(pages.find(({ name }) => name === 'evaluation-sheet')!.path);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize(paper);
  expect.soft(await seen(page, controls)).toEqual([]);
  expect.soft(await cutOff(page)).toEqual([]);
  await expect.soft(page.getByRole('heading', { level: 1 })).toHaveText(/\S/);
  const table = page.locator('.sheet-table');
  await expect.soft(table.locator('thead th').filter({ visible: true })).toHaveText(['指标', '方式', '依据', '权重', '得分', '计入']);
  // one line of heads above the columns, not a card for each indicator
  const tops = await table.locator('tr.indicator').first().locator('th, td').evaluateAll((all) => all.map((own) => own.getBoundingClientRect().top));
  expect(new Set(tops).size).toBe(1);
  const empty = await table.locator('tr.indicator .basis').evaluateAll((all) => all.filter((own) => !(own as HTMLElement).innerText.trim()).length);
  expect(empty, 'indicators of which nothing is said').toBe(0);
  await expect(table.locator('.basis a').filter({ visible: true }).first()).toHaveText(/\d/);
});

test('slips are printed ten on a page, whole, in both languages, with squares that a phone can read', async ({ house, person }) => {
  const { context, page, open } = await person(cast.liaison);
  const survey = await plan(context, '印在纸上的满意度测评');
  await open(`/surveys/${survey}`);
  const form = page.locator('#slips form');
  await form.getByLabel('张数').fill('12');
  await form.getByLabel('票面语言').selectOption({ label: '中文和英文' });
  await form.getByRole('button', { name: '印制测评票' }).click();
  const slips = page.locator('.slip-sheet li');
  await expect(slips).toHaveCount(12);
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  await page.setViewportSize(paper);
  expect.soft(await seen(page, controls)).toEqual([]);
  // nothing but the slips: neither questions nor what came back
  await expect.soft(page.locator('.columns > section, .columns > div').filter({ visible: true })).toHaveCount(1);
  const said = ['印在纸上的满意度测评·教职工', '扫码', '匿名，一张票答一次', '截止', 'Satisfaction survey', 'Scan', 'Anonymous. One slip, one answer.', 'Until'];
  for (const word of said) await expect.soft(slips.first()).toContainText(word);
  await expect.soft(slips.first()).toContainText(`${new URL(house.url).host}/s`);
  const sizes = await slips.evaluateAll((all) =>
    all.map((own) => {
      const { left, right, top, bottom, height } = own.getBoundingClientRect();
      const inside = [...own.querySelectorAll('*')].every((part) => {
        const box = part.getBoundingClientRect();
        return box.left >= left - 1 && box.right <= right + 1 && box.top >= top - 1 && box.bottom <= bottom + 1;
      });
      return { inside, left, right, height, cut: own.scrollWidth > own.clientWidth, square: own.querySelector('.qr .dark')!.getBoundingClientRect().width };
    }),
  );
  for (const { inside, left, right, height, cut, square } of sizes) {
    expect.soft({ inside, cut }).toEqual({ inside: true, cut: false });
    expect.soft(left).toBeGreaterThanOrEqual(0);
    expect.soft(right).toBeLessThanOrEqual(paper.width);
    // five rows on a page
    expect.soft(height).toBeLessThanOrEqual(paper.height / 5);
    // two centimetres
    expect.soft(square).toBeGreaterThanOrEqual((2 / 2.54) * 96);
  }
  const code = await slips.last().locator('.code').innerText();
  expect(await scan(page, slips.last().locator('.qr'))).toBe(`${house.url}/s/${code}`);
  expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
});
