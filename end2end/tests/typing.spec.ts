/** What is typed while the page is being shown anew stays: the minutes of a meeting, written while others act on it. So does the
 *  question before an act. */
import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { accept, unit } from '../acts.ts';
import { hold, type Held } from '../held.ts';
import { expect, test, words, type Person } from '../journey.ts';
import { cast } from '../routes.ts';

interface Room {
  clerk: Person;
  /** Somebody else puts a point on the agenda. */
  add: (what: string) => Promise<void>;
  reads: Held;
  meeting: string;
}

/** A weekly meeting that is held, with its clerk at the pen, whose page gets what it reads only when the test lets it. */
async function room(person: (login: string) => Promise<Person>): Promise<Room> {
  const [clerk, deputy] = [await person(cast.liaison), await person(cast.deputy)];
  const meeting = randomUUID();
  const plan = { series: { series: 'weekly' }, at: Date.parse('2023-07-31T09:00:00+08:00') * 1000, place: null, chair: null };
  await accept(clerk.context, 'meeting', { verb: 'plan', meeting, plan, agenda: [] });
  await accept(clerk.context, 'meeting', { verb: 'take_pen', meeting });
  await counting(clerk.page);
  await clerk.open(`/meetings/${meeting}`);
  await expect(pen(clerk.page)).toBeVisible();
  await expect.poll(() => clerk.page.evaluate(() => 'streams' in window), 'its stream is open').toBe(true);
  const add = (what: string) => {
    const point = { id: randomUUID(), source: { source: 'hand' }, what, unit: null };
    return accept(deputy.context, 'meeting', { verb: 'add_point', meeting, point });
  };
  return { clerk, add, reads: await hold(clerk.page, '**/api/meeting/detail*'), meeting };
}

const pen = (page: Page) => page.locator('.point.other').getByLabel('记一段');
const point = (page: Page, what: string) => page.locator('.agenda .point').filter({ hasText: what });

/** Counts what this page is told of meetings, before the page itself hears of it. */
async function counting(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const told = Object.assign(window, { told: 0 });
    const Own = window.EventSource;
    window.EventSource = class extends Own {
      constructor(url: string | URL) {
        super(url);
        this.addEventListener('message', ({ data }) => {
          Object.assign(window, { streams: true });
          const event = JSON.parse(data);
          if (event.event === 'hint' && event.subject === 'meeting') told.told += 1;
        });
      }
    };
  });
}

const told = (page: Page) => page.evaluate(() => (window as unknown as { told: number }).told);

test('a line that is begun while the page is being read stays, and what was read is shown once it is written', async ({ person }) => {
  const { clerk, add, reads, meeting } = await room(person);
  const { page } = clerk;
  const what = words('经费安排');
  await add(what);
  await expect.poll(reads.many).toBe(1);
  await pen(page).click();
  await page.keyboard.type('会议先通报');
  reads.next();
  // the page says that it holds something back, and the pen is where it was
  await expect(page.locator('.behind')).toBeVisible();
  await expect(pen(page)).toHaveValue('会议先通报');
  await expect(point(page, what)).toHaveCount(0);
  await page.keyboard.type('上周进展');
  reads.free();
  await page.keyboard.press('Enter');
  const line = page.locator('.point.other .minutes li').filter({ hasText: '会议先通报上周进展' });
  await expect(line).toHaveCount(1);
  await expect(point(page, what)).toBeVisible();
  await expect(page.locator('.behind')).toHaveCount(0);
  await expect(pen(page)).toHaveValue('');
  await expect(pen(page)).toBeFocused();
  await expect.poll(async () => {
    const read = await (await clerk.context.request.get(`/api/meeting/detail?meeting=${meeting}`)).json();
    return read.meeting.lines.map((own: { text: string }) => own.text);
  }).toEqual(['会议先通报上周进展']);
});

test('a line that is begun between two changes stays: the first is shown before the second is read', async ({ person }) => {
  const { clerk, add, reads } = await room(person);
  const { page } = clerk;
  const [first, second] = [words('第一个议题'), words('第二个议题')];
  await add(first);
  await expect.poll(reads.many).toBe(1);
  const before = await told(page);
  await add(second);
  // told of the second while the first is still being read
  await expect.poll(() => told(page)).toBeGreaterThan(before);
  reads.next();
  await expect(point(page, first)).toBeVisible();
  await expect.poll(reads.many).toBe(2);
  await pen(page).click();
  await page.keyboard.type('两个议题之间');
  reads.next();
  await expect(page.locator('.behind')).toBeVisible();
  await expect(pen(page)).toHaveValue('两个议题之间');
  reads.free();
  await page.keyboard.press('Enter');
  await expect(page.locator('.point.other .minutes li').filter({ hasText: '两个议题之间' })).toHaveCount(1);
  await expect(point(page, second)).toBeVisible();
});

