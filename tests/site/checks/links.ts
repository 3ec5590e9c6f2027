/** RC301 to RC303: links lead somewhere, to their anchor, and stay in the page's language. */
import type { Site, SiteFinding, SitePage } from '../site.ts';

/** Addresses a page refers to: links and resources, as written. */
function* references(page: SitePage): Generator<{ value: string; el: ReturnType<SitePage['$']> }> {
  const { $ } = page;
  for (const node of $('[href],[src],[action],[data-src]').toArray()) {
    const el = $(node);
    for (const name of ['href', 'src', 'action', 'data-src']) {
      const value = el.attr(name);
      if (value !== undefined) yield { value, el };
    }
  }
}

/** Where a reference leads on this site; undefined for other hosts and other schemes. */
function inside(site: Site, page: SitePage, value: string): URL | undefined {
  if (/^(?:data|mailto|tel|javascript):/i.test(value)) return undefined;
  const url = URL.canParse(value, site.origin + page.path) ? new URL(value, site.origin + page.path) : undefined;
  return url?.origin === site.origin ? url : undefined;
}

const exists = (site: Site, path: string): boolean => {
  if (!path.startsWith(site.base)) return false;
  const file = decodeURIComponent(path.slice(site.base.length));
  return site.files.has(file) || site.pageAt.has(path);
};

/** RC301: an internal link or resource leads to a file of the site. */
export function linksResolve(site: Site): SiteFinding[] {
  const out: SiteFinding[] = [];
  for (const page of site.pages) {
    for (const { value } of references(page)) {
      const url = inside(site, page, value);
      if (!url || exists(site, url.pathname)) continue;
      out.push({
        id: 'RC301',
        file: page.file,
        what: `The link "${value}" leads nowhere.`,
        why: 'The reader gets the 404 page.',
        cure: exists(site, `${url.pathname}/`)
          ? 'Write the slash at its end.'
          : 'Link by id (cause:…, error:…, page:…), or mend the address.',
      });
    }
  }
  return out;
}

/** RC302: the anchor of an internal link is the id of an element of that page. */
export function anchorsResolve(site: Site): SiteFinding[] {
  const idsOf = new Map<string, Set<string>>();
  const ids = (p: SitePage) => {
    let set = idsOf.get(p.path);
    if (!set) {
      set = new Set(
        p
          .$('[id]')
          .map((_, e) => p.$(e).attr('id'))
          .get(),
      );
      idsOf.set(p.path, set);
    }
    return set;
  };
  const out: SiteFinding[] = [];
  for (const page of site.pages) {
    for (const { value } of references(page)) {
      const url = inside(site, page, value);
      const target = url && site.pageAt.get(url.pathname);
      const anchor = url && decodeURIComponent(url.hash.slice(1));
      if (!target || !anchor || ids(target).has(anchor)) continue;
      out.push({
        id: 'RC302',
        file: page.file,
        what: `"${value}": ${target.path} has no element with the id "${anchor}".`,
        why: 'The reader lands at the top and has to search.',
        cure: 'Use the id of a heading of that page, or drop the anchor.',
      });
    }
  }
  return out;
}

/** RC303: a link to a page of the other language is marked as such (`hreflang`), as the language switch is. */
export function linksStayInLanguage(site: Site): SiteFinding[] {
  const out: SiteFinding[] = [];
  for (const page of site.pages) {
    if (!page.lang) continue;
    for (const { value, el } of references(page)) {
      const url = inside(site, page, value);
      const target = url && site.pageAt.get(url.pathname);
      if (!target?.lang || target.lang === page.lang) continue;
      if (el.attr('hreflang') === target.lang || (el.is('link') && el.attr('hreflang') === 'x-default')) continue;
      out.push({
        id: 'RC303',
        file: page.file,
        what: `The link "${value}" leads to the page in the other language.`,
        why: 'The reader loses their language without having asked.',
        cure: 'Link by id, which stays in the language of the page; a wanted change of language carries hreflang.',
      });
    }
  }
  return out;
}
