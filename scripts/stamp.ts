/**
 * npm run stamp [-- <Japanese files>]: confirms that Japanese pages say what the English ones say.
 * With files it stamps these and no other. Without, it stamps pages that carry no stamp yet; a stale stamp must be
 * named, so that nobody confirms a page without having looked at it. `--all` stamps every page.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { stampOf, withStamp } from '../src/knowledge/stamp.ts';

const { values, positionals } = parseArgs({ options: { all: { type: 'boolean' } }, allowPositionals: true });
const root = process.cwd();
const named = new Set(positionals.map((p) => relative(root, resolve(p))));
const kb = loadKnowledge(root);
let count = 0;
const stale: string[] = [];
for (const path of named) {
  if (kb.raw.pages.get(path)?.lang === 'ja') continue;
  console.error(`${path} is no Japanese page; name the file below src/content/ja.`);
  process.exitCode = 1;
}
for (const ja of kb.pages.values()) {
  if (ja.lang !== 'ja') continue;
  const en = kb.pages.get(`en/${ja.slug}`);
  if (!en || ja.problems.length || en.problems.length) {
    if (!named.has(ja.path)) continue;
    console.error(
      `${ja.path} cannot be stamped: ${en ? 'it or its English page cannot be parsed' : 'it has no English page'} (npm run check).`,
    );
    process.exitCode = 1;
    continue;
  }
  const want = stampOf(en, ja);
  const have = ja.front.translates;
  if (have === want || (named.size && !values.all && !named.has(ja.path))) continue;
  if (have !== undefined && !values.all && !named.has(ja.path)) {
    stale.push(ja.path);
    continue;
  }
  const file = join(root, ja.path);
  writeFileSync(file, withStamp(readFileSync(file, 'utf8'), want));
  count++;
}
if (stale.length)
  console.log(
    `Left alone, for the pages changed since they were compared; compare each with the English one, then name it:\n  ${stale.join('\n  ')}`,
  );
console.log(`${count} page${count === 1 ? '' : 's'} stamped.`);
