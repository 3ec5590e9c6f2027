/** Rules over the facts: schemas, ids, references, relations both ways, rule rows, evidence, dates. */
import { ACTION_CATEGORIES, type Evidence, LANGS, ONSETS, SIGN_IN_KINDS } from '../../data/schema/index.ts';
import * as vocabulary from '../../data/schema/shared.ts';
import {
  type Held,
  type KnowledgeBase,
  LABELS_FILE,
  type LabelGroup,
  LOCK_FILE,
  matchingRows,
  PLACES,
  questionsOf,
  resolveRows,
} from '../base.ts';
import { memo } from '../memo.ts';
import type { Page } from '../page.ts';
import type { DataFile } from '../read.ts';
import type { Report } from './rules.ts';

/** Files without which nothing can be built. */
const REQUIRED = [
  PLACES.sources.list,
  PLACES.onsets.list,
  PLACES.terms.list,
  PLACES.changes.list,
  PLACES.synonyms.list,
  PLACES.official.list,
  LABELS_FILE,
];

function lineOf(held: Held<unknown>, path: readonly (string | number)[] = []): number {
  return held.file.doc.lineOf([...held.at, ...path]);
}

/** RC001–RC003, RC101–RC103. */
export function checkFiles(kb: KnowledgeBase, report: Report): void {
  for (const path of REQUIRED) {
    if (!kb.raw.data.has(path)) report.add('RC002', path, 1, 'The file is missing', `Restore it: git checkout -- ${path}.`);
  }
  for (const { path, reason } of kb.raw.strange) {
    report.add(reason.includes('readable') ? 'RC001' : 'RC003', path, 1, `The file ${reason}`);
  }
  const known = Object.values(PLACES).map((p) => ('folder' in p ? `${p.folder}/` : p.list));
  for (const file of kb.raw.data.values()) {
    // One fault of syntax makes others further down; a tab says more than what it leads to.
    const p = file.doc.problems.find((x) => x.message.startsWith('Tabs')) ?? file.doc.problems[0];
    if (p) report.add('RC001', file.path, p.line, `Cannot be parsed: ${p.message}`);
    const inPlace = known.some((k) =>
      k.endsWith('/') ? file.path.startsWith(k) && /^[^/]+\.yaml$/.test(file.path.slice(k.length)) : file.path === k,
    );
    if (!inPlace && file.path !== LABELS_FILE && file.path !== LOCK_FILE) {
      report.add('RC003', file.path, 1, 'No kind of fact lives in this file');
    }
  }
  for (const i of kb.issues) {
    const where = i.path.length ? `Field "${i.path.join('.')}"` : 'The entry';
    report.add('RC101', i.file.path, i.file.doc.lineOf(i.path), `${where}: ${i.message}`);
  }
  for (const kind of ['causes', 'errors', 'actions', 'conflicts', 'translations'] as const) {
    for (const held of kb[kind].values()) {
      const name = held.file.path
        .split('/')
        .pop()
        ?.replace(/\.yaml$/, '');
      if (name !== held.fact.id)
        report.add('RC102', held.file.path, lineOf(held, ['id']), `The id is "${held.fact.id}" but the file is called "${name}"`);
    }
  }
  for (const { held, first } of kb.duplicates) {
    report.add('RC103', held.file.path, lineOf(held, ['id']), `The id "${held.fact.id}" is already used in ${first.file.path}`);
  }
  const unique = <T>(map: ReadonlyMap<string, Held<T>>, field: keyof T & string) => {
    const seen = new Map<unknown, string>();
    for (const held of map.values()) {
      const value = held.fact[field];
      const before = seen.get(value);
      if (before) report.add('RC103', held.file.path, lineOf(held, [field]), `"${field}: ${String(value)}" is already used in ${before}`);
      else seen.set(value, held.file.path);
    }
  };
  unique(kb.causes, 'ticket');
  unique(kb.errors, 'code');
  unique(kb.actions, 'order');
  unique(kb.conflicts, 'number');
  for (const held of kb.errors.values()) {
    const aadsts = /^AADSTS(\d+)$/.exec(held.fact.code);
    const fromId = /^aadsts(\d+)$/.exec(held.fact.id);
    if ((aadsts || fromId) && aadsts?.[1] !== fromId?.[1]) {
      report.add(
        'RC102',
        held.file.path,
        lineOf(held, ['code']),
        `The code "${held.fact.code}" does not belong to the id "${held.fact.id}"`,
        'Give code and id the same number.',
      );
    }
  }
}

