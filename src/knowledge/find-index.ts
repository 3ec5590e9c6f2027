/**
 * The small index behind search, the diagnosis box and the command line: codes, titles, questions, message templates.
 * Made from the knowledge base at build time (`makeFindIndex`), written as JSON, opened again anywhere (`openFindIndex`).
 */
import type { Lang } from '../data/schema/shared.ts';
import { type EntryKind, entryPath } from './addresses.ts';
import type { KnowledgeBase } from './base.ts';
import { type CodeTable, wordKey } from './recognise/codes.ts';
import type { RecogniserIndex } from './recognise/recognise.ts';
import { buildTemplates, type TemplateSource } from './recognise/templates.ts';
import { hasJapanese } from './text.ts';

/** An entry as search knows it. */
export interface FindEntry {
  readonly id: string;
  readonly kind: EntryKind | 'page';
  /** Address below the language, with a slash at the end. */
  readonly path: string;
  readonly title: string;
  /** The answer, shown below the title. */
  readonly text: string;
  /** Aliases, questions, symbolic names, ticket id, one a line: searched, not shown. Messages stand in the templates. */
  readonly words: string;
  /** Ways people ask for it or retell it, one a line: searched, not shown. */
  readonly asked?: string;
  /** Labels of who can mend it. */
  readonly by?: string;
}
/** An error code with all that an exact answer needs. */
export interface CodeEntry {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  /** Symbolic name and aliases that are codes. */
  readonly names: readonly string[];
  readonly wrapper?: true;
  readonly weak?: true;
  readonly causes: readonly { id: string; cues?: readonly string[] }[];
}
/** The file for codes alone: the first and smallest request. */
export interface CodesFile {
  readonly lang: Lang;
  readonly codes: readonly CodeEntry[];
  /** AADSTS numbers of the official list. */
  readonly official: readonly number[];
}
/** The file for everything else. */
export interface EntriesFile {
  readonly lang: Lang;
  readonly entries: readonly FindEntry[];
  readonly templates: readonly TemplateSource[];
  readonly synonyms: readonly (readonly string[])[];
  /** Words that show that a query is about connections and sign-in. */
  readonly topics: readonly string[];
}

const strings = (v: unknown): string[] => (Array.isArray(v) ? v.filter((x) => typeof x === 'string') : []);
/** Long enough to be told from others: five words, or twelve characters of Japanese. */
const isSentence = (a: string) => a.split(/\s/).length >= 5 || (a.match(/[ぁ-ゖァ-ヺー一-鿿]/g)?.length ?? 0) >= 12;
const langOf = (text: string) => (hasJapanese(text) ? 'ja' : 'en');
const isWeak = (code: string, kind: string) => kind === 'state' || /^[45]\d\d /.test(code);

