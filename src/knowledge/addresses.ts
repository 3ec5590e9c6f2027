/** Addresses of entries. Pure: shared by pages, search and the command line. */
import type { Lang } from '../data/schema/shared.ts';

/** Folder of each kind of entry in an address. */
export const FOLDERS = { cause: 'causes', error: 'errors', action: 'actions', guide: 'guides' } as const;
export type EntryKind = keyof typeof FOLDERS;

/** Address of an entry below the language: `causes/inactivity/`. */
export function entryPath(kind: EntryKind, id: string): string {
  return `${FOLDERS[kind]}/${id}/`;
}

/**
 * Full path of a page.
 * @param base begins and ends with a slash
 * @param slug address below the language; empty for home
 */
export function pagePath(base: string, lang: Lang, slug: string): string {
  return `${base}${lang}/${slug ? `${slug.replace(/\/$/, '')}/` : ''}`;
}

/**
 * Resolves a link by id such as `cause:inactivity#fix`, `page:glossary`, `source:e-rt`, `term:connector`.
 * @returns the path, or undefined for any other kind of link
 */
export function hrefOf(link: string, lang: Lang, base: string): string | undefined {
  const m = /^(cause|error|action|guide|page|source|term):([^#]*)(#.+)?$/.exec(link);
  if (!m) return undefined;
  const [, scheme, id, anchor = ''] = m as unknown as [string, string, string, string?];
  switch (scheme) {
    case 'page':
      return pagePath(base, lang, id === 'home' ? '' : id) + anchor;
    case 'source':
      return `${pagePath(base, lang, 'sources')}#${id}`;
    case 'term':
      return `${pagePath(base, lang, 'glossary')}#${id}`;
    default:
      return pagePath(base, lang, entryPath(scheme as EntryKind, id)) + anchor;
  }
}
