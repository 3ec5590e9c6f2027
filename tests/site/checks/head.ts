/** RC307 to RC309: titles, descriptions, canonical addresses and language pairs. */
import type { Site, SiteFinding, SitePage } from '../site.ts';

const isRedirect = (p: SitePage) => p.$('meta[name=robots][content*=noindex]').length > 0;
/** Longest title in characters, the site's name included. An error without a code is named by its whole message. */
const titleMax = (p: SitePage) => (p.slug.startsWith('errors/') ? 145 : 100);
/** Description in characters; Japanese says the same in half of them. */
const DESCRIPTION = { en: { min: 40, max: 220 }, ja: { min: 20, max: 130 } } as const;

/** RC307: a title, of sane length, that no other page of the language has. */
export function titles(site: Site): SiteFinding[] {
  const out: SiteFinding[] = [];
  const seen = new Map<string, SitePage>();
  for (const p of site.pages) {
    const all = p.$('head > title');
    const title = all.first().text().trim();
    const add = (what: string, cure: string) =>
      out.push({ id: 'RC307', file: p.file, what, why: 'Tabs, bookmarks and search engines show the title.', cure });
    if (all.length !== 1 || !title) {
      add(`There are ${all.length} titles${all.length === 1 ? ', and it is empty' : ''}.`, 'Give the page exactly one.');
      continue;
    }
    if (isRedirect(p)) continue;
    const length = [...title].length;
    if (length > titleMax(p)) add(`The title has ${length} characters, more than ${titleMax(p)}.`, 'Shorten it.');
    const key = `${p.lang} ${title}`;
    const first = seen.get(key);
    if (first) add(`The title "${title}" is also that of ${first.file}.`, 'Say what tells the two pages apart.');
    else seen.set(key, p);
  }
  return out;
}

/** RC308: a description, of sane length, that no other page of the language has. */
export function descriptions(site: Site): SiteFinding[] {
  const out: SiteFinding[] = [];
  const seen = new Map<string, SitePage>();
  for (const p of site.pages) {
    const text = p.$('head > meta[name=description]').attr('content')?.trim() ?? '';
    const add = (what: string) =>
      out.push({
        id: 'RC308',
        file: p.file,
        what,
        why: 'Search engines and chat previews show it below the title.',
        cure: 'Set description in the front matter: what the page answers, in one or two sentences.',
      });
    if (!text) {
      add('There is no description.');
      continue;
    }
    if (isRedirect(p) || !p.lang) continue;
    const { min, max } = DESCRIPTION[p.lang];
    const n = [...text].length;
    if (n < min || n > max) add(`The description has ${n} characters; ${min} to ${max} are sane.`);
    const first = seen.get(`${p.lang} ${text}`);
    if (first) add(`The description is also that of ${first.file}.`);
    else seen.set(`${p.lang} ${text}`, p);
  }
  return out;
}

/** RC309: a page names itself as canonical, itself and its twin as language versions, and the twin names it back. */
export function languagePairs(site: Site): SiteFinding[] {
  const out: SiteFinding[] = [];
  const alternates = (p: SitePage) =>
    new Map(
      p
        .$('link[rel=alternate][hreflang]')
        .toArray()
        .map((e) => [p.$(e).attr('hreflang') ?? '', p.$(e).attr('href') ?? '']),
    );
  const pathOf = (href: string | undefined) => (href?.startsWith(site.origin) ? new URL(href).pathname : undefined);
  for (const p of site.pages) {
    if (!p.lang) continue;
    const add = (what: string) =>
      out.push({
        id: 'RC309',
        file: p.file,
        what,
        why: 'Search engines would show the page in the wrong language, or twice.',
        cure: 'Mend src/components/frame/Head.astro, or add the missing translation.',
      });
    const canonical = p.$('link[rel=canonical]').attr('href');
    if (canonical !== site.origin + p.path) add(`The canonical address is "${canonical ?? ''}", not its own.`);
    const own = alternates(p);
    if (pathOf(own.get(p.lang)) !== p.path) add(`hreflang="${p.lang}" is not the page itself.`);
    const other = p.lang === 'en' ? 'ja' : 'en';
    const twin = site.pageAt.get(pathOf(own.get(other)) ?? '');
    if (!twin) add(`hreflang="${other}" names no page of the site.`);
    else if (twin.slug !== p.slug || twin.lang !== other) add(`hreflang="${other}" names ${twin.path}, which is another page.`);
    else if (pathOf(alternates(twin).get(p.lang)) !== p.path) add(`${twin.path} does not name it back.`);
    if (!pathOf(own.get('x-default'))) add('There is no hreflang="x-default" on this site.');
  }
  return out;
}
