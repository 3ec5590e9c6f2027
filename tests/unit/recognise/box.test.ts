import { describe, expect, it } from 'vitest';
import { boxView, marked } from '../../../src/knowledge/box.ts';
import { finders } from './fixture.ts';

const view = (text: string, lang: 'en' | 'ja' = 'en') => boxView(text, finders[lang]);

describe('boxView', () => {
  it('answers each error of a paste, the shell last', () => {
    const v = view(
      'Failed to refresh access token for service: office365. Error: {"error":"invalid_grant","error_description":"AADSTS50173: The provided grant has expired"} and AADSTS53003: Access has been blocked',
    );
    expect(v.answers.slice(0, 2).map((a) => a.id)).toEqual(['aadsts50173', 'aadsts53003']);
    expect(v.answers.slice(0, 2).map((a) => a.sureness)).toEqual(['sure', 'sure']);
    expect(v.answers.slice(2).every((a) => a.sureness === 'shell')).toBe(true);
    expect(v.answers[0]?.causes.length).toBeGreaterThan(0);
  });
  it('orders causes by what stands in the paste', () => {
    const causes = view('AADSTS50173').answers[0]?.causes.map((c) => c.path);
    expect(causes?.[0]).toBe('causes/token-revoked/');
  });
  it('names a code without a page and answers nothing else', () => {
    const v = view('AADSTS9999991: something new happened to the connection');
    expect(v.unknownCodes).toEqual(['AADSTS9999991']);
    expect([v.answers, v.pages]).toEqual([[], []]);
  });
  it('recognises nothing in an unrelated text', () => {
    const v = view('npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE unable to resolve dependency tree');
    expect([v.answers, v.unknownCodes, v.pages]).toEqual([[], [], []]);
  });
  it('answers a question with pages and a bare code with its error', () => {
    expect(view('flow owner left the company').pages.length).toBeGreaterThan(0);
    expect(view('50173').answers[0]?.id).toBe('aadsts50173');
    expect(view('PPC-001').answers[0]?.kind).toBe('cause');
  });
  it('shows a paste back masked and warns of a secret', () => {
    const v = view('AADSTS50173 for taro@contoso.com\nAuthorization: Bearer abcdefghijklmnopqrstuvwxyz0123456789');
    expect(v.secret).toBe(true);
    expect(v.shown.join('')).not.toMatch(/taro|abcdefghij/);
    expect(v.shown[1]).toBe('AADSTS50173');
  });
});

describe('marked', () => {
  it('marks the words in order and joins what overlaps', () => {
    expect(marked('ab cd ef cd', [['ab', 'cd']])).toEqual(['', 'ab', ' ', 'cd', ' ef cd']);
    expect(marked('条件付き', [['条件', '件付', '付き']])).toEqual(['', '条件付き', '']);
  });
  it('leaves a text without a match whole', () => {
    expect(marked('nothing', [])).toEqual(['nothing']);
  });
  it('cuts a long text around the first mark', () => {
    const pieces = marked(`${'x '.repeat(50_000)}AADSTS50173 ${'y '.repeat(50_000)}`, [['AADSTS50173']]);
    expect(pieces.join('').length).toBeLessThan(7000);
    expect(pieces[1]).toBe('AADSTS50173');
  });
});
