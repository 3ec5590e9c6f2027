/**
 * The front door of search, the same for the dialog, the home page box and the command line: exact code first, then
 * recognition of a pasted message, then words over titles, aliases and questions, then the full text.
 */
import { type CodesFile, type EntriesFile, type FindEntry, openRecogniser } from './find-index.ts';
import { findCodes } from './recognise/codes.ts';
import { type Answer, type RecogniserIndex, type Recognition, rankCauses, recognise } from './recognise/recognise.ts';
import { unmangle } from './recognise/unmangle.ts';
import { fold, foldJapanese, readsPasted } from './text.ts';
import { PLACES, searchTokens } from './tokens.ts';
import { LIMIT, MAX_QUERY, openWords } from './words.ts';

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
  const words = openWords(entries, byKey, messages);
  const byWords = (query: string): FindResult[] => words.answer(query).map((s) => ({ ...s.entry, why: 'words' }));

  function read(raw: string): Recognition {
    const r = recognise(raw, recogniser);
    if (r.recognised || r.unknownCodes.length > 0 || raw.length > MAX_TOLD || !TOLD.test(raw.replace(/https?:\/\/\S+/g, ' '))) return r;
    const answers = words
      .answer(unmangle(raw))
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
    if (!m) return undefined;
    const id = recogniser.codes.statuses.get(m[1] as string);
    const entry = id && byKey.get(`error/${id}`);
    if (!entry) return undefined;
    // Where more is said, it must be the status's own words or about connections: other things are counted in hundreds too.
    const rest = searchTokens(text.slice(m[0].length)).filter((t) => !PLACES.has(t));
    const own = new Set(searchTokens(`${entry.title} ${entry.words}`));
    return /^\s*\d/.test(m[0]) && !rest.every((t) => own.has(t)) && !words.onTopic(rest) ? undefined : entry;
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
    // Of a paste the recogniser has the last word: a shell around an unknown code, or another provider's error, is no answer.
    const seen = pasted && known.length ? recognise(query, recogniser) : undefined;
    if (known.length && (!seen || seen.answers.length)) {
      const firsts = known.map((c) => byKey.get(`error/${c.id}`)).filter((e) => e !== undefined);
      const causes = seen ? seen.causes : known.flatMap((c) => causesOf(c.id as string));
      const results = dedupe([...withCauses(firsts, 'code', causes), ...(pasted ? [] : byWords(query))]).slice(0, LIMIT);
      return { outcome: 'exact', results, unknownCodes: unknown, ...(seen ? { recognition: seen } : {}) };
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