/** RC104: every id named anywhere in the facts exists. */
export function checkReferences(kb: KnowledgeBase, report: Report): void {
  const maps = { source: kb.sources, error: kb.errors, cause: kb.causes, action: kb.actions } as const;
  const need = (held: Held<unknown>, path: (string | number)[], kind: keyof typeof maps, id: string) => {
    // A file that is there but has faults is RC001's, RC101's or RC102's, not of everything that names it.
    if (!maps[kind].has(id) && !kb.raw.data.has(`src/data/${kind}s/${id}.yaml`))
      report.add('RC104', held.file.path, lineOf(held, path), `There is no ${kind} "${id}"${nearest(id, maps[kind].keys())}`);
  };
  const evidence = (held: Held<unknown>, path: (string | number)[], list: readonly Evidence[]) =>
    list.forEach((e, i) => {
      need(held, [...path, i, 'source'], 'source', e.source);
    });
  const list = (held: Held<unknown>, field: string, kind: keyof typeof maps, ids: readonly string[], prefix: (string | number)[] = []) =>
    ids.forEach((id, i) => {
      need(held, [...prefix, field, i], kind, id);
      if (ids.indexOf(id) !== i)
        report.add(
          'RC103',
          held.file.path,
          lineOf(held, [...prefix, field, i]),
          `"${id}" stands twice in "${field}"`,
          'Remove one of the two.',
        );
    });
  for (const h of kb.sources.values()) if (h.fact.superseded) need(h, ['superseded'], 'source', h.fact.superseded);
  for (const h of kb.errors.values()) {
    h.fact.messages.forEach((m, i) => {
      need(h, ['messages', i, 'source'], 'source', m.source);
    });
    list(
      h,
      'causes',
      'cause',
      h.fact.causes.map((c) => c.id),
    );
    list(h, 'sources', 'source', h.fact.sources);
    if (h.fact.mapping) list(h, 'sources', 'source', h.fact.mapping.sources, ['mapping']);
    if (h.fact.official) need(h, ['official'], 'source', h.fact.official);
    if (h.fact.retired?.replacedBy) need(h, ['retired', 'replacedBy'], 'error', h.fact.retired.replacedBy);
    evidence(h, ['evidence'], h.fact.evidence);
  }
  for (const h of kb.causes.values()) {
    list(
      h,
      'errors',
      'error',
      h.fact.errors.map((e) => e.id),
    );
    list(h, 'actions', 'action', h.fact.actions);
    list(h, 'lookAlikes', 'cause', h.fact.lookAlikes);
    list(h, 'related', 'cause', h.fact.related);
    list(h, 'sources', 'source', h.fact.sources);
    for (const field of ['lookAlikes', 'related'] as const) {
      if (h.fact[field].includes(h.fact.id)) report.add('RC104', h.file.path, lineOf(h, [field]), `The cause names itself in "${field}"`);
    }
  }
  for (const h of kb.actions.values()) {
    list(h, 'related', 'action', h.fact.related);
    h.fact.rows.forEach((row, i) => {
      if ('sameAs' in row) {
        need(h, ['rows', i, 'sameAs', 'action'], 'action', row.sameAs.action);
        const target = kb.actions.get(row.sameAs.action)?.fact.rows.find((r) => r.id === row.sameAs.row);
        if (kb.actions.has(row.sameAs.action) && (!target || 'sameAs' in target)) {
          report.add(
            'RC104',
            h.file.path,
            lineOf(h, ['rows', i, 'sameAs', 'row']),
            `"${row.sameAs.row}" is no full row of "${row.sameAs.action}"`,
          );
        }
        return;
      }
      list(h, 'causes', 'cause', row.causes, ['rows', i]);
      list(h, 'errors', 'error', row.errors, ['rows', i]);
      evidence(h, ['rows', i, 'evidence'], row.evidence);
    });
  }
  for (const h of kb.conflicts.values()) {
    evidence(h, ['positions'], h.fact.positions);
    list(h, 'causes', 'cause', h.fact.causes);
    list(h, 'errors', 'error', h.fact.errors);
    list(h, 'actions', 'action', h.fact.actions);
    h.fact.guides.forEach((g, i) => {
      if (!LANGS.some((l) => kb.pages.has(`${l}/guides/${g}`)))
        report.add('RC104', h.file.path, lineOf(h, ['guides', i]), `There is no guide "${g}"`);
    });
  }
  for (const h of kb.official.values()) need(h, ['source'], 'source', h.fact.source);
  for (const h of kb.translations.values()) {
    need(h, ['source'], 'source', h.fact.source);
    for (const id of Object.keys(h.fact.messages)) need(h, ['messages', id], 'error', id);
    h.fact.further.forEach((f, i) => {
      need(h, ['further', i, 'error'], 'error', f.error);
      need(h, ['further', i, 'source'], 'source', f.source);
    });
  }
  for (const h of kb.onsets.values())
    h.fact.sources.forEach((s, i) => {
      need(h, ['sources', i], 'source', s);
    });
}

