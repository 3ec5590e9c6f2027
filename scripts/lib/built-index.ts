/** Opens the search of the built site outside a browser: the same files, the same code. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Lang } from '../../src/data/schema/shared.ts';
import { createFinder, type Finder, type FullText } from '../../src/knowledge/find.ts';
import type { CodesFile, EntriesFile } from '../../src/knowledge/find-index.ts';

const dist = process.env.RECONNECT_DIST ?? join(process.cwd(), 'dist');

/**
 * @throws Error with a sentence when the site has not been built
 */
export function openBuiltFinder(lang: Lang): Finder {
  const read = <T>(name: string): T => {
    const path = join(dist, 'search', `${name}-${lang}.json`);
    if (!existsSync(path)) throw new Error(`There is no search index at dist/search/${name}-${lang}.json. Run npm run build first.`);
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  };
  return createFinder(read<CodesFile>('codes'), read<EntriesFile>('entries'));
}

/** Base path of the built site, read from its own pages. */
export function builtBase(): string {
  const html = readFileSync(join(dist, 'en', 'index.html'), 'utf8');
  const canonical = /<link rel="canonical" href="([^"]+)"/.exec(html)?.[1] ?? '/en/';
  return new URL(canonical, 'http://localhost').pathname.replace(/en\/$/, '');
}

/** An address that nobody serves: what Pagefind asks for below it is read from the disk. */
const FILES = 'http://built-site.invalid/';

/**
 * Pagefind over the built site. Outside a browser it too loads its files with `fetch`, which therefore reads files here;
 * loaded when first asked, as in the browser.
 */
export function openBuiltFullText(lang: Lang): FullText {
  interface Pagefind {
    options(o: Record<string, unknown>): Promise<void>;
    init(lang: string): Promise<void>;
    search(
      q: string,
    ): Promise<{ results: { data(): Promise<{ url: string; meta: Record<string, string>; excerpt: string; content: string }> }[] }>;
  }
  let opened: Promise<Pagefind> | undefined;
  const open = async (): Promise<Pagefind> => {
    const real = globalThis.fetch;
    globalThis.fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (!url.startsWith(FILES)) return real(input, init);
      const file = join(dist, decodeURIComponent(new URL(url).pathname));
      return existsSync(file) ? new Response(readFileSync(file)) : new Response(null, { status: 404 });
    };
    const pagefind = (await import(pathToFileURL(join(dist, 'pagefind', 'pagefind.js')).href)) as Pagefind;
    await pagefind.options({ basePath: `${FILES}pagefind/`, baseUrl: '/', excerptLength: 24 });
    await pagefind.init(lang);
    return pagefind;
  };
  return async (query, limit) => {
    opened ??= open();
    const { results } = await (await opened).search(query);
    const pages = await Promise.all(results.slice(0, limit).map((r) => r.data()));
    return pages.map((p) => ({
      path: p.url.replace(/^\/?(en|ja)\//, ''),
      title: p.meta.title ?? '',
      excerpt: p.excerpt.replace(/<[^>]*>/g, ''),
      content: p.content,
    }));
  };
}
