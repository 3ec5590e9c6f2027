/**
 * npm run bench:pages: what a page of each kind and language of the built site weighs and asks for before the visitor
 * does anything, against the budgets; and how long search takes from the key press to the first result.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { LANGS } from '../src/data/schema/shared.ts';
import { builtBase } from './lib/built-index.ts';
import { CHROMIUM_ARGS, ensureChromium } from './lib/chromium.ts';
import { BUDGET, weighPage } from './lib/page-weight.ts';
import { serveSite } from './lib/static-server.ts';

const dist = process.env.RECONNECT_DIST ?? join(process.cwd(), 'dist');
const RUNS = 5;
const PAGES = [
  '',
  'causes/inactivity/',
  'causes/',
  'errors/aadsts50173/',
  'errors/',
  'actions/user-changes-own-password/',
  'actions/',
  'guides/how-connections-live-and-die/',
  'diagnose/',
  'troubleshoot/',
  'plan/',
  'glossary/',
  'sources/',
];
const kB = (bytes: number) => (bytes / 1000).toFixed(1).padStart(6);
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** Milliseconds from the last key of a query to its first result. Cold: a new context; warm: the same dialog again. */
async function searchTimes(browser: Browser, url: string, query: string): Promise<{ cold: number; warm: number }> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'networkidle' });
    // Timed within the page, so that the talk between this script and the browser is not counted.
    const time = (open: boolean) =>
      page.evaluate(
        async ({ query, open }) => {
          const until = <T>(get: () => T | null | undefined | false) =>
            new Promise<T>((resolve) => {
              const look = () => {
                const got = get();
                if (got) resolve(got);
                else requestAnimationFrame(look);
              };
              look();
            });
          const start = performance.now();
          if (open) document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }));
          const field = await until(() => document.querySelector<HTMLTextAreaElement>('#search-field'));
          field.value = query;
          field.dispatchEvent(new Event('input', { bubbles: true }));
          await until(() => document.querySelector('.search-list > ul a'));
          return performance.now() - start;
        },
        { query, open },
      );
    cold.push(await time(true));
    await page.fill('#search-field', '');
    await page.waitForSelector('.search-list:not([data-outcome])', { state: 'attached' });
    warm.push(await time(false));
    await context.close();
  }
  return { cold: median(cold), warm: median(warm) };
}

if (!existsSync(join(dist, 'index.html'))) {
  console.error('There is no built site in dist. Run npm run build first.');
  process.exit(1);
}
const base = builtBase();
const server = await serveSite(dist, { port: 0, base });
const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_ARGS });
try {
  console.log('Before the visitor does anything, kB after gzip (1 kB = 1,000 bytes); inline styles and scripts under CSS and JS\n');
  console.log(
    `${'page'.padEnd(46)}   HTML    CSS     JS  other  total  requests  budget ${BUDGET.total / 1000} kB, ${BUDGET.js / 1000} kB JS, ${BUDGET.requests} requests`,
  );
  for (const path of PAGES) {
    for (const lang of LANGS) {
      if (!existsSync(join(dist, lang, path, 'index.html'))) continue;
      const w = await weighPage(browser, `${server.origin}${base}${lang}/${path}`);
      const over = [w.total > BUDGET.total && 'total', w.js > BUDGET.js && 'JS', w.requests > BUDGET.requests && 'requests'].filter(
        Boolean,
      );
      // The budget is that of a cause page; lists hold every entry by their nature.
      console.log(
        `${`/${lang}/${path}`.padEnd(46)} ${kB(w.html)} ${kB(w.css)} ${kB(w.js)} ${kB(w.other)} ${kB(w.total)} ${String(w.requests).padStart(9)}  ${over.length ? `over: ${over.join(', ')}` : 'pass'}`,
      );
    }
  }
  console.log(`\nSearch, from key press to first result, ms, median of ${RUNS}; cold: dialog and index not yet loaded\n`);
  console.log(`${'query'.padEnd(46)}    cold    warm`);
  for (const [lang, query] of [
    ['en', '50173'],
    ['en', 'password changed connection broke'],
    ['ja', '50173'],
    ['ja', 'パスワードを変更したら切れた'],
  ] as const) {
    const t = await searchTimes(browser, `${server.origin}${base}${lang}/causes/inactivity/`, query);
    console.log(`${`${lang} ${query}`.padEnd(46)} ${t.cold.toFixed(0).padStart(7)} ${t.warm.toFixed(0).padStart(7)}`);
  }
} finally {
  await browser.close();
  await server.close();
}
