/** RC212, RC213: each text in its own language; Japanese spacing and terms as Microsoft writes them. */
import { LANGS, type Lang } from '../../data/schema/index.ts';
import { type Held, type KnowledgeBase, LABELS_FILE } from '../base.ts';
import { memo } from '../memo.ts';
import type { Page } from '../page.ts';
import type { Report } from './rules.ts';

const JAPANESE_ALL = /[ぁ-ゖァ-ヺ一-鿿々]/g;
const STYLED_FIELDS = ['title', 'description', 'answer'] as const;

/** Words of Latin letters in a text, addresses and codes left out. */
function latinWords(text: string): number {
  return (text.replace(/https?:\S+/g, '').match(/\b[A-Za-z][A-Za-z'’]+\b/g) ?? []).length;
}

/** What is wrong with the language of a text that should be in `lang`; undefined when nothing is. */
export function wrongLanguage(text: string, lang: Lang, whole: boolean): string | undefined {
  const japanese = text.match(JAPANESE_ALL)?.length ?? 0;
  if (lang === 'en') {
    if (japanese > (whole ? 0 : 12) && japanese > text.length / 4) return 'is Japanese';
  } else if (japanese === 0 && (whole ? latinWords(text) > 0 : latinWords(text) >= 8)) return 'is not Japanese';
  return undefined;
}

interface Style {
  readonly pattern: RegExp;
  readonly what: string;
}
const J = 'ぁ-ゖァ-ヺ一-鿿々ー';
/** Spacing and width rules; source: the Japanese style conventions in docs/writing.md. */
const STYLES: readonly Style[] = [
  { pattern: /[Ａ-Ｚａ-ｚ０-９]/, what: 'Full-width letters or digits; use half-width' },
  { pattern: /[ｦ-ﾟ]/, what: 'Half-width katakana; use full-width' },
  { pattern: /[（）]/, what: 'Full-width parentheses; use ( )' },
  { pattern: new RegExp(`[${J}][A-Za-z0-9]`), what: 'A half-width space is missing between Japanese and a Latin letter or digit' },
  { pattern: new RegExp(`[A-Za-z0-9][${J}]`), what: 'A half-width space is missing between a Latin letter or digit and Japanese' },
  { pattern: /[ぁ-ゖ一-鿿々] [ぁ-ゖ一-鿿々]/, what: 'A space between two Japanese words' },
  { pattern: /[、。」] [^([]/, what: 'A space after full-width punctuation' },
  { pattern: / [、。「]/, what: 'A space before full-width punctuation' },
  { pattern: /ヶ月|ケ月|ヵ月/, what: 'Write か月' },
  { pattern: /[ぁ-ゖァ-ヺ一-鿿][,.](?:\s|$)/, what: 'Latin comma or period after Japanese; use 、 or 。' },
];

/** The words around a place of a text. */
const around = (text: string, i: number, n: number) => `「${text.slice(Math.max(0, i - 8), i + n + 8).replace(/\n/g, ' ')}」`;

/** Faults of style in one Japanese text. */
function styleFaults(text: string): string[] {
  return STYLES.flatMap((s) => {
    const m = s.pattern.exec(text);
    return m ? [`${s.what}: ${around(text, m.index, m[0].length)}`] : [];
  });
}

interface Avoid {
  readonly terms: readonly { wrong: string; right: string }[];
  /** Any of the terms: most texts have none, and one look says so. */
  readonly any: RegExp;
}

/** Spellings in one Japanese text that the glossary refuses. */
function termFaults(text: string, avoid: Avoid): string[] {
  if (!avoid.any.test(text)) return [];
  return avoid.terms.flatMap((a) => {
    const i = text.indexOf(a.wrong);
    return i < 0 ? [] : [`"${a.wrong}" is not the term here: ${around(text, i, a.wrong.length)}; write "${a.right}"`];
  });
}

interface Fault {
  readonly id: 'RC212' | 'RC213';
  readonly line: number;
  readonly what: string;
}
/** What is wrong with the language of a page, the glossary aside; and its texts, for the glossary. */
const pageLanguage = memo((page: Page): { faults: Fault[]; texts: { text: string; line: number }[] } => {
  const texts: { text: string; line: number; whole: boolean; name: string; styled: boolean }[] = [];
  for (const field of STYLED_FIELDS) {
    const text = page.front[field];
    if (typeof text === 'string')
      texts.push({ text, line: page.frontDoc.lineOf([field]), whole: true, name: `Field "${field}"`, styled: true });
  }
  for (const h of page.headings) texts.push({ text: h.text, line: h.line, whole: false, name: `The heading "${h.text}"`, styled: false });
  for (const p of page.prose)
    texts.push({ text: p.text, line: p.line, whole: false, name: `"${p.text.trim().slice(0, 40)}…"`, styled: true });
  const styled = page.lang === 'ja' ? texts.filter((t) => t.styled) : [];
  const faults: Fault[] = [];
  for (const t of texts) {
    const wrong = wrongLanguage(t.text, page.lang, t.whole);
    if (wrong) faults.push({ id: 'RC212', line: t.line, what: `${t.name} ${wrong}` });
  }
  for (const t of styled) for (const what of styleFaults(t.text)) faults.push({ id: 'RC213', line: t.line, what });
  // A page whose prose as a whole is hardly Japanese was copied and not translated.
  const all = page.prose.map((p) => p.text).join('');
  const japanese = all.match(JAPANESE_ALL)?.length ?? 0;
  if (page.lang === 'ja' && all.length > 200 && japanese < all.length / 4)
    faults.push({ id: 'RC212', line: 1, what: 'Most of this page is not Japanese' });
  if (page.lang === 'en' && japanese > all.length / 4) faults.push({ id: 'RC212', line: 1, what: 'Most of this page is Japanese' });
  return { faults, texts: styled };
});

export function checkLanguage(kb: KnowledgeBase, report: Report): void {
  const terms = [...kb.terms.values()].flatMap((h) => h.fact.avoid.map((wrong) => ({ wrong, right: h.fact.ja })));
  const any = terms.length ? new RegExp(terms.map((t) => t.wrong.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|')) : /(?!)/;
  const avoid: Avoid = { terms, any };
  for (const page of kb.raw.pages.values()) {
    if (page.problems.length) continue;
    const { faults, texts } = pageLanguage(page);
    for (const f of faults) report.add(f.id, page.path, f.line, f.what);
    for (const t of texts) for (const what of termFaults(t.text, avoid)) report.add('RC213', page.path, t.line, what);
  }
  const walk = (value: unknown, path: (string | number)[], held: Held<unknown>) => {
    if (!value || typeof value !== 'object') return;
    const pair = value as { en?: unknown; ja?: unknown };
    if (typeof pair.en === 'string' && typeof pair.ja === 'string') {
      for (const lang of LANGS) {
        const text = pair[lang] as string;
        // A text that is the same in both languages (a product name, {id}) is no sentence to translate.
        const wrong = pair.en === pair.ja && latinWords(text) < 4 ? undefined : wrongLanguage(text, lang, true);
        if (wrong)
          report.add('RC212', held.file.path, held.file.doc.lineOf([...held.at, ...path, lang]), `"${text.slice(0, 40)}" ${wrong}`);
      }
      for (const f of [...styleFaults(pair.ja), ...termFaults(pair.ja, avoid)])
        report.add('RC213', held.file.path, held.file.doc.lineOf([...held.at, ...path, 'ja']), f);
    }
    for (const [k, v] of Object.entries(value)) walk(v, [...path, Array.isArray(value) ? Number(k) : k], held);
  };
  for (const map of [kb.errors, kb.causes, kb.actions, kb.conflicts, kb.onsets, kb.terms, kb.changes, kb.questions])
    for (const h of map.values()) walk(h.fact, [], h);
  const file = kb.raw.data.get(LABELS_FILE);
  if (kb.labels && file) walk(kb.labels, [], { fact: kb.labels, file, at: [] });
}
