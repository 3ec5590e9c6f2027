/**
 * RC111, RC112, RC114: the register of what is published. An id once published stays, or is retired with a successor;
 * a fact once confirmed does not change unseen.
 */
import { z } from 'zod';
import { type Held, type KnowledgeBase, LABELS_FILE, LOCK_FILE, PLACES } from '../base.ts';
import { factDigest } from '../stamp.ts';
import type { Report } from './rules.ts';

export const Published = z.strictObject({
  causes: z.record(z.string(), z.string()).describe('Cause id to ticket id'),
  errors: z.record(z.string(), z.string()).describe('Error id to code and symbolic name'),
  actions: z.record(z.string(), z.string()).describe('Action id to its row ids'),
  conflicts: z.record(z.string(), z.string()).describe('Conflict id to number'),
  sources: z.record(z.string(), z.string()).describe('Source id to address'),
  terms: z.record(z.string(), z.string()).describe('Glossary id to terms'),
  pages: z.record(z.string(), z.string()).describe('Page address below the language to its kind'),
  retired: z.record(z.string(), z.string()).describe('Addresses no longer kept, each with the address that replaces it'),
  facts: z.record(z.string(), z.string()).describe('Fact (kind/id) to the digest of its values when an editor last confirmed them'),
});
export type Published = z.infer<typeof Published>;

