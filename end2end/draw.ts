/** A draw's page, as the people of a draw use it. */
import type { Locator, Page } from '@playwright/test';
import { unit as id } from './acts.ts';
import { expect, type Person } from './journey.ts';

/** Name, stratum, note. */
export const roster = ['杨承志,正高,美术学院', '姜雨桐,正高,化学化工学院', '许若水,副高,美术学院', '韩思源,副高,教育科学学院', '施以宁,副高,美术学院'];

/** Prepares and freezes; ends on the draw's page. */
export async function freeze(
  { page, open }: Pick<Person, 'page' | 'open'>,
  purpose: string,
  { lines = roster, kind = 'people' }: { lines?: string[]; kind?: 'people' | 'events' | 'documents' } = {},
): Promise<string> {
  await open(`/draws/new?unit=${id}`);
  await page.getByLabel('事由').fill(purpose);
  await page.getByLabel('见证人').selectOption({ label: '许知遥' });
  await page.getByRole('textbox', { name: '名册' }).fill(lines.join('\n'));
  await page.getByLabel('抽什么').selectOption(kind);
  await page.getByLabel('副高').fill('2');
  await press(page.getByRole('button', { name: '冻结名册' }));
  await press(page.getByRole('dialog').getByRole('button', { name: '冻结名册' }));
  await expect(page).toHaveURL(/\/draws\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1, name: purpose })).toBeVisible();
  return new URL(page.url()).pathname;
}

/** Unfolds an act, fills it in, sends it. */
export async function act(page: Page, verb: string, fill: Record<string, string>): Promise<void> {
  await unfold(page, verb);
  for (const [label, value] of Object.entries(fill)) await page.locator('details[open] form').getByLabel(label).fill(value);
  await send(page, verb);
}

export async function unfold(page: Page, verb: string): Promise<void> {
  await press(page.locator('.act-fold summary', { hasText: verb }));
}

export async function send(page: Page, verb: string): Promise<void> {
  await press(page.locator('.act-fold[open]').getByRole('button', { name: verb }));
}

/** With a finger where the device has a screen to touch, with the mouse elsewhere. */
export async function press(what: Locator): Promise<void> {
  const touched = await what.page().evaluate(() => navigator.maxTouchPoints > 0);
  await (touched ? what.tap() : what.click());
}
