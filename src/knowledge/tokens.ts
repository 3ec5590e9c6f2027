/** Words as search and the weaker half of recognition see them. */
import { fold, foldJapanese } from './text.ts';

const STOP = new Set(
  'a an the is are was were be been to of in on at for and or but with by from as it its this that these those my me i we you our your their his her they he she them us do does did hasnt havent hadnt wasnt werent didnt couldnt shouldnt wouldnt arent aint im ive theyre youre lets how what why when which who whose can cannot cant not no dont doesnt isnt wont if will would should could have has had so than then there about into out up down get gets got after before because use using used via per any all microsoft power automate apps platform flow flows cloud someone somebody anyone everyone everything something anything please help want need needs happen happens happening now only also just still yet too very really one'.split(
    ' ',
  ),
);
/** Pairs and single characters that stand in almost every Japanese question. */
const JA_STOP = new Set([
  'フロ',
  'ロー',
  '方法',
  '場合',
  '理由',
  '原因',
  '人',
  '時',
  '事',
  '何',
  '後',
  '前',
  '今',
  '様',
  '他',
  '中',
  '教',
  '知',
  '言',
  '出',
  '見',
  '行',
]);

/** Light English stemming: plural, -ing, -ed. */
function stem(w: string): string {
  if (w.length <= 3) return w;
  return w
    .replace(/'s$/, '')
    .replace(/(?<=[a-z]{3})ies$/, 'y')
    .replace(/(?<=[a-z]{3}[^s])s$/, '')
    .replace(/(?<=[a-z]{4})(?:ing|ed)$/, '')
    .replace(/(?<=[a-z]{4})e$/, '')
    .replace(/([bdgmnprt])\1$/, '$1');
}

/** Names of products and places: they say where, not what. A query is not answered by them alone when it says more. */
export const PLACES = new Set(
  'teams excel sharepoint outlook onedrive office 365 dataverse bi json error fail azure ad aad entra com エラー 失敗'
    .split(' ')
    .map((w) => stem(w)),
);
const SCRIPTS = /[a-z0-9]+|[ァ-ヺー]+|[一-鿿々]+/g;

/** A text in kana alone: its hiragana may spell what is else written in kanji or katakana, as some people type it. */
export const inKanaAlone = (folded: string): boolean => /^[ぁ-ゖァ-ヺー ]*[ぁ-ゖ][ぁ-ゖァ-ヺー ]*$/.test(folded);
const toKatakana = (w: string) => w.replace(/[ぁ-ゖ]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0x60));

/** A word or a part of one, as search compares it. */
export interface Term {
  readonly token: string;
  /** Part of the word's weight that this token carries: all of it, or its share where a word is cut into several. */
  readonly share: number;
  /** Number of the word in the text; tokens of one word share it. */
  readonly word: number;
}
/** A long compound says more than a short word, but its parts do not each say as much as a word. */
const shareOf = (parts: number, more: number) => (1 + more * (parts - 1)) / parts;

/**
 * Words of a text for the index and the query alike. Latin words are stemmed; katakana is taken as triples and kanji as pairs
 * of characters, each script by itself; one kanji before hiragana stands for its verb whatever the ending (切れる, 切れた, 切って).
 */
export function searchTerms(text: string): Term[] {
  const out: Term[] = [];
  const folded = foldJapanese(fold(text))
    .replace(/([a-z])'([a-z])/g, '$1$2')
    .replace(/すべて|全て|全部/g, '全 ')
    // "sign out" and "sign in" are different things; the little word belongs to the verb.
    .replace(/\b(sign|log|turn|shut|lock|time|switch)(?:s|d|ed|ged|ing|ging|ned)?[ -]?(in|out|off|on|down)\b/g, '$1$2');
  const readable = inKanaAlone(folded) ? `${folded} ${toKatakana(folded)}` : folded;
  let word = 0;
  for (const m of readable.matchAll(SCRIPTS)) {
    const w = m[0];
    word++;
    if (/^[a-z0-9]/.test(w)) {
      if (!STOP.has(w) && (w.length > 1 || /\d/.test(w))) out.push({ token: stem(w), share: /^\d+$/.test(w) ? 0.5 : 1, word });
    } else if (w.length === 1) {
      if (/[一-鿿]/.test(w) && !JA_STOP.has(w)) out.push({ token: w, share: 0.6, word });
    } else {
      // Katakana words share many pairs of sounds (プリンター, プリンシパル); three at a time tell them apart.
      const kana = /^[ァ-ヺー]/.test(w);
      const n = kana ? Math.min(3, w.length) : 2;
      const share = shareOf(w.length - n + 1, kana ? 0.15 : 0.35);
      for (let i = 0; i + n <= w.length; i++) {
        const token = w.slice(i, i + n);
        if (!JA_STOP.has(token)) out.push({ token, share, word });
      }
    }
  }
  return out;
}
/** The tokens of `searchTerms` alone. */
export const searchTokens = (text: string): string[] => searchTerms(text).map((t) => t.token);

/** Added to every count of a word, so that rare words do not drown the others. */
const SMOOTH = 3;
/** Count taken for a word that stands nowhere: it may be a name, or another subject. */
const UNSEEN = 3;

/**
 * How much a word says, in nats: rare words say more, places less.
 * @param count in how many of `size` texts the word stands; undefined when in none
 */
export const rarity = (token: string, count: number | undefined, size: number): number =>
  Math.log(1 + size / ((count ?? UNSEEN) + SMOOTH)) * (PLACES.has(token) ? 0.4 : 1);
