/** A unit's liaison brings in the ledgers that the unit really keeps. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { college, find as found } from '../acts.ts';
import { lines } from '../board.ts';
import { cast } from '../routes.ts';
import { expect, test, words } from '../journey.ts';

const ledger = (name: string) => fileURLToPath(new URL(`../../ledger/tests/data/${name}`, import.meta.url));

/** Chooses a file and asks what would happen. */
async function look(page: Page, file: Parameters<ReturnType<Page['getByLabel']>['setInputFiles']>[0]): Promise<void> {
  await page.getByLabel('台账文件').setInputFiles(file);
  await page.getByRole('button', { name: '预览' }).click();
}

/** What the preview says would happen. */
function would(page: Page, [fresh, changed, same, refused]: number[]) {
  const text = `将新增 ${fresh} 项，更新 ${changed} 项；${same} 项不变，${refused} 项不能导入`;
  return expect(page.getByRole('heading', { name: text })).toBeVisible();
}

/** How many issues of the team's list there are. */
async function onList(page: Page): Promise<number> {
  await page.goto('/issues?origin=team_list');
  const text = await page.getByText(/^\d+ 个$/).first().innerText();
  return Number(text.match(/\d+/)?.[0]);
}

/** Looks for a title on the list. */
async function find(page: Page, title: string): Promise<void> {
  await page.getByRole('searchbox', { name: '查找' }).fill(title);
  await page.getByRole('searchbox', { name: '查找' }).press('Enter');
}

/** Every answer to what is sent takes this long, so that there is something to watch. */
async function slowly(page: Page, milliseconds: number): Promise<void> {
  await page.route('**/api/propose', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await route.continue();
  });
}

test('a ledger is looked at, brought in with its progress shown, and only once', async ({ person }) => {
  const { page, open } = await person(cast.normalStaff);
  const before = await onList(page);
  await open('/ledger');
  await look(page, ledger('ledger-clean.xlsx'));
  await would(page, [60, 0, 0, 0]);
  await expect(page.getByText('第一次导入，台账名为《ledger-clean》')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: '新问题' })).toHaveCount(60);
  const title = await page.getByRole('row').nth(30).getByRole('cell').nth(2).innerText();

  // longer than between two looks at the page
  await slowly(page, 2_500);
  await page.getByRole('button', { name: '导入 60 项' }).click();
  await expect(page.getByRole('progressbar')).toHaveAttribute('value', '50', { timeout: 20_000 });
  await expect(page.getByText(/^已送出 5\d \/ 60$/)).toBeVisible();
  await expect(page.getByText('导入完成：记录 60 项，未收 0 项')).toBeVisible({ timeout: 15_000 });
  await page.getByRole('link', { name: '查看问题' }).click();
  await find(page, title);
  await expect(page.getByRole('rowheader', { name: title }).first()).toBeVisible();
  expect(await onList(page)).toBe(before + 60);

  await open('/ledger');
  await look(page, ledger('ledger-clean.xlsx'));
  await would(page, [0, 0, 60, 0]);
  await expect(page.getByText('认出这是以前导入过的《ledger-clean》')).toBeVisible();
  await expect(page.getByText('没有需要记录的内容。')).toBeVisible();
  await expect(page.getByRole('button', { name: '导入 0 项' })).toBeDisabled();
});

test('bad rows are told apart with their reasons and come back as a file', async ({ person }) => {
  const { page, open } = await person(cast.normalStaff);
  await open('/ledger');
  await look(page, ledger('ledger-with-errors.xlsx'));
  await would(page, [15, 0, 0, 6]);
  for (const reason of [
    '缺少问题表述',
    '类别“其他类”不在四类之内',
    '序号 3 与第 4 行重复',
    '日期“2023年2月30日”不存在',
    '问题表述是公式，请改为文字',
    '问题表述过长：20000 字，最多 500 字',
  ]) {
    await expect(page.getByRole('cell', { name: reason })).toBeVisible();
  }
  await expect(page.getByRole('row')).toHaveCount(1 + 6);
  await page.getByRole('button', { name: '新增 15' }).click();
  await expect(page.getByText('</textarea><script>alert(1)</script>')).toBeVisible();

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载不能导入的行' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe('ledger-with-errors-未导入.xlsx');
  const buffer = await readFile(await download.path());

  await page.getByRole('button', { name: '导入 15 项' }).click();
  await expect(page.getByText('导入完成：记录 15 项，未收 0 项')).toBeVisible();
  // The rows that came back are as bad as before; the second number 3 is another issue's by now.
  await look(page, { name: download.suggestedFilename(), mimeType: 'application/octet-stream', buffer });
  await would(page, [0, 0, 0, 6]);
  await expect(page.getByRole('cell', { name: /序号 3 已经是/ })).toBeVisible();
  await expect(page.getByRole('cell', { name: '缺少问题表述' })).toBeVisible();
});

