/** A script in any text stays a text, also where the browser itself has drawn the page. */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { cast } from '../routes.ts';
import { expect, test, type Person } from '../journey.ts';
import { accept, find, unit } from '../acts.ts';

/** Breaks out of whatever it might be put into; the number tells the texts apart. */
const script = (number: number) => `</textarea></title></script><script>x9(${number})</script>"'><img src=x onerror=x9()>`;

/** What of the page is more than text: elements and attributes that only a script of ours could have made. */
async function injected(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const bad = [...document.querySelectorAll('*')].filter((one) => {
      const handler = [...one.attributes].some((own) => own.name.startsWith('on'));
      const script = one.tagName === 'SCRIPT' && (one.textContent ?? '').trimStart().startsWith('x9(');
      return handler || script || (one.tagName === 'IMG' && one.getAttribute('src') === 'x');
    });
    const ran = (window as unknown as { ran: unknown[] }).ran;
    return [...bad.map((one) => one.outerHTML), ...ran.map((one) => `ran: ${one}`)];
  });
}

/** Would tell if one of the scripts were run. */
async function listen({ context }: Person): Promise<void> {
  await context.addInitScript(() => {
    const ran: unknown[] = [];
    Object.assign(window, { ran, x9: (number: unknown) => ran.push(number ?? 'handler') });
  });
}

/** The page shows this text as a text. */
async function shows(page: Page, number: number): Promise<void> {
  await expect(page.getByText(script(number)).first()).toBeVisible();
  expect(await injected(page), page.url()).toEqual([]);
}

test('issue, unit, report and rule show scripts as text: loaded, gone to, and told live', async ({ person }) => {
  const [head, staff] = [await person(cast.head), await person(cast.normalStaff)];
  await listen(head);
  const [report, rule] = [randomUUID(), randomUUID()];
  const issue = await find(staff.context, script(1), { detail: script(2), official: script(3), department: script(4) });
  const goal = { goal: script(5), direction: script(6) };
  const standing = await staff.context.request.get(`/api/standing?kind=unit.set_goal&id=${unit}`);
  const { knowing } = (await standing.json()) as { knowing: string };
  await accept(staff.context, 'unit', { verb: 'set_goal', unit, goal, ...(JSON.parse(knowing) as object) });
  const planned = { title: script(7), official: script(8), due: null };
  await accept(staff.context, 'report', { verb: 'plan', report, unit, description: planned });
  const drafted = { title: script(9), department: script(10), detail: script(11) };
  await accept(staff.context, 'rule', { verb: 'draft', rule, unit, description: drafted });
  const pages: [string, number[]][] = [
    [`/issues/${issue}`, [1, 2, 3, 4]],
    [`/unit/${unit}/goal`, [5, 6]],
    [`/unit/${unit}`, [5]],
    [`/reports/${report}`, [7, 8]],
    ['/reports', [7]],
    [`/rules/${rule}`, [9, 10, 11]],
    ['/rules', [9]],
  ];
  for (const [path, numbers] of pages) {
    await head.open(path);
    for (const number of numbers) await shows(head.page, number);
  }

  await test.step('drawn by the browser: gone to from another page', async () => {
    await head.open('/rules');
    await head.page.getByRole('link', { name: script(9) }).first().click();
    await shows(head.page, 11);
    await head.page.getByRole('navigation', { name: '栏目' }).getByRole('link', { name: '问题', exact: true }).first().click();
    await head.page.getByRole('searchbox', { name: '查找' }).fill('x9(1)');
    await head.page.getByRole('searchbox', { name: '查找' }).press('Enter');
    await head.page.getByRole('rowheader').first().getByRole('link').click();
    await shows(head.page, 2);
  });

  await test.step('told live, into a page that is open', async () => {
    await accept(staff.context, 'issue', { verb: 'comment', issue, text: script(12) });
    await shows(head.page, 12);
  });

  await test.step('in the fields of a form', async () => {
    await head.page.getByRole('region', { name: script(1) }).getByText('更多', { exact: true }).click();
    await head.page.getByRole('button', { name: '修改', exact: true }).click();
    await expect(head.page.getByRole('dialog').getByLabel('具体情况')).toHaveValue(script(2));
    await expect(head.page.getByRole('dialog').getByLabel('标题')).toHaveValue(script(1));
    expect(await injected(head.page)).toEqual([]);
  });
});

test('names that are scripts stay text: people, groups, campaigns, and the person themselves', async ({ person }) => {
  const [admin, head] = [await person(cast.systemAdmin), await person(cast.head)];
  await listen(admin);
  await listen(head);
  const [her, group] = ['00000000-0000-0000-0000-00000d000001', '00000000-0000-0000-0000-00000a000003'];
  await accept(admin.context, 'person', { verb: 'rename', person: her, name: script(20) }, 'office');
  await accept(admin.context, 'group', { verb: 'rename', group, name: script(21) }, 'office');
  const period = { name: script(22), start: '2023-04-17', half: '2023-06-21', end: '2023-08-25' };
  const campaign = '00000000-0000-0000-0000-00000c000001';
  await accept(admin.context, 'campaign', { verb: 'change', campaign, period }, 'office');
  const pages: [string, number][] = [
    ['/people', 20],
    [`/people/${her}`, 20],
    ['/groups', 21],
    [`/groups/${group}`, 21],
    [`/campaigns/${campaign}`, 22],
  ];
  for (const [path, number] of pages) {
    await admin.open(path);
    await shows(admin.page, number);
  }
  await admin.open('/people');
  await admin.page.getByRole('link', { name: script(20) }).click();
  await expect(admin.page.getByRole('heading', { level: 1, name: script(20) })).toBeVisible();
  await shows(admin.page, 20);
  await head.open('/dashboard');
  await shows(head.page, 21);
});
