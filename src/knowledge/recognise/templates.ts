/**
 * Recognises messages without a code: retrieval with evidence. An inverted index over the words of the message
 * templates finds candidates; a local alignment (Smith-Waterman over words, weighted by rarity, placeholders free)
 * says how much of a candidate stands in the paste, in order, whatever was cut, filled in or changed.
 */

export interface TemplateSource {
  readonly error: string;
  readonly text: string;
  readonly lang: string;
  /** A retelling and no literal wording: counts only when nearly all of it is there. */
  readonly loose?: true;
}

interface Template {
  readonly error: string;
  /** Token numbers; -1 for a placeholder. */
  readonly tokens: readonly number[];
  readonly total: number;
  /** Words that are not placeholders. */
  readonly words: number;
  readonly loose: boolean;
  readonly cjk: boolean;
}

/** A short message of common words, to be found word for word. */
interface ShortMessage {
  readonly error: string;
  /** What stands between its placeholders, folded. */
  readonly parts: readonly string[];
  readonly loose: boolean;
}

export interface TemplateIndex {
  readonly short: readonly ShortMessage[];
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly weights: readonly number[];
  /** For each token, the templates it stands in. */
  readonly postings: readonly (readonly number[])[];
  readonly templates: readonly Template[];
}

export interface TemplateMatch {
  readonly error: string;
  /** 0 to 1: how sure. */
  readonly confidence: number;
  /** The words of the paste that matched, in order, as they stand there. */
  readonly words: readonly string[];
  readonly start: number;
  readonly end: number;
  /** Share of the template's information that stands in the paste. */
  readonly coverage: number;
  /** Absolute information matched. */
  readonly evidence: number;
  /** Words of the longest wording of this error that was found. */
  readonly most: number;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const WORD =
  /[\p{Script=Latin}\p{Script=Cyrillic}][\p{Script=Latin}\p{Script=Cyrillic}\p{M}']*|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]+/gu;
const CJK = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]/u;

/** Words of Latin script whole, Japanese and Chinese as overlapping pairs of characters. Case and plural "s" folded. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const m of text.matchAll(WORD)) {
    const word = m[0];
    if (CJK.test(word)) {
      if (word.length === 1) tokens.push({ text: word, start: m.index, end: m.index + 1 });
      for (let i = 0; i + 1 < word.length; i++) tokens.push({ text: word.slice(i, i + 2), start: m.index + i, end: m.index + i + 2 });
    } else {
      tokens.push({ text: stem(word), start: m.index, end: m.index + word.length });
    }
  }
  return tokens;
}

/** A word cut by a hard wrap is put together again where only the whole is a word of the messages. */
function joinWrapped(tokens: readonly Token[], text: string, vocabulary: ReadonlyMap<string, number>): readonly Token[] {
  if (!text.includes('\n')) return tokens;
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const a = tokens[i] as Token;
    const b = tokens[i + 1];
    if (
      b &&
      b.start - a.end <= 6 &&
      /^\r?\n[ >|]{0,4}$/.test(text.slice(a.end, b.start)) &&
      !(vocabulary.has(a.text) && vocabulary.has(b.text))
    ) {
      const whole = stem(text.slice(a.start, a.end) + text.slice(b.start, b.end));
      if (vocabulary.has(whole)) {
        out.push({ text: whole, start: a.start, end: b.end });
        i++;
        continue;
      }
    }
    out.push(a);
  }
  return out;
}

