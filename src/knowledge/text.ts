/** Folding text so that the same words compare equal however they were typed. Browser-safe. */

const KATAKANA_END_MARK = /([ァ-ヺ])ー(?![ァ-ヺ])/g;

/**
 * Folds a text for comparison: NFKC (full-width letters, half-width kana), lower case, straight quotes, one space
 * for any run of spaces, no zero-width characters. Length may change.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/[\u2018\u2019\u201a\u2032`\u00b4]/g, "'")
    .replace(/[\u201c\u201d\u201e\u2033\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\s\u00a0\u3000]+/g, ' ')
    .trim();
}

/**
 * Japanese spelling variants brought to one: the space inside katakana compounds and the long mark at a word's end
 * are dropped (サービス プリンシパル = サービスプリンシパル, サーバー = サーバ). Expects folded text.
 */
export function foldJapanese(text: string): string {
  return text
    .replace(/([ァ-ヺー]) (?=[ァ-ヺー])/g, '$1')
    .replace(/([ァ-ヺ]ー*)・(?=[ァ-ヺ])/g, '$1')
    .replace(KATAKANA_END_MARK, '$1');
}

/** True when a text has any Japanese character. */
export const hasJapanese = (text: string): boolean => /[ぁ-ゖァ-ヺ一-鿿々]/.test(text);

/** Escapes text for HTML, attribute values included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** True for a text that reads like a pasted error and not like a code or a question somebody typed. */
export const readsPasted = (text: string): boolean => text.length > 60 || /[\n{]/.test(text);