/** What the knowledge base publishes now, in the form of the register. */
export function currentIds(kb: KnowledgeBase): Omit<Published, 'retired' | 'facts'> {
  const table = <T>(map: ReadonlyMap<string, { fact: T }>, value: (fact: T) => string) =>
    Object.fromEntries([...map].map(([id, h]) => [id, value(h.fact)]).sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)));
  return {
    causes: table(kb.causes, (c) => c.ticket),
    errors: table(kb.errors, (e) => [e.code, e.name].filter(Boolean).join(' ')),
    actions: table(kb.actions, (a) => a.rows.map((r) => r.id).join(' ')),
    conflicts: table(kb.conflicts, (c) => String(c.number)),
    sources: table(kb.sources, (s) => s.url ?? s.locator ?? ''),
    terms: table(kb.terms, (t) => `${t.en} = ${t.ja}`),
    pages: Object.fromEntries([...new Map([...kb.pages.values()].map((p) => [p.slug, p.kind]))].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const EMPTY: Published = {
  causes: {},
  errors: {},
  actions: {},
  conflicts: {},
  sources: {},
  terms: {},
  pages: {},
  retired: {},
  facts: {},
};

interface Confirmed {
  readonly digest: string;
  readonly file: string;
  readonly line: () => number;
}

/** Digest of every fact that passes its schema, and of the schemas themselves, by `kind/id`, with its place. */
export function currentFacts(kb: KnowledgeBase): Map<string, Confirmed> {
  const out = new Map<string, Confirmed>();
  for (const kind of Object.keys(PLACES) as (keyof typeof PLACES)[]) {
    for (const [id, { file, at }] of kb[kind] as ReadonlyMap<string, Held<unknown>>) {
      const value = at.reduce<unknown>((v, step) => (v as Record<string | number, unknown>)[step], file.doc.value);
      out.set(`${kind}/${id}`, { digest: factDigest(value), file: file.path, line: () => file.doc.lineOf(at) });
    }
  }
  const labels = kb.labels && kb.raw.data.get(LABELS_FILE);
  if (labels) out.set('labels', { digest: factDigest(labels.doc.value), file: LABELS_FILE, line: () => 1 });
  for (const [path, text] of kb.raw.schemas) out.set(schemaKey(path), { digest: factDigest(text.trim()), file: path, line: () => 1 });
  return out;
}

const SCHEMAS = 'src/data/schema/';
const schemaKey = (path: string) => `schema/${path.slice(SCHEMAS.length).replace(/\.ts$/, '')}`;

/** File of a fact of the register, present or not. */
function fileOfFact(key: string): string {
  const [kind, id] = key.split('/', 2) as [string, string | undefined];
  if (kind === 'schema') return `${SCHEMAS}${id}.ts`;
  const place = PLACES[kind as keyof typeof PLACES];
  return place === undefined ? LABELS_FILE : 'folder' in place ? `${place.folder}/${id}.yaml` : place.list;
}

/**
 * The register brought up to date: new ids and facts are added; a changed fact only where `confirm` says so; ids and
 * their values are never changed or removed.
 * @param confirm whether the editor named this file
 * @throws ZodError when the present register is damaged
 * @returns the new register, how many entries were added and confirmed, and the files left for an editor to look at
 */
export function updateRegister(
  kb: KnowledgeBase,
  confirm: (file: string) => boolean,
): { register: Published; added: number; confirmed: number; left: string[] } {
  // Parsing copies, so that EMPTY stays empty.
  const register = Published.parse(kb.raw.data.get(LOCK_FILE)?.doc.value ?? EMPTY);
  const now = currentIds(kb);
  let added = 0;
  let confirmed = 0;
  const left = new Set<string>();
  for (const part of Object.keys(now) as (keyof typeof now)[]) {
    for (const [id, value] of Object.entries(now[part])) {
      if (register[part][id] !== undefined) continue;
      register[part][id] = value;
      added++;
    }
  }
  const facts = currentFacts(kb);
  for (const [key, { digest, file }] of facts) {
    if (register.facts[key] === digest) continue;
    if (register.facts[key] === undefined) added++;
    else if (confirm(file)) confirmed++;
    else {
      left.add(file);
      continue;
    }
    register.facts[key] = digest;
  }
  for (const key of Object.keys(register.facts)) {
    if (facts.has(key) || !confirm(fileOfFact(key))) continue;
    delete register.facts[key];
    confirmed++;
  }
  for (const part of Object.keys(EMPTY) as (keyof Published)[])
    register[part] = Object.fromEntries(Object.entries(register[part]).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { register, added, confirmed, left: [...left].sort() };
}

/** RC111 and RC112, RC114: what is published now against the register. */
export function checkPublished(kb: KnowledgeBase, report: Report): void {
  const file = kb.raw.data.get(LOCK_FILE);
  if (!file) {
    report.add('RC002', LOCK_FILE, 1, 'The register of published ids is missing', `Restore it: git checkout -- ${LOCK_FILE}.`);
    return;
  }
  if (file.doc.problems.length) return;
  const parsed = Published.safeParse(file.doc.value);
  if (!parsed.success) {
    for (const i of parsed.error.issues)
      report.add(
        'RC101',
        LOCK_FILE,
        file.doc.lineOf(i.path as string[]),
        `Field "${i.path.join('.')}": ${i.message}`,
        `Restore it: git checkout -- ${LOCK_FILE}.`,
      );
    return;
  }
  const locked = parsed.data;
  const now = currentIds(kb);
  const folder: Record<string, string> = { causes: 'causes', errors: 'errors', actions: 'actions' };
  const unreadable = new Set([
    ...kb.issues.map((i) => i.file.path),
    ...[...kb.raw.data.values()].filter((f) => f.doc.problems.length).map((f) => f.path),
  ]);
  for (const part of Object.keys(now) as (keyof typeof now)[]) {
    for (const [id, value] of Object.entries(locked[part])) {
      const line = file.doc.lineOf([part, id]);
      const address = part === 'pages' ? id : `${folder[part] ?? part}/${id}`;
      if (locked.retired[address] !== undefined) continue;
      const current = now[part][id];
      const data = dataFileOf(part, id);
      if (current === undefined) {
        if (data && unreadable.has(data)) continue; // RC001 or RC101 already says why.
        const where =
          part === 'pages' ? `src/content/en/${id || 'index'}.mdx and src/content/ja/${id || 'index'}.mdx` : (data ?? LOCK_FILE);
        report.add(
          'RC111',
          data && part !== 'pages' ? data : part === 'pages' ? `src/content/en/${id || 'index'}.mdx` : LOCK_FILE,
          data ? 1 : line,
          `The published ${part === 'pages' ? 'page' : part.slice(0, -1)} "${id}" is gone`,
          `Restore ${where} (git checkout -- <file>), or list "${address}" under \`retired\` in ${LOCK_FILE} with the address that replaces it.`,
        );
      } else if (current !== value) {
        report.add(
          'RC111',
          data ?? LOCK_FILE,
          data ? 1 : line,
          `"${id}" was published as "${value}" and is now "${current}"`,
          `Put "${value}" back; if the change is meant, correct ${LOCK_FILE}:${line} too.`,
        );
      }
    }
    for (const id of Object.keys(now[part])) {
      if (locked[part][id] === undefined) {
        report.add(
          'RC112',
          part === 'pages' ? (pagePath(kb, id) ?? LOCK_FILE) : (dataFileOf(part, id) ?? LOCK_FILE),
          1,
          `${part === 'pages' ? 'The page' : `"${id}" in ${part}`} ${part === 'pages' ? `"${id}" ` : ''}is not in the register of published ids`,
        );
      }
    }
  }
  for (const [from, to] of Object.entries(locked.retired)) {
    if (!kb.pages.has(`en/${to}`))
      report.add('RC104', LOCK_FILE, file.doc.lineOf(['retired', from]), `"${from}" is retired in favor of "${to}", which is no page`);
    if (kb.pages.has(`en/${from}`))
      report.add(
        'RC104',
        LOCK_FILE,
        file.doc.lineOf(['retired', from]),
        `"${from}" is retired but its page still exists`,
        'Remove the page or the line.',
      );
  }
  checkConfirmed(kb, locked, unreadable, report);
}

/** RC114: every published fact says what it said when an editor last confirmed it. */
function checkConfirmed(kb: KnowledgeBase, locked: Published, unreadable: ReadonlySet<string>, report: Report): void {
  const facts = currentFacts(kb);
  const cure = (file: string) =>
    `Look at the change (git diff -- ${file}); if it is meant, run npm run register -- ${file}, else restore it with git checkout -- ${file}.`;
  for (const [key, { digest, file, line }] of facts) {
    const [part, id] = key.split('/', 2) as [string, string | undefined];
    const ids = part in locked ? locked[part as keyof Published] : undefined;
    if (ids && id !== undefined && ids[id] === undefined) continue; // RC112 already says so.
    const name = part === 'schema' ? 'This schema' : id ? `The entry "${id}"` : 'This file';
    if (locked.facts[key] === undefined)
      report.add('RC114', file, line(), `${name} was never confirmed`, 'Look at it, then run npm run register.');
    else if (locked.facts[key] !== digest) report.add('RC114', file, line(), `${name} changed since it was last confirmed`, cure(file));
  }
  for (const key of Object.keys(locked.facts)) {
    const [part] = key.split('/', 1) as [string];
    const file = fileOfFact(key);
    // Kinds with published ids are RC111's, a missing file is RC002's, a broken one RC001's or RC101's.
    if (facts.has(key) || part in locked || unreadable.has(file) || !kb.raw.data.has(file)) continue;
    report.add('RC114', file, 1, `The confirmed entry "${key.slice(part.length + 1)}" is gone`, cure(file));
  }
}

function dataFileOf(part: string, id: string): string | undefined {
  switch (part) {
    case 'causes':
    case 'errors':
    case 'actions':
    case 'conflicts':
      return `src/data/${part}/${id}.yaml`;
    case 'sources':
      return 'src/data/sources.yaml';
    case 'terms':
      return 'src/data/glossary.yaml';
    default:
      return undefined;
  }
}

function pagePath(kb: KnowledgeBase, slug: string): string | undefined {
  return (kb.pages.get(`en/${slug}`) ?? kb.pages.get(`ja/${slug}`))?.path;
}
