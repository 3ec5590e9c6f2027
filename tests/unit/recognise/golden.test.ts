/** The recogniser and the search on real and realistic texts, per language. Figures: npm run eval. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type CausesMap,
  ownCases,
  type PasteCase,
  type QueryCase,
  readLines,
  type Scores,
  scorePastes,
  scoreQueries,
} from '../../../scripts/lib/evaluate.ts';
import { finders } from './fixture.ts';

const map = JSON.parse(readFileSync('tests/data/causes-map.json', 'utf8')) as CausesMap;
const pastes = ownCases('pastes').flatMap((f) => readLines<PasteCase>(f));
const queries = ownCases('queries').flatMap((f) => readLines<QueryCase>(f));

/** Least share that must be right; the work is measured at these on texts that are not here. */
const LEAST: readonly [what: string, least: number][] = [
  ['pastes with a code, right code first', 0.98],
  ['pastes without a code, right first', 0.8],
  ['pastes without a code, right in first three', 0.9],
  ['false alarms on unrelated text (none = right)', 1],
  ['unknown code never answered with a neighbor', 1],
  ['code forms, the code first', 1],
  ['queries, right first', 0.8],
  ['queries, right in first three', 0.92],
  ['negative queries, nothing shown', 1],
];

describe.each(['en', 'ja'] as const)('%s', async (lang) => {
  const scores: Scores = new Map([...scorePastes(pastes, finders.en, map), ...(await scoreQueries(queries, finders, map))]);
  it.each(LEAST)('%s: at least %d', (what, least) => {
    const score = scores.get(`${lang}: ${what}`);
    expect(score?.of ?? 0, 'cases').toBeGreaterThan(1);
    expect((score?.right ?? 0) / (score?.of ?? 1), score?.missed.join('\n')).toBeGreaterThanOrEqual(least);
  });
});

it('every word of the free vocabulary leads to ids that exist', () => {
  const known = new Set(finders.en.recogniser.causes.keys());
  for (const e of ['cause', 'error', 'action', 'guide'])
    for (const ids of Object.values(map)) for (const id of ids) if (finders.en.entryOf(e, id)) known.add(id);
  expect(
    Object.values(map)
      .flat()
      .filter((id) => !known.has(id)),
  ).toEqual([]);
});
