/** The journeys. `cargo xtask test browser` builds first; `npx playwright test` takes what is built. */
import { defineConfig } from '@playwright/test';
import { use } from './browser.ts';

export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  reporter: 'line',
  timeout: 60_000,
  workers: 2,
  use: { ...use, trace: 'retain-on-failure' },
});
