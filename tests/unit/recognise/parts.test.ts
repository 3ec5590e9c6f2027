import { describe, expect, it } from 'vitest';
import { type CodeTable, findCodes, wordKey } from '../../../src/knowledge/recognise/codes.ts';
import { extractDetails } from '../../../src/knowledge/recognise/details.ts';
import { mask } from '../../../src/knowledge/recognise/mask.ts';
import { buildTemplates, matchTemplates } from '../../../src/knowledge/recognise/templates.ts';
import { unmangle } from '../../../src/knowledge/recognise/unmangle.ts';
import { searchTokens } from '../../../src/knowledge/tokens.ts';

const words = ['ConnectionAuthorizationFailed', 'Unauthenticated', 'invalid_grant'];
const table: CodeTable = {
  numbers: new Map(['50173', '50076', '700082', '70008', '53003', '135011', '50001'].map((n) => [n, `aadsts${n}`])),
  words: new Map(words.map((w) => [wordKey(w), w.toLowerCase().replace('_', '-')])),
  weak: new Set(['unauthenticated']),
  wrappers: new Set(['invalid-grant']),
  statuses: new Map(),
  official: new Set(['50173', '50076', '700082', '70008', '53003', '135011', '50001', '90094']),
  display: new Map(words.map((w) => [w.toLowerCase().replace('_', '-'), w])),
};
const codes = (text: string, query = false) => findCodes(unmangle(text), table, query).map((c) => c.code);

describe('unmangle', () => {
  it.each([
    ['JSON escapes, three deep', JSON.stringify(JSON.stringify(JSON.stringify('say "AADSTS50173"\nnow'))), 'AADSTS50173"\nnow'],
    ['HTML entities', 'can&#39;t &amp;amp; won&rsquo;t&nbsp;do', "can't & won't do"],
    ['URL encoding with pluses', 'AADSTS500011%3A+The+resource+principal+named', 'AADSTS500011: The resource principal named'],
    ['full width', 'ＡＡＤＳＴＳ５０１７３', 'AADSTS50173'],
    ['half-width kana', 'ﾊﾟｽﾜｰﾄﾞ', 'パスワード'],
    ['curly quotes', '‘a’ “b”', '\'a\' "b"'],
    ['mojibake', Buffer.from('エラー').toString('latin1'), 'エラー'],
    ['a code cut by a wrap', 'AADSTS70\n008: The', 'AADSTS70008'],
    ['quoted-printable of a mail', 'failed: AADSTS5=\n> 0173: don=27t', "AADSTS50173: don't"],
    ['an equals sign stays', 'a=b\nsig=\nc=41', 'c=41'],
    ['a single plus stays', 'a + b and c+d', 'a + b and c+d'],
  ])('undoes %s', (_, given, wanted) => {
    expect(unmangle(given)).toContain(wanted);
  });
});

describe('findCodes', () => {
  it.each([
    ['any case', 'aadsts50173: x', ['AADSTS50173']],
    ['a slip', 'ADDSTS50173', ['AADSTS50173']],
    ['glued to Japanese', '実行にAADSTS50076と出る', ['AADSTS50076']],
    ['error_codes', '"error_codes":[50173]', ['AADSTS50173']],
    ['Error(s)', 'Error(s): 53003', ['AADSTS53003']],
    ['sign-in log', 'Sign-in error code 50173', ['AADSTS50173']],
    ['Japanese context', 'エラー コード 50173 が表示される', ['AADSTS50173']],
    ['address', 'https://login.microsoftonline.com/error?code=50173', ['AADSTS50173']],
    ['inner before outer', '{"error":"invalid_grant","error_description":"AADSTS50076: x"}', ['AADSTS50076', 'invalid_grant']],
    ['a listed code before one that is in no list', 'AADSTS56003: x error_codes [53003]', ['AADSTS53003', 'AADSTS56003']],
    ['a plain word in the place of a code', 'Error: Code: Unauthenticated, Message', ['Unauthenticated']],
  ])('finds %s', (_, text, wanted) => {
    expect(codes(text)).toEqual(wanted);
  });
  it.each([
    ['a port', 'Connection refused: connect to localhost port 50076 of the flow host'],
    ['a version', 'Power Automate version 16.0.50173.2'],
    ['a line', 'flow.js line 50173'],
    ['a GUID', 'tenant 50173000-0000-0000-0000-000000050173'],
    ['another family', 'ORA-50173 in the connection'],
    ['an amount', 'the flow took 50173 ms'],
    ['a plain word in prose', 'the caller is Unauthenticated'],
  ])('leaves %s alone', (_, text) => {
    expect(codes(text)).toEqual([]);
  });
  it('takes no long code for a shorter one, nor a neighbor', () => {
    for (let n = 50000; n < 60000; n++) {
      if (table.numbers.has(String(n))) continue;
      for (const text of [`AADSTS${n}: x`, `"error_codes":[${n}]`, `Sign-in error code ${n}`])
        expect(findCodes(text, table).some((c) => c.id !== undefined)).toBe(false);
    }
    for (const n of ['7000820', '70008200', '501731', '5300', '530030'])
      expect(findCodes(`AADSTS${n}`, table).some((c) => c.id !== undefined)).toBe(false);
  });
  it('takes a number alone for a code in a query only', () => {
    expect(codes('50173', true)).toEqual(['AADSTS50173']);
    expect(codes('our order number is 50173')).toEqual([]);
  });
});

