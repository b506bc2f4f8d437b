/** Every page of routes.ts passes axe, in both languages. */
import { pages } from '../routes.ts';
import { test } from '../fixtures.ts';

for (const { name, path, as } of pages) {
  for (const lang of ['zh-CN', 'en'] as const) {
    test(`${name} is accessible in ${lang}`, async ({ accessible, expected, open, signIn, speak }) => {
      if (name === 'missing') expected.push(/404/);
      await speak(lang);
      if (as) await signIn(as);
      await open(path);
      await accessible();
    });
  }
}