/** RC105: a relation stands on both sides, with the same word for how telling it is. */
export function checkRelations(kb: KnowledgeBase, report: Report): void {
  for (const h of kb.causes.values()) {
    h.fact.errors.forEach((e, i) => {
      const error = kb.errors.get(e.id);
      const back = error?.fact.causes.find((c) => c.id === h.fact.id);
      if (error && !back)
        report.add(
          'RC105',
          h.file.path,
          lineOf(h, ['errors', i]),
          `The error "${e.id}" does not name the cause "${h.fact.id}" back`,
          `Add "- id: ${h.fact.id}" to \`causes\` in ${error.file.path}, or remove this line.`,
        );
      else if (back && back.telling !== e.telling)
        report.add(
          'RC105',
          h.file.path,
          lineOf(h, ['errors', i, 'telling']),
          `"${e.id}" is "${e.telling}" here but "${back.telling}" in ${error?.file.path}`,
          'Use the same word in both files.',
        );
    });
    h.fact.actions.forEach((a, i) => {
      const action = kb.actions.get(a);
      if (action && !causesOfAction(kb, a).has(h.fact.id))
        report.add(
          'RC105',
          h.file.path,
          lineOf(h, ['actions', i]),
          `No row of the action "${a}" names the cause "${h.fact.id}"`,
          `Add it to the \`causes\` of a row in ${action.file.path}, or remove this line.`,
        );
    });
  }
  for (const h of kb.errors.values()) {
    h.fact.causes.forEach((c, i) => {
      const cause = kb.causes.get(c.id);
      if (cause && !cause.fact.errors.some((e) => e.id === h.fact.id))
        report.add(
          'RC105',
          h.file.path,
          lineOf(h, ['causes', i]),
          `The cause "${c.id}" does not name the error "${h.fact.id}" back`,
          `Add it to \`errors\` in ${cause.file.path}, or remove this line.`,
        );
    });
  }
  for (const h of kb.actions.values()) {
    h.fact.rows.forEach((row, i) => {
      if ('sameAs' in row) return;
      row.causes.forEach((c, j) => {
        const cause = kb.causes.get(c);
        if (cause && !cause.fact.actions.includes(h.fact.id))
          report.add(
            'RC105',
            h.file.path,
            lineOf(h, ['rows', i, 'causes', j]),
            `The cause "${c}" does not name the action "${h.fact.id}" back`,
            `Add it to \`actions\` in ${cause.file.path}, or remove this line.`,
          );
      });
    });
  }
}

