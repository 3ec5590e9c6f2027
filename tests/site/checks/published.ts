/** RC316 to RC320: everything in the facts is published, findable and says what it is. */

import { LANGS } from '../../../src/data/schema/shared.ts';
import { FOLDERS } from '../../../src/knowledge/addresses.ts';
import type { KnowledgeBase } from '../../../src/knowledge/base.ts';
import type { CodesFile, EntriesFile } from '../../../src/knowledge/find-index.ts';
import type { Site, SiteCheck, SiteFinding } from '../site.ts';

/** What the checks need of the facts. */
export interface Published {
  /** Entries of all kinds; `go` is the name in the short address. */
  readonly entries: readonly { kind: 'cause' | 'error' | 'action'; id: string; go: string }[];
  readonly errors: readonly { id: string; code: string; kind: string; messages: readonly { text: string; lang: string }[] }[];
}

/** The facts as the checks need them. */
export function publishedOf(kb: KnowledgeBase): Published {
  const errors = [...kb.errors.values()].map((h) => h.fact);
  return {
    entries: [
      ...[...kb.causes.values()].map(({ fact }) => ({ kind: 'cause' as const, id: fact.id, go: fact.ticket.toLowerCase() })),
      ...errors.map((e) => ({ kind: 'error' as const, id: e.id, go: e.id })),
      ...[...kb.actions.values()].map(({ fact }) => ({ kind: 'action' as const, id: fact.id, go: fact.id })),
    ],
    errors,
  };
}

/** RC316: the sitemap lists every page meant for search engines, and no other address. */
export function sitemap(site: Site): SiteFinding[] {
  const file = 'sitemap-0.xml';
  const listed = new Set([...(site.files.get(file) ?? '').matchAll(/<loc>([^<]+)<\/loc>/g)].map((m) => m[1] as string));
  const wanted = new Set(
    site.pages.filter((p) => p.file !== '404.html' && !p.$('meta[name=robots][content*=noindex]').length).map((p) => site.origin + p.path),
  );
  const finding = (what: string, cure: string) => ({
    id: 'RC316',
    file,
    what,
    why: 'Search engines learn the pages of the site from it.',
    cure,
  });
  return [
    ...[...wanted].filter((u) => !listed.has(u)).map((u) => finding(`${u} is missing.`, 'Let the sitemap cover it.')),
    ...[...listed]
      .filter((u) => !wanted.has(u))
      .map((u) => finding(`${u} is listed, and is no page or is marked noindex.`, 'Filter it out of the sitemap, or drop noindex.')),
  ];
}

/** RC317: every entry of the facts has its page in both languages and its short address leading to both. */
export function everyEntryHasPages(facts: Published): SiteCheck {
  return (site) =>
    facts.entries.flatMap(({ kind, id, go }) => {
      const paths = LANGS.map((l) => `${site.base}${l}/${FOLDERS[kind]}/${id}/`);
      const short = site.pageAt.get(`${site.base}go/${go}/`);
      const finding = (file: string, what: string, cure: string) => ({
        id: 'RC317',
        file,
        what,
        why: 'Tickets and other sites link to it; addresses are permanent.',
        cure,
      });
      const out = paths
        .filter((p) => !site.pageAt.has(p))
        .map((p) => finding(`${p.slice(site.base.length)}index.html`, `The ${kind} "${id}" has no page here.`, 'Write its page.'));
      const hrefs =
        short
          ?.$('a')
          .map((_, a) => short.$(a).attr('href'))
          .get() ?? [];
      if (!short) out.push(finding(`go/${go}/index.html`, `The ${kind} "${id}" has no short address.`, 'See src/pages/go/[id].astro.'));
      else if (!paths.every((p) => hrefs.includes(p)))
        out.push(finding(short.file, `It does not lead to the ${kind} "${id}" in both languages.`, 'See src/pages/go/[id].astro.'));
      return out;
    });
}

/** RC318: the index files of search parse and hold every entry; the codes file holds every error. */
export function searchIndexIsWhole(facts: Published): SiteCheck {
  return (site) => {
    const out: SiteFinding[] = [];
    for (const lang of LANGS) {
      const read = <T>(name: string): T | undefined => {
        const file = `search/${name}-${lang}.json`;
        try {
          return JSON.parse(site.files.get(file) ?? '') as T;
        } catch {
          out.push(finding(file, 'It is missing or is no JSON.'));
          return undefined;
        }
      };
      const finding = (file: string, what: string): SiteFinding => ({
        id: 'RC318',
        file,
        what,
        why: 'What is not in the index cannot be found.',
        cure: 'See src/knowledge/find-index.ts and src/integrations/search-index.ts.',
      });
      const codes = read<CodesFile>('codes');
      const entries = read<EntriesFile>('entries');
      const have = new Map(entries?.entries.map((e) => [`${e.kind}/${e.id}`, e]));
      const codeIds = new Set(codes?.codes.map((c) => c.id));
      for (const e of facts.entries) {
        const entry = have.get(`${e.kind}/${e.id}`);
        if (entries && !entry) out.push(finding(`search/entries-${lang}.json`, `The ${e.kind} "${e.id}" is not in it.`));
        else if (entry && !site.pageAt.has(`${site.base}${lang}/${entry.path}`))
          out.push(finding(`search/entries-${lang}.json`, `The ${e.kind} "${e.id}" leads to ${entry.path}, which is no page.`));
        if (codes && e.kind === 'error' && !codeIds.has(e.id))
          out.push(finding(`search/codes-${lang}.json`, `The error "${e.id}" is not in it.`));
      }
    }
    return out;
  };
}

/** RC319: the page of an error that has a code of its own names the code in its title, in both languages. */
export function errorPagesNameTheirCode(facts: Published): SiteCheck {
  return (site) =>
    facts.errors.flatMap((e) =>
      LANGS.flatMap((lang) => {
        const page = site.pageAt.get(`${site.base}${lang}/errors/${e.id}/`);
        // A status such as "401 Unauthorized" may be turned around in a sentence; its number must stand there.
        const wanted = e.kind === 'code' ? e.code.replace(/ \(.*\)$/, '') : '';
        const title = page?.$('title').text() ?? '';
        if (!page || wanted.split(' ').every((w) => title.includes(w))) return [];
        return [
          {
            id: 'RC319',
            file: page.file,
            what: `The title "${title}" does not name ${wanted}.`,
            why: 'People look for the code in tabs, results and bookmarks.',
            cure: 'Begin the title of the page with the code.',
          },
        ];
      }),
    );
}

/** RC320: both pages of an error carry its messages word for word, each in an element of its language. */
export function messagesAreCarried(facts: Published): SiteCheck {
  const squash = (s: string) => s.replace(/\s+/g, '');
  return (site) =>
    facts.errors.flatMap((e) =>
      LANGS.flatMap((lang) => {
        const page = site.pageAt.get(`${site.base}${lang}/errors/${e.id}/`);
        if (!page) return [];
        const plates = page
          .$('main pre')
          .toArray()
          .map((pre) => ({ text: squash(page.$(pre).text()), lang: page.$(pre).closest('[lang]').attr('lang') }));
        return e.messages
          .filter((m) => !plates.some((p) => p.text.includes(squash(m.text)) && p.lang === m.lang))
          .map((m) => ({
            id: 'RC320',
            file: page.file,
            what: `The message "${m.text.slice(0, 60)}" is not on the page in an element with lang="${m.lang}".`,
            why: 'People find the page by the words they see on their screen.',
            cure: 'The page needs <Messages />.',
          }));
      }),
    );
}
