/** axe over every page of the site: all rules in the light theme, contrast again in the dark one. */
import { describe, expect, test } from 'vitest';
import { allPages, axe, site, useBrowser } from './helpers.ts';

const browser = useBrowser();
/** Pages open at once; more gain nothing on two cores. */
const AT_ONCE = 3;

const paths = allPages();
const groups = {
  English: paths.filter((p) => p.startsWith('en/')),
  Japanese: paths.filter((p) => p.startsWith('ja/')),
  'no language': paths.filter((p) => !/^(?:en|ja)\//.test(p)).filter((p, i) => !p.startsWith('go/') || i % 20 === 0),
};

describe.each(Object.entries(groups))('pages in %s', (name, pages) => {
  test(`axe finds nothing on ${pages.length} pages`, { timeout: 1_200_000 }, async () => {
    expect(pages.length).toBeGreaterThan(3);
    const context = await browser().newContext({ colorScheme: 'light', reducedMotion: 'reduce' });
    // A short link leads on at once. Its script, once changed, has another hash, so the page's own policy stops it.
    if (name === 'no language')
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
});
