/** A browser for the tests, pages that record what must not happen, and axe. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { CHROMIUM_ARGS, ensureChromium } from '../../scripts/lib/chromium.ts';
import { LANGS, type Lang } from '../../src/data/schema/shared.ts';
import { distFolder } from '../site/site.ts';

export { LANGS, type Lang };

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
  /** Addresses of all requests, below the site's root where they are on it. */
  readonly requests: string[];
}

/** Runs in the page before its own scripts; Chromium's console shows most violations, but not all of them. */
function watchPolicy(): void {
  addEventListener('securitypolicyviolation', (e) => console.error(`security policy: ${e.violatedDirective} ${e.blockedURI}`));
}

/**
 * A page in a context of its own that records errors and requests to other hosts.
 * @param options of the context; `init` runs in the page before its own scripts
 */
export async function open(
  browser: Browser,
  path: string,
  { init, ...options }: BrowserContextOptions & { init?: () => void } = {},
): Promise<Watched> {
  const context = await browser.newContext(options);
  await context.addInitScript(watchPolicy);
  if (init) await context.addInitScript(init);
  const page = await context.newPage();
  const errors: string[] = [];
  const foreign: string[] = [];
  const requests: string[] = [];
  page.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
  page.on('pageerror', (e) => errors.push(e.message));
  page.on('request', (r) => {
    const url = r.url();
    if (url.startsWith('data:')) return;
    if (url.startsWith(new URL(site).origin)) requests.push(url.startsWith(site) ? url.slice(site.length) : url);
    else foreign.push(url);
  });
  await page.goto(site + path);
  return { page, errors, foreign, requests };
}

/** axe itself, to be run in a page. */
export const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds, one line a target: rule, target, page. WCAG 2.2 AA and best practice, or the named rules alone; inside `scope`. */
export async function axe(page: Page, rules: readonly string[] | RunOptions['rules'] = {}, scope = 'html'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const options: RunOptions = {
    resultTypes: ['violations'],
    ...(Array.isArray(rules)
      ? { runOnly: { type: 'rule', values: [...rules] } }
      : {
          runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
          rules: rules as NonNullable<RunOptions['rules']>,
        }),
  };
  const found = await page.evaluate(
    async ([include, run]) => {
      const { violations } = await (window as unknown as { axe: AxeRun }).axe.run({ include: [[include]] }, run);
      return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}`));
    },
    [scope, options] as const,
  );
  return found.map((line) => `${line} (${page.url().slice(site.length)})`);
}
interface AxeRun {
  run(context: { include: string[][] }, options: RunOptions): Promise<AxeResults>;
}

/** How far the page can be scrolled sideways, in pixels. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Every page of the built site as a path below its root, such as `ja/causes/inactivity/`. */
export function allPages(): string[] {
  return readdirSync(distFolder(), { recursive: true, encoding: 'utf8' })
    .map((f) => f.replaceAll('\\', '/'))
    .filter((f) => f.endsWith('.html'))
    .map((f) => f.replace(/index\.html$/, ''))
    .sort();
}

/** One page of every kind in a language: lists, tools, and an entry of each kind. */
export function kindsOf(lang: Lang): string[] {
  const own = allPages().filter((p) => p.startsWith(`${lang}/`));
  const single = own.filter((p) => p.split('/').length <= 3);
  const entries = [
    'causes/inactivity/',
    'causes/ca-block/',
    'errors/aadsts50173/',
    'errors/invalid-grant/',
    'actions/admin-resets-password/',
  ];
  const guides = own.filter((p) => p.startsWith(`${lang}/guides/`));
  return [...new Set([...single, ...entries.map((e) => `${lang}/${e}`).filter((e) => own.includes(e)), ...guides])];
}
