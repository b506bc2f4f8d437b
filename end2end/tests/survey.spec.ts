/** A survey from its questions to its result: slips on paper, answers on phones that run no script, nothing below five. */
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { unit } from '../acts.ts';
import { act, send, unfold } from '../draw.ts';
import { findings } from '../fixtures.ts';
import { expect, test } from '../journey.ts';
import { cast } from '../routes.ts';

/** A phone of somebody without an account, on which no script runs. */
async function phone(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const viewport = { width: 390, height: 844 };
  const context = await browser.newContext({ ...options, viewport, hasTouch: true, isMobile: true, javaScriptEnabled: false });
  return context.newPage();
}

/** Makes slips for a group of raters; their codes as they stand on the sheet. */
async function print(page: Page, raters: string, many: number): Promise<string[]> {
  await page.locator('#slips').getByLabel('评价人员').selectOption({ label: raters });
  // what is made anew between marking the number and writing over it leaves both
  const number = page.locator('#slips').getByLabel('张数');
  await expect(async () => {
    await number.fill(String(many));
    await expect(number).toHaveValue(String(many), { timeout: 500 });
  }).toPass();
  await page.locator('#slips').getByRole('button', { name: '印制测评票' }).click();
  await expect(page.getByText(`已制 ${many} 张`)).toBeVisible();
  await expect(page.locator('.slip-sheet li')).toHaveCount(many);
  await expect(page.locator('.slip-sheet li').first()).toContainText(raters);
  return page.locator('.slip-sheet .code').allInnerTexts();
}

