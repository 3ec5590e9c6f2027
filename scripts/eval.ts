/**
 * npm run eval -- [--pastes file.jsonl] [--queries file.jsonl] [--built] [--missed]: how often the recogniser and the
 * search are right, per language. --built asks the full text of the built site too; --missed names what went wrong.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createFinder } from '../src/knowledge/find.ts';
import { makeFindIndex } from '../src/knowledge/find-index.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { openBuiltFullText } from './lib/built-index.ts';
import {
  type CausesMap,
  ownCases,
  type PasteCase,
  type QueryCase,
  readLines,
  type Scores,
  scorePastes,
  scoreQueries,
} from './lib/evaluate.ts';

const { values } = parseArgs({
  options: {
    pastes: { type: 'string', multiple: true, default: ownCases('pastes') },
    queries: { type: 'string', multiple: true, default: ownCases('queries') },
    map: { type: 'string', default: 'tests/data/causes-map.json' },
    built: { type: 'boolean', default: false },
    missed: { type: 'boolean', default: false },
  },
});
function print(scores: Scores): void {
  for (const [name, s] of [...scores].sort(([a], [b]) => a.localeCompare(b))) {
    console.log(`${name}: ${s.right} of ${s.of} (${((100 * s.right) / s.of).toFixed(1)} %)`);
    if (values.missed) for (const m of s.missed) console.log(`    ${m}`);
  }
}
try {
  const kb = loadKnowledge();
  const open = (lang: 'en' | 'ja') => {
    const { codes, entries } = makeFindIndex(kb, lang);
    return createFinder(codes, entries);
  };
  const finders = { en: open('en'), ja: open('ja') };
  const map = JSON.parse(readFileSync(values.map, 'utf8')) as CausesMap;
  const pastes = values.pastes.flatMap((f) => readLines<PasteCase>(f));
  const queries = values.queries.flatMap((f) => readLines<QueryCase>(f));
  print(scorePastes(pastes, finders.en, map));
  const texts = values.built ? { en: openBuiltFullText('en'), ja: openBuiltFullText('ja') } : undefined;
  print(await scoreQueries(queries, finders, map, texts));
} catch (e) {
  console.error(e instanceof Error ? e.message : String(e));
  process.exitCode = 1;
}
