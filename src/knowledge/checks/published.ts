/** RC111, RC112: the register of published ids. What was published once stays, or is retired with a successor. */
import { z } from 'zod';
import { type KnowledgeBase, LOCK_FILE } from '../base.ts';
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
});
export type Published = z.infer<typeof Published>;

/** What the knowledge base publishes now, in the form of the register. */
export function currentIds(kb: KnowledgeBase): Omit<Published, 'retired'> {
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

/** Parts of the register whose values are promises too: a ticket id or a code never changes. */
const FIXED_VALUES = new Set(['causes', 'errors', 'conflicts', 'sources', 'terms', 'actions']);

/**
 * @param retiredIds pass-through for tests; the register itself says what is retired
 */
export function checkPublished(kb: KnowledgeBase, report: Report): Published | undefined {
  const file = kb.raw.data.get(LOCK_FILE);
  if (!file) {
    report.add('RC002', LOCK_FILE, 1, 'The register of published ids is missing', `Restore it: git checkout -- ${LOCK_FILE}.`);
    return undefined;
  }
  if (file.doc.problems.length) return undefined;
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
    return undefined;
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
      } else if (current !== value && FIXED_VALUES.has(part)) {
        report.add(
          'RC111',
          data ?? LOCK_FILE,
          1,
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
  return locked;
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