function causesOfAction(kb: KnowledgeBase, id: string): Set<string> {
  const action = kb.actions.get(id)?.fact;
  if (!action) return new Set();
  return new Set(resolveRows(action, (a) => kb.actions.get(a)?.fact).flatMap((r) => r?.causes ?? []));
}

/** RC106, RC109: rule rows answer every question exactly once and rest on evidence. */
export function checkRows(kb: KnowledgeBase, report: Report): void {
  for (const h of kb.actions.values()) {
    const action = h.fact;
    const rowIds = new Set<string>();
    action.rows.forEach((row, i) => {
      const at = (field: string) => lineOf(h, ['rows', i, field]);
      if (rowIds.has(row.id)) report.add('RC103', h.file.path, at('id'), `The row id "${row.id}" stands twice`);
      rowIds.add(row.id);
      for (const [condition, values] of Object.entries(row.when)) {
        const known = action.conditions.find((c) => c.id === condition);
        if (!known) {
          report.add(
            'RC104',
            h.file.path,
            lineOf(h, ['rows', i, 'when', condition]),
            `There is no condition "${condition}" in this action`,
          );
          continue;
        }
        for (const v of values) {
          if (!known.values.some((x) => x.id === v))
            report.add('RC104', h.file.path, lineOf(h, ['rows', i, 'when', condition]), `The condition "${condition}" has no value "${v}"`);
        }
      }
      if ('sameAs' in row) return;
      const supports = row.evidence.filter((e) => e.stance !== 'against');
      if (row.verdict !== 'unknown' && supports.length === 0)
        report.add('RC106', h.file.path, at('evidence'), `Row "${row.id}" says "${row.verdict}" but no evidence supports it`);
      if (row.verdict === 'unknown' && !row.settle)
        report.add('RC106', h.file.path, at('verdict'), `Row "${row.id}" is unknown but does not say in \`settle\` what would settle it`);
      if (row.verdict !== 'unknown' && row.settle)
        report.add('RC106', h.file.path, at('settle'), `Row "${row.id}" has a verdict, so \`settle\` says nothing`, 'Remove `settle`.');
      if (row.verdict === 'breaks' && row.causes.length === 0)
        report.add(
          'RC106',
          h.file.path,
          at('causes'),
          `Row "${row.id}" breaks the connection but names no cause`,
          'Name the cause it becomes.',
        );
      if (row.verdict === 'breaks' && row.fixedBy.length === 0)
        report.add(
          'RC106',
          h.file.path,
          at('fixedBy'),
          `Row "${row.id}" breaks the connection but nobody can mend it`,
          'Name who can mend it.',
        );
    });
    const kinds = new Set(action.rows.flatMap((r) => r.signIn));
    for (const kind of SIGN_IN_KINDS) {
      if (!kinds.has(kind)) report.add('RC109', h.file.path, lineOf(h, ['rows']), `No row answers for the sign-in kind "${kind}"`);
    }
    const hit = new Set<string>();
    for (const q of questionsOf(action)) {
      const rows = matchingRows(action.rows, q);
      for (const r of rows) hit.add(r.id);
      if (rows.length !== 1) {
        const asked = [q.signIn, ...Object.entries(q.conditions).map(([k, v]) => `${k}=${v}`)].join(', ');
        report.add(
          'RC109',
          h.file.path,
          lineOf(h, ['rows']),
          rows.length === 0
            ? `No row answers the question (${asked})`
            : `Rows ${rows.map((r) => `"${r.id}"`).join(' and ')} both answer (${asked})`,
        );
      }
    }
    action.rows.forEach((row, i) => {
      if (!hit.has(row.id))
        report.add(
          'RC109',
          h.file.path,
          lineOf(h, ['rows', i]),
          `Row "${row.id}" answers no question`,
          'Correct its `signIn` and `when`, or remove it.',
        );
    });
  }
}

