/** What a phone on a slow line waits for. */
import { defineConfig } from '@playwright/test';
import { use } from './browser.ts';

export default defineConfig({ testDir: 'slow', reporter: 'line', timeout: 180_000, workers: 1, use });
