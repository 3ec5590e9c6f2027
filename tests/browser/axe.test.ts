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

/** In groups of entries, which share head, frame and scripts, each so manieth page is opened; the others get its place. */
const OPENED = 40;

type Theme = 'light' | 'dark';
const THEMES: readonly Theme[] = ['light', 'dark'];
/** Rules that follow from the look of a text alone. */
const BY_LOOK = ['color-contrast', 'link-in-text-block'];

/**
 * Colors, backgrounds, sizes and underlines of the texts of a page as the browser computed them, one line a text. Contrast
 * follows from these alone, and most texts of a page look like texts of the page before: so each look is measured once.
 * With `wanted`, the elements of these looks are marked with `data-look`. Runs in the page.
 */
function looksOf([theme, wanted]: readonly [Theme, readonly string[]]): string[] {
  document.documentElement.dataset.scheme = theme;
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
    const look = `${el.closest('a') ? 'a ' : ''}${s.color} ${s.fontSize} ${s.fontWeight} ${s.textDecorationLine} ${s.textShadow}${ground(el)}`;
    looks.add(look);
    if (wanted.includes(look)) el.setAttribute('data-look', '');
  }
  return [...looks];
}
/** What the texts whose look is not in `seen` break in a theme; `seen` then holds them too. */
async function byLook(page: Page, theme: Theme, seen: Set<string>): Promise<string[]> {
  const key = (look: string) => `${theme} ${look}`;
  const fresh = (await page.evaluate(looksOf, [theme, []] as const)).filter((look) => !seen.has(key(look)));
  if (fresh.length === 0) return [];
  await page.evaluate(looksOf, [theme, fresh] as const);
  const found = await axe(page, BY_LOOK, '[data-look]');
  await page.evaluate(() => {
    for (const el of document.querySelectorAll('[data-look]')) el.removeAttribute('data-look');
  });
  for (const look of fresh) seen.add(key(look));
  return found.map((f) => `${theme}: ${f}`);
}
/**
 * Puts the body and title of another page of the same kind in the place of this one's, scripts not run and the frame left
 * empty: it is the same on the pages that are opened. Runs in the page.
 */
async function become(url: string): Promise<void> {
  const doc = new DOMParser().parseFromString(await (await fetch(url)).text(), 'text/html');
  for (const el of doc.querySelectorAll('body header, body footer, body nav')) el.replaceChildren();
  document.title = doc.title;
  document.documentElement.lang = doc.documentElement.lang;
  document.body.replaceWith(document.adoptNode(doc.body));
}

test.each(Object.entries(groups))('%s', { timeout: 600_000 }, async (name, pages = []) => {
  const context = await browser().newContext({ colorScheme: 'light', reducedMotion: 'reduce' });
  await context.addInitScript({ content: AXE });
  const alike = name !== 'root and lists' && !name.endsWith('/guides');
  const queue = pages.map((path, i) => ({ path, opened: !alike || i % OPENED === 0 }));
  const found: string[] = [];
  const seen = new Set<string>();
  const worker = async () => {
    const page = await context.newPage();
    for (let next = queue.shift(), first = true; next !== undefined; next = queue.shift(), first = false) {
      // A short link leads on at once when it is opened: its body stands on the not-found page instead.
      if (name === 'go') {
        if (first) await page.goto(`${site}404.html`);
        await page.evaluate(become, site + next.path);
      } else if (next.opened || first) await page.goto(site + next.path);
      else await page.evaluate(become, site + next.path);
      const lines = await axe(page, Object.fromEntries(BY_LOOK.map((id) => [id, { enabled: false }])));
      for (const theme of THEMES) lines.push(...(await byLook(page, theme, seen)));
      found.push(...lines.map((line) => `${next?.path}: ${line}`));
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
  expect(await byLook(page, 'light', seen)).toEqual([]);
  expect(seen.size).toBeGreaterThan(10);
  await page.evaluate(() => {
    const p = document.querySelector<HTMLElement>('main p');
    if (p) p.style.opacity = '0.4';
  });
  expect((await byLook(page, 'light', seen)).join()).toContain('color-contrast');
  await page.evaluate(become, `${site}ja/errors/aadsts50173/`);
  expect(await page.title()).toContain('AADSTS50173');
  await page.evaluate(() => document.querySelector('main h1')?.replaceChildren());
  expect((await axe(page)).join()).toContain('empty-heading');
  await page.context().close();
});

test('every page of both languages is among them', () => {
  const seen = Object.values(groups).flatMap((g) => g ?? []);
  expect(allPages().filter((p) => /^(?:en|ja)\//.test(p) && !seen.includes(p))).toEqual([]);
  expect(seen.length).toBeGreaterThan(400);
});