test('a column that was not known is set right, and its values arrive', async ({ person }) => {
  const { page, open } = await person(cast.normalStaff);
  const rows = ['序号,问题类别,问题表述,整改措施,经办,整改时限', '1,民生实事,热水供应时段过短,延长供应,后勤保障处,2023年8月15日'];
  await open('/ledger');
  await look(page, { name: '实事台账.csv', mimeType: 'text/csv', buffer: Buffer.from(`\u{feff}${rows.join('\n')}\n`) });
  await would(page, [1, 0, 0, 0]);
  await page.getByText('核对工作表和各列').first().click();
  await expect(page.getByLabel('第 5 列是')).toHaveValue('ignore');
  await page.getByLabel('第 5 列是').selectOption({ label: '责任部门' });
  await page.getByRole('button', { name: '按这样再看一次' }).click();
  await would(page, [1, 0, 0, 0]);
  await page.getByRole('button', { name: '导入 1 项' }).click();
  await page.getByRole('link', { name: '查看问题' }).click();
  await find(page, '热水供应时段过短');
  await page.getByRole('link', { name: '热水供应时段过短', exact: true }).click();
  const detail = page.getByRole('region', { name: '热水供应时段过短' });
  await expect(detail.getByRole('definition').filter({ hasText: '后勤保障处' })).toBeVisible();
  await expect(detail.getByText('实事台账 第 1 条')).toBeVisible();

  // One issue that takes three acts is one, in the preview and in the end.
  const later = [rows[0], '1,民生实事,热水供应时段过短,延长供应；更换锅炉；错峰供应,后勤保障处,2023年9月15日'];
  await open('/ledger');
  await look(page, { name: '实事台账.csv', mimeType: 'text/csv', buffer: Buffer.from(`\u{feff}${later.join('\n')}\n`) });
  await would(page, [0, 1, 0, 0]);
  await page.getByRole('button', { name: '导入 1 项' }).click();
  await expect(page.getByText('导入完成：记录 1 项，未收 0 项')).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveAttribute('value', '1');
});

test('a ledger as units keep it, and one that is dropped on the page', async ({ person }) => {
  const { page, open } = await person(cast.normalStaff);
  await open('/ledger');
  await look(page, ledger('ledger-as-units-keep-it.xlsx'));
  await would(page, [45, 0, 0, 0]);

  const bytes = await readFile(ledger('ledger-gbk.csv'));
  const dropped = await page.evaluateHandle((content) => {
    const files = new DataTransfer();
    files.items.add(new File([Uint8Array.from(atob(content), (own) => own.charCodeAt(0))], 'ledger-gbk.csv'));
    return files;
  }, bytes.toString('base64'));
  const place = page.getByText('可把文件拖到这里');
  await place.dispatchEvent('dragover', { dataTransfer: dropped });
  await place.dispatchEvent('drop', { dataTransfer: dropped });
  await would(page, [20, 0, 0, 0]);
  await page.getByRole('button', { name: '导入 20 项' }).click();
  await expect(page.getByText('导入完成：记录 20 项，未收 0 项')).toBeVisible();
});

