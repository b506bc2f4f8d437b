/** The pictures. */
import { defineConfig } from '@playwright/test';
import { use } from './browser.ts';

export default defineConfig({
  testDir: 'shots',
  reporter: 'line',
  timeout: 180_000,
  workers: 2,
  use,
});