test('the next line is begun while the one before is on its way', async ({ person }) => {
  const { clerk, reads, meeting } = await room(person);
  const { page } = clerk;
  await pen(page).click();
  await page.keyboard.type('第一段');
  await page.keyboard.press('Enter');
  // recorded, and so the page is read again
  await expect.poll(reads.many).toBe(1);
  await page.keyboard.type('第二段');
  reads.next();
  await expect(page.locator('.behind')).toBeVisible();
  await expect(pen(page)).toHaveValue('第二段');
  reads.free();
  await page.keyboard.press('Enter');
  await expect(page.locator('.point.other .minutes li')).toHaveCount(2);
  await expect.poll(async () => {
    const read = await (await clerk.context.request.get(`/api/meeting/detail?meeting=${meeting}`)).json();
    return read.meeting.lines.map((own: { text: string }) => own.text);
  }).toEqual(['第一段', '第二段']);
});

test('who asks for the newer page while they type gets it, and is held by nothing typed when they turn to another', async ({ person }) => {
  const { clerk, add, reads } = await room(person);
  const { page } = clerk;
  const what = words('临时动议');
  await add(what);
  await expect.poll(reads.many).toBe(1);
  await pen(page).click();
  await page.keyboard.type('不要了');
  reads.next();
  await page.locator('.behind').getByRole('button', { name: '现在就更新' }).click();
  await expect(point(page, what)).toBeVisible();
  await expect(page.locator('.behind')).toHaveCount(0);
  reads.free();
  await pen(page).fill('也不要了');
  await page.locator('.summary a[href="/meetings"]').click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/meetings$/);
  await expect(page.locator('.behind')).toHaveCount(0);
});

test('who goes on to another record of the kind is not held back by what was typed in the one before', async ({ person }) => {
  const [head, deputy] = [await person(cast.head), await person(cast.deputy)];
  const { page } = head;
  await head.open('/notices');
  const chasing = page.getByRole('rowheader').filter({ hasText: '关于尽快答复' }).first().getByRole('link').first();
  await head.open((await chasing.getAttribute('href'))!);
  const chased = page.locator('.chain li').filter({ hasText: '催的是' }).getByRole('link');
  const path = (await chased.getAttribute('href'))!;
  const reads = await hold(page, '**/api/notice/detail*');
  const content = { paper: 'notice', title: words('另一份'), text: '请说明', units: [unit], about: [], reply_by: null, after: null };
  await accept(deputy.context, 'notice', { verb: 'draft', notice: randomUUID(), content });
  await expect.poll(reads.many).toBe(1);
  await page.locator('.notice-acts .act-fold > summary', { hasText: '撤回' }).click();
  await page.locator('.notice-acts').getByLabel('理由').fill('还没有写完');
  reads.next();
  await expect(page.locator('.behind')).toBeVisible();
  reads.free();
  const before = await page.getByRole('heading', { level: 1 }).innerText();
  await chased.click();
  await expect.poll(() => new URL(page.url()).pathname).toBe(path);
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(before);
  await expect(page.locator('.behind')).toHaveCount(0);
});

/** Does this take the focus when it is given it, or what is pressed in its place? */
const reached = (what: Locator) =>
  what.evaluate((own: HTMLElement) => {
    const { left, top, width, height } = own.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    const before = document.activeElement as HTMLElement | null;
    own.focus();
    const taken = document.activeElement === own;
    before?.focus();
    return taken || own.contains(hit);
  });

test('a question before an act holds the page until it is answered: nothing behind it is reached, nothing is shown anew', async ({ person }) => {
  const [head, deputy] = [await person(cast.head), await person(cast.deputy)];
  const { page } = head;
  const [notice, first, second] = [randomUUID(), words('关于报送近况的通知'), words('题目改过的通知')];
  const content = { paper: 'notice', title: first, text: '请说明近况。', units: [unit], about: [], reply_by: null, after: null };
  await accept(head.context, 'notice', { verb: 'draft', notice, content });
  await head.open(`/notices/${notice}`);
  let sent = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/api/propose')) sent += 1;
  });
  const title = page.getByRole('heading', { level: 1 });
  const asks = page.locator('.notice-acts .one-act').getByRole('button', { name: '签发', exact: true });
  const question = page.getByRole('dialog', { name: '签发' });
  await expect(title).toHaveText(first);
  expect(await reached(asks)).toBe(true);

  await asks.focus();
  await page.keyboard.press('Enter');
  await expect(question).toContainText('签发以后编号，不能再改');
  await expect(question.getByRole('button', { name: '先不办' })).toBeFocused();
  expect(await reached(asks)).toBe(false);
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(asks).toBeFocused();
  expect(await reached(asks)).toBe(true);

  // somebody else changes the paper while the question stands
  await page.keyboard.press('Enter');
  await expect(question).toBeVisible();
  await accept(deputy.context, 'notice', { verb: 'change', notice, content: { ...content, title: second } });
  await expect(page.locator('.behind')).toBeVisible();
  await expect(question).toBeVisible();
  await expect(title).toHaveText(first);
  await question.getByRole('button', { name: '先不办' }).click();
  await expect(title).toHaveText(second);
  await expect(page.locator('.behind')).toHaveCount(0);
  expect(sent, 'a question that is left does nothing').toBe(0);

  await asks.focus();
  await page.keyboard.press('Enter');
  await question.getByRole('button', { name: '签发', exact: true }).click();
  await expect(asks).toHaveCount(0);
  await expect(page.locator('.summary')).not.toContainText('起草中');
  expect(sent).toBe(1);
});