describe('mask', () => {
  const jwt = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiIwMDAwMDAwMyJ9.c2lnbmF0dXJlLXNpZ25hdHVyZQ';
  const guid = '11111111-2222-3333-4444-555555555555';
  it.each([
    ['a JWT', `Bearer ${jwt}`, jwt],
    ['a JWT glued to a word', `token${jwt}`, 'eyJ0eXAiOiJKV1Qi'],
    ['a client secret', 'abc8Q~abcdefghijklmnopqrstuvwxyz0123456', '8Q~abcdef'],
    ['a secret by its name', 'client_secret=hunter2hunter2', 'hunter2'],
    ['a refresh token by its name', '"refresh_token":"0.AXoAabcdefghijklmnop"', 'AXoAabcdefgh'],
    ['a signature', 'https://x/y?sv=1&sig=abcdefghijklmnop%3D', 'abcdefghij'],
  ])('hides %s and says that a secret was pasted', (_, text, secret) => {
    const m = mask(text);
    expect(m.text).not.toContain(secret);
    expect(m.secret).toBe(true);
  });
  it.each([
    ['an address', 'from taro.yamada@contoso.com to', 'taro'],
    ['a name in a path', 'C:\\Users\\hanako\\Desktop', 'hanako'],
    ['a guest name', 'taro_fabrikam.com#EXT#@contoso.onmicrosoft.com', 'taro_'],
    ['a tenant by its word', `tenant '${guid}'`, guid],
    ['a tenant in an address', `https://login.microsoftonline.com/${guid}/oauth2`, guid],
    ['a tenant name', 'https://contoso.onmicrosoft.com/x', 'contoso'],
  ])('hides %s without a warning', (_, text, hidden) => {
    const m = mask(text);
    expect(m.text).not.toContain(hidden);
    expect(m.secret).toBe(false);
  });
  it('leaves codes and trace ids', () => {
    const text = `AADSTS50173 Trace ID: ${guid} https://login.microsoftonline.com/error?code=50173`;
    expect(mask(text).text).toBe(text);
  });
});

describe('extractDetails', () => {
  it('pulls out what a ticket needs, the tenant hidden', () => {
    const g = (n: number) => `${String(n).repeat(8)}-1111-2222-3333-444444444444`;
    expect(
      extractDetails(
        `Trace ID: ${g(1)} Correlation ID: ${g(2)} Timestamp: 2026-03-02 08:15:44Z request-id: ${g(3)} tenant '${g(4)}' application '${g(5)}' apis/shared_office365 issued on '2026-02-01T00:00:00Z'`,
      ),
    ).toEqual({
      traceId: g(1),
      correlationId: g(2),
      requestId: g(3),
      timestamp: '2026-03-02 08:15:44Z',
      tenant: '[tenant id]',
      application: g(5),
      connector: 'shared_office365',
      issued: '2026-02-01T00:00:00Z',
    });
  });
  it('says nothing of what is not there', () => {
    expect(extractDetails('no ids here')).toEqual({});
  });
});

describe('matchTemplates', () => {
  const templates = buildTemplates([
    {
      error: 'revoked',
      lang: 'en',
      text: "The provided grant has expired due to it being revoked. The grant was issued on '{date}' to the user.",
    },
    {
      error: 'inactive',
      lang: 'en',
      text: 'The refresh token has expired due to inactivity. The token was issued on {date} and was inactive for {time}.',
    },
    { error: 'blocked', lang: 'ja', text: '条件付きアクセス ポリシーにより、アクセスがブロックされました。' },
    { error: 'disabled', lang: 'ja', text: 'ユーザー アカウントが無効にされています。' },
  ]);
  const best = (text: string) => matchTemplates(unmangle(text), templates)[0]?.error;
  it('recognises a message with its placeholders filled, in the middle of a text', () => {
    expect(
      best("step 4: The provided grant has expired due to it being revoked. The grant was issued on '2026-01-01' to the user. bye"),
    ).toBe('revoked');
  });
  it('recognises a message that was cut', () => {
    expect(best('The refresh token has expired due to inactivity. The token was issued on 2026-01')).toBe('inactive');
  });
  it('recognises Japanese whatever its spaces', () => {
    expect(best('条件付きアクセスポリシーにより、アクセスがブロックされました')).toBe('blocked');
  });
  it('says nothing of a text that only shares words', () => {
    expect(best('The user was issued a new token and the grant is fine')).toBeUndefined();
  });
  it('looks only for what it is asked for', () => {
    expect(
      matchTemplates('The refresh token has expired due to inactivity. The token was issued on', templates, new Set(['revoked'])),
    ).toEqual([]);
  });
});

describe('searchTokens', () => {
  it.each([
    ['サービス プリンシパル', 'サービスプリンシパル'],
    ['接続が切れる', '接続が切れた'],
    ['ﾊﾟｽﾜｰﾄﾞﾘｾｯﾄ', 'パスワード リセット'],
    ['サーバー', 'サーバ'],
    ['signing out', 'sign out'],
    ['ＭＦＡ', 'mfa'],
  ])('reads %s like %s', (a, b) => {
    expect(searchTokens(a)).toEqual(searchTokens(b));
  });
  it('keeps sign in and sign out apart', () => {
    expect(searchTokens('sign in')).not.toEqual(searchTokens('sign out'));
  });
});