/** RC107: days exist and are not after `today`. */
export function checkDates(kb: KnowledgeBase, report: Report, today: string): void {
  const walk = (value: unknown, path: (string | number)[], held: Held<unknown>) => {
    if (typeof value === 'string') {
      const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
      if (!m) return;
      const real = new Date(`${value}T00:00:00Z`);
      if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== value)
        report.add('RC107', held.file.path, lineOf(held, path), `${value} is not a day of the calendar`);
      else if (value > today) report.add('RC107', held.file.path, lineOf(held, path), `${value} is in the future`);
    } else if (value && typeof value === 'object') {
      for (const [k, v] of Object.entries(value)) walk(v, [...path, Array.isArray(value) ? Number(k) : k], held);
    }
  };
  for (const map of [kb.sources, kb.errors, kb.causes, kb.actions, kb.conflicts, kb.changes])
    for (const h of map.values()) walk(h.fact, [], h);
  for (const page of kb.pages.values()) {
    const reviewed = page.front.reviewed;
    if (typeof reviewed !== 'string') continue;
    const real = new Date(`${reviewed}T00:00:00Z`);
    if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== reviewed || reviewed > today)
      report.add('RC107', page.path, page.frontDoc.lineOf(['reviewed']), `${reviewed} is not a day of the calendar up to today`);
  }
}

/** RC110: the {names} in the messages and the explained placeholders are the same. */
export function checkPlaceholders(kb: KnowledgeBase, report: Report): void {
  for (const h of kb.errors.values()) {
    const used = new Set<string>();
    h.fact.messages.forEach((m, i) => {
      for (const [, name] of m.text.matchAll(/\{([^{}]*)\}/g)) {
        used.add(name as string);
        if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name as string))
          report.add(
            'RC110',
            h.file.path,
            lineOf(h, ['messages', i, 'text']),
            `The placeholder {${name}} must be lower-case ASCII words joined by hyphens`,
          );
        else if (!((name as string) in h.fact.placeholders))
          report.add('RC110', h.file.path, lineOf(h, ['messages', i, 'text']), `The placeholder {${name}} is not explained`);
      }
    });
    for (const name of Object.keys(h.fact.placeholders)) {
      if (!used.has(name)) report.add('RC110', h.file.path, lineOf(h, ['placeholders', name]), `No message uses the placeholder {${name}}`);
    }
    if (h.fact.kind === 'message' && h.fact.messages.length === 0)
      report.add('RC101', h.file.path, lineOf(h, ['messages']), 'An error of kind "message" needs at least one wording');
  }
}

/** RC113: every word of the closed lists has its label, every onset its entry. */
export function checkLabels(kb: KnowledgeBase, report: Report): void {
  if (kb.labels) {
    const file = kb.raw.data.get(LABELS_FILE);
    const groups: [LabelGroup, readonly string[]][] = [
      ['verdicts', vocabulary.VERDICTS],
      ['effects', vocabulary.EFFECTS],
      ['signIn', SIGN_IN_KINDS],
      ['signInExamples', SIGN_IN_KINDS],
      ['roles', vocabulary.ROLES],
      ['actors', ['user', 'time', 'service']],
      ['surfaces', vocabulary.SURFACES],
      ['confidences', vocabulary.CONFIDENCES],
      ['categories', vocabulary.CATEGORIES],
      ['actionCategories', ACTION_CATEGORIES],
      ['layers', vocabulary.LAYERS],
      ['telling', ['proves', 'suggests', 'possible']],
    ];
    for (const [group, words] of groups) {
      for (const w of words)
        if (!kb.labels[group][w]) report.add('RC113', LABELS_FILE, file?.doc.lineOf([group]) ?? 1, `"${group}" has no label for "${w}"`);
      for (const w of Object.keys(kb.labels[group]))
        if (!words.includes(w))
          report.add(
            'RC113',
            LABELS_FILE,
            file?.doc.lineOf([group, w]) ?? 1,
            `"${group}" labels "${w}", a word that does not exist`,
            'Correct or remove it.',
          );
    }
  }
  if (kb.raw.data.has(PLACES.onsets.list)) {
    for (const o of ONSETS)
      if (!kb.onsets.has(o))
        report.add(
          'RC113',
          PLACES.onsets.list,
          1,
          `There is no entry for the onset "${o}"`,
          'Add it with its label, explanation and steps.',
        );
  }
}

