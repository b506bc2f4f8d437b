/** Answers that come late, when the test says so. */
import type { Page } from '@playwright/test';

export interface Held {
  /** How many answers were held back so far. */
  many(): number;
  /** Lets the oldest that is still held back go. */
  next(): void;
  /** Lets all go, also those to come. */
  free(): void;
}

/** Every answer to this page from such an address waits; what it says is what the server said when it was asked. */
export async function hold(page: Page, address: string): Promise<Held> {
  const waiting: (() => void)[] = [];
  let [many, free] = [0, false];
  await page.route(address, async (route) => {
    // asked when the test is over already: nobody waits for it
    const response = await route.fetch().catch(() => undefined);
    if (!response) return;
    many += 1;
    if (!free) await new Promise<void>((go) => waiting.push(go));
    await route.fulfill({ response });
  });
  return {
    many: () => many,
    next: () => waiting.shift()?.(),
    free: () => {
      free = true;
      for (const go of waiting.splice(0)) go();
    },
  };
}
