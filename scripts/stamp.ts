/**
 * npm run stamp [-- <Japanese files>]: confirms that Japanese pages say what the English ones say.
 * Without files it stamps only pages that carry no stamp yet; a stale stamp must be named, so that nobody
 * confirms a page without having looked at it. `--all` stamps every page.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { stampOf } from '../src/knowledge/stamp.ts';

const { values, positionals } = parseArgs({ options: { all: { type: 'boolean' } }, allowPositionals: true });
const root = process.cwd();
const named = new Set(positionals.map((p) => relative(root, resolve(p))));
const kb = loadKnowledge(root);
let count = 0;
for (const ja of kb.pages.values()) {
  if (ja.lang !== 'ja') continue;
  const en = kb.pages.get(`en/${ja.slug}`);
  if (!en) continue;
  if (ja.problems.length || en.problems.length) {
    if (named.has(ja.path))
      console.error(`${ja.path} cannot be stamped: it or its English page cannot be parsed (npm run check says where).`);
    continue;
  }
  const want = stampOf(en);
  const have = ja.front.translates;
  if (have === want) continue;
  if (have !== undefined && !values.all && !named.has(ja.path)) {
    console.log(`${ja.path}: stale stamp left alone; compare the page with ${en.path}, then name it.`);
    continue;
  }
  const file = join(root, ja.path);
  const text = readFileSync(file, 'utf8');
  const stamped =
    have === undefined
      ? text.replace(/\n---(\r?\n|$)/, `\ntranslates: "${want}"\n---$1`)
      : text.replace(/^translates:.*$/m, `translates: "${want}"`);
  writeFileSync(file, stamped);
  count++;
}
console.log(`${count} page${count === 1 ? '' : 's'} stamped.`);
