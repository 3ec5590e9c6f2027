/**
 * The front door of search, the same for the dialog, the home page box and the command line: exact code first, then
 * recognition of a pasted message, then words over titles, aliases and questions, then the full text.
 */
import MiniSearch from 'minisearch';
import { type CodesFile, type EntriesFile, type FindEntry, openRecogniser } from './find-index.ts';
import { findCodes } from './recognise/codes.ts';
import { type Answer, type RecogniserIndex, type Recognition, rankCauses, recognise } from './recognise/recognise.ts';
import { unmangle } from './recognise/unmangle.ts';
import { fold, foldJapanese, readsPasted } from './text.ts';
import { inKanaAlone, PLACES, rarity, searchTerms, searchTokens, type Term } from './tokens.ts';

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
/** A page that a full-text index found, with its whole text; the path is below the language. */
export interface FullTextPage {
  readonly path: string;
  readonly title: string;
  readonly excerpt: string;
  readonly content: string;
}
/** A full-text index, such as Pagefind. Returns pages best first. */
export type FullText = (query: string, limit: number) => Promise<readonly FullTextPage[]>;

/** Results shown at most. */
export const LIMIT = 10;
/** Longest query looked at; of a longer one the rest is ignored for words (codes and messages see all of it). */
const MAX_QUERY = 400;
/**
 * How much of a query an entry must answer (`covered`, share of the query's information) and how alike it must be to one
 * way of asking (`alike`, 0 to 1): both of the first pair, or the last alone. A query about connections and sign-in may be
 * answered in part; any other only by what comes close. Set on several hundred queries, negatives included.
 */
const ENOUGH = {
  topic: { covered: 0.35, alike: 0.15, alone: 0.45 },
  other: { covered: 0.75, alike: 0.3, alone: 0.62 },
} as const;
/** What a synonym and a slip of a word count, beside the word itself. */
const SYNONYM = 0.7;
const SLIP = 0.6;
/** Share of a query's words that must belong to a message before the query counts as a quotation of it. */
const MIN_QUOTE = 0.6;
/** Longest text that somebody tells rather than pastes. */
const MAX_TOLD = 400;
const MAX_TOLD_ANSWERS = 3;
const TOLD_CONFIDENCE = 0.4;
/** What such a text must reach, by its score or by its likeness to one way of asking. Set on pastes without a code and unrelated texts. */
const TOLD_SCORE = 1.75;
const TOLD_ALIKE = 0.45;
/** Only a text that names this platform is told of it. */
const TOLD =
  /power ?(?:automate|apps|platform)|microsoft ?flow|\bflows?\b|sharepoint|outlook|dataverse|connectors?\b|shared_|connection reference|on-prem(?:ises)?\b.{0,20}gateway|ゲートウェイ|fix connection|desktop flows?|register your machine|data loss prevention|フロー|コネクタ|接続の修正|接続テスト|シェアポイント|アウトルック|データ損失防止|データポリシー|接続参照/i;
/** A cause answers a question better than the error that shows it. */
const KIND_BOOST: Readonly<Record<FindEntry['kind'], number>> = { cause: 1.3, action: 1.1, guide: 0.95, error: 0.8, page: 0.5 };