test('slips are printed, answered on phones, and five show what four do not', async ({ browser, house, person, contextOptions }) => {
  const group = await person(cast.liaison);
  await group.open('/surveys');
  // of one in the demo a single group is shown: both numbers are of that group
  await expect(group.page.locator('table.records')).toContainText('12／60，不足 5 份的另有 3 类');
  await unfold(group.page, '准备测评');
  const form = group.page.locator('.act-fold[open] form');
  await form.getByLabel('单位').selectOption(unit);
  await form.getByLabel('标题', { exact: true }).fill('第三次满意度测评');
  await form.getByLabel('英文标题').fill('');
  // one more question, moved up; one group of raters less
  await form.getByRole('button', { name: '加一题' }).click();
  const rows = form.locator('fieldset', { hasText: '加一题' }).locator('li');
  await expect(rows).toHaveCount(5);
  await rows.nth(4).getByLabel('中文').fill('您从哪里知道整改情况？');
  await rows.nth(4).getByLabel('怎么答').selectOption('choice');
  await rows.nth(4).getByLabel('选项').fill('通知 | A notice');
  await rows.nth(4).getByRole('button', { name: '上移' }).click();
  await expect(rows.nth(3).getByLabel('中文')).toHaveValue('您从哪里知道整改情况？');
  await form.locator('fieldset', { hasText: '加一类人员' }).locator('li').nth(3).getByRole('button', { name: '去掉' }).click();
  await send(group.page, '准备测评');
  await expect(form.getByRole('alert').filter({ hasText: '还缺选项' })).toBeVisible();
  await rows.nth(3).getByLabel('选项').fill('通知 | A notice\n同事 | Colleagues');
  await send(group.page, '准备测评');
  await group.page.getByRole('link', { name: '第三次满意度测评' }).click();
  await expect(group.page.getByRole('heading', { level: 1, name: '第三次满意度测评' })).toBeVisible();
  await expect(group.page.getByText('还没有发票').first()).toBeVisible();
  const path = new URL(group.page.url()).pathname;

  const staff = await print(group.page, '教职工', 6);
  const officials = await print(group.page, '领导干部', 4);
  expect(new Set([...staff, ...officials]).size).toBe(10);
  // the codes are gone with the page
  await group.open(path);
  await expect(group.page.locator('.slip-sheet')).toHaveCount(0);

  const options = { ...contextOptions, locale: 'zh-CN', baseURL: house.url };
  const page = await phone(browser, options);
  await page.goto(`/s/${staff[0]}`);
  await expect(page.getByText('松江师范大学·第三次满意度测评·教职工')).toBeVisible();
  await expect(page.getByRole('group')).toHaveCount(4);
  await page.getByRole('button', { name: '提交' }).tap();
  await expect(page.locator('p.told[role=alert]')).toHaveText('一题也没有答。至少答一题再提交。');
  for (const [place, code] of staff.slice(0, 5).entries()) {
    await page.goto(`/s/${code}`);
    await page.getByText('通知', { exact: true }).tap();
    for (const question of ['问题找得准', '整改办法管用', '身边的变化']) {
      await page.getByRole('group', { name: question }).getByText(place < 4 ? '满意' : '不满意', { exact: true }).tap();
    }
    await page.getByLabel('还想说的').fill(`第${place}句 <b>粗</b>`);
    await page.getByRole('button', { name: '提交' }).tap();
    await expect(page.getByRole('heading', { name: '谢谢，已收到' })).toBeVisible();
  }
  for (const code of officials) {
    await page.goto(`/s/${code}`);
    await page.getByRole('group', { name: '问题找得准' }).getByText('很满意', { exact: true }).tap();
    await page.getByRole('button', { name: '提交' }).tap();
    await expect(page.getByRole('heading', { name: '谢谢，已收到' })).toBeVisible();
  }
  // used, mistyped, and by hand in small letters
  await page.goto(`/s/${staff[0]}`);
  await expect(page.getByRole('heading', { name: '这张票已经用过' })).toBeVisible();
  await page.goto('/s');
  await page.getByLabel('票号').fill('7q2k');
  await page.getByRole('button', { name: '开始答题' }).tap();
  await expect(page.getByRole('heading', { name: '票号不对' })).toBeVisible();
  await page.goto('/s');
  await page.getByLabel('票号').fill(staff[5].toLowerCase().replaceAll('-', ' '));
  await page.getByRole('button', { name: '开始答题' }).tap();
  await expect(page.getByRole('heading', { name: '满意度测评' })).toBeVisible();

  await group.open(path);
  await expect(group.page.getByRole('heading', { name: '1 类人员已收回 5 份，发出 6 份；不足 5 份的另有 1 类' })).toBeVisible();
  await act(group.page, '结束测评', {});
  await group.page.getByRole('dialog').getByRole('button', { name: '结束测评' }).click();
  await expect(group.page.getByRole('heading', { name: '1 类人员收回 5 份，发出 6 份；不足 5 份的另有 1 类' })).toBeVisible();

  const own = await person(cast.normalStaff);
  await own.open(path);
  const chart = own.page.locator('.whiskers');
  await expect(chart).toContainText('80.0');
  await expect(chart).toContainText('不足 5 份，不显示');
  await expect(own.page.getByText('第0句 <b>粗</b>')).toBeVisible();
  // who got no slip is not said to have answered little
  const row = (part: string, name: RegExp) => own.page.getByRole('region', { name: part, exact: true }).getByRole('row', { name });
  for (const part of ['收回', '问题找得准，您满意吗？', '您从哪里知道整改情况？']) {
    await expect(row(part, /^学生或服务对象/)).toContainText('没有问到');
    await expect(row(part, /^领导干部/)).not.toContainText('没有问到');
  }
  await expect(row('历次比较', /^这一次/)).toContainText('没有问到');
  await expect(own.page.locator('#slips')).toHaveCount(0);
  await page.goto(`/s/${staff[5]}`);
  await expect(page.getByRole('heading', { name: '已经截止' })).toBeVisible();
});

