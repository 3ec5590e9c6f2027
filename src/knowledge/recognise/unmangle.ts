/**
 * Undoes what happens to a text between the screen and the paste: escaping, entities, tags, URL encoding, wraps,
 * mojibake, widths. Pure, linear in the length of the text, never throws.
 */

const ENTITIES: Record<string, string> = {
  quot: '"',
  apos: "'",
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  rsquo: "'",
  lsquo: "'",
  ldquo: '"',
  rdquo: '"',
  ndash: '-',
  mdash: '-',
  hellip: '...',
  times: 'x',
};
/** Windows-1252 characters of the bytes 0x80 to 0x9F, for undoing UTF-8 read as Windows-1252. */
const CP1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';
const byteOf = (c: string): number => {
  const code = c.charCodeAt(0);
  if (code < 0x100) return code;
  const i = CP1252.indexOf(c);
  return i < 0 ? -1 : 0x80 + i;
};
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const decodeBytes = (bytes: number[], otherwise: string): string => {
  try {
    return strictUtf8.decode(Uint8Array.from(bytes));
  } catch {
    return otherwise;
  }
};

/** UTF-8 read as Latin-1 or Windows-1252, where the bytes form valid UTF-8 again; anything else stays. */
function undoMojibake(text: string): string {
  const marked = text.replace(/\u00ef\u00bf\u00bd|\ufffd/g, ' ');
  if (!/[\u00c2-\u00f4]/.test(marked)) return marked;
  return marked.replace(
    /[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}(?:[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3})*/g,
    (run) => {
      const bytes = [...run].map(byteOf);
      return bytes.includes(-1) ? run : decodeBytes(bytes, run);
    },
  );
}

function undoEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));?/g, (whole, dec?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = dec !== undefined ? Number(dec) : Number.parseInt(hex ?? '', 16);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}

/** JSON and C-like escapes, one layer. */
function undoEscapes(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([nrt])|(["'/\\_*[\]]))/g, (_, hex?: string, white?: string, char?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (white !== undefined) return white === 't' ? ' ' : '\n';
    return char ?? '';
  });
}

/** Three or more pluses between words. */
const PLUS_JOINED = /[^+]\+[^+]*[^+]\+[^+]*[^+]\+[^+]/;

function undoPercent(text: string): string {
  // A hard wrap may stand between the bytes of a character, or inside one.
  const whole = text.replace(/%([0-9a-fA-F]?)\r?\n(?=[0-9a-fA-F])/g, '%$1').replace(/(%[0-9a-fA-F]{2})\r?\n(?=%[0-9a-fA-F]{2})/g, '$1');
  const out = whole.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => {
    const bytes = run
      .split('%')
      .slice(1)
      .map((h) => Number.parseInt(h, 16));
    // The last character may have been cut in the middle of its bytes.
    for (let cut = 0; cut < 4 && cut < bytes.length; cut++) {
      const out = decodeBytes(cut ? bytes.slice(0, -cut) : bytes, '');
      if (out) return out;
    }
    return run;
  });
  // A plus stands for a space only where words are joined by pluses again and again, as in a query string.
  return out.replace(/\S+/g, (run) => (PLUS_JOINED.test(run) ? run.replaceAll('+', ' ') : run)).replace(/(ID|Timestamp|Id):\+/g, '$1: ');
}

/** A code cut by a hard wrap is put together again when the rest stands at the beginning of the next line. */
function joinWrappedCodes(text: string): string {
  return text
    .replace(/(STS[ :_-]{0,2}\d{1,7})[ \t]*\r?\n[ \t>|]*(\d{1,6})(?=[:'"\\,;\])]|\s*$|\s*\r?\n)/gi, (whole, head: string, tail: string) => {
      const digits = head.replace(/\D/g, '').length + tail.length;
      return digits >= 5 && digits <= 8 ? head + tail : whole;
    })
    .replace(/\b(A{1,2}D?)\r?\n[ \t>|]*(D?STS\d)/gi, '$1$2')
    .replace(/(AADSTS)[ \t]*\r?\n[ \t>|]*(\d{5,8})/gi, '$1$2');
}

/**
 * Quoted-printable of a mail: a line that ends in `=` goes on in the next. One such line is no proof, since addresses and
 * keys hold the sign too: there must be a second one, or an encoded character that needed it.
 */
function undoQuotedPrintable(text: string): string {
  const soft = text.match(/[^\s=]=\r?\n/g)?.length ?? 0;
  if (soft === 0 || (soft < 2 && !/=(?:2[0-9A-F]|3[A-F]|[89A-F][0-9A-F])/.test(text))) return text;
  return text.replace(/=\r?\n(?:[ \t]{0,4}>){0,4}[ \t]?/g, '').replace(/(?:=[0-9A-F]{2})+/g, (run) =>
    decodeBytes(
      run
        .split('=')
        .slice(1)
        .map((h) => Number.parseInt(h, 16)),
      run,
    ),
  );
}

/**
 * @param raw what was pasted, any size
 * @returns readable text: one layer after another undone until nothing changes (at most five)
 */
export function unmangle(raw: string): string {
  // Widths first: a full-width backslash or percent sign escapes too.
  let text = undoQuotedPrintable(undoMojibake(raw).normalize('NFKC'));
  for (let i = 0; i < 5; i++) {
    const before = text;
    if (text.includes('\\')) text = undoEscapes(text);
    if (text.includes('&')) text = undoEntities(text);
    if (text.includes('%')) text = undoPercent(text);
    if (text === before) break;
  }
  if (text.includes('+')) text = undoPercent(text);
  text = undoMojibake(text).normalize('NFKC');
  return joinWrappedCodes(
    text
      // Tags, but not a placeholder such as <service>: only what looks like markup of a page or of SOAP.
      .replace(
        /<\/?(?:[a-zA-Z]{1,12}:)?(?:a|b|i|u|p|br|hr|div|span|strong|em|code|pre|td|tr|th|table|tbody|ul|ol|li|h[1-6]|font|body|html|text|value|code|error|reason|fault|detail|internalerror|subcode)(?:\s[^<>]{0,300})?\/?>/gi,
        ' ',
      )
      .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
      .replace(/[\u2018\u2019\u201a\u2032`\u00b4]/g, "'")
      .replace(/[\u201c\u201d\u201e\u2033]/g, '"')
      .replace(/[\u2010-\u2015\u2212]/g, '-'),
  );
}
