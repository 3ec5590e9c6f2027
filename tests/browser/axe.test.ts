/** axe over every page of the site, in both themes. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { AXE, allPages, axe, open, site, useBrowser } from './helpers.ts';

const browser = useBrowser();
/** Pages open at once; more gain nothing on two cores. */
const AT_ONCE = 3;
/** Short links are all one page with other words: every twentieth stands for them. */
const paths = allPages().filter((p, i) => !p.startsWith('go/') || i % 20 === 0);
const groups = Object.groupBy(paths, (p) => /^(?:(?:en|ja)\/[^/]+|go)(?=\/[^/]+\/)/.exec(p)?.[0] ?? 'root and lists');

/**
 * Colors, backgrounds and sizes of the texts of a page as the browser computed them, one line a text. Contrast follows
 * from these alone, and most texts of a page look like texts of the page before: so each look is measured once.
 * With `wanted`, the elements of these looks are marked with `data-look`.
 */
function looksOf(wanted: readonly string[]): string[] {
  const behind = new Map<Element, string>();
  const ground = (el: Element | null): string => {
    if (!el) return '';
    const known = behind.get(el);
    if (known !== undefined) return known;
    const s = getComputedStyle(el);
    const own = [s.backgroundColor, s.backgroundImage, s.opacity, s.position, s.filter, s.mixBlendMode].join(' ');
    const trivial = own === 'rgba(0, 0, 0, 0) none 1 static none normal';
    const all = trivial ? ground(el.parentElement) : `${ground(el.parentElement)} > ${own}`;
    behind.set(el, all);
    return all;
  };
  const looks = new Set<string>();
  for (const el of document.body.querySelectorAll('*')) {
    const text = [...el.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.textContent?.trim());
    if (!(text || el.matches('input,textarea,select,button')) || !el.checkVisibility()) continue;
    const s = getComputedStyle(el);
    const look = `${s.color} ${s.fontSize} ${s.fontWeight} ${s.textShadow}${ground(el)}`;
    looks.add(look);
    if (wanted.includes(look)) el.setAttribute('data-look', '');
  }
  return [...looks];
}
/** Contrast of the texts whose look is not in `seen`, which then holds them too. */
async function contrast(page: Page, seen: Set<string>): Promise<string[]> {
  const fresh = (await page.evaluate(looksOf, [])).filter((look) => !seen.has(look));
  if (fresh.length === 0) return [];
  await page.evaluate(looksOf, fresh);
  const found = await axe(page, ['color-contrast'], '[data-look]');
  await page.evaluate(() => {
    for (const el of document.querySelectorAll('[data-look]')) el.removeAttribute('data-look');
  });
  for (const look of fresh) seen.add(look);
  return found;
}

test.each(Object.entries(groups))('%s', { timeout: 600_000 }, async (_name, pages = []) => {
  const context = await browser().newContext({ colorScheme: 'light', reducedMotion: 'reduce' });
  await context.addInitScript({ content: AXE });
  // A short link leads on at once. Its script, once changed, has another hash, so the page's own policy stops it.
  await context.route(/\/go\//, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('location.replace', 'location .replace') });
  });
  const queue = [...pages];
  const found: string[] = [];
  const seen = new Set<string>();
  const worker = async () => {
    const page = await context.newPage();
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(site + path);
      found.push(...(await axe(page, { 'color-contrast': { enabled: false } })));
      found.push(...(await contrast(page, seen)));
      await page.emulateMedia({ colorScheme: 'dark' });
      found.push(...(await contrast(page, seen)).map((f) => `dark: ${f}`));
    }
    await page.close();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await context.close();
  expect(found.join('\n')).toBe('');
});

test('a text too faint is found among looks that were seen', async () => {
  const { page } = await open(browser(), 'en/causes/inactivity/');
  const seen = new Set<string>();
  expect(await contrast(page, seen)).toEqual([]);
  expect(seen.size).toBeGreaterThan(10);
  await page.evaluate(() => {
    const p = document.querySelector<HTMLElement>('main p');
    if (p) p.style.opacity = '0.4';
  });
  expect((await contrast(page, seen)).join()).toContain('color-contrast');
  await page.context().close();
});

test('every page of both languages is among them', () => {
  const seen = Object.values(groups).flatMap((g) => g ?? []);
  expect(allPages().filter((p) => /^(?:en|ja)\//.test(p) && !seen.includes(p))).toEqual([]);
  expect(seen.length).toBeGreaterThan(400);
});