/** "isn't" and "is not", "doesn't" and "does not" read the same; a plural reads like its singular. */
function stem(word: string): string {
  const w = word.toLowerCase().replace(/n't$/, '').replace(/'s?$/, '').replace(/'/g, '');
  return w.length > 4 && w.endsWith('s') && !w.endsWith('ss') && !w.endsWith('us') && !w.endsWith('is') ? w.slice(0, -1) : w;
}

/** An address in a message says nothing: the same help page stands under many. */
const ADDRESS = /https?:\/\/[^\s'")]+/g;
/** A placeholder of a template, or what people leave when they redact one. */
const PLACEHOLDER = /\{[^{}]*\}/;

/** Number of templates of a script with which the thresholds were set. */
const REFERENCE = 600;

/** Builds the index. Linear in the length of the templates. */
export function buildTemplates(sources: readonly TemplateSource[]): TemplateIndex {
  const vocabulary = new Map<string, number>();
  const frequency: number[] = [];
  const raw = sources.map((s) => {
    const tokens: number[] = [];
    for (const part of s.text
      .normalize('NFKC')
      .replace(ADDRESS, '{address}')
      .split(/(\{[^{}]*\})/)) {
      if (PLACEHOLDER.test(part)) {
        if (tokens.at(-1) !== -1) tokens.push(-1);
        continue;
      }
      for (const t of tokenize(part)) {
        if (t.text === 'not') continue;
        let n = vocabulary.get(t.text);
        if (n === undefined) {
          n = frequency.length;
          vocabulary.set(t.text, n);
          frequency.push(0);
        }
        tokens.push(n);
      }
    }
    for (const n of new Set(tokens)) if (n >= 0) frequency[n] = (frequency[n] ?? 0) + 1;
    return { error: s.error, tokens, loose: s.loose === true };
  });
  const names = [...vocabulary.keys()];
  // How rare a word is can only be said among templates of its own script; few templates of a script make few words rare.
  const isCjk = raw.map((t) => t.tokens.some((n) => n >= 0 && CJK.test(names[n] ?? '')));
  const cjkTemplates = isCjk.filter(Boolean).length;
  // Rarity in nats. Pairs of characters overlap, so each carries half.
  // The thresholds below hold for so many templates of a script; with more of them the same word would seem to say more.
  const scale = (count: number) => Math.min(1, Math.log(1 + REFERENCE) / Math.log(1 + Math.max(1, count)));
  const latin = sources.length - cjkTemplates;
  const weights = frequency.map((f, n) =>
    CJK.test(names[n] ?? '') ? Math.log(1 + cjkTemplates / f) * 0.5 * scale(cjkTemplates) : Math.log(1 + latin / f) * scale(latin),
  );
  const postings: number[][] = frequency.map(() => []);
  const templates = raw.map((t, i) => {
    let total = 0;
    let words = 0;
    for (const n of t.tokens) {
      if (n < 0) continue;
      total += weights[n] ?? 0;
      words++;
    }
    for (const n of new Set(t.tokens)) if (n >= 0) postings[n]?.push(i);
    return { error: t.error, tokens: t.tokens, total, words, loose: t.loose, cjk: isCjk[i] === true };
  });
  const short = templates.flatMap((t, i): ShortMessage[] => {
    if (t.total >= MIN_EVIDENCE + 3 && t.words >= 5) return [];
    const parts = literally((sources[i] as TemplateSource).text.replace(ADDRESS, '{}'))
      .split(/\{[^{}]*\}/)
      .map((x) => x.trim())
      .filter((x) => x.length > 2);
    const length = parts.reduce((sum, x) => sum + x.length, 0);
    return length >= (t.cjk ? SHORTEST_CJK : SHORTEST) ? [{ error: t.error, parts, loose: t.loose }] : [];
  });
  return { vocabulary, weights, postings, templates, short };
}

/** Evidence below which nothing is said, in nats; set on the examples, negatives included (see tests/recognise). */
const MIN_EVIDENCE = 9;
/** Words that a small part of a message must have. */
const MIN_PART = 10;
/** Pairs of characters that a part of a Japanese message must have; shorter runs are phrases that any text has. */
const MIN_CJK_PART = 22;
const MAX_CANDIDATES = 16;
const MAX_POSITIONS = 40;

/**
 * Finds the templates that stand in a text.
 * @param text unmangled text of any size; time grows linearly with it
 * @param only errors to look for; all when left out
 * @returns matches above the threshold, best first, one per error
 */
export function matchTemplates(text: string, index: TemplateIndex, only?: ReadonlySet<string>): TemplateMatch[] {
  const tokens = joinWrapped(tokenize(text), text, index.vocabulary);
  // Tokens of the paste as numbers of the vocabulary; unknown words are -2.
  const ids = new Int32Array(tokens.length);
  const positions = new Map<number, number[]>();
  for (let i = 0; i < tokens.length; i++) {
    const n = index.vocabulary.get((tokens[i] as Token).text) ?? -2;
    ids[i] = n;
    if (n < 0) continue;
    const list = positions.get(n);
    if (!list) positions.set(n, [i]);
    else if (list.length < MAX_POSITIONS) list.push(i);
  }
  // Candidates by the weight of their words that occur at all. Common words add little and are long lists: rare first.
  const score = new Float64Array(index.templates.length);
  const present = [...positions.keys()].sort((a, b) => (index.postings[a]?.length ?? 0) - (index.postings[b]?.length ?? 0));
  const touched: number[] = [];
  let budget = 60_000 + index.templates.length * 4;
  for (const n of present) {
    const list = index.postings[n] as readonly number[];
    budget -= list.length;
    if (budget < 0) break;
    const w = index.weights[n] as number;
    for (const t of list) {
      if (score[t] === 0) touched.push(t);
      score[t] = (score[t] as number) + w;
    }
  }
  const candidates = touched
    .filter((t) => !only || only.has((index.templates[t] as Template).error))
    .filter((t) => (score[t] as number) >= Math.min(MIN_EVIDENCE, (index.templates[t] as Template).total * 0.85) * 0.9)
    .sort((a, b) => rankOf(b) - rankOf(a))
    .slice(0, MAX_CANDIDATES);
  function rankOf(t: number): number {
    const total = (index.templates[t] as Template).total;
    return (score[t] as number) * (0.4 + 0.6 * Math.min(1, (score[t] as number) / total));
  }
  const best = new Map<string, Omit<TemplateMatch, 'most'>>();
  const most = new Map<string, number>();
  for (const t of candidates) {
    const m = align(index, index.templates[t] as Template, ids, tokens, positions, text);
    if (!m) continue;
    const before = best.get(m.error);
    most.set(m.error, Math.max(most.get(m.error) ?? 0, m.words.length));
    if (!before || m.confidence > before.confidence || (m.confidence === before.confidence && m.evidence > before.evidence))
      best.set(m.error, m);
  }
  for (const m of matchShort(text, index, only)) {
    const before = best.get(m.error);
    most.set(m.error, Math.max(most.get(m.error) ?? 0, m.words.length));
    if (!before || m.confidence > before.confidence) best.set(m.error, m);
  }
  return [...best.values()]
    .map((m) => ({ ...m, most: most.get(m.error) ?? m.words.length }))
    .sort((a, b) => b.confidence - a.confidence || b.evidence - a.evidence);
}

/** Characters that a short message must have to be found word for word. */
const SHORTEST = 20;
const SHORTEST_CJK = 9;
/** Of a long text only the beginning is searched word for word. */
const LITERAL_LIMIT = 200_000;
/** Between two parts of a message stands at most so much. */
const BETWEEN = 120;

/** A text as short messages are compared: lower case, one space, without quotes, sentence ends and brackets. */
const literally = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/["'`*「」『』[\]()]/g, '')
    .replace(/[.!。]+(?=\s|$)/g, '')
    .replace(/(?<=[ぁ-んァ-ヶー一-鿿])\s+(?=[ぁ-んァ-ヶー一-鿿])/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Short messages that stand word for word in the text; words in the order of the message. */
function matchShort(text: string, index: TemplateIndex, only?: ReadonlySet<string>): Omit<TemplateMatch, 'most'>[] {
  const folded = literally(text.slice(0, LITERAL_LIMIT));
  const out: Omit<TemplateMatch, 'most'>[] = [];
  for (const m of index.short) {
    if (only && !only.has(m.error)) continue;
    let at = folded.indexOf(m.parts[0] as string);
    if (at < 0) continue;
    const start = at;
    let whole = true;
    at += (m.parts[0] as string).length;
    for (const part of m.parts.slice(1)) {
      const next = folded.indexOf(part, at);
      if (next < 0 || next - at > BETWEEN) {
        whole = false;
        break;
      }
      at = next + part.length;
    }
    if (!whole || /[a-z]/.test(folded[start - 1] ?? '') || /[a-z]/.test(folded[at] ?? '')) continue;
    const length = m.parts.reduce((sum, x) => sum + x.length, 0);
    const words = m.parts.flatMap((x) => x.split(' '));
    // Alone it is the message; in a longer text it may be somebody's own words.
    const confidence = length >= folded.length * 0.6 ? 0.9 : m.loose ? 0.66 : 0.75;
    out.push({ error: m.error, confidence, words, start, end: at, coverage: 1, evidence: length / 6 });
  }
  return out;
}

/** The best local alignment of one template around its rarest words in the text. */
function align(
  index: TemplateIndex,
  template: Template,
  ids: Int32Array,
  tokens: readonly Token[],
  positions: ReadonlyMap<number, readonly number[]>,
  text: string,
): Omit<TemplateMatch, 'most'> | undefined {
  const size = template.tokens.length;
  const slots = template.tokens.filter((n) => n < 0).length;
  const reach = Math.min(260, Math.ceil(size * 1.4) + slots * 8 + 6);
  const anchors = template.tokens
    .map((n, i) => ({ n, i }))
    .filter(({ n }) => n >= 0 && positions.has(n))
    .sort((a, b) => (index.weights[b.n] as number) - (index.weights[a.n] as number))
    .slice(0, 4);
  const windows: [number, number][] = [];
  for (const { n } of anchors) {
    for (const p of (positions.get(n) as readonly number[]).slice(0, 6)) {
      const from = Math.max(0, p - reach);
      const to = Math.min(ids.length, p + reach);
      if (!windows.some(([f, e]) => p - f >= reach / 2 && e - p >= reach / 2)) windows.push([from, to]);
    }
    if (windows.length >= 8) break;
  }
  let best: { s: number; matched: number; words: number[]; contiguous: number; segment: number } | undefined;
  for (const [from, to] of windows) {
    const found = localAlignment(index, template, ids, from, to);
    if (found && (!best || found.s > best.s)) best = found;
  }
  if (!best || best.words.length < 2) return undefined;
  const coverage = best.matched / template.total;
  const confidence = judge(template, best.s, coverage, best.contiguous, best.words.length, best.segment, text.length);
  if (confidence === 0) return undefined;
  const first = tokens[best.words[0] as number] as Token;
  const last = tokens[best.words.at(-1) as number] as Token;
  return {
    error: template.error,
    confidence,
    words: best.words.map((i) => text.slice((tokens[i] as Token).start, (tokens[i] as Token).end)),
    start: first.start,
    end: last.end,
    coverage,
    evidence: best.s,
  };
}

/** Skipping a word of the template costs this share of its weight; an extra word in the text costs a little. */
const SKIP_SHARE = 0.35;
const EXTRA = 0.3;

function localAlignment(index: TemplateIndex, template: Template, ids: Int32Array, from: number, to: number) {
  const rows = template.tokens.length;
  const cols = to - from;
  const width = cols + 1;
  const H = new Float64Array((rows + 1) * width);
  const back = new Uint8Array((rows + 1) * width); // 1 match, 2 skip template, 3 extra in text
  let top = 0;
  let at = 0;
  for (let i = 1; i <= rows; i++) {
    const n = template.tokens[i - 1] as number;
    const w = n < 0 ? 0 : (index.weights[n] as number);
    // In and after a placeholder, words of the text are free: they are what it was filled with.
    const extra = n < 0 ? 0 : EXTRA;
    const skip = w * SKIP_SHARE;
    for (let j = 1; j <= cols; j++) {
      const k = i * width + j;
      let value = 0;
      let from_ = 0;
      if (n >= 0 && ids[from + j - 1] === n) {
        const v = (H[k - width - 1] as number) + w;
        if (v > value) {
          value = v;
          from_ = 1;
        }
      }
      const up = (H[k - width] as number) - skip;
      if (up > value) {
        value = up;
        from_ = 2;
      }
      const left = (H[k - 1] as number) - extra;
      if (left > value) {
        value = left;
        from_ = 3;
      }
      H[k] = value;
      back[k] = from_;
      if (value > top) {
        top = value;
        at = k;
      }
    }
  }
  if (top === 0) return undefined;
  const words: number[] = [];
  const templateAt: number[] = [];
  let matched = 0;
  let k = at;
  while ((H[k] as number) > 0 && back[k] !== 0) {
    const i = Math.floor(k / width);
    if (back[k] === 1) {
      words.push(from + (k % width) - 1);
      templateAt.push(i - 1);
      matched += index.weights[template.tokens[i - 1] as number] as number;
      k -= width + 1;
    } else if (back[k] === 2) k -= width;
    else k -= 1;
  }
  words.reverse();
  templateAt.reverse();
  // Share of neighbouring words of the match that are neighbours in the text too (a placeholder between excuses).
  let neighbours = 0;
  let pairs = 0;
  for (let i = 1; i < words.length; i++) {
    const gapT = (templateAt[i] as number) - (templateAt[i - 1] as number);
    pairs++;
    if (
      (words[i] as number) - (words[i - 1] as number) === 1 ||
      (gapT > 1 && template.tokens.slice((templateAt[i - 1] as number) + 1, templateAt[i]).includes(-1))
    )
      neighbours++;
  }
  const segmentTokens = template.tokens.slice(templateAt[0], (templateAt.at(-1) ?? 0) + 1);
  const segment = segmentTokens.reduce((s, n) => s + (n < 0 ? 0 : (index.weights[n] as number)), 0);
  return { s: top, matched, words, contiguous: pairs ? neighbours / pairs : 0, segment };
}

/**
 * From an alignment to a confidence: 0 says nothing. A long message needs only a telling part of itself, a short one
 * must stand there whole. Numbers set on shared examples and their negatives, and kept by tests.
 */
function judge(
  template: Template,
  s: number,
  coverage: number,
  contiguous: number,
  words: number,
  segment: number,
  textLength: number,
): number {
  const share = s / template.total;
  const density = segment > 0 ? (coverage * template.total) / segment : 0;
  if (template.total < MIN_EVIDENCE + 3 || template.words < 5) {
    // Short message standing there word for word: surer than a longer one of which a word is missing.
    if (share >= 0.99 && contiguous >= 0.99 && words >= 4 && textLength < 120) return 0.96;
    // Short message: whole, in one piece, and more than a word.
    if (share >= 0.9 && contiguous >= 0.75 && template.words >= 3 && s >= 5) return textLength < 240 ? 0.85 : 0.7;
    if (share >= 0.97 && template.words === 2 && s >= 7 && textLength < 60) return 0.65;
    return 0;
  }
  if (template.loose) return share >= 0.9 && contiguous >= 0.7 ? 0.85 : share >= 0.8 && contiguous >= 0.7 && textLength < 400 ? 0.7 : 0;
  if (s < MIN_EVIDENCE || contiguous < 0.4 || words < 4) return 0;
  if (share >= 0.8) return 0.95;
  if (share >= 0.6) return 0.88;
  // Pairs of characters of common endings stand in every Japanese text: a part of a message must stand there in one piece.
  if (template.cjk && (contiguous < 0.75 || density < 0.8 || words < MIN_CJK_PART)) return 0;
  if (share >= 0.42 && s >= 12 && density >= 0.7) return 0.78;
  if (words < MIN_PART) return 0;
  if (s >= 18 && density >= 0.75 && contiguous >= 0.55) return 0.7;
  if (share >= 0.3 && s >= 14 && density >= 0.8 && contiguous >= 0.6) return 0.62;
  return 0;
}
