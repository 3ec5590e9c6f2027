/** Words as search and the weaker half of recognition see them. */
import { fold, foldJapanese } from './text.ts';

const STOP = new Set(
  'a an the is are was were be been to of in on at for and or but with by from as it its this that these those my me i we you our your their his her they he she them us do does did how what why when which who whose can cannot cant not no dont doesnt isnt wont if will would should could have has had so than then there about into out up down get gets got after before because use using used via per any all microsoft power automate apps platform flow flows cloud someone somebody anyone everyone everything something anything please help want need needs happen happens happening now only also just still yet too very really one'.split(
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

/**
 * Words of a text for the index and the query alike. Latin words are stemmed; katakana is taken as triples and kanji as pairs
 * of characters, each script by itself; one kanji before hiragana stands for its verb whatever the ending (切れる, 切れた, 切って).
 */
export function searchTokens(text: string): string[] {
  const out: string[] = [];
  const folded = foldJapanese(fold(text))
    .replace(/([a-z])'([a-z])/g, '$1$2')
    .replace(/すべて|全て|全部/g, '全 ')
    // "sign out" and "sign in" are different things; the little word belongs to the verb.
    .replace(/\b(sign|log|turn|shut|lock|time|switch)(?:s|d|ed|ged|ing|ging|ned)?[ -]?(in|out|off|on|down)\b/g, '$1$2');
  for (const m of folded.matchAll(SCRIPTS)) {
    const w = m[0];
    if (/^[a-z0-9]/.test(w)) {
      if (!STOP.has(w) && (w.length > 1 || /\d/.test(w))) out.push(stem(w));
    } else if (w.length === 1) {
      if (/[一-鿿]/.test(w) && !JA_STOP.has(w)) out.push(w);
    } else {
      // Katakana words share many pairs of sounds (プリンター, プリンシパル); three at a time tell them apart.
      const n = /^[ァ-ヺー]/.test(w) ? Math.min(3, w.length) : 2;
      for (let i = 0; i + n <= w.length; i++) {
        const part = w.slice(i, i + n);
        if (!JA_STOP.has(part)) out.push(part);
      }
    }
  }
  return out;
}

/** Added to every count of a word, so that rare words do not drown the others. */
const SMOOTH = 3;
/** Count taken for a word that stands nowhere: it may be a name, or another subject. */
const UNSEEN = 3;

/**
 * How much a word says, in nats: rare words say more, places less, parts of Japanese words their share.
 * @param count in how many of `size` texts the word stands; undefined when in none
 */
export function rarity(token: string, count: number | undefined, size: number): number {
  const part = /^[ァ-ヺー]/.test(token) ? 0.35 : /^[a-z0-9]/.test(token) ? 1 : 0.6;
  return Math.log(1 + size / ((count ?? UNSEEN) + SMOOTH)) * part * (PLACES.has(token) ? 0.4 : 1);
}
