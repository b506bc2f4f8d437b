/** A person of another unit sees nothing: the same answers as if there were nothing there. */
import { cast } from '../routes.ts';
import { expect, test, words, type Person } from '../journey.ts';
import { texts } from '../xlsx.ts';

/** 松江音乐学院联络员, of a unit in the same group. */
const stranger = 'leihaining';
const own = '00000000-0000-0000-0000-00000b000004';
const unit = '00000000-0000-0000-0000-00000b000002';
const missing = '00000000-0000-7000-8000-000000000000';

interface Found {
  id: string;
  title: string;
  /** Address of a file of evidence. */
  file: string;
}

/** An issue of the unit with evidence, as the group sees it. */
async function find(group: Person): Promise<Found> {
  await group.open(`/issues?unit=${unit}&state=submitted&origin=research`);
  const link = group.page.getByRole('rowheader').first().getByRole('link');
  const title = await link.innerText();
  await link.click();
  const file = group.page.getByRole('region', { name: title }).getByRole('listitem').locator('a[href^="/files/"]').first();
  await expect(file).toBeVisible();
  const id = new URL(group.page.url()).pathname.split('/').pop() ?? '';
  return { id, title, file: (await file.getAttribute('href')) ?? '' };
}

test('a foreign unit is not there: not on lists, not by address, not in files or figures', async ({ expected, person }) => {
  expected.push(/status of 404/);
  const [group, { context, page, open }] = [await person(cast.head), await person(stranger)];
  const found = await find(group);

  await test.step('lists', async () => {
    await open(`/issues?unit=${unit}`);
    await expect(page.getByText('没有符合条件的问题')).toBeVisible();
    await open(`/issues?q=${encodeURIComponent(found.title)}`);
    await expect(page.getByText('没有符合条件的问题')).toBeVisible();
    await open('/issues');
    await expect(page.getByRole('rowheader').first()).toBeVisible();
    for (const path of ['/issues', '/reports', '/rules']) {
      expect(await (await context.request.get(path)).text(), path).not.toContain('松江师范大学');
    }
  });

  await test.step('by address, the answer is that of what does not exist', async () => {
    const says = async (path: string) => {
      const answer = await page.goto(path);
      await expect(page.locator('#main')).toContainText('没有这个页面，或者您无权查看');
      return { status: answer?.status(), text: await page.locator('#main').innerText() };
    };
    const pairs = [
      [`/issues/${found.id}`, `/issues/${missing}`],
      [`/unit/${unit}`, `/unit/${missing}`],
      [`/unit/${unit}/goal`, `/unit/${missing}/goal`],
      [`/unit/${unit}/organisations`, `/unit/${missing}/organisations`],
    ];
    for (const [foreign, none] of pairs) {
      const [theirs, nobodys] = [await says(foreign), await says(none)];
      expect(theirs, foreign).toEqual(nobodys);
      expect(theirs.status, foreign).toBe(404);
    }
    await page.goto(`/dashboard?unit=${unit}`);
    await expect(page.locator('#main')).toContainText('没有这个页面，或者您无权查看');
    const asks = async (id: string) => {
      const answer = await context.request.get(`/api/issue/detail?id=${id}`);
      return { status: answer.status(), text: await answer.text() };
    };
    expect(await asks(found.id)).toEqual(await asks(missing));
  });

  await test.step('evidence and exports', async () => {
    expect((await group.context.request.get(found.file)).status()).toBe(200);
    const [theirs, nobodys] = [found.file, `/files/${missing}/${'0'.repeat(64)}`];
    const asked = await Promise.all([theirs, nobodys].map((path) => context.request.get(path)));
    expect(asked.map((answer) => answer.status())).toEqual([404, 404]);
    expect(await asked[0].text()).toBe(await asked[1].text());
    const saved = async ({ context }: Person, query: string) =>
      texts(await (await context.request.get(`/issues.xlsx?${query}`)).body());
    expect(await saved(group, `unit=${unit}`)).toContain(found.title);
    expect(await saved({ context, page, open }, `unit=${unit}`)).not.toContain(found.title);
    const all = await saved({ context, page, open }, '');
    expect(all).toContain('松江音乐学院');
    expect(all).not.toContain('松江师范大学');
  });
});

test('the live stream says nothing of a foreign unit', async ({ person }) => {
  const [group, guest] = [await person(cast.head), await person(stranger)];
  const found = await find(group);
  await guest.open('/issues');
  await guest.page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    return new Promise((resolve) => {
      const source = new EventSource('/api/live');
      source.onmessage = ({ data }) => {
        heard.push(data);
        resolve(undefined);
      };
    });
  });
  const heard = () => guest.page.evaluate(() => (window as unknown as { heard: string[] }).heard.slice(1));
  const said = words('只给这个单位看的话');
  await group.page.getByLabel('留言').fill(said);
  await group.page.getByRole('button', { name: '留言' }).click();
  await expect(group.page.getByRole('list', { name: '时间线' })).toContainText(said);
  // Whatever comes after it on the same stream shows that it was not merely late.
  await group.open(`/issues?unit=${own}`);
  await group.page.getByRole('rowheader').first().getByRole('link').click();
  await group.page.getByLabel('留言').fill('这一句是给音乐学院的');
  await group.page.getByRole('button', { name: '留言' }).click();
  await expect.poll(async () => (await heard()).length).toBe(1);
  const [hint] = (await heard()).map((text) => JSON.parse(text));
  expect(hint.unit).toBe(own);
  for (const foreign of [unit, found.id]) expect(JSON.stringify(await heard())).not.toContain(foreign);
});
