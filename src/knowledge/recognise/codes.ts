/** Finds error codes in what people paste or type. A long code is never cut, a number without context is no code. */

/** What the finder must know of the knowledge base. */
export interface CodeTable {
  /** AADSTS numbers with a page, to the error id. */
  readonly numbers: ReadonlyMap<string, string>;
  /** Symbolic codes and their aliases, folded to letters and digits, to the error id. */
  readonly words: ReadonlyMap<string, string>;
  /** Error ids that are outer shells. */
  readonly wrappers: ReadonlySet<string>;
  /** AADSTS numbers of the official list, with a page or not. */
  readonly official: ReadonlySet<string>;
  /** Words that count only when the text speaks of flows or connections (HTTP statuses, short states). */
  readonly weak: ReadonlySet<string>;
  /** HTTP statuses by number, such as 401, to the error id. */
  readonly statuses: ReadonlyMap<string, string>;
  /** Display form by error id. */
  readonly display: ReadonlyMap<string, string>;
}

export interface FoundCode {
  /** Display form: AADSTS50173, ConnectionAuthorizationFailed. */
  readonly code: string;
  /** Error id; undefined for a code without a page. */
  readonly id: string | undefined;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
  /** True for an outer shell around the real error. */
  readonly wrapper: boolean;
  /** True when only the surroundings make the number a code. */
  readonly bare: boolean;
}

/** True when `s` is "aadsts" or one slip away: a letter doubled, dropped, changed, or two swapped. */
function isPrefixSlip(s: string): boolean {
  const want = 'aadsts';
  if (s === want) return true;
  if (Math.abs(s.length - want.length) > 1) return false;
  let i = 0;
  while (i < s.length && i < want.length && s[i] === want[i]) i++;
  if (s.length === want.length) {
    if (s.slice(i + 1) === want.slice(i + 1)) return true;
    return s[i] === want[i + 1] && s[i + 1] === want[i] && s.slice(i + 2) === want.slice(i + 2);
  }
  return s.length > want.length ? s.slice(i + 1) === want.slice(i) : s.slice(i) === want.slice(i + 1);
}
/** Longest first, so that "aadsts" glued to other letters is taken whole. Two-slip forms seen in the wild are listed. */
function prefixOf(letters: string): boolean {
  const l = letters.toLowerCase();
  for (const n of [6, 7, 5]) if (l.length >= n && isPrefixSlip(l.slice(-n))) return true;
  return /(?:aadst|aad ?sts|adsts|aadsst|addsts|aasts)$/.test(l);
}

