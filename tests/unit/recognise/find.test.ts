/** Questions in words: slips, kana, statuses, and questions about nothing we know. */
import { describe, expect, it } from 'vitest';
import { searchTerms, searchTokens } from '../../../src/knowledge/tokens.ts';
import { finders } from './fixture.ts';

const ask = (query: string, lang: 'en' | 'ja' = 'en') => finders[lang].findQuick(query);
const ids = (query: string, lang: 'en' | 'ja' = 'en') => ask(query, lang).results.map((r) => r.id);

describe('words', () => {
  it('a word cut into parts weighs as one word and a little more', () => {
    const weight = (text: string) => searchTerms(text).reduce((s, t) => s + t.share, 0);
    expect(weight('password')).toBe(1);
    expect(weight('パスワード')).toBeGreaterThanOrEqual(1);
    expect(weight('パスワード')).toBeLessThan(1.6);
    expect(weight('条件付')).toBeLessThan(1.6);
  });
  it('a query in kana alone is read as katakana too', () => {
    expect(searchTokens('ぱすわーど')).toEqual(expect.arrayContaining(searchTokens('パスワード')));
    expect(searchTokens('パスワードを忘れた')).not.toEqual(expect.arrayContaining(['ワスレ']));
  });
});

describe('answers', () => {
  it.each([
    ['conection expires after pasword chnage', /password/],
    ['my colleague quit and his flows are dead', /owner/],
    ['restarting the gateway machine', /gateway/],
  ])('%s', (query, id) => {
    expect(ids(query).slice(0, 3).join(' ')).toMatch(id);
  });
  it.each([
    ['ぱすわーど へんこう せつぞく', /password/],
    ['退職した人のフローが動かない', /owner/],
    ['ｹﾞｰﾄｳｪｲが落ちている', /gateway/],
  ])('%s', (query, id) => {
    expect(ids(query, 'ja').slice(0, 3).join(' ')).toMatch(id);
  });
  it.each([
    ['401', 'unauthorized-401'],
    ['HTTP 403', 'forbidden-403'],
    ['エラーコード429', 'too-many-requests-429'],
    ['404 Not Found', 'not-found-404'],
    ['502 bad gateway sql connection', 'bad-gateway-502'],
  ])('the status %s by its number', (query, id) => {
    expect([ask(query).outcome, ids(query)[0]]).toEqual(['exact', id]);
  });
  it('a number that counts something is no status', () => {
    expect(ids('500 件の行')).not.toContain('internal-server-error-500');
    expect(ask('403.7 kB file').outcome).not.toBe('exact');
  });
});

describe('pasted texts', () => {
  it('a code without a page is said to be unknown, whatever shell stands around it', () => {
    const found = ask('{"error":"invalid_grant","error_description":"AADSTS50999: The request could not be evaluated."}');
    expect([found.outcome, found.results, found.unknownCodes]).toEqual(['unknown-code', [], ['AADSTS50999']]);
  });
  it("another provider's error is not answered with its namesake", () => {
    expect(ids("google.auth.exceptions.RefreshError: ('invalid_grant: Token has been expired or revoked.', {})")).not.toContain(
      'invalid-grant',
    );
  });
});

describe('nothing we know', () => {
  it.each([
    'pizza recipe',
    'Get Date in Power Automate',
    'apply to each loop very slow with 5000 items',
    'change wording of approval email',
    'print canvas app screen to pdf',
    'increase font size in word',
    'calendar week number formula',
    'how do I pronounce entrée',
    'cheap flights to osaka',
    'gallery filter by dropdown power apps',
    'json parse array of objects',
    'freeze top row in excel',
  ])('%s', (query) => {
    expect(ids(query)).toEqual([]);
  });
  it.each([
    'カレー 作り方',
    '承認メールの文面を変更したい',
    'Apply to each 遅い',
    'アレイのフィルター処理 使い方',
    '配列 要素番号 取り出す',
    '明日の天気',
    'ギャラリーの並べ替え',
    'エクセルの列幅を変える',
    '年賀状の宛名印刷',
    'おすすめの映画',
    'グラフの色を変えたい',
    '日付の差を求める式',
  ])('%s', (query) => {
    expect(ids(query, 'ja')).toEqual([]);
  });
});
