/** One picture per page, language, width and scheme, into the directory that XUNDAO_SHOTS names. */
import { join } from 'node:path';
import { pages } from '../routes.ts';
import { test } from '../fixtures.ts';

const widths = [390, 768, 1440];
const schemes = ['light', 'dark'] as const;
const to = process.env.XUNDAO_SHOTS ?? 'test-results/shots';

for (const { name, path, as } of pages) {
  for (const lang of ['zh-CN', 'en'] as const) {
    test(`${name} ${lang}`, async ({ expected, open, signIn, speak }) => {
      if (name === 'missing') expected.push(/404/);
      await speak(lang);
      if (as) await signIn(as);
      const page = await open(path);
      for (const width of widths) {
        for (const colorScheme of schemes) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await page.screenshot({ path: join(to, `${name}-${lang}-${width}-${colorScheme}.png`), fullPage: true });
        }
      }
    });
  }
}
