/**
 * What is left to go by when no code and no message is known: names of causes and the ways people ask for them, standing
 * in one sentence of the paste. A hint with low confidence, never more.
 */
import { partRarity, searchTokens } from '../tokens.ts';

export interface PhraseSource {
  readonly kind: 'error' | 'cause';
  readonly id: string;
  readonly text: string;
}
interface Phrase {
  readonly kind: 'error' | 'cause';
  readonly id: string;
  readonly tokens: readonly string[];
  readonly total: number;
}
export interface PhraseIndex {
  readonly weights: ReadonlyMap<string, number>;
  readonly phrases: readonly Phrase[];
  /** For each word, the phrases it stands in. */
  readonly postings: ReadonlyMap<string, readonly number[]>;
}
export interface PhraseMatch {
  readonly kind: 'error' | 'cause';
  readonly id: string;
  /** Words of the paste, as they stand there. */
  readonly words: readonly string[];
  readonly evidence: number;
}

/** Builds the index. Linear in the length of the phrases. */
export function buildPhrases(sources: readonly PhraseSource[]): PhraseIndex {
  // How rare a word is, counted in causes and not in phrases: many aliases of one cause share their words.
  const causesOf = new Map<string, Set<string>>();
  const raw = sources.map((s) => ({ kind: s.kind, id: s.id, tokens: [...new Set(searchTokens(s.text))] }));
  for (const p of raw) for (const t of p.tokens) causesOf.set(t, (causesOf.get(t) ?? new Set()).add(p.id));
  const size = new Set(sources.map((s) => s.id)).size;
  const weights = new Map([...causesOf].map(([t, c]) => [t, partRarity(t, c.size, size)]));
  const phrases = raw.map((p) => ({ ...p, total: p.tokens.reduce((sum, t) => sum + (weights.get(t) ?? 0), 0) }));
  const postings = new Map<string, number[]>();
  phrases.forEach((p, i) => {
    for (const t of p.tokens) postings.set(t, [...(postings.get(t) ?? []), i]);
  });
  return { weights, phrases, postings };
}

/** Longer texts name many things in passing. */
const MAX_TEXT = 1500;
const MAX_SENTENCES = 24;
/** Weight a phrase must have, in nats, and the share of it that must stand in the sentence. Set on the examples, negatives included. */
const MIN_WEIGHT = 4.3;
const MIN_SHARE = 0.86;
/** Words that show that a text is about a flow, an app or a sign-in of this platform, and not of any other. */
const SUBJECT =
  /power ?(?:automate|apps|platform)|microsoft ?flow|\bflows?\b|\bconnectors?\b|connection reference|your .{0,30}connection|dataverse|azure ?ad|entra|sign-?(?:in|ing)\b|conditional access|\btenant|organi[sz]ation|フロー|コネクタ|接続|サインイン|テナント|組織/i;

/**
 * @param text unmangled text
 * @returns causes whose phrase stands in one sentence of the text, best first; empty for long texts and other subjects
 */
export function matchPhrases(text: string, index: PhraseIndex): PhraseMatch[] {
  if (text.length > MAX_TEXT || !SUBJECT.test(text)) return [];
  const best = new Map<string, PhraseMatch>();
  const sentences = text.split(/[.!?。！？;；]\s|[。！？]|\n/).slice(0, MAX_SENTENCES);
  for (const sentence of sentences) {
    const have = new Set(searchTokens(sentence));
    const shared = new Map<number, number>();
    for (const t of have) for (const i of index.postings.get(t) ?? []) shared.set(i, (shared.get(i) ?? 0) + (index.weights.get(t) ?? 0));
    for (const [i, weight] of shared) {
      const p = index.phrases[i] as Phrase;
      if (p.tokens.length < 2 || p.total < MIN_WEIGHT || weight < p.total * MIN_SHARE) continue;
      if ((best.get(p.id)?.evidence ?? 0) >= weight) continue;
      const said = new Set(p.tokens);
      const words = [...sentence.matchAll(/[A-Za-z0-9'-]+|[ァ-ヺー]+|[一-鿿々]+/g)]
        .map((m) => m[0])
        .filter((w) => searchTokens(w).some((t) => said.has(t)));
      // Parts of one word are no phrase.
      if (words.length < 2) continue;
      best.set(p.id, { kind: p.kind, id: p.id, words, evidence: weight });
    }
  }
  return [...best.values()].sort((a, b) => b.evidence - a.evidence);
}
