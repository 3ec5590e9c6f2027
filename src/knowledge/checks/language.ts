/** RC212, RC213: each text in its own language; Japanese spacing and terms as Microsoft writes them. */
import { LANGS, type Lang } from '../../data/schema/index.ts';
import { type Held, type KnowledgeBase, LABELS_FILE } from '../base.ts';
import type { Report } from './rules.ts';

const JAPANESE = /[ぁ-ゖァ-ヺ一-鿿々]/;
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

/** Findings of style in one Japanese text: what, and the words around the place. */
export function styleFaults(text: string, avoid: readonly { wrong: string; right: string }[]): string[] {
  const faults: string[] = [];
  const around = (i: number, n: number) => `「${text.slice(Math.max(0, i - 8), i + n + 8).replace(/\n/g, ' ')}」`;
  for (const s of STYLES) {
    const m = s.pattern.exec(text);
    if (m) faults.push(`${s.what}: ${around(m.index, m[0].length)}`);
  }
  for (const a of avoid) {
    const i = text.indexOf(a.wrong);
    if (i >= 0) faults.push(`"${a.wrong}" is not the term here: ${around(i, a.wrong.length)}; write "${a.right}"`);
  }
  return faults;
}

export function checkLanguage(kb: KnowledgeBase, report: Report): void {
  const avoid = [...kb.terms.values()].flatMap((h) => h.fact.avoid.map((wrong) => ({ wrong, right: h.fact.ja })));
  for (const page of kb.raw.pages.values()) {
    if (page.problems.length) continue;
    const texts: { text: string; line: number; whole: boolean; name: string; styled: boolean }[] = [];
    for (const field of STYLED_FIELDS) {
      const text = page.front[field];
      if (typeof text === 'string')
        texts.push({ text, line: page.frontDoc.lineOf([field]), whole: true, name: `Field "${field}"`, styled: true });
    }
    for (const h of page.headings) texts.push({ text: h.text, line: h.line, whole: false, name: `The heading "${h.text}"`, styled: false });
    for (const p of page.prose)
      texts.push({ text: p.text, line: p.line, whole: false, name: `"${p.text.trim().slice(0, 40)}…"`, styled: true });
    for (const t of texts) {
      const wrong = wrongLanguage(t.text, page.lang, t.whole);
      if (wrong) report.add('RC212', page.path, t.line, `${t.name} ${wrong}`);
      if (page.lang === 'ja' && t.styled) for (const f of styleFaults(t.text, avoid)) report.add('RC213', page.path, t.line, f);
    }
    // A page whose prose as a whole is hardly Japanese was copied and not translated.
    const all = page.prose.map((p) => p.text).join('');
    if (page.lang === 'ja' && all.length > 200 && (all.match(JAPANESE_ALL)?.length ?? 0) < all.length / 4)
      report.add('RC212', page.path, 1, 'Most of this page is not Japanese');
    if (page.lang === 'en' && JAPANESE.test(all) && (all.match(JAPANESE_ALL)?.length ?? 0) > all.length / 4)
      report.add('RC212', page.path, 1, 'Most of this page is Japanese');
  }
  const walk = (value: unknown, path: (string | number)[], held: Held<unknown>) => {
    if (!value || typeof value !== 'object') return;
    const pair = value as { en?: unknown; ja?: unknown };
    if (typeof pair.en === 'string' && typeof pair.ja === 'string') {
      for (const lang of LANGS) {
        const text = pair[lang] as string;
        const line = held.file.doc.lineOf([...held.at, ...path, lang]);
        // A text that is the same in both languages (a product name, {id}) is no sentence to translate.
        const wrong = pair.en === pair.ja && latinWords(text) < 4 ? undefined : wrongLanguage(text, lang, true);
        if (wrong) report.add('RC212', held.file.path, line, `"${text.slice(0, 40)}" ${wrong}`);
      }
      for (const f of styleFaults(pair.ja, avoid))
        report.add('RC213', held.file.path, held.file.doc.lineOf([...held.at, ...path, 'ja']), f);
    }
    for (const [k, v] of Object.entries(value)) walk(v, [...path, Array.isArray(value) ? Number(k) : k], held);
  };
  for (const map of [kb.errors, kb.causes, kb.actions, kb.conflicts, kb.onsets, kb.terms, kb.changes])
    for (const h of map.values()) walk(h.fact, [], h);
  const file = kb.raw.data.get(LABELS_FILE);
  if (kb.labels && file) walk(kb.labels, [], { fact: kb.labels, file, at: [] });
}
