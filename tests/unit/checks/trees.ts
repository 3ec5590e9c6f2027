/** Trees to check: the sound fixture, the real repository, and what editors' commands would make of them in memory. */
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { buildKnowledge, LABELS_FILE, LOCK_FILE, PLACES } from '../../../src/knowledge/base.ts';
import { checkKnowledge } from '../../../src/knowledge/checks/index.ts';
import { updateRegister } from '../../../src/knowledge/checks/published.ts';
import type { Finding } from '../../../src/knowledge/finding.ts';
import { type FileTree, parseTree, readTree } from '../../../src/knowledge/read.ts';
import { stampOf, withStamp } from '../../../src/knowledge/stamp.ts';

export type Tree = ReadonlyMap<string, Uint8Array | string>;
export const ROOT = join(import.meta.dirname, '../../..');
/** The day the tests live on; nothing here asks the clock. */
export const TODAY = '2026-11-21';

export const check = (files: FileTree, today = TODAY): Finding[] => checkKnowledge(buildKnowledge(parseTree(files)), today);

/** Text of a file of a tree. */
export function textOf(files: FileTree, path: string): string {
  const file = files.get(path);
  if (file === undefined) throw new Error(`no ${path} in this tree`);
  return typeof file === 'string' ? file : Buffer.from(file).toString('utf8');
}

/** What `npm run stamp -- --all` and `npm run register -- --all` make of a tree. */
export function confirm(files: Tree): Map<string, Uint8Array | string> {
  const out = new Map(files);
  const kb = buildKnowledge(parseTree(out));
  for (const ja of kb.pages.values()) {
    const en = ja.lang === 'ja' ? kb.pages.get(`en/${ja.slug}`) : undefined;
    if (en && !ja.problems.length && !en.problems.length) out.set(ja.path, withStamp(textOf(out, ja.path), stampOf(en, ja)));
  }
  out.set(LOCK_FILE, `${JSON.stringify(updateRegister(kb, () => true).register, null, 2)}\n`);
  return out;
}

/** The real repository, as it is. */
export const realTree = (): Map<string, Uint8Array | string> => new Map(readTree(ROOT));

/**
 * The sound fixture. The words of the closed lists are the real ones: their labels, and the onsets without their
 * sources, are taken from src/data, so that a new word needs no second entry here.
 */
export function soundTree(): Map<string, Uint8Array | string> {
  const files: Map<string, Uint8Array | string> = new Map(readTree(join(ROOT, 'tests/fixtures/sound')));
  const real = realTree();
  files.set(LABELS_FILE, textOf(real, LABELS_FILE));
  const onsets = (parse(textOf(real, PLACES.onsets.list)) as object[]).map((o) => ({ ...o, sources: [] }));
  files.set(PLACES.onsets.list, stringify(onsets));
  return confirm(files);
}
