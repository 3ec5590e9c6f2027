/**
 * Questions in words: which entries answer them. An index over titles, aliases, questions, retellings and messages finds
 * candidates; how much of the question an entry covers, and how alike it is to one way of asking, decides.
 */
import MiniSearch from 'minisearch';
import type { EntriesFile, FindEntry } from './find-index.ts';
import { fold, foldJapanese } from './text.ts';
import { inKanaAlone, PLACES, rarity, searchTerms, searchTokens, type Term } from './tokens.ts';

/** Results shown at most. */
export const LIMIT = 10;
/** Longest query looked at; of a longer one the rest is ignored for words (codes and messages see all of it). */
export const MAX_QUERY = 400;
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
/** A cause answers a question better than the error that shows it. */
const KIND_BOOST: Readonly<Record<FindEntry['kind'], number>> = { cause: 1.3, action: 1.1, guide: 0.95, error: 0.8, page: 0.5 };

interface Group {
  /** The word of the query, then what stands for it. */
  readonly tokens: string[];
  readonly weight: number;
}
interface Asking {
  readonly tokens: ReadonlyMap<string, number>;
  readonly total: number;
}
/** An entry that answers a question. */
export interface Scored {
  readonly score: number;
  readonly entry: FindEntry;
  /** Words of the entry that answer the question. */
  readonly there: ReadonlySet<string>;
  /** How alike the question is to the nearest way of asking, 0 to 1. */
  readonly best: number;
}
export interface Words {
  /** Entries that answer a question, best first; none for a question about nothing we know. */
  answer(query: string): Scored[];
  /** True when words name connections, sign-in or what belongs to them, slips of a letter allowed. */
  onTopic(tokens: readonly string[]): boolean;
}

/**
 * Opens the index. Linear in the length of the texts.
 * @param byKey entries by `kind/id`
 * @param messages wordings by error id
 */
export function openWords(
  entries: EntriesFile,
  byKey: ReadonlyMap<string, FindEntry>,
  messages: ReadonlyMap<string, readonly string[]>,
): Words {
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
      else if (g.tokens.some((t) => asking.tokens.has(t))) shared += SYNONYM * g.weight;
    }
    return (2 * shared) / (total + asking.total);
  }

  function onTopic(tokens: readonly string[]): boolean {
    const have = new Set(tokens);
    for (const t of tokens) {
      if (frequency.has(t) || !/^[a-z]{5,}$/.test(t)) continue;
      for (const known of topicWords) if (isSlip(t, known)) have.add(known);
    }
    return topics.some((words) => words.every((w) => have.has(w)));
  }

  function answer(query: string): Scored[] {
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
  return { answer, onTopic };
}

/** True when two words of five letters and more begin alike and differ by one letter: added, dropped, changed, or two swapped. */
function isSlip(a: string, b: string): boolean {
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  if (a.length !== b.length) return a.length > b.length ? a.slice(i + 1) === b.slice(i) : a.slice(i) === b.slice(i + 1);
  return a.slice(i + 1) === b.slice(i + 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2));
}