test('the page of a slip is for everybody', async ({ browser, house, person, contextOptions }) => {
  const group = await person(cast.liaison);
  await group.open('/surveys?state=open');
  await group.page.locator('table.records a').first().click();
  await expect(group.page.locator('#slips')).toBeVisible();
  const [code] = await print(group.page, '教职工', 1);
  const context = await browser.newContext({ ...contextOptions, baseURL: house.url, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  for (const lang of ['zh-CN', 'en']) {
    for (const path of [`/s/${code}`, '/s', '/s/x', '/s/thanks']) {
      await page.goto(`/lang/${lang}?to=${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
      expect(wide, path).toBe(true);
      expect(await findings(page), path).toEqual([]);
    }
  }
  // keyboard alone
  await page.goto(`/lang/zh-CN?to=/s/${code}`);
  await page.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: '提交' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '谢谢，已收到' })).toBeVisible();
});

test('raters are added and renamed, slips are answered in English, and a choice shows what it came to', async ({ browser, house, person, contextOptions }) => {
  const group = await person(cast.liaison);
  await group.open('/surveys');
  await unfold(group.page, '准备测评');
  const form = group.page.locator('.act-fold[open] form');
  await form.getByLabel('单位').selectOption(unit);
  await form.getByLabel('标题', { exact: true }).fill('双语的满意度测评');
  await expect(form.getByLabel('英文标题')).toHaveValue('Satisfaction with the rectification');
  await form.getByLabel('英文标题').fill('In two languages');
  await form.getByLabel('测评范围').selectOption({ label: '民生实事' });
  const raters = form.locator('fieldset', { hasText: '加一类人员' }).locator('li');
  const before = await raters.count();
  await form.getByRole('button', { name: '加一类人员' }).click();
  await expect(raters).toHaveCount(before + 1);
  await raters.nth(before).getByLabel('中文').fill('校友');
  await raters.nth(before).getByLabel('英文').fill('Alumni');
  const questions = form.locator('fieldset', { hasText: '加一题' }).locator('li');
  await form.getByRole('button', { name: '加一题' }).click();
  const last = questions.last();
  await last.getByLabel('中文').fill('您从哪里知道整改情况？');
  await last.getByLabel('英文').fill('Where did you hear of it?');
  await last.getByLabel('怎么答').selectOption('choice');
  await last.getByLabel('选项').fill('通知 | A notice\n同事 | Colleagues');
  await send(group.page, '准备测评');
  await group.page.getByRole('link', { name: '双语的满意度测评' }).click();
  await expect(group.page.getByRole('heading', { level: 1, name: '双语的满意度测评' })).toBeVisible();
  await expect(group.page.locator('.summary')).toContainText('民生实事');

  // before the first slip a group of raters may still be called otherwise
  await unfold(group.page, '修改测评');
  const change = group.page.locator('.act-fold[open] form');
  const named = change.locator('fieldset', { hasText: '加一类人员' }).locator('li').nth(before);
  await expect(named.getByLabel('中文')).toHaveValue('校友');
  await named.getByLabel('中文').fill('毕业校友');
  await named.getByLabel('英文').fill('Graduates');
  await change.getByRole('button', { name: '保存' }).click();
  await expect(group.page.locator('#slips').getByLabel('评价人员').locator('option').filter({ hasText: '毕业校友' })).toHaveCount(1);
  await expect(group.page.locator('#slips').getByLabel('评价人员').locator('option').filter({ hasText: /^校友$/ })).toHaveCount(0);
  const codes = await print(group.page, '毕业校友', 5);
  const few = await print(group.page, '教职工', 1);

  // in English, on a phone: title, raters, questions, options and answers
  const page = await phone(browser, { ...contextOptions, baseURL: house.url });
  for (const [place, code] of codes.entries()) {
    await page.goto(`/lang/en?to=/s/${code}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Satisfaction survey' })).toBeVisible();
    await expect(page.getByText('·In two languages·People\'s livelihood·Graduates')).toBeVisible();
    await page.getByRole('group', { name: 'Where did you hear of it?' }).getByText(place < 3 ? 'A notice' : 'Colleagues', { exact: true }).tap();
    await page.getByRole('group').first().getByText('Satisfied', { exact: true }).tap();
    expect(await page.locator('main form').innerText()).not.toMatch(/[\u4e00-\u9fff]/);
    await page.getByRole('button', { name: 'Hand in' }).tap();
    await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
  }
  await page.goto(`/s/${few[0]}`);
  await page.getByRole('group', { name: 'Where did you hear of it?' }).getByText('A notice', { exact: true }).tap();
  await page.getByRole('button', { name: 'Hand in' }).tap();
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
  // what is the matter with a slip is said in the same language
  await page.goto(`/s/${few[0]}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^[\x20-\x7e’“”]+$/);
  await page.context().close();

  await act(group.page, '结束测评', {});
  await group.page.getByRole('dialog').getByRole('button', { name: '结束测评' }).click();
  // how often each option was chosen, for the group of which five answered; the other's one answer is nobody's to know
  const table = group.page.getByRole('region', { name: '您从哪里知道整改情况？' });
  await expect(table.getByRole('columnheader', { name: '通知' })).toBeVisible();
  const row = table.getByRole('row', { name: /^毕业校友/ });
  await expect(row.getByRole('cell').nth(0)).toHaveText('3');
  await expect(row.getByRole('cell').nth(1)).toHaveText('2');
  await expect(table.getByRole('row', { name: /^教职工/ })).toContainText('不足 5 份，不显示');
  // and in English
  await group.open(`/lang/en?to=${new URL(group.page.url()).pathname}`);
  await expect(group.page.getByRole('heading', { level: 1, name: 'In two languages' })).toBeVisible();
  const english = group.page.getByRole('region', { name: 'Where did you hear of it?' });
  await expect(english.getByRole('columnheader', { name: 'Colleagues' })).toBeVisible();
  await expect(english.getByRole('row', { name: /^Graduates/ }).getByRole('cell').first()).toHaveText('3');
});
