/**
 * The front door of search, the same for the dialog, the home page box and the command line: exact code first, then
 * recognition of a pasted message, then words over titles, aliases and questions, then the full text.
 */
import MiniSearch from 'minisearch';
import { type CodesFile, type EntriesFile, type FindEntry, openRecogniser } from './find-index.ts';
import { findCodes } from './recognise/codes.ts';
import { type RecogniserIndex, type Recognition, recognise } from './recognise/recognise.ts';
import { unmangle } from './recognise/unmangle.ts';
import { fold, foldJapanese, readsPasted } from './text.ts';
import { PLACES, rarity, searchTerms, searchTokens, type Term } from './tokens.ts';

export type Outcome = 'exact' | 'unknown-code' | 'results' | 'none';
export interface FindResult extends FindEntry {
  /** Why it is here. */
  readonly why: 'code' | 'cause-of-code' | 'message' | 'words' | 'text';
  readonly excerpt?: string;
}
export interface Found {
  readonly outcome: Outcome;
  readonly results: readonly FindResult[];
  /** Codes of the query that have no page here. */
  readonly unknownCodes: readonly string[];
  /** Set when the query read like a pasted error. */
  readonly recognition?: Recognition;
}
/** A full-text index, such as Pagefind. Returns pages best first with their whole text. */
export type FullText = (
  query: string,
  limit: number,
) => Promise<readonly { path: string; title: string; excerpt: string; content: string }[]>;

/** Results shown at most. */
export const LIMIT = 10;
/** Longest query looked at; of a longer one the rest is ignored for words (codes and messages see all of it). */
const MAX_QUERY = 400;
/** Share of the query's information that an entry must answer. Set on the shared examples, negatives included. */
const MIN_COVERAGE = 0.5;
/** Share of a query's words that must belong to a message before the query counts as a quotation of it. */
const MIN_QUOTE = 0.6;
/** Likeness to one way of asking that is enough by itself. */
const MIN_LIKENESS = 0.55;
/** A cause answers a question better than the error that shows it. */
const KIND_BOOST: Readonly<Record<FindEntry['kind'], number>> = { cause: 1.3, action: 1.1, guide: 1.05, error: 0.8, page: 0.5 };

export interface Finder {
  readonly recogniser: RecogniserIndex;
  readonly entryOf: (kind: string, id: string) => FindEntry | undefined;
  /** Codes, message, words: everything that needs no full-text index. */
  findQuick(query: string): Found;
  /** The same, with the full text behind it where one is given. */
  find(query: string, fullText?: FullText): Promise<Found>;
}

