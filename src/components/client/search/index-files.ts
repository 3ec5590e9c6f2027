/** The file of codes and the full-text index, loaded once, and what failed said. */
import { entryPath } from '../../../knowledge/addresses.ts';
import { createFinder, type Finder, type FullText } from '../../../knowledge/find.ts';
import type { CodesFile } from '../../../knowledge/find-index.ts';
import { base, lang } from '../page.ts';

async function getJson<T>(name: string): Promise<T> {
  const response = await fetch(`${base}search/${name}-${lang}.json`);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return (await response.json()) as T;
}

/** A reason short enough for a sentence. */
export const reasonOf = (e: unknown): string => (e instanceof Error ? e.message : String(e)).slice(0, 120);

/** A finder that knows codes only: what is left when the entries cannot be loaded, and what answers first. */
export const codesOnly = (codes: CodesFile): Finder =>
  createFinder(codes, {
    lang: codes.lang,
    entries: codes.codes.map((c) => ({
      id: c.id,
      kind: 'error',
      path: entryPath('error', c.id),
      title: c.title,
      text: '',
      words: `${c.code} ${c.names.join(' ')}`,
    })),
    templates: [],
    synonyms: [],
    topics: [],
  });

let codesFile: Promise<CodesFile> | undefined;
/** A failed load is forgotten, so that the next opening tries again. */
export const loadCodes = (): Promise<CodesFile> => {
  codesFile ??= getJson<CodesFile>('codes').catch((e) => {
    codesFile = undefined;
    throw e;
  });
  return codesFile;
};
interface Pagefind {
  options(o: Record<string, unknown>): Promise<void>;
  init(): Promise<void>;
  search(
    q: string,
  ): Promise<{ results: { data(): Promise<{ url: string; meta: Record<string, string>; excerpt: string; content: string }> }[] }>;
}
let pagefind: Promise<Pagefind> | undefined;

/** The full-text index behind the entries; loaded when a question first needs it. */
export const fullText: FullText = async (query, limit) => {
  pagefind ??= (import(/* @vite-ignore */ `${base}pagefind/pagefind.js`) as Promise<Pagefind>)
    .then(async (p) => {
      await p.options({ baseUrl: base, excerptLength: 24 });
      await p.init();
      return p;
    })
    .catch((e) => {
      pagefind = undefined;
      throw e;
    });
  const { results } = await (await pagefind).search(query);
  const pages = await Promise.all(results.slice(0, limit).map((r) => r.data()));
  return pages.map((p) => ({
    path: pathBelowLanguage(p.url),
    title: p.meta.title ?? '',
    excerpt: p.excerpt.replace(/<[^>]*>/g, ''),
    content: p.content,
  }));
};

/** `/kb/en/causes/inactivity/` → `causes/inactivity/`. */
export function pathBelowLanguage(url: string): string {
  const path = url.startsWith(base) ? url.slice(base.length) : url.replace(/^\//, '');
  return path.replace(/^(en|ja)\//, '');
}
