/** npm run register: adds new ids to src/data/published.json. Never removes or changes one. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCK_FILE } from '../src/knowledge/base.ts';
import { currentIds, Published } from '../src/knowledge/checks/published.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';

const root = process.cwd();
const kb = loadKnowledge(root);
const empty = { causes: {}, errors: {}, actions: {}, conflicts: {}, sources: {}, terms: {}, pages: {}, retired: {} };
const before = Published.parse(kb.raw.data.get(LOCK_FILE)?.doc.value ?? empty);
const now = currentIds(kb);
let added = 0;
for (const part of Object.keys(now) as (keyof typeof now)[]) {
  for (const [id, value] of Object.entries(now[part])) {
    if (before[part][id] === undefined) {
      before[part][id] = value;
      added++;
    }
  }
  before[part] = Object.fromEntries(Object.entries(before[part]).sort(([a], [b]) => (a < b ? -1 : 1)));
}
writeFileSync(join(root, LOCK_FILE), `${JSON.stringify(before, null, 2)}\n`);
console.log(`${added} new ids registered in ${LOCK_FILE}.`);
