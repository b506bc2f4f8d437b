/** The journeys. `cargo xtask test browser` builds first; `npx playwright test` takes what is built. */
import { defineConfig } from '@playwright/test';
import { use } from './browser.ts';
import { postgres, type Database } from './server.ts';

/** The main journeys, which are made on both databases: these, and of others the tests that say `@both`. */
const both = /(life|live|import|nodes)\.spec\.ts|@both/;
/** Those of several nodes, which SQLite does not have. */
const nodes = /nodes\.spec\.ts/;
const projects = [
  { name: 'sqlite', testIgnore: nodes },
  { name: 'postgres', grep: both, use: { database: 'postgres' as const } },
];

export default defineConfig<{ database: Database }>({
  testDir: 'tests',
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // what failed is told once more at the end, where a log that is cut still has it
  reporter: process.stdout.isTTY ? 'line' : 'dot',
  // A busy machine takes several times as long for all of it; what has to be quick says so itself.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  workers: 2,
  projects: projects.filter((project) => postgres || project.name !== 'postgres'),
  // no trace: recording one of every test takes a quarter of the time; `--trace on` for the one that is looked into
  use,
});
