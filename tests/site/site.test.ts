/** Every check over the whole built site. */
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { siteChecks } from './checks/index.ts';
import { publishedOf } from './checks/published.ts';
import { distFolder, readSite, report } from './site.ts';

const site = readSite(distFolder());
const facts = publishedOf(loadKnowledge(dirname(distFolder())));

test('the site has pages in both languages, short links and a 404', () => {
  expect(site.pages.filter((p) => p.lang === 'en').length).toBe(site.pages.filter((p) => p.lang === 'ja').length);
  expect(site.pages.length).toBeGreaterThan(facts.entries.length * 3);
  expect(site.files.has('404.html')).toBe(true);
});

for (const [id, check] of Object.entries(siteChecks(facts))) {
  test(`${id} ${check.name}`, () => expect(report(check(site))).toBe(''));
}
