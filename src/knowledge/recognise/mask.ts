/** Hides what should not travel: addresses, names in paths, tokens, secrets, signatures, tenant ids. */

interface Mask {
  readonly pattern: RegExp;
  readonly put: string;
  /** True when seeing it means a secret was pasted, which the reader must be told. */
  readonly secret: boolean;
}

const GUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';
/** Order matters: the longest and most telling first. Every pattern is linear: no nested repetition. */
const MASKS: readonly Mask[] = [
  { pattern: /eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?/g, put: '[token]', secret: true },
  {
    pattern: /\b(Bearer|Basic)\s+(?!token\b|error\b|realm\b|authorization|challenge)[A-Za-z0-9._~+/=-]{12,}/gi,
    put: '$1 [token]',
    secret: true,
  },
  {
    pattern: /\b(0\.A[A-Za-z0-9_-]{2,6}\.?[A-Za-z0-9_.-]{40,}|[01]\.A[A-Za-z0-9_-]{60,}|M\.[A-Z0-9]{2,6}_[A-Za-z0-9.!*$_-]{30,})/g,
    put: '[token]',
    secret: true,
  },
  { pattern: /((?:refresh|access|id)_?token["']?\s*[:=]\s*["']?)(?!\[)[^\s"',;&}]{8,}/gi, put: '$1[token]', secret: true },
  {
    pattern:
      /((?:client_?secret|app_?secret|secret_?(?:value|text)?|password|passwd|pwd|api[_-]?key|account_?key|shared_?access_?key)["']?\s*[:=]\s*["']?)(?!\[|is\b|the\b|null|none|\s)[^\s"',;&}]{4,}/gi,
    put: '$1[secret]',
    secret: true,
  },
  { pattern: /(?<![A-Za-z0-9~._-])[A-Za-z0-9._~-]{3}[78]Q~[A-Za-z0-9._~-]{31,34}(?![A-Za-z0-9~_-])/g, put: '[secret]', secret: true },
  { pattern: /([?&;](?:sig|signature|skoid|sktid|code|sp_sig)=)(?!\d{4,8}\b)[A-Za-z0-9%+/=_-]{10,}/gi, put: '$1[signature]', secret: true },
  { pattern: /[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,6}/g, put: '[address]', secret: false },
  { pattern: /[A-Za-z0-9._%-]{1,64}#EXT#/g, put: '[address]#EXT#', secret: false },
  { pattern: /((?:\/home\/|\/Users\/|[A-Za-z]:\\+Users\\+|\\+Users\\+))[^\\/\s"'<>:]{1,64}/g, put: '$1[user]', secret: false },
  {
    pattern: new RegExp(`((?:tenant|directory|tid|realm|issuer)[\\s_-]?(?:id|named|name)?["'\\s:=]{0,6})${GUID}`, 'gi'),
    put: '$1[tenant id]',
    secret: false,
  },
  { pattern: new RegExp(`${GUID}(?=["']?\\s+(?:directory|tenant))`, 'gi'), put: '[tenant id]', secret: false },
  {
    pattern: new RegExp(
      `((?:login\\.microsoftonline\\.(?:com|us|de)|login\\.windows\\.net|sts\\.windows\\.net|login\\.chinacloudapi\\.cn)/)${GUID}`,
      'gi',
    ),
    put: '$1[tenant id]',
    secret: false,
  },
  { pattern: /([A-Za-z0-9-]{1,60})(\.onmicrosoft\.(?:com|us|cn|de))/gi, put: '[tenant]$2', secret: false },
];

/**
 * @returns the text with everything private replaced by a bracketed word, and whether a secret was among it
 */
export function mask(text: string): { text: string; secret: boolean } {
  let secret = false;
  let out = text;
  for (const m of MASKS) {
    out = out.replace(m.pattern, (...args) => {
      if (m.secret) secret = true;
      const groups = args.slice(1, -2) as (string | undefined)[];
      return m.put.replace(/\$(\d)/g, (_, n: string) => groups[Number(n) - 1] ?? '');
    });
  }
  return { text: out, secret };
}
