/** What every run shares: Debian's chromium, and a person in Shanghai. */
import { existsSync } from 'node:fs';
import type { PlaywrightTestOptions, PlaywrightWorkerOptions } from '@playwright/test';

/** As `cargo xtask` looks for it: first the build without a window, which takes half the processor. */
const places = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].map((name) => `/usr/bin/${name}`);

export const use: Partial<PlaywrightTestOptions & PlaywrightWorkerOptions> = {
  browserName: 'chromium',
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  // its own journeys allow it (phone.ts): requests that pass through a worker can't be held back by a test
  serviceWorkers: 'block',
  launchOptions: {
    executablePath: process.env.XUNDAO_CHROMIUM ?? places.find((path) => existsSync(path)),
    // as root there is no sandbox; in a container no GPU
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  },
};