/** Every text in a value, with its path. */
export function* stringsIn(
  value: unknown,
  path: readonly (string | number)[] = [],
): Generator<{ text: string; path: (string | number)[] }> {
  if (typeof value === 'string') yield { text: value, path: [...path] };
  else if (value && typeof value === 'object')
    for (const [k, v] of Object.entries(value)) yield* stringsIn(v, [...path, Array.isArray(value) ? Number(k) : k]);
}

/** Whether the word may stand in a file at all, so that few files are searched for its line. */
const hasTodo = memo((file: DataFile | Page) =>
  JSON.stringify('doc' in file ? file.doc.value : [file.front, file.headings, file.prose, file.inlineCode])?.includes('TODO'),
);

/** RC116: each number of an official list has a page or a reason, and not both. */
export function checkOfficial(kb: KnowledgeBase, report: Report): void {
  for (const h of kb.official.values()) {
    const left = new Map(h.fact.without.flatMap((w, i) => w.numbers.map((n, j) => [n, ['without', i, 'numbers', j]] as const)));
    h.fact.numbers.forEach((n, i) => {
      const page = kb.errors.has(`aadsts${n}`);
      if (!page && !left.has(n))
        report.add('RC116', h.file.path, lineOf(h, ['numbers', i]), `AADSTS${n} has neither a page nor a reason to have none`);
      if (page && left.has(n)) report.add('RC116', h.file.path, lineOf(h, left.get(n)), `AADSTS${n} has a page and stands below "without"`);
    });
    for (const [n, path] of left)
      if (!h.fact.numbers.includes(n)) report.add('RC116', h.file.path, lineOf(h, path), `${n} stands below "without" but not in the list`);
  }
}

/**
 * RC115: no text is still to be written. Runs last: where another rule already speaks of the line, as it does of a
 * TODO in place of an id or a fixed word, that finding says more.
 */
export function checkUnfinished(kb: KnowledgeBase, report: Report): void {
  const said = new Set(report.findings.map((f) => `${f.file}:${f.line}`));
  const look = (text: string, file: string, lineAt: () => number) => {
    if (!/\bTODO\b/.test(text)) return;
    const line = lineAt();
    if (said.has(`${file}:${line}`)) return;
    said.add(`${file}:${line}`);
    report.add('RC115', file, line, `"${text.trim().slice(0, 60)}" is still to be written`);
  };
  for (const file of kb.raw.data.values())
    if (hasTodo(file)) for (const { text, path } of stringsIn(file.doc.value)) look(text, file.path, () => file.doc.lineOf(path));
  for (const page of kb.raw.pages.values()) {
    if (!hasTodo(page)) continue;
    for (const { text, path } of stringsIn(page.front)) look(text, page.path, () => page.frontDoc.lineOf(path));
    for (const part of [...page.headings, ...page.prose]) look(part.text, page.path, () => part.line);
    for (const part of page.inlineCode) look(part.value, page.path, () => part.line);
  }
}

/** ` Did you mean "x"?` for the closest known id within two edits, else nothing. */
export function nearest(id: string, known: Iterable<string>): string {
  let best: string | undefined;
  let distance = 3;
  for (const k of known) {
    if (Math.abs(k.length - id.length) >= distance) continue;
    const d = edits(id, k);
    if (d < distance) {
      distance = d;
      best = k;
    }
  }
  return best ? `; did you mean "${best}"?` : '';
}

/** Levenshtein distance. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
