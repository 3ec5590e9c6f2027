/** axe over every page of the site: all rules in the light theme, contrast again in the dark one. */
import { expect, test } from 'vitest';
import { allPages, axe, site, useBrowser } from './helpers.ts';

const browser = useBrowser();
/** Pages open at once; more gain nothing on two cores. */
const AT_ONCE = 3;
/** Short links are all one page with other words: every twentieth stands for them. */
const paths = allPages().filter((p, i) => !p.startsWith('go/') || i % 20 === 0);
const groups = Object.groupBy(paths, (p) => /^(?:(?:en|ja)\/[^/]+|go)(?=\/[^/]+\/)/.exec(p)?.[0] ?? 'root and lists');

test.each(Object.entries(groups))('%s', { timeout: 600_000 }, async (_name, pages = []) => {
  const context = await browser().newContext({ colorScheme: 'light', reducedMotion: 'reduce' });
  // A short link leads on at once. Its script, once changed, has another hash, so the page's own policy stops it.
  await context.route(/\/go\//, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('location.replace', 'location .replace') });
  });
  const queue = [...pages];
  const found: string[] = [];
  const worker = async () => {
    const page = await context.newPage();
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(site + path);
      found.push(...(await axe(page)));
      await page.emulateMedia({ colorScheme: 'dark' });
      found.push(...(await axe(page, ['color-contrast'])).map((f) => `dark: ${f}`));
    }
    await page.close();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await context.close();
  expect(found.join('\n')).toBe('');
});

test('every page of both languages is among them', () => {
  const seen = Object.values(groups).flatMap((g) => g ?? []);
  expect(allPages().filter((p) => /^(?:en|ja)\//.test(p) && !seen.includes(p))).toEqual([]);
  expect(seen.length).toBeGreaterThan(400);
});