export interface Finder {
  readonly recogniser: RecogniserIndex;
  readonly entryOf: (kind: string, id: string) => FindEntry | undefined;
  /**
   * `recognise`, and where that says nothing and somebody tells in words what he saw, what answers those words, with the
   * least confidence. For texts that are no question.
   */
  read(text: string): Recognition;
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
  const byKey = new Map(entries.entries.map((e) => [`${e.kind}/${e.id}`, e]));
  const topics = entries.topics.map((w) => [...new Set(searchTokens(w))]).filter((t) => t.length);
  const groups = entries.synonyms.map((g) => g.map((w) => [...new Set(searchTokens(w))]).filter((t) => t.length));
  const synonymous = new Set(groups.flat(2));
  // Cutting texts into words is most of the work of opening the index, so each line is cut once.
  const cut = new Map(
    entries.entries.map((e) => {
      const lines = [
        e.title,
        ...e.words.split('\n'),
        ...(e.asked?.split('\n') ?? []),
        ...(e.kind === 'error' ? (messages.get(e.id) ?? []) : []),
      ];
      return [`${e.kind}/${e.id}`, { asking: lines.map(searchTerms), text: searchTerms(e.text) }];
    }),
  );
  // Once each: how often an entry repeats a word says how much is written about it, not what it is about.
  const joined = (terms: readonly Term[]) => [...new Set(terms.map((t) => t.token))].join(' ');
  const mini = new MiniSearch<{ key: string; title: string; words: string; text: string }>({
    idField: 'key',
    fields: ['title', 'words', 'text'],
    tokenize: (s) => s.split(' '),
    processTerm: (t) => t || null,
    searchOptions: {
      boost: { title: 3, words: 2, text: 0.7 },
      combineWith: 'OR',
      prefix: (t) => t.length >= 4 && /^[a-z]/.test(t),
      fuzzy: (t) => (/^[a-z]{5,}$/.test(t) ? 0.2 : false),
      weights: { fuzzy: 0.45, prefix: 0.6 },
    },
  });
  mini.addAll(
    [...cut].map(([key, { asking, text }]) => ({
      key,
      title: joined(asking[0] ?? []),
      words: joined(asking.slice(1).flat()),
      text: joined(text),
    })),
  );
  const size = entries.entries.length;
  const frequency = new Map<string, number>();
  for (const { asking, text } of cut.values())
    for (const t of new Set([...asking.flat(), ...text].map((x) => x.token))) frequency.set(t, (frequency.get(t) ?? 0) + 1);
  const topicWords = new Set(topics.flat().filter((t) => /^[a-z]{5,}$/.test(t)));
  const weightOf = (t: Term) => rarity(t.token, frequency.get(t.token), size) * t.share;
  /** Each token once, with what it says. */
  const weighed = (terms: readonly Term[]) => new Map(terms.map((t) => [t.token, weightOf(t)]));
  const sum = (weights: Iterable<number>) => [...weights].reduce((a, b) => a + b, 0);
  interface Asking {
    readonly tokens: ReadonlyMap<string, number>;
    readonly total: number;
  }
  const askings = new Map<string, readonly Asking[]>();
  /** Ways of asking for an entry: title, aliases, questions, messages, each for itself. Weighed when first needed. */
  function askingsOf(key: string): readonly Asking[] {
    let all = askings.get(key);
    if (!all) {
      all = (cut.get(key)?.asking ?? []).flatMap((terms) => {
        const tokens = weighed(terms);
        return tokens.size ? [{ tokens, total: sum(tokens.values()) }] : [];
      });
      askings.set(key, all);
    }
    return all;
  }

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
    // Of a text in kana alone most cuts fall anywhere: only those count that are a word to somebody.
    const kana = inKanaAlone(foldJapanese(fold(query)));
    const real = terms.filter(
      (t, i) => frequency.has(t.token) || (kana ? synonymous.has(t.token) : !(seen(terms[i - 1], t) && seen(terms[i + 1], t))),
    );
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
  function likeness(groupsOf: readonly Group[], total: number, asking: Asking): number {
    let shared = 0;
    for (const g of groupsOf) {
      if (asking.tokens.has(g.tokens[0] as string)) shared += g.weight;
      else if (g.tokens.some((t) => asking.tokens.has(t))) shared += 0.7 * g.weight;
    }
    return (2 * shared) / (total + asking.total);
  }

  /** True when a query names connections, sign-in or what belongs to them, slips of a letter allowed. */
  function onTopic(tokens: readonly string[]): boolean {
    const have = new Set(tokens);
    for (const t of tokens) {
      if (frequency.has(t) || !/^[a-z]{5,}$/.test(t)) continue;
      for (const known of topicWords) if (isSlip(t, known)) have.add(known);
    }
    return topics.some((words) => words.every((w) => have.has(w)));
  }

  interface Scored {
    readonly score: number;
    readonly entry: FindEntry;
    /** Words of the entry that answer the query. */
    readonly there: ReadonlySet<string>;
    readonly best: number;
  }
  function scoredByWords(query: string): Scored[] {
    const groupsOf = termGroups(query.slice(0, MAX_QUERY));
    if (!groupsOf.length) return [];
    const own = groupsOf.map((g) => g.tokens[0] as string);
    const extra = [...new Set(groupsOf.flatMap((g) => g.tokens.slice(1)))].filter((t) => !own.includes(t));
    const ownSet = new Set(own);
    const found = mini.search([...own, ...extra].join(' '), {
      boostTerm: (t) => (ownSet.has(t) ? 1 : 0.35) * (/^[a-z0-9]/.test(t) ? 1 : 0.6),
    });
    const hasSubject = own.some((t) => !PLACES.has(t));
    const enough = onTopic(own) ? ENOUGH.topic : ENOUGH.other;
    const total = sum(groupsOf.map((g) => g.weight));
    const scored: Scored[] = [];
    for (const r of found.slice(0, 80)) {
      const entry = byKey.get(r.id as string);
      if (!entry) continue;
      // A query word counts when it, its beginning, its slip or a synonym stands in the entry.
      const asked = new Set(r.queryTerms);
      const there = new Set(r.terms);
      if (hasSubject && !groupsOf.some((g) => !PLACES.has(g.tokens[0] as string) && g.tokens.some((t) => asked.has(t)))) continue;
      let covered = 0;
      for (const { tokens, weight } of groupsOf) {
        const [word, ...alike] = tokens as [string, ...string[]];
        covered += weight * (there.has(word) ? 1 : alike.some((t) => there.has(t)) ? SYNONYM : asked.has(word) ? SLIP : 0);
      }
      covered /= total;
      const best = Math.max(0, ...askingsOf(r.id as string).map((a) => likeness(groupsOf, total, a)));
      // A single word is no question unless it is what an entry is called.
      const partly = covered >= enough.covered && best >= enough.alike && (enough === ENOUGH.topic || groupsOf.length > 1);
      if (best < enough.alone && !partly) continue;
      scored.push({ score: (covered + 0.2) * (best + 0.1) * r.score ** 0.25 * KIND_BOOST[entry.kind], entry, there, best });
    }
    scored.sort((a, b) => b.score - a.score);
    const top = scored[0]?.score ?? 0;
    return scored.filter((s) => s.score > top * 0.4).slice(0, LIMIT);
  }
  const byWords = (query: string): FindResult[] => scoredByWords(query).map((s) => ({ ...s.entry, why: 'words' }));

