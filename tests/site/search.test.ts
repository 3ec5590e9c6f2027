/** Every code and message of the five documents is the first thing found, in both languages, in every form people type. */
import { dirname } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openBuiltFinder } from '../../scripts/lib/built-index.ts';
import { type ErrorFact, LANGS } from '../../src/data/schema/index.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { distFolder } from './site.ts';

const kb = loadKnowledge(dirname(distFolder()));
const errors = [...kb.errors.values()].map((h) => h.fact);
const ofDocs = errors.filter((e) => e.docs.length > 0);

/** What stands in a real message where the template has a placeholder. */
const FILL: [RegExp, string][] = [
  [/date|time|issued|since|at$/i, '2026-03-02T09:15:00.0000000Z'],
  [/inactive|duration|lifetime|period/i, '90.00:00:00'],
  [/id$|guid|tenant|app|resource|client|object/i, '7df0a125-d3be-4c96-aa54-591f83ff541c'],
  [/user|mail|upn|account|owner/i, 'kana@contoso.com'],
  [/url|uri|address|endpoint/i, 'https://contoso.crm.dynamics.com'],
  [/code|status|number|count|days/i, '401'],
];
const fill = (text: string) => text.replace(/\{([^{}]+)\}/g, (_, name: string) => FILL.find(([re]) => re.test(name))?.[1] ?? 'Contoso SQL');
const fullWidth = (text: string) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

/** The ways a code is typed, by name. */
function forms(e: ErrorFact): Record<string, string> {
  const number = /^AADSTS(\d+)$/.exec(e.code)?.[1];
  if (!number) return { code: e.code, 'code and colon': `${e.code}:`, 'lower case': e.code.toLowerCase(), 'full width': fullWidth(e.code) };
  return {
    'number alone': number,
    'full code': e.code,
    'code and colon': `${e.code}:`,
    'lower case with a space': `aadsts ${number}`,
    'full width': fullWidth(e.code),
    'number in full width': fullWidth(number),
    'sign-in address': `https://login.microsoftonline.com/error?code=${number}`,
  };
}
/** Errors that print the very same words. */
const sharing = (text: string) => errors.filter((e) => e.messages.some((m) => m.text === text)).map((e) => e.id);

/** Errors that share a code and are told apart by where it shows: `Code (where)`. */
const sameCode = (e: ErrorFact) => errors.filter((x) => x.code.replace(/ \(.*\)$/, '') === e.code.replace(/ \(.*\)$/, '')).map((x) => x.id);

test('the facts name what the documents print', () => expect(ofDocs.length).toBeGreaterThan(15));

describe.each(LANGS)('%s', (lang) => {
  const finder = openBuiltFinder(lang);
  const missed: string[] = [];
  const ask = (query: string, wanted: readonly string[], how: string, exact: boolean) => {
    const { outcome, results } = finder.findQuick(query);
    const first = results[0];
    const right = first?.kind === 'error' && wanted.includes(first.id) && (!exact || outcome === 'exact');
    if (!right)
      missed.push(`${wanted[0]}, ${how}, "${query.slice(0, 100)}": ${outcome}, first ${first ? `${first.kind} ${first.id}` : 'nothing'}`);
  };
  afterAll(() => missed.splice(0));

  test('codes, in every form', () => {
    for (const e of ofDocs.filter((x) => x.kind === 'code'))
      for (const [how, q] of Object.entries(forms(e))) ask(q, sameCode(e), how, true);
    expect(missed.join('\n')).toBe('');
  });
  test('every code of the knowledge base, as it is written', () => {
    missed.splice(0);
    // A status such as 401 Unauthorized is shown by everything, so it is an answer and never an exact one.
    for (const e of errors.filter((x) => x.kind === 'code')) ask(e.code, sameCode(e), 'as written', !/^[45]\d\d /.test(e.code));
    expect(missed.join('\n')).toBe('');
  });
  test('messages, word for word', () => {
    missed.splice(0);
    for (const e of ofDocs) {
      // The words of the official list are a description; people see the literal ones.
      const first = e.messages[0];
      if (first) ask(fill(first.text), sharing(first.text), 'message', false);
      else ask(e.code, [e.id], 'the words that are its name', false);
    }
    expect(missed.join('\n')).toBe('');
  });
  test('a code that is not here is said to be unknown, and no neighbor is shown for it', () => {
    for (const query of [
      'AADSTS50179',
      '50179',
      'aadsts 999999',
      'ＡＡＤＳＴＳ５０１７９',
      'https://login.microsoftonline.com/error?code=50179',
    ]) {
      const found = finder.findQuick(query);
      expect([query, found.outcome, found.results.length]).toEqual([query, 'unknown-code', 0]);
    }
  });
});