/** Opens the two index files. */
export function createFinder(codes: CodesFile, entries: EntriesFile): Finder {
  const recogniser = openRecogniser(codes, entries);
  const messages = new Map<string, string[]>();
  for (const m of entries.templates) messages.set(m.error, [...(messages.get(m.error) ?? []), m.text.replace(/\{[^{}]*\}/g, ' ')]);
  /** Everything an entry is searched by besides its title and answer, one phrase a line. */
  const wordsOf = (e: FindEntry) => (e.kind === 'error' ? [e.words, ...(messages.get(e.id) ?? [])].join('\n') : e.words);
  const byKey = new Map(entries.entries.map((e) => [`${e.kind}/${e.id}`, e]));
  const groups = entries.synonyms.map((g) => g.map((w) => [...new Set(searchTokens(w))]).filter((t) => t.length));
  const mini = new MiniSearch<FindEntry & { key: string }>({
    idField: 'key',
    fields: ['title', 'words', 'text'],
    tokenize: (s) => searchTokens(s),
    processTerm: (t) => t,
    searchOptions: {
      boost: { title: 3, words: 2, text: 0.7 },
      combineWith: 'OR',
      prefix: (t) => t.length >= 4 && /^[a-z]/.test(t),
      fuzzy: (t) => (/^[a-z]{5,}$/.test(t) ? 0.2 : false),
      weights: { fuzzy: 0.45, prefix: 0.6 },
      tokenize: (s) => s.split(' '),
    },
  });
  mini.addAll(entries.entries.map((e) => ({ ...e, words: wordsOf(e), key: `${e.kind}/${e.id}` })));
  const size = entries.entries.length;
  const frequency = new Map<string, number>();
  for (const e of entries.entries)
    for (const t of new Set(searchTokens(`${e.title} ${wordsOf(e)} ${e.text}`))) frequency.set(t, (frequency.get(t) ?? 0) + 1);
  const weightOf = (t: Term) => rarity(t.token, frequency.get(t.token), size) * t.share;
  /** Each token once, with what it says. */
  const weighed = (terms: readonly Term[]) => new Map(terms.map((t) => [t.token, weightOf(t)]));
  const sum = (weights: Iterable<number>) => [...weights].reduce((a, b) => a + b, 0);
  /** Ways of asking for each entry: title, aliases, questions, each for itself. */
  const askings = new Map(
    entries.entries.map((e) => [
      `${e.kind}/${e.id}`,
      [e.title, ...wordsOf(e).split('\n')]
        .map((u) => weighed(searchTerms(u)))
        .filter((u) => u.size > 0)
        .map((u) => ({ tokens: u, total: sum(u.values()) })),
    ]),
  );

  interface Group {
    /** The word of the query, then what stands for it. */
    readonly tokens: string[];
    readonly weight: number;
  }
  /** Terms of a query in groups: each group is one word with its synonyms, any of which answers it. */
  function termGroups(query: string): Group[] {
    const terms = searchTerms(query);
    const seen = (t: Term | undefined, of: Term) => t !== undefined && t.word === of.word && frequency.has(t.token);
    // A pair of characters across the seam of two known words is no word.
    const real = terms.filter((t, i) => frequency.has(t.token) || !(seen(terms[i - 1], t) && seen(terms[i + 1], t)));
    const out: Group[] = [...weighed(real)].map(([token, weight]) => ({ tokens: [token], weight }));
    const have = new Set(terms.map((t) => t.token));
    for (const g of groups) {
      const hits = g.filter((words) => words.every((w) => have.has(w)));
      if (!hits.length) continue;
      const covered = new Set(hits.flat());
      const others = g.flat().filter((w) => !covered.has(w));
      for (const group of out) if (covered.has(group.tokens[0] as string)) group.tokens.push(...others);
    }
    return out;
  }

  /** How alike a query and one way of asking are: shared weight over all weight, 0 to 1. */
  function likeness(groupsOf: readonly Group[], total: number, asking: { tokens: ReadonlyMap<string, number>; total: number }): number {
    let shared = 0;
    for (const g of groupsOf) {
      if (asking.tokens.has(g.tokens[0] as string)) shared += g.weight;
      else if (g.tokens.some((t) => asking.tokens.has(t))) shared += 0.7 * g.weight;
    }
    return (2 * shared) / (total + asking.total);
  }

  function byWords(query: string): FindResult[] {
    const groupsOf = termGroups(query.slice(0, MAX_QUERY));
    if (!groupsOf.length) return [];
    const own = groupsOf.map((g) => g.tokens[0] as string);
    const extra = [...new Set(groupsOf.flatMap((g) => g.tokens.slice(1)))].filter((t) => !own.includes(t));
    const ownSet = new Set(own);
    const found = mini.search([...own, ...extra].join(' '), {
      boostTerm: (t) => (ownSet.has(t) ? 1 : 0.35) * (/^[a-z0-9]/.test(t) ? 1 : 0.6),
    });
    const hasSubject = own.some((t) => !PLACES.has(t));
    const total = sum(groupsOf.map((g) => g.weight));
    const scored: { score: number; entry: FindEntry }[] = [];
    for (const r of found.slice(0, 80)) {
      const entry = byKey.get(r.id as string);
      if (!entry) continue;
      // A query word counts when it, its beginning, its slip or a synonym stands in the entry.
      const terms = new Set(r.queryTerms);
      if (hasSubject && !groupsOf.some((g) => !PLACES.has(g.tokens[0] as string) && g.tokens.some((t) => terms.has(t)))) continue;
      let coverage = 0;
      for (const g of groupsOf)
        coverage += (terms.has(g.tokens[0] as string) ? 1 : g.tokens.some((t) => terms.has(t)) ? 0.8 : 0) * g.weight;
      coverage /= total;
      const best = Math.max(...(askings.get(r.id as string) ?? []).map((a) => likeness(groupsOf, total, a)));
      if (coverage < MIN_COVERAGE && best < MIN_LIKENESS) continue;
      scored.push({ score: r.score * Math.max(coverage, best) ** 1.5 * (0.35 + best) * KIND_BOOST[entry.kind], entry });
    }
    scored.sort((a, b) => b.score - a.score);
    const top = scored[0]?.score ?? 0;
    return scored
      .filter((s) => s.score > top * 0.12)
      .slice(0, LIMIT)
      .map((s) => ({ ...s.entry, why: 'words' as const }));
  }

  function withCauses(first: FindEntry[], why: 'code' | 'message', causes: readonly string[]): FindResult[] {
    const out: FindResult[] = first.map((e) => ({ ...e, why }));
    for (const c of causes) {
      const e = byKey.get(`cause/${c}`);
      if (e) out.push({ ...e, why: 'cause-of-code' });
    }
    return out;
  }

  /** An error that leads the list is followed by its two likeliest causes: they are what the reader can act on. */
  function withLeadingCauses(results: FindResult[]): FindResult[] {
    const first = results[0];
    if (first?.kind !== 'error') return results;
    const causes = (recogniser.causes.get(first.id) ?? []).slice(0, 2).flatMap((c) => byKey.get(`cause/${c.id}`) ?? []);
    return dedupe([first, ...causes.map((e) => ({ ...e, why: 'cause-of-code' as const })), ...results.slice(1)]).slice(0, LIMIT);
  }

  function findQuick(query: string): Found {
    const clean = fold(query);
    if (!/[\p{L}\p{N}]/u.test(clean)) return { outcome: 'none', results: [], unknownCodes: [] };
    const text = unmangle(query.length > 20_000 ? query.slice(0, 20_000) : query);
    const ticket = /\bppc-?(\d{3})\b/i.exec(text);
    if (ticket) {
      const e = entries.entries.find((x) => x.kind === 'cause' && x.words.includes(`PPC-${ticket[1]}`));
      if (e) return { outcome: 'exact', results: [{ ...e, why: 'code' }], unknownCodes: [] };
    }
    const pasted = readsPasted(query);
    const codesFound = findCodes(text, recogniser.codes, !pasted);
    const known = codesFound.filter((c) => c.id !== undefined);
    const unknown = codesFound.filter((c) => c.id === undefined && (!c.bare || !pasted)).map((c) => c.code);
    if (known.length) {
      const firsts = known.map((c) => byKey.get(`error/${c.id}`)).filter((e) => e !== undefined);
      const r = pasted ? recognise(query, recogniser) : undefined;
      const causes = r ? r.causes : known.flatMap((c) => (recogniser.causes.get(c.id as string) ?? []).map((x) => x.id));
      const results = dedupe([...withCauses(firsts, 'code', causes), ...(pasted ? [] : byWords(query))]).slice(0, LIMIT);
      return { outcome: 'exact', results, unknownCodes: unknown, ...(r ? { recognition: r } : {}) };
    }
    if (unknown.length) return { outcome: 'unknown-code', results: [], unknownCodes: unknown };
    // Exactly the words of an error without a code, or of a status.
    const r = recognise(query, recogniser);
    const asked = Math.max(1, searchTokens(text).length);
    const sure = r.answers.filter(
      (a) =>
        (a.by === 'code' || a.by === 'message') &&
        (pasted
          ? a.confidence >= 0.6
          : // A question that merely shares words with a short message is a question.
            a.confidence >= 0.7 && searchTokens(a.matched.join(' ')).length >= MIN_QUOTE * asked),
    );
    const words = withLeadingCauses(byWords(query));
    if (sure.length) {
      const firsts = sure.map((a) => byKey.get(`${a.kind}/${a.id}`)).filter((e) => e !== undefined);
      return {
        outcome: 'results',
        results: dedupe([...withCauses(firsts, 'message', r.causes), ...words]).slice(0, LIMIT),
        unknownCodes: [],
        ...(pasted ? { recognition: r } : {}),
      };
    }
    return { outcome: words.length ? 'results' : 'none', results: words, unknownCodes: [], ...(pasted ? { recognition: r } : {}) };
  }

  return {
    recogniser,
    entryOf: (kind, id) => byKey.get(`${kind}/${id}`),
    findQuick,
    async find(query, fullText) {
      const quick = findQuick(query);
      if (
        !fullText ||
        quick.outcome === 'exact' ||
        quick.outcome === 'unknown-code' ||
        quick.results.length >= LIMIT ||
        quick.recognition?.recognised
      )
        return quick;
      const tokens = searchTokens(query.slice(0, MAX_QUERY));
      if (!tokens.length || query.length > MAX_QUERY) return quick;
      let pages: Awaited<ReturnType<FullText>>;
      pages = await fullText(normaliseQuery(query), LIMIT);
      const have = new Set(quick.results.map((x) => x.path));
      const more: FindResult[] = [];
      for (const p of pages) {
        if (have.has(p.path)) continue;
        // The full text speaks only where every word of the query stands on the page: no noise for a question we cannot answer.
        const content = new Set(searchTokens(`${p.title} ${p.content}`));
        if (!tokens.every((t) => content.has(t))) continue;
        const known = entries.entries.find((e) => e.path === p.path);
        more.push({
          ...(known ?? {
            id: p.path.replace(/\/$/, '') || 'home',
            kind: 'page' as const,
            path: p.path,
            title: p.title,
            text: '',
            words: '',
          }),
          why: 'text',
          excerpt: p.excerpt,
        });
      }
      const results = [...quick.results, ...more].slice(0, LIMIT);
      return { ...quick, outcome: results.length ? 'results' : 'none', results };
    },
  };
}

/** A query as the full-text index should be asked: one width, one case, katakana compounds joined. */
export function normaliseQuery(query: string): string {
  return foldJapanese(fold(query)).slice(0, MAX_QUERY);
}

function dedupe(results: readonly FindResult[]): FindResult[] {
  const seen = new Set<string>();
  return results.filter((r) => !seen.has(r.path) && seen.add(r.path));
}
