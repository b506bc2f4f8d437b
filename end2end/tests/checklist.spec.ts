/** The checklist of a visit: set down in its plan, answered on a phone without network, read by the group and, without its remarks, by the unit. */
import { unit } from '../acts.ts';
import { arrived, words } from '../journey.ts';
import { expect, findings } from '../fixtures.ts';
import { test } from '../phone.ts';
import { cast } from '../routes.ts';

test('what is to be looked at is set down, answered in the room without network, and offered for the next visit', async ({ phone, person }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  const { page } = own;
  await own.open(`/visits/new?plan=1&unit=${unit}`);
  const list = page.getByRole('textbox', { name: '检查清单' });
  await expect(list).toHaveValue(/^现场情况与台账记载是否一致\n/);
  // another form has other points, as long as nobody has changed them
  await page.getByRole('radio', { name: '电话随访' }).check();
  await expect(list).toHaveValue(/^反映的事项是否已经答复\n/);
  const [first, second, third] = [words('值班表'), words('登记本'), words('公示栏')];
  await list.fill(`${first}\n${second}\n\n${third}\n${first}`);
  await page.getByRole('radio', { name: '调阅材料' }).check();
  await expect(list).toHaveValue(`${first}\n${second}\n\n${third}\n${first}`);
  const topic = words('夜间检查');
  await page.getByLabel('内容').fill(topic);
  await page.getByRole('checkbox', { name: '已经告知单位' }).check();
  await page.getByRole('button', { name: '列计划' }).tap();
  await page.getByRole('rowheader', { name: topic }).getByRole('link').tap();
  const path = await arrived(page, /\/visits\/[0-9a-f-]{36}/);
  const points = page.locator('#checklist li');
  await expect(points).toHaveText([first, second, third]);
  // the unit knows of the visit, and not of what is looked at
  const staff = await person(cast.normalStaff);
  await staff.open(path);
  await expect(staff.page.getByRole('heading', { level: 1 })).toContainText(topic);
  await expect(staff.page.locator('#checklist')).toHaveCount(0);
  expect(await (await staff.context.request.get(`/api/visit/detail?visit=${path.split('/').pop()}`)).text()).not.toContain(first);

  await own.ready();
  await page.getByRole('button', { name: '随身带' }).tap();
  await expect(page.getByText(/收下于/)).toBeVisible({ timeout: 60_000 });
  own.line.cut();
  await own.open(`/visits/new?visit=${path.split('/').pop()}`);
  const form = own.page;
  const point = (name: string) => form.getByRole('group', { name, exact: true });
  await point(first).getByRole('radio', { name: '到位', exact: true }).check();
  await expect(point(first).getByRole('button', { name: '提为问题' })).toBeHidden();
  await point(second).getByRole('radio', { name: '不到位' }).check();
  await point(second).getByLabel('补一句').fill('缺两周签字');
  await point(second).getByRole('button', { name: '提为问题' }).tap();
  await expect(form.getByRole('listitem').filter({ hasText: `${second}：缺两周签字` }).getByRole('textbox')).toHaveValue(`${second}：缺两周签字`);
  await form.evaluate(() => scrollTo(0, 0));
  expect(await findings(form)).toEqual([]);
  await form.waitForTimeout(300);
  // the tab is killed, and everything stands there again
  await own.kill();
  await own.open(`/visits/new?visit=${path.split('/').pop()}`);
  const again = (name: string) => own.page.getByRole('group', { name, exact: true });
  await expect(again(first).getByRole('radio', { name: '到位', exact: true })).toBeChecked();
  await expect(again(second).getByLabel('补一句')).toHaveValue('缺两周签字');
  await expect(again(third).getByRole('radio', { name: '没看' })).toBeChecked();
  await own.page.getByRole('button', { name: '保存', exact: true }).tap();
  await expect(own.page.locator('.pending').getByText('在本机').first()).toBeVisible();
  own.line.mend();
  await own.open('/outbox');
  await expect(own.page.getByText('发件箱是空的')).toBeVisible({ timeout: 30_000 });

  await own.open(path);
  const told = own.page.locator('#checklist');
  await expect(told).toContainText('到位 1 项，不到位 1 项，没看 1 项');
  await expect(told.getByRole('listitem')).toHaveText([`${first}到位`, `${second}缺两周签字不到位`, `${third}没看`]);
  await expect(own.page.locator('#raised')).toContainText(second);
  // the unit reads how each was found, without the group's own words
  await staff.open(path);
  await expect(staff.page.locator('#checklist li')).toHaveText([`${first}到位`, `${second}不到位`, `${third}没看`]);
  const read = await (await staff.context.request.get(`/api/visit/detail?visit=${path.split('/').pop()}`)).json();
  expect(JSON.stringify([read.visit, read.history])).not.toContain('缺两周签字');
  // the next visit of that form begins from it
  await own.open(`/visits/new?plan=1&unit=${unit}`);
  await own.page.getByRole('radio', { name: '调阅材料' }).check();
  await expect(own.page.getByRole('textbox', { name: '检查清单' })).toHaveValue(`${first}\n${second}\n${third}`);
});
