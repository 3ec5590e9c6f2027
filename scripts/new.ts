/**
 * npm run new -- cause|error|action|guide <id or code>: writes the facts and both pages of a new entry, with TODO
 * wherever something is still to be written, and says what to do next. Never overwrites a file.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { todayUtc } from '../src/knowledge/run-check.ts';
import { idOf, KINDS, type NewKind, scaffold } from './lib/scaffold.ts';

const [kind, typed, ...rest] = process.argv.slice(2);
if (!KINDS.includes(kind as NewKind) || !typed || rest.length > 0) {
  console.error('Usage: npm run new -- cause|error|action|guide <id or code>, e.g. npm run new -- error AADSTS50173');
  process.exitCode = 1;
} else {
  const root = process.cwd();
  const made = scaffold(kind as NewKind, typed, loadKnowledge(root), todayUtc());
  if (typeof made === 'string') {
    console.error(made);
    process.exitCode = 1;
  } else {
    for (const [path, text] of made) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text, { flag: 'wx' });
      console.log(`wrote ${path}`);
    }
    console.log(`
Next:
1. Replace every TODO; docs/writing.md says how. npm run check -- --only ${idOf(typed)} lists what is left.
2. Name the new entry in the facts it belongs to (the check says where a relation has only one side).
3. npm run register, then npm run stamp, then npm run check.`);
  }
}
