/** What a cause page sends before the visitor does anything, and that it does not grow with the knowledge base. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { BUDGET, weighPage } from '../../scripts/lib/page-weight.ts';
import { distFolder } from '../site/site.ts';
import { allPages, LANGS, site, useBrowser } from './helpers.ts';

const browser = useBrowser();

describe.each(LANGS)('a cause page in %s', (lang) => {
  test.each(['inactivity', 'ca-block', 'mfa-required', 'password-change'])('%s stays within bytes and requests', async (id) => {
    const w = await weighPage(browser(), `${site}${lang}/causes/${id}/`);
    expect(w.html).toBeGreaterThan(1000);
    expect(w.total).toBeLessThanOrEqual(BUDGET.total);
    expect(w.js).toBeLessThanOrEqual(BUDGET.js);
    expect(w.requests).toBeLessThanOrEqual(BUDGET.requests);
  });
});

describe('page weight does not grow with the number of entries', () => {
  // An entry names its relations, which an editor bounds; a list of all entries would name every one.
  const RELATIONS = 60;
  test.each(LANGS)('no entry page in %s links to more than a bounded number of entries', (lang) => {
    const entry = new RegExp(`/${lang}/(?:causes|errors|actions)/[^/]+/$`);
    const pages = allPages().filter((p) => entry.test(`/${p}`));
    expect(pages.length).toBeGreaterThan(RELATIONS * 3);
    const over: string[] = [];
    for (const path of pages) {
      const html = readFileSync(join(distFolder(), path, 'index.html'), 'utf8');
      const linked = new Set([...html.matchAll(/<a [^>]*?href="([^"#]*)/g)].map((m) => m[1] as string).filter((h) => entry.test(h)));
      if (linked.size > RELATIONS) over.push(`/${path} links to ${linked.size} entries`);
    }
    expect(over).toEqual([]);
  });

  test('the frame of a page links to no entry', () => {
    const $ = load(readFileSync(join(distFolder(), 'en/causes/inactivity/index.html'), 'utf8'));
    $('main').remove();
    expect(
      $('a[href]')
        .map((_, a) => $(a).attr('href'))
        .get()
        .filter((h) => /\/en\/(?:causes|errors|actions)\/[^/]+\//.test(h)),
    ).toEqual([]);
  });
});
