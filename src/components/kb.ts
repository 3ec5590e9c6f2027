/** What components need of the knowledge base: facts, labels, addresses, the entry of the page being rendered. */
import type { AstroGlobal } from 'astro';
import type { CauseFact, ErrorFact, Evidence, Lang, Role, Source } from '../data/schema/index.ts';
import { type EntryKind, entryPath, pagePath } from '../knowledge/addresses.ts';
import { type Action, actionsOf, type LabelGroup } from '../knowledge/base.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { kindOf, type Page } from '../knowledge/page.ts';

export const kb = loadKnowledge();
const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');

/** Path of an entry's page in a language. */
export const entryHref = (lang: Lang, kind: EntryKind, id: string) => pagePath(base, lang, entryPath(kind, id));
/** Path of any page by its address below the language. */
export const pageHref = (lang: Lang, slug: string) => pagePath(base, lang, slug);
/** Path of a file at the root of the site. */
export const rootHref = (path: string) => `${base}${path}`;
/** Permanent short address of a ticket or error id. */
export const goHref = (id: string) => rootHref(`go/${id.toLowerCase()}/`);

/** Label of a word of a closed list. */
export const label = (group: LabelGroup, word: string, lang: Lang): string => kb.labels?.[group][word]?.[lang] ?? word;
/** Roles as one readable list. */
export const roleList = (roles: readonly Role[], lang: Lang): string =>
  roles.map((r) => label('roles', r, lang)).join(lang === 'ja' ? '、' : ', ');

/** Fact by id; throws only when the knowledge check was bypassed. */
function must<T>(map: ReadonlyMap<string, { fact: T }>, kind: string, id: string): T {
  const held = map.get(id);
  if (!held) throw new Error(`There is no ${kind} "${id}". Run npm run check.`);
  return held.fact;
}
export const causeOf = (id: string): CauseFact => must(kb.causes, 'cause', id);
export const errorOf = (id: string): ErrorFact => must(kb.errors, 'error', id);
export const sourceOf = (id: string): Source => must(kb.sources, 'source', id);
export const onsetOf = (id: string) => must(kb.onsets, 'onset', id);

const actions = actionsOf(kb);
/** An action with its rows resolved. */
export function actionOf(id: string): Action {
  const action = actions.get(id);
  if (!action) throw new Error(`There is no action "${id}". Run npm run check.`);
  return action;
}
export const allActions = (): Action[] => [...actions.values()];

/** Content page of an entry; throws only when the knowledge check was bypassed. */
export function pageOf(lang: Lang, slug: string): Page {
  const page = kb.pages.get(`${lang}/${slug}`);
  if (!page) throw new Error(`There is no page ${lang}/${slug}. Run npm run check.`);
  return page;
}
const entryPage = (lang: Lang, kind: EntryKind, id: string) => pageOf(lang, entryPath(kind, id).slice(0, -1));
export const titleOf = (lang: Lang, kind: EntryKind, id: string) => String(entryPage(lang, kind, id).front.title);
export const answerOf = (lang: Lang, kind: EntryKind, id: string) =>
  String(entryPage(lang, kind, id).front.answer ?? entryPage(lang, kind, id).front.description);

/** The entry the page being rendered is about. */
export function here(astro: AstroGlobal): {
  lang: Lang;
  kind: ReturnType<typeof kindOf>;
  id: string;
  slug: string;
  page: Page | undefined;
} {
  const entryId = astro.locals.starlightRoute.entry.id.replace(/\/?$/, '');
  const [lang, ...rest] = entryId.split('/') as [Lang, ...string[]];
  const slug = rest.join('/');
  return { lang, slug, kind: kindOf(slug), id: rest.at(-1) ?? '', page: kb.pages.get(`${lang}/${slug}`) };
}

/** Date as readers of the language write it. */
export function formatDay(day: string, lang: Lang): string {
  return new Intl.DateTimeFormat(lang === 'ja' ? 'ja-JP' : 'en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** Date of a statement: its own, or that of its source. */
export const dateOf = (e: Evidence): string | null => e.date ?? sourceOf(e.source).date;

/** Conflicts that concern an entry. */
export function conflictsFor(kind: string, id: string) {
  const field = ({ cause: 'causes', error: 'errors', action: 'actions', guide: 'guides' } as const)[kind as EntryKind];
  if (!field) return [];
  return [...kb.conflicts.values()]
    .map((h) => h.fact)
    .filter((c) => c[field].includes(id))
    .sort((a, b) => a.number - b.number);
}

/** Address part of a ticket or error: the ticket id of a cause, the id of anything else. */
export const ticketOf = (kind: string, id: string): string => (kind === 'cause' ? causeOf(id).ticket : id);
