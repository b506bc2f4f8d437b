/** Who looks over very many units: a page names the file that tells them, and the browser has read it before it takes over. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { accept, book } from '../acts.ts';
import { expect, test as base } from '../fixtures.ts';
import { binary, start, type Server } from '../server.ts';

/** Thirteen groups of five units are more than a page tells by itself. */
const test = base.extend<object, { server: Server }>({
  server: [
    async ({}, use) => {
      const data = await mkdtemp(join(tmpdir(), 'xundao-many-'));
      await promisify(execFile)(binary, ['demo', '--groups', '13', '--data', data, '--ballot-key', join(data, 'ballot.key')]);
      const server = await start('sqlite', {}, data);
      await use(server);
      await server.stop();
      await rm(data, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test('a leader of thirteen groups reads their units beside the page, and works with them', async ({ open, signIn, server, context }) => {
  await signIn('shenguoan');
  const page = await open('/issues');
  const file = await page.locator('link#tree').getAttribute('href');
  const answer = await context.request.get(`${server.url}${file}`);
  expect(answer.headers()['cache-control']).toContain('immutable');
  const groups: { units: { id: string; name: string }[] }[] = await answer.json();
  const units = groups.flatMap((group) => group.units);
  expect(units).toHaveLength(65);
  // a page that shows none of them
  const html = await (await context.request.get(`${server.url}/calendar`)).text();
  expect(units.filter((unit) => html.includes(unit.id)), 'units that the page itself tells').toEqual([]);
  // another page of rows is made here, by the names of the file
  await page.getByRole('link', { name: '下一页' }).click();
  await expect(page).toHaveURL(/page=2/);
  const second = page.locator('tbody tr').first().locator('small').first();
  await expect(second).toHaveText(new RegExp(units.map((unit) => unit.name).join('|')));
});

test('a group that is renamed meanwhile is so named in the rail of a page that is open', async ({ browser, open, signIn, server }) => {
  await signIn('shenguoan');
  const page = await open('/issues');
  const scope = page.locator('ul.scope');
  await expect(scope.getByRole('link')).toHaveCount(13);
  const admin = await browser.newContext({ baseURL: server.url });
  const answer = await admin.request.post('/demo/sign-in', { form: { login: 'xitong' }, maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  await accept(admin, 'group', { verb: 'rename', group: book, name: '改了名的指导组' }, 'office');
  await expect(scope.getByRole('link', { name: '改了名的指导组' })).toBeVisible();
  await expect(scope.getByRole('link')).toHaveCount(13);
  await admin.close();
});

test('the units of a file are those of who asks', async ({ signIn, server, context }) => {
  await signIn('xuzhiyao');
  const groups: { units: object[] }[] = await (await context.request.get(`${server.url}/tree/whatever`)).json();
  expect(groups.flatMap((group) => group.units)).toHaveLength(1);
});

test('a page that is older than its file is loaded anew, once', async ({ page, signIn }) => {
  await signIn('shenguoan');
  await page.route('**/tree/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'x-tree': 'newer' } });
  });
  await page.goto('/issues');
  const way = () => page.evaluate(() => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).type);
  await expect.poll(() => way().catch(() => '')).toBe('reload');
  await expect(page.locator('html[data-alive]')).toBeAttached({ timeout: 20_000 });
});
