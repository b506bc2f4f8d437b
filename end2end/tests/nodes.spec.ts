/** Two nodes on one PostgreSQL, a browser at each: what is done at one is seen at the other as soon as at its own. */
import { cast } from '../routes.ts';
import { expect, test } from '../journey.ts';
import { figure, movesWithinASecond, verify, waiting } from '../moved.ts';

test('an act at one node moves the dashboard of a browser at the other within a second', async ({ house, person }) => {
  const second = await house.another();
  const [group, office] = [await person(cast.head), await person(cast.officeLeader)];
  // whoever has signed in at one node has at the other
  await office.open(`${second.url}/dashboard`);
  await movesWithinASecond(group, office);
  expect(office.page.url(), 'it is the other node that it was read from').toContain(second.url);
});

test('a node that was away shows what happened at the other meanwhile', async ({ expected, house, person }) => {
  expected.push(/net::ERR_/);
  const second = await house.another();
  const [group, office] = [await person(cast.head), await person(cast.officeLeader)];
  await office.open(`${second.url}/dashboard`);
  await expect(office.page.getByText('实时', { exact: true })).toBeVisible();
  const before = await figure(office.page, '其中已解决');
  await group.open(waiting);
  await second.cut();
  await expect(office.page.getByText('离线，数字可能旧了')).toBeVisible();
  await verify(group);
  await second.again();
  await expect.poll(() => figure(office.page, '其中已解决'), { timeout: 20_000 }).toBe(before + 1);
});