/** Words before a bare number that make it a sign-in error code, in the languages people paste. */
const CONTEXT =
  /(?:error[_\s-]?codes?|errorcode|error\(s\)|errors?|sign-?in error(?: code)?|failure code|status code|result code|code|fehlercode|anmeldefehlers?|fehler|code d'erreur|erreur|c[oó]digo(?: de error| do erro| de erro)?|エラー ?コード|サインイン ?エラー(?: ?コード)?|エラー(?:番号)?|コード|错误代码|错误码|錯誤代碼|代码)(?:["'\])*]{0,3}\s{0,3}(?:is|was|of|es|は|が|：|:|=|#|-|－|no\.?|number)?\s{0,3}[[("'「]{0,3}\s{0,2})(\d{4,8})(?!\d|[.-]\d|%|\w)/gi;
/** Contexts in which any number is an AADSTS code, known or not. */
const STRICT =
  /(?:error_codes?["']?\s{0,3}[:=]\s{0,3}\[?\s{0,3}["']?|login\.[a-z.]{4,40}\/error\?(?:[a-z]{1,10}=[^&\s]{0,40}&)?code=|sign-?in error code[:\s]{0,3}|[?&]code=)(\d{4,8})(?!\d)((?:\s{0,2},\s{0,2}\d{4,8}){0,8})/gi;

/** What stands before a number that counts or names something else: a port, a line, a version, another family's error. */
const NOT_A_CODE =
  /(?:\b(?:port|line|row|col(?:umn)?|pid|process|thread|build|ver(?:sion)?|id|no|order|ticket|case|issue|kb|ora|exit(?: code)?|return(?: code)?|errno|http|took|after|chars?|offset|position|size|length|zip(?: code)?|postal(?: code)?)|行|列|ポート|バージョン|第)[\s:=.#'"(-]{0,3}$/i;
/** Words after a number that make it an amount. */
const AMOUNT = /^\s?(?:ms|msec|s|sec(?:onds)?|bytes?|kb|mb|gb|px|rows?|items?|users?|円|件|回|行|人|個|年|秒|分)(?![A-Za-z])/i;
/** The place of a symbolic code in an error object or sentence; there even a plain word is a code. */
const CODE_PLACE =
  /(?:\b(?:error[_ ]?)?code["']?\s{0,2}[:=]\s{0,2}["']?|\b(?:with|error) code\s{1,2}["']?|エラー ?コード\s?[:：]?\s?["'「]?)$/i;

/** Words that show a text is about flows, apps, connections or sign-in. */
export const TOPIC =
  /\baction '\w+' failed|power ?(?:automate|apps|platform)|microsoft ?flow|logic ?apps?|connect(?:ion|or)s?\b|\bflows?\b|sign-?in|token|dataverse|sharepoint|azure ?ad|entra|フロー|接続|コネクタ|サインイン|トークン|dynamic inputs?|apim|on-premises data gateway|(?:request|correlation|trace|anforderungs|korrelations|要求 ?|関連付け ?|トレース ?)-? ?id\b|anmeld|connexion|sesi[oó]n|登录|登入|로그인/i;

/** Folds a symbolic code or its alias for look-up. */
export const wordKey = (s: string): string =>
  s
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9\u3040-\u30ff\u4e00-\u9fff]/g, '');

/** False when the surroundings of a bare number say that it is no code. */
const counts = (text: string, start: number, end: number) =>
  !NOT_A_CODE.test(text.slice(Math.max(0, start - 20), start)) && !AMOUNT.test(text.slice(end, end + 12));

/**
 * @param text unmangled text
 * @param query true when it is a search query and not a paste: a number standing alone is then meant as a code
 * @returns codes best first: real ones before shells, explicit before bare, then in order of appearance; no duplicates
 */
export function findCodes(text: string, table: CodeTable, query = false): FoundCode[] {
  const found = new Map<string, FoundCode>();
  const taken: [number, number][] = [];
  const put = (number: string, start: number, end: number, bare: boolean) => {
    const id = table.numbers.get(number);
    const code = `AADSTS${number}`;
    taken.push([start, end]);
    const before = found.get(code);
    if (before && (before.bare === bare || !before.bare)) return;
    found.set(code, {
      code,
      id,
      start: before?.start ?? start,
      end: before?.end ?? end,
      wrapper: id !== undefined && table.wrappers.has(id),
      bare,
    });
  };
  // 1. A prefix, right or slipped, before digits.
  for (const m of text.matchAll(/([A-Za-z]{4,12})[\s:#_.-]{0,3}(\d{4,9})(?!\d)/g)) {
    const number = (m[2] as string).replace(/^0+/, '');
    if (!prefixOf(m[1] as string) || number.length < 4 || number.length > 8) continue;
    const end = m.index + m[0].length;
    put(number, end - (m[2] as string).length - 6, end, false);
  }
  for (const m of text.matchAll(/\baad[\s-]sts[\s:#_-]{0,3}(\d{4,8})(?!\d)/gi)) put(m[1] as string, m.index, m.index + m[0].length, false);
  // 2. Contexts in which a number is a code for certain.
  for (const m of text.matchAll(STRICT)) {
    for (const n of `${m[1]}${m[2] ?? ''}`.split(',')) {
      const number = n.trim();
      if (number.length >= 5 || table.official.has(number) || table.numbers.has(number)) put(number, m.index, m.index + m[0].length, false);
    }
  }
  // 3. Contexts in which a known number is a code.
  for (const m of text.matchAll(CONTEXT)) {
    const number = m[1] as string;
    const end = m.index + m[0].length;
    if (taken.some(([s, e]) => end > s && m.index < e)) continue;
    if (!counts(text, m.index, end) || (!query && text.length > 160 && !TOPIC.test(text))) continue;
    if (table.numbers.has(number) || table.official.has(number)) put(number, end - number.length, end, true);
  }
  for (const m of text.matchAll(/\b0x([0-9a-fA-F]{4,6})\b/g)) {
    const number = String(Number.parseInt(m[1] as string, 16));
    if (table.numbers.has(number) && TOPIC.test(text)) put(number, m.index, m.index + m[0].length, true);
  }
  // 4. In a query, and in a paste that names the topic, a known number in plain words ("we noticed 135011").
  const bareNumbers = /(?<![\w.:/#-])(\d{5,8})(?![\w%]|[.:/-]\d)/g;
  const short = text.length < 400;
  for (const m of text.matchAll(bareNumbers)) {
    const number = m[1] as string;
    if (found.has(`AADSTS${number}`) || !counts(text, m.index, m.index + number.length)) continue;
    const known = table.numbers.has(number) || table.official.has(number);
    if (
      query
        ? known || text.trim().replace(/[\s:.,#'"[\]()]+/g, '') === number
        : known && short && number.length >= 5 && TOPIC.test(text) && found.size === 0
    ) {
      put(number, m.index, m.index + number.length, true);
    }
  }
  // 5. Symbolic codes as whole words.
  for (const m of text.matchAll(/[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*/g)) {
    const key = wordKey(m[0]);
    const id = table.words.get(key);
    if (id === undefined) continue;
    const placed = CODE_PLACE.test(text.slice(Math.max(0, m.index - 24), m.index)) && !/^\d/.test(key);
    const camel = /[a-z][A-Z]|_/.test(m[0]) || (query && key.length > 9);
    if (!placed && (table.weak.has(key) || !camel)) continue;
    const code = table.display.get(id) ?? m[0];
    if (!found.has(code))
      found.set(code, { code, id, start: m.index, end: m.index + m[0].length, wrapper: table.wrappers.has(id), bare: false });
  }
  // Beside a code of the list, a number that is in no list is most likely a slip of the same code.
  const listed = (f: FoundCode) => f.id !== undefined || table.official.has(f.code.slice(6));
  const rank = (f: FoundCode) => (f.wrapper ? 8 : 0) + (/^AADSTS/.test(f.code) ? 0 : 4) + (listed(f) ? 0 : 2) + (f.bare ? 1 : 0);
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || a.start - b.start);
}
