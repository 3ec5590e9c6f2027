/**
 * npm run bench:recognise: how long recognising takes, and how it grows with the number of message templates and with
 * the length of the paste. Times depend on the machine; read the ratios.
 */
import { makeFindIndex, openRecogniser } from '../src/knowledge/find-index.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { recognise } from '../src/knowledge/recognise/recognise.ts';
import { buildTemplates, matchTemplates, type TemplateSource } from '../src/knowledge/recognise/templates.ts';

/** Median of several runs, after some to warm up, in milliseconds. */
function time(work: () => unknown, runs = 15): number {
  for (let i = 0; i < 5; i++) work();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] as number;
}
const row = (what: string, ms: number, ratio?: string) =>
  console.log(`${what.padEnd(46)}${ms.toFixed(2).padStart(9)} ms${ratio ? `   ${ratio}` : ''}`);

const { codes, entries } = makeFindIndex(loadKnowledge(), 'en');
const index = openRecogniser(codes, entries);
const withCode =
  '{"statusCode":401,"body":"Failed to refresh access token for service: office365. Error: AADSTS50173: The provided grant has expired due to it being revoked, a fresh auth token is needed."}\n';
const withoutCode =
  'Flow run failed: The refresh token has expired due to inactivity. The token was issued on 2025-11-01 and was inactive for 90.00:00:00. Action Send_an_email, retry 4 of 4.\n';
const sized = (text: string, length: number) => text.repeat(Math.ceil(length / text.length)).slice(0, length);

console.log(`${entries.templates.length} templates\n\nA paste of 5 kB`);
row(
  'with a code',
  time(() => recognise(sized(withCode, 5000), index)),
);
row(
  'without a code',
  time(() => recognise(sized(withoutCode, 5000), index)),
);

console.log('\nLength of the paste');
for (const [name, text] of [
  ['with a code', withCode],
  ['without a code', withoutCode],
] as const) {
  let before = 0;
  for (const length of [1_000, 10_000, 100_000, 1_000_000]) {
    const ms = time(() => recognise(sized(text, length), index), length > 100_000 ? 5 : 15);
    row(`${name}, ${length.toLocaleString('en')} characters`, ms, before ? `${(ms / before).toFixed(1)} × for 10 × the length` : undefined);
    before = ms;
  }
}

console.log('\nNumber of templates (synthetic, beside the real ones), a paste of 5 kB without a code');
/** A steady source of numbers, so that every run measures the same. */
let state = 1;
const next = (n: number) => {
  state = (state * 48_271) % 2_147_483_647;
  return state % n;
};
const common = 'the a to of is was for and token user access policy flow connection expired not has been this by'.split(' ');
const sentence = (): string =>
  Array.from({ length: 18 }, () =>
    next(3) ? (common[next(common.length)] as string) : `w${next(4000).toString(26).replace(/\d/g, 'z')}`,
  ).join(' ');
let before = 0;
for (const n of [100, 1_000, 10_000]) {
  const synthetic: TemplateSource[] = Array.from({ length: n }, (_, i) => ({ error: `e${i}`, text: sentence(), lang: 'en' }));
  const templates = buildTemplates([...entries.templates, ...synthetic]);
  const text = sized(withoutCode, 5000);
  const ms = time(() => matchTemplates(text, templates));
  row(
    `${(entries.templates.length + n).toLocaleString('en')} templates`,
    ms,
    before ? `${(ms / before).toFixed(1)} × for 10 × as many` : undefined,
  );
  before = ms;
}
