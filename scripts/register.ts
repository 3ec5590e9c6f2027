/**
 * npm run register [-- <data files>]: brings src/data/published.json up to date. New ids and facts are added; a changed
 * fact is confirmed only when its file is named, so that nobody confirms what they have not looked at. `--all` confirms
 * every change. Ids and their values are never changed or removed.
 */
import { writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LOCK_FILE } from '../src/knowledge/base.ts';
import { Published, updateRegister } from '../src/knowledge/checks/published.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';

const { values, positionals } = parseArgs({ options: { all: { type: 'boolean' } }, allowPositionals: true });
const root = process.cwd();
const named = new Set(positionals.map((p) => relative(root, resolve(p))));
const kb = loadKnowledge(root);
const broken = [...named].filter((f) => kb.issues.some((i) => i.file.path === f) || kb.raw.data.get(f)?.doc.problems.length);
const lock = kb.raw.data.get(LOCK_FILE);
if (lock && !Published.safeParse(lock.doc.value).success) {
  console.error(`${LOCK_FILE} is damaged, so it is left alone. Restore it: git checkout -- ${LOCK_FILE}`);
  process.exitCode = 1;
} else {
  const { register, added, confirmed, left } = updateRegister(kb, (file) => values.all === true || named.has(file));
  writeFileSync(join(root, LOCK_FILE), `${JSON.stringify(register, null, 2)}\n`);
  if (left.length)
    console.log(
      `Left alone, for they changed since they were confirmed; look at each change (git diff -- <file>), then name it:\n  ${left.join('\n  ')}`,
    );
  for (const f of broken) console.error(`${f}: has faults that come first (npm run check -- --only ${f}).`);
  console.log(`${added} new entries registered, ${confirmed} changes confirmed in ${LOCK_FILE}.`);
  if (broken.length) process.exitCode = 1;
}