  function read(raw: string): Recognition {
    const r = recognise(raw, recogniser);
    if (r.recognised || r.unknownCodes.length > 0 || raw.length > MAX_TOLD || !TOLD.test(raw.replace(/https?:\/\/\S+/g, ' '))) return r;
    const answers = scoredByWords(unmangle(raw))
      .filter((s) => (s.score >= TOLD_SCORE || s.best >= TOLD_ALIKE) && (s.entry.kind === 'error' || s.entry.kind === 'cause'))
      .slice(0, MAX_TOLD_ANSWERS)
      .map(
        (s): Answer => ({
          kind: s.entry.kind as 'error' | 'cause',
          id: s.entry.id,
          confidence: TOLD_CONFIDENCE,
          matched: [...r.shown.matchAll(/[A-Za-z0-9'-]+|[ァ-ヺー]+|[一-鿿々]+/g)]
            .map((m) => m[0])
            .filter((w) => searchTokens(w).some((t) => s.there.has(t))),
          by: 'phrase',
        }),
      );
    return answers.length ? { ...r, recognised: true, answers, causes: rankCauses(answers, raw, recogniser) } : r;
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

  const causesOf = (error: string) => (recogniser.causes.get(error) ?? []).map((c) => c.id);
  /** The entry of an HTTP status that a query names by its number, alone or as an error code. */
  function statusEntry(text: string): FindEntry | undefined {
    const m =
      /^\s*(?:http\s*|error\s*|エラー\s*|status\s*|code\s*|コード\s*|ステータス\s*|[:：]\s*)*([45]\d\d)(?![\d.,:-]\d|\d|\s*(?:件|行|人|円|個|回|%))/i.exec(
        text,
      );
    const id = m && recogniser.codes.statuses.get(m[1] as string);
    return id ? byKey.get(`error/${id}`) : undefined;
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
    const status = pasted ? undefined : statusEntry(text);
    if (status)
      return {
        outcome: 'exact',
        results: dedupe([...withCauses([status], 'code', causesOf(status.id)), ...byWords(query)]).slice(0, LIMIT),
        unknownCodes: [],
      };
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
    read,
    entryOf: (kind, id) => byKey.get(`${kind}/${id}`),
    findQuick,
    async find(query, fullText) {
      const quick = findQuick(query);
      if (!fullText || !wantsFullText(quick, query)) return quick;
      const tokens = searchTokens(query);
      const pages = await fullText(normaliseQuery(query), LIMIT);
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

/** True when two words of five letters and more begin alike and differ by one letter: added, dropped, changed, or two swapped. */
function isSlip(a: string, b: string): boolean {
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  if (a.length !== b.length) return a.length > b.length ? a.slice(i + 1) === b.slice(i) : a.slice(i) === b.slice(i + 1);
  return a.slice(i + 1) === b.slice(i + 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2));
}

/** True when the full text may add to what was found: a question in words that did not fill the list. */
export const wantsFullText = (found: Found, query: string): boolean =>
  (found.outcome === 'results' || found.outcome === 'none') &&
  found.results.length < LIMIT &&
  !found.recognition?.recognised &&
  query.length <= MAX_QUERY &&
  searchTokens(query).length > 0;

/** A query as the full-text index should be asked: one width, one case, katakana compounds joined. */
export function normaliseQuery(query: string): string {
  return foldJapanese(fold(query)).slice(0, MAX_QUERY);
}

function dedupe(results: readonly FindResult[]): FindResult[] {
  const seen = new Set<string>();
  return results.filter((r) => !seen.has(r.path) && seen.add(r.path));
}