test('a list of several units goes back to each its own, and to one unit nothing of another', async ({ person }) => {
  const head = await person(cast.head);
  const [one, other] = [words('热水供应时段过短'), words('实训设备闲置')];
  const ids = [await found(head.context, one), await found(head.context, other, {}, college)];
  const code = async (title: string) => `调研-${(await lines(head.context, { text: title }))[0]!.number}`;
  const departments = ['学生处', '实训中心'];
  // as such a list is exported here: whose each row is, stands in its last two columns
  const rows = [
    '问题表述,责任部门,平台编码,填报单位',
    `${one},${departments[0]},${await code(one)},松江师范大学`,
    `${other},${departments[1]},${await code(other)},北江工程学院`,
  ];
  const file = { name: '问题台账.csv', mimeType: 'text/csv', buffer: Buffer.from(`\u{feff}${rows.join('\n')}\n`) };
  await head.open('/ledger');
  await look(head.page, file);
  await would(head.page, [0, 2, 0, 0]);
  await head.page.getByRole('button', { name: '导入 2 项' }).click();
  await expect(head.page.getByText('导入完成：记录 2 项，未收 0 项')).toBeVisible();
  for (const [place, id] of ids.entries()) {
    await head.open(`/issues/${id}`);
    await expect(head.page.getByRole('definition').filter({ hasText: departments[place] }).first()).toBeVisible();
  }

  const own = await person(cast.collegeStaff);
  await own.open('/ledger');
  await look(own.page, file);
  await would(own.page, [0, 0, 1, 1]);
  await expect(own.page.getByRole('cell', { name: '这是松江师范大学的问题，请在那家单位下导入' })).toBeVisible();
});

test('what is stopped on the way keeps what was sent, and goes on later', async ({ person }) => {
  const { page, open } = await person(cast.normalStaff);
  const before = await onList(page);
  await open('/ledger');
  await look(page, ledger('ledger-clean.xlsx'));
  await slowly(page, 2_500);
  await page.getByRole('button', { name: '导入 60 项' }).click();
  await page.getByRole('button', { name: '停止' }).click();
  await expect(page.getByText('正在停止')).toBeVisible();
  await expect(page.getByText('已停止：送出 50 / 60，已送出的保留')).toBeVisible({ timeout: 15_000 });
  expect(await onList(page)).toBe(before + 50);
  await open('/ledger');
  await look(page, ledger('ledger-clean.xlsx'));
  await would(page, [10, 0, 50, 0]);
});

test('a wrong ledger is taken back on the same day by whoever brought it in', async ({ person }) => {
  const { page, open } = await person(cast.normalStaff);
  const mark = words('别家单位的事');
  const each = [1, 2].map((number) => `${number},民生实事,${mark}之${number},逐项核对,后勤保障处,2023年8月15日`);
  const rows = ['序号,问题类别,问题表述,整改措施,责任部门,整改时限', ...each];
  await open('/ledger');
  const file = { name: `${mark}.csv`, mimeType: 'text/csv', buffer: Buffer.from(`\u{feff}${rows.join('\n')}\n`) };
  await look(page, file);
  await would(page, [2, 0, 0, 0]);
  await page.getByRole('button', { name: '导入 2 项' }).click();
  await expect(page.getByText('导入完成：记录 2 项，未收 0 项')).toBeVisible();
  await open(`/issues?q=${encodeURIComponent(mark)}`);
  await expect(page.getByRole('rowheader')).toHaveCount(2);
  for (const place of [1, 2]) await page.getByRole('row').nth(place).getByRole('checkbox').check();
  await page.getByRole('region', { name: '批量办理' }).getByRole('button', { name: '撤销' }).click();
  const dialog = page.getByRole('dialog', { name: '批量办理' });
  await dialog.getByLabel('理由').fill('导错了文件，这是别家单位的台账');
  await dialog.getByRole('button', { name: '撤销' }).click();
  await expect(page.getByText('共 2 个：已记录 2，未收 0')).toBeVisible();
  // as if it had never come in
  await open('/ledger');
  await look(page, file);
  await would(page, [2, 0, 0, 0]);
});

test('a file that is no ledger is refused at its field', async ({ expected, person }) => {
  expected.push(/status of 4\d\d/);
  const { page, open } = await person(cast.normalStaff);
  await open('/ledger');
  await look(page, { name: '照片.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('%PDF-1.7') });
  await expect(page.getByRole('alert').filter({ hasText: '这不是表格文件' })).toBeVisible();
  await expect(page.getByLabel('台账文件')).toHaveAttribute('aria-invalid', 'true');
});