/** The two files of a language. */
export function makeFindIndex(kb: KnowledgeBase, lang: Lang): { codes: CodesFile; entries: EntriesFile } {
  const official = [...kb.official.values()].flatMap((h) => h.fact.numbers);
  const synonyms = [...kb.synonyms.values()].flatMap((h) => (h.fact.alike ? [h.fact.words] : []));
  const topics = [...kb.synonyms.values()].flatMap((h) => (h.fact.topic ? h.fact.words : []));
  const front = (slug: string) => kb.pages.get(`${lang}/${slug}`)?.front ?? {};
  // Where two errors share their words, the one that more is written about comes first.
  const errors = [...kb.errors.values()]
    .map((h) => h.fact)
    .sort((a, b) => Number(b.official !== undefined) - Number(a.official !== undefined) || b.sources.length - a.sources.length);
  const codes: CodeEntry[] = errors.map((e) => ({
    id: e.id,
    code: e.code,
    title: String(front(`errors/${e.id}`).title ?? e.code),
    names: [...(e.name ? [e.name] : []), ...e.aliases.filter((a) => /^[A-Za-z0-9_]+$/.test(a) || /^[45]\d\d\b/.test(a) || a.length < 24)],
    ...(e.wrapper ? { wrapper: true as const } : {}),
    ...(isWeak(e.code, e.kind) ? { weak: true as const } : {}),
    causes: e.causes.map((c) => ({ id: c.id, ...(c.cues.length ? { cues: c.cues } : {}) })),
  }));
  const roles = (list: readonly string[]) => list.map((r) => kb.labels?.roles[r]?.[lang] ?? r).join(lang === 'ja' ? '、' : ', ');
  const entry = (kind: EntryKind, id: string, extra: readonly string[], asked: readonly string[] = [], by?: string): FindEntry => {
    const path = entryPath(kind, id);
    const f = front(path.slice(0, -1));
    return {
      id,
      kind,
      path,
      title: String(f.title ?? id),
      text: String(f.answer ?? f.description ?? ''),
      words: [...strings(f.aliases), ...strings(f.questions), ...extra].join('\n'),
      ...(asked.length ? { asked: asked.join('\n') } : {}),
      ...(by ? { by } : {}),
    };
  };
  const otherAliases = (slug: string) => {
    const twin = kb.pages.get(`${lang === 'en' ? 'ja' : 'en'}/${slug}`)?.front ?? {};
    return [String(twin.title ?? ''), ...strings(twin.aliases), ...strings(twin.questions)];
  };
  // People who read Japanese ask in English too; the other way round it would only be weight.
  const told = (asked: { en: readonly string[]; ja: readonly string[] }) => (lang === 'ja' ? [...asked.ja, ...asked.en] : asked.en);
  const entries: FindEntry[] = [
    ...[...kb.causes.values()].map(({ fact: c }) =>
      entry('cause', c.id, [c.ticket, c.id.replaceAll('-', ' '), ...otherAliases(`causes/${c.id}`)], told(c.asked), roles(c.fixedBy)),
    ),
    ...errors.map((e) => entry('error', e.id, [e.code, e.name ?? '', ...e.aliases], told(e.asked), roles(e.fixedBy))),
    ...[...kb.actions.values()].map(({ fact: a }) =>
      entry('action', a.id, [String(front(`actions/${a.id}`).reading ?? ''), ...otherAliases(`actions/${a.id}`)], told(a.asked)),
    ),
    ...[...kb.pages.values()].filter((p) => p.lang === lang && p.kind === 'guide').map((p) => entry('guide', p.id, otherAliases(p.slug))),
  ];
  const templates: TemplateSource[] = errors.flatMap((e) => [
    ...e.messages.map((m) => ({ error: e.id, text: m.text, lang: m.lang as string })),
    // Other forms people see that are sentences, the code words of a message without a code, and retellings.
    ...[...e.aliases, ...(e.kind === 'message' ? [e.code] : [])]
      .filter(isSentence)
      .map((text) => ({ error: e.id, text, lang: langOf(text) })),
    ...[...e.asked.en, ...e.asked.ja].filter(isSentence).map((text) => ({ error: e.id, text, lang: langOf(text), loose: true as const })),
  ]);
  for (const { fact } of kb.translations.values()) {
    for (const [error, text] of Object.entries(fact.messages)) templates.push({ error, text, lang: fact.id });
    for (const { error, text } of fact.further) templates.push({ error, text, lang: fact.id });
  }
  return { codes: { lang, codes, official }, entries: { lang, entries, templates, synonyms, topics } };
}

/**
 * Values of the field `error` in OAuth 2.0 (RFC 6749, RFC 8628, OpenID Connect Core 3.1.2.6): they stand around every code,
 * so they name none, even where a code's symbolic name reads the same. Those with an entry of their own are codes there.
 */
const OAUTH_VALUES = new Set(
  'invalidrequest invalidclient invalidgrant invalidscope invalidresource invalidtoken invalidtarget unauthorizedclient unsupportedgranttype unsupportedresponsetype interactionrequired loginrequired consentrequired accountselectionrequired accessdenied servererror temporarilyunavailable authorizationpending slowdown expiredtoken badverificationcode insufficientscope'.split(
    ' ',
  ),
);

/** Codes ready for look-up, from their file. */
export function openCodes(file: CodesFile): CodeTable & { readonly entries: ReadonlyMap<string, CodeEntry> } {
  const numbers = new Map<string, string>();
  const words = new Map<string, string>();
  const weak = new Set<string>();
  const put = (text: string, c: CodeEntry) => {
    const key = wordKey(text);
    if (key.length < 3 || words.has(key)) return;
    words.set(key, c.id);
    if (c.weak) weak.add(key);
  };
  for (const c of file.codes) {
    const n = /^AADSTS(\d+)$/.exec(c.code)?.[1];
    if (n) numbers.set(n, c.id);
    else put(c.code, c);
  }
  for (const c of file.codes) {
    for (const name of c.names) {
      if (OAUTH_VALUES.has(wordKey(name))) continue;
      const n = /^AADSTS(\d+)$/.exec(name)?.[1];
      if (n) {
        if (!numbers.has(n)) numbers.set(n, c.id);
      } else put(name, c);
    }
  }
  return {
    numbers,
    words,
    weak,
    wrappers: new Set(file.codes.filter((c) => c.wrapper).map((c) => c.id)),
    official: new Set(file.official.map(String)),
    statuses: new Map(file.codes.flatMap((c) => (/^[45]\d\d /.test(c.code) ? [[c.code.slice(0, 3), c.id] as const] : []))),
    display: new Map(file.codes.map((c) => [c.id, c.code])),
    entries: new Map(file.codes.map((c) => [c.id, c])),
  };
}

/** Everything the recogniser needs, from the two files. */
export function openRecogniser(codes: CodesFile, entries: EntriesFile): RecogniserIndex {
  return {
    codes: openCodes(codes),
    templates: buildTemplates(entries.templates),
    causes: new Map(codes.codes.map((c) => [c.id, c.causes.map((x) => ({ id: x.id, cues: x.cues ?? [] }))])),
  };
}
