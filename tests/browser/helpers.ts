/** A browser for the tests, pages that record what must not happen, and axe. */
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { CHROMIUM_ARGS, ensureChromium } from '../../scripts/lib/chromium.ts';

/** Address of the site's root, with a slash at the end. */
export const site = inject('site');

/** One browser for a test file, closed at its end. */
export function useBrowser(): () => Browser {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_ARGS });
  });
  afterAll(() => browser?.close());
  return () => browser;
}

export interface Watched {
  readonly page: Page;
  /** Console errors, uncaught errors and violations of the security policy. */
  readonly errors: string[];
  /** Requests to another host. */
  readonly foreign: string[];
}

/** A page in a context of its own that records errors and requests to other hosts. */
export async function open(browser: Browser, path: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const errors: string[] = [];
  const foreign: string[] = [];
  page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
  page.on('pageerror', (e) => errors.push(e.message));
  page.on('request', (r) => !r.url().startsWith(new URL(site).origin) && !r.url().startsWith('data:') && foreign.push(r.url()));
  await page.goto(site + path);
  return { page, errors, foreign };
}

/** What axe finds, one line a target: rule, target, page. WCAG 2.2 AA and best practice. */
export async function axe(page: Page): Promise<string[]> {
  // From the top: a control half under the sticky header would count as too small.
  await page.evaluate(() => scrollTo(0, 0));
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} (${page.url()})`));
}

/** How far the page can be scrolled sideways, in pixels. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
