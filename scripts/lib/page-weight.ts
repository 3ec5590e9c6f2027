/** What a page sends before the visitor does anything, as a compressing host would send it. */
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';

/** Bytes after gzip, by kind, of one page. */
export interface PageWeight {
  readonly html: number;
  readonly css: number;
  readonly js: number;
  readonly other: number;
  readonly total: number;
  readonly requests: number;
}

/** Budgets of a cause page (issue 2): kB are 1,000 bytes. */
export const BUDGET = { total: 35_000, js: 10_000, requests: 6 } as const;

/**
 * Opens a page with an empty cache and waits until nothing is asked for any more. Inline styles count as CSS and inline
 * scripts as JavaScript, at what they would weigh alone; the rest of the page's bytes are HTML.
 * @throws what the browser throws when the page cannot be opened
 */
export async function weighPage(browser: Browser, url: string): Promise<PageWeight> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const bodies: Promise<{ type: string; body: Buffer }>[] = [];
  let requests = 0;
  page.on('response', (response) => {
    if (response.url().startsWith('data:')) return;
    requests++;
    bodies.push(response.body().then((body) => ({ type: response.headers()['content-type'] ?? '', body })));
  });
  await page.goto(url, { waitUntil: 'load' });
  // Scripts may ask for more after the page has loaded: wait until nothing new has been asked for a while.
  for (let seen = -1; seen !== requests; ) {
    seen = requests;
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(500);
  }
  const sum = { html: 0, css: 0, js: 0, other: 0 };
  for (const { type, body } of await Promise.all(bodies)) {
    const bytes = gzipSync(body, { level: 9 }).length;
    if (/html/.test(type)) {
      const text = body.toString('utf8');
      const part = (tag: string) =>
        [...text.matchAll(new RegExp(`<${tag}(?![^>]*\\ssrc=)[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))].map((m) => m[1]).join('');
      const weigh = (s: string) => (s ? gzipSync(s, { level: 9 }).length : 0);
      const css = weigh(part('style'));
      const js = weigh(part('script'));
      sum.css += css;
      sum.js += js;
      sum.html += bytes - css - js;
    } else if (/css/.test(type)) sum.css += bytes;
    else if (/javascript/.test(type)) sum.js += bytes;
    else sum.other += bytes;
  }
  await context.close();
  return { ...sum, total: sum.html + sum.css + sum.js + sum.other, requests };
}
