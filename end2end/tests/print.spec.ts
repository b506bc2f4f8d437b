/** What is on paper: everything that is said, whole, and nothing that waits for a hand. */
import type { Page } from '@playwright/test';
import { expect, test } from '../journey.ts';
import { cast, pages } from '../routes.ts';

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
