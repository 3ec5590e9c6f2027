/** Hides what should not travel: addresses, names in paths, tokens, secrets, signatures, tenant ids. */

interface Mask {
  readonly pattern: RegExp;
  readonly put: string;
  /** True when seeing it means a secret was pasted, which the reader must be told. */
  readonly secret: boolean;
}

const GUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';
/**
 * Order matters: the longest and most telling first. Every pattern begins with a word that is rare in running text or is
 * bounded, so that no text makes it slow; what begins with a run of any characters is found by hand below.
 */
const MASKS: readonly Mask[] = [
  {
    pattern: /\b(Bearer|Basic)\s{1,8}(?!token\b|error\b|realm\b|authorization|challenge)[A-Za-z0-9._~+/=-]{12,}/gi,
    put: '$1 [token]',
    secret: true,
  },
  {
    pattern: /(?:0\.A[A-Za-z0-9_-]{2,6}\.?[A-Za-z0-9_.-]{40,}|[01]\.A[A-Za-z0-9_-]{60,}|M\.[A-Z0-9]{2,6}_[A-Za-z0-9.!*$_-]{30,})/g,
    put: '[token]',
    secret: true,
  },
  { pattern: /((?:refresh|access|id)_?token["']?\s{0,4}[:=]\s{0,4}["']?)(?!\[)[^\s"',;&}]{8,}/gi, put: '$1[token]', secret: true },
  {
    pattern:
      /((?:client_?secret|app_?secret|secret_?(?:value|text)?|password|passwd|pwd|api[_-]?key|account_?key|shared_?access_?key)["']?\s{0,4}[:=]\s{0,4}["']?)(?!\[|is\b|the\b|null|none|\s)[^\s"',;&}]{4,}/gi,
    put: '$1[secret]',
    secret: true,
  },
  { pattern: /[A-Za-z0-9._~-]{3}[78]Q~[A-Za-z0-9._~-]{31,40}/g, put: '[secret]', secret: true },
  {
    pattern: /((?<![A-Za-z])(?:sig|signature|skoid|sktid|sp_sig)=|[?&;]code=)(?!\d{4,8}\b)[A-Za-z0-9%+/=_-]{10,}/gi,
    put: '$1[signature]',
    secret: true,
  },
  {
    pattern: /((?:\/home\/|\/Users\/|[A-Za-z]:\\{1,8}Users\\{1,8}|\\{1,8}Users\\{1,8}))[^\\/\s"'<>:]{1,64}/g,
    put: '$1[user]',
    secret: false,
  },
  {
    pattern: new RegExp(`((?:tenant|directory|tid|realm|issuer)[\\s_-]?(?:id|named|name)?["'\\s:=]{0,6})${GUID}`, 'gi'),
    put: '$1[tenant id]',
    secret: false,
  },
  { pattern: new RegExp(`${GUID}(?=["']?\\s{1,4}(?:directory|tenant))`, 'gi'), put: '[tenant id]', secret: false },
  {
    pattern: new RegExp(
      `((?:login\\.microsoftonline\\.(?:com|us|de)|login\\.windows\\.net|sts\\.windows\\.net|login\\.chinacloudapi\\.cn)/)${GUID}`,
      'gi',
    ),
    put: '$1[tenant id]',
    secret: false,
  },
];

/** JSON Web Tokens, wherever in a run of token characters they begin. */
function maskJwts(text: string): { text: string; secret: boolean } {
  if (!text.includes('eyJ')) return { text, secret: false };
  let secret = false;
  const out = text.replace(/[A-Za-z0-9_.-]{16,}/g, (run) => {
    const from = run.indexOf('eyJ');
    const dot = from < 0 ? -1 : run.indexOf('.', from + 8);
    if (dot < 0 || run.length < dot + 5) return run;
    secret = true;
    return `${run.slice(0, from)}[token]`;
  });
  return { text: out, secret };
}

/**
 * Replaces what stands around a mark such as "@": characters before it and after it, found by walking outwards.
 * @param before which characters belong to it on the left, @param after on the right; at most `reach` each
 */
function maskAround(text: string, mark: string, before: RegExp, after: RegExp | undefined, put: string, reach: number): string {
  let at = text.indexOf(mark);
  if (at < 0) return text;
  const out: string[] = [];
  let done = 0;
  while (at >= 0) {
    let from = at;
    while (from > done && at - from < reach && before.test(text[from - 1] as string)) from--;
    let to = at + mark.length;
    if (after) while (to < text.length && to - at < reach * 4 && after.test(text[to] as string)) to++;
    if (from < at) {
      out.push(text.slice(done, from), put);
      done = after ? to : at;
    }
    at = text.indexOf(mark, Math.max(to, at + 1));
  }
  out.push(text.slice(done));
  return out.join('');
}

/**
 * Linear in the length of the text.
 * @returns the text with everything private replaced by a bracketed word, and whether a secret was among it
 */
export function mask(text: string): { text: string; secret: boolean } {
  const jwts = maskJwts(text);
  let secret = jwts.secret;
  let out = jwts.text;
  for (const m of MASKS) {
    out = out.replace(m.pattern, (...args) => {
      if (m.secret) secret = true;
      const groups = args.slice(1, -2) as (string | undefined)[];
      return m.put.replace(/\$(\d)/g, (_, n: string) => groups[Number(n) - 1] ?? '');
    });
  }
  out = maskAround(out, '#EXT#', /[A-Za-z0-9._%-]/, undefined, '[address]', 128);
  out = maskAround(out, '.onmicrosoft.', /[A-Za-z0-9-]/, undefined, '[tenant]', 64);
  out = maskAround(out, '@', /[\p{L}\p{N}._%+'-]/u, /[A-Za-z0-9.-]/, '[address]', 64);
  return { text: out, secret };
}
