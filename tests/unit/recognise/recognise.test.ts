/** The recogniser over the real knowledge base: what decides between codes, shells, messages and other providers. */
import { describe, expect, it } from 'vitest';
import { recognise } from '../../../src/knowledge/recognise/recognise.ts';
import { finders, index } from './fixture.ts';

const of = (text: string) => recognise(text, index);
const first = (text: string) => of(text).answers[0]?.id;

describe('codes', () => {
  it.each(['invalid_request', 'invalid_resource', 'consent_required', 'access_denied', 'invalid_client', 'unauthorized_client'])(
    'the OAuth value %s never stands before the code it came with',
    (value) => {
      expect(of(`https://x.example/cb?error=${value}&error_description=AADSTS90072%3a+User+account`).codes[0]).toBe('AADSTS90072');
    },
  );
  it('a code without a page is the answer, not the shell around it', () => {
    for (const text of [
      '{"error":"invalid_grant","error_description":"AADSTS50999: The request could not be evaluated."}',
      'Failed to refresh access token for service: office365. Error: {"error":"invalid_client","error_description":"AADSTS7000299: no"}',
    ]) {
      const r = of(text);
      expect([r.recognised, r.answers, r.unknownCodes.length]).toEqual([false, [], 1]);
      expect(r.codes[0]).toMatch(/^AADSTS/);
    }
  });
  it('a known code keeps its shell, behind it', () => {
    const r = of('{"error":"invalid_grant","error_description":"AADSTS50173: The provided grant has expired"}');
    expect(r.answers.map((a) => a.id)).toEqual(['aadsts50173', 'invalid-grant']);
  });
  it.each([
    'Fehlercode: 53001 Anforderungs-ID: c1a1dbfd-f049-4dc0-9392-e4527ea2fb2b',
    'Suchen Sie die Anmeldung mit dem **Code des Anmeldefehlers** 53001',
    'エラーコード-53001',
  ])('a bare number in context: %s', (text) => {
    expect(of(text).codes).toEqual(['AADSTS53001']);
  });
});

describe('other providers', () => {
  it.each([
    "google.auth.exceptions.RefreshError: ('invalid_grant: Token has been expired or revoked.')",
    'openai.RateLimitError: Error code: 429 - Rate limit reached for gpt-4o',
    "remote: Invalid username or password.\nfatal: Authentication failed for 'https://github.com/contoso/flows.git/'",
    'ORA-01017: invalid username/password; logon denied',
    'An error occurred (ExpiredToken) when calling the GetObject operation of AWS: The provided token has expired.',
    'kubectl: error: You must be logged in to the server (Unauthorized)',
  ])('%s', (text) => {
    for (const lang of ['en', 'ja'] as const) expect(finders[lang].read(text).answers).toEqual([]);
  });
  it('are not taken for others when the text is about a flow', () => {
    expect(first('My flow with the Google Calendar connector says invalid_grant when the connection is refreshed')).toBe('invalid-grant');
  });
  it('a code of ours is one wherever it was found', () => {
    expect(of('ConnectionAuthorizationFailed, as in https://github.com/contoso/tools/issues/7').codes).toEqual([
      'ConnectionAuthorizationFailed',
    ]);
    expect(of('slack bot said: ConnectionAuthorizationFailed').codes).toEqual(['ConnectionAuthorizationFailed']);
  });
  it('a short message of common words is nothing inside a long text about something else', () => {
    const message = 'The user account is disabled.';
    expect(first(message)).toBe('aadsts50057');
    expect(of(`ftp log: 331 please specify\n530 ${message}\n221 goodbye, the backup of the server was not made tonight`).answers).toEqual(
      [],
    );
  });
});

describe('messages in other languages', () => {
  it.each([
    [
      'ja',
      '非アクティブのため、更新トークンの有効期限が切れました。トークンは 2026-01-02 に発行され、一定期間、非アクティブでした。',
      /aadsts70008/,
    ],
    ['fr', 'Votre connexion a réussi, mais ne répond pas aux critères vous permettant d’accéder à cette ressource', /aadsts5300/],
    ['de', 'Ihre Anmeldung war erfolgreich, erfüllt aber nicht die Kriterien für den Zugriff auf diese Ressource.', /aadsts5300/],
    ['zh', '目前无法访问 - 登录成功，但不符合访问此资源的条件', /aadsts5300/],
  ])('%s', (_lang, text, id) => {
    expect(first(text)).toMatch(id);
  });
});

describe('a text in which somebody tells what he saw', () => {
  it('is answered with the least confidence', () => {
    const r = finders.en.read('every SQL action of the flow fails since this morning, the on-prem gateway PC was switched off last night');
    expect(r.recognised).toBe(true);
    expect(r.causes[0]).toBe('gateway-offline');
    for (const a of r.answers) expect([a.by, a.confidence < 0.5, a.matched.length > 0]).toEqual(['phrase', true, true]);
  });
  it('is not heard where the platform is not named, nor in a long text', () => {
    expect(finders.en.read('502 bad gateway since this morning, the PC was rebooted').answers).toEqual([]);
    expect(finders.en.read(`the flow owner left the company ${'and more '.repeat(80)}`).answers).toEqual([]);
  });
});
