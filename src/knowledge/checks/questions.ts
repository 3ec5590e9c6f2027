/** RC218: the guided way. Every question is reached and ends, every cause named exists, every cause has a way in. */
import type { KnowledgeBase } from '../base.ts';
import { waysThrough } from '../questions.ts';
import type { Report } from './rules.ts';

const FILE = 'src/data/questions.yaml';

export function checkQuestions(kb: KnowledgeBase, report: Report): void {
  const held = [...kb.questions.values()];
  if (!held.length) {
    if (kb.pages.has('en/troubleshoot'))
      report.add('RC002', FILE, 1, 'The file is missing or empty', `Restore it: git checkout -- ${FILE}.`);
    return;
  }
  const lineOf = (h: (typeof held)[number], path: readonly (string | number)[] = []) => h.file.doc.lineOf([...h.at, ...path]);
  const reached = new Set<string>();
  const named = new Set<string>();
  const loops = new Set<string>();
  for (const way of waysThrough(held.map((h) => h.fact))) {
    for (const s of way.steps) reached.add(s.question);
    for (const c of way.causes) named.add(c);
    if (way.broken && 'loop' in way.broken) loops.add(way.broken.loop);
  }
  for (const h of held) {
    const q = h.fact;
    if (!reached.has(q.id)) report.add('RC218', FILE, lineOf(h, ['id']), `No answer leads to the question "${q.id}"`);
    if (loops.has(q.id)) report.add('RC218', FILE, lineOf(h, ['id']), `The question "${q.id}" can come a second time; the way never ends`);
    const ids = new Set<string>();
    q.options.forEach((o, i) => {
      const at = ['options', i] as const;
      if (ids.has(o.id)) report.add('RC218', FILE, lineOf(h, [...at, 'id']), `The answer "${o.id}" stands twice in the question "${q.id}"`);
      ids.add(o.id);
      if (o.next !== undefined && !kb.questions.has(o.next))
        report.add('RC218', FILE, lineOf(h, [...at, 'next']), `There is no question "${o.next}"`);
      o.causes?.forEach((c, j) => {
        if (!kb.causes.has(c.id)) report.add('RC218', FILE, lineOf(h, [...at, 'causes', j, 'id']), `There is no cause "${c.id}"`);
      });
    });
  }
  for (const { fact, file } of kb.causes.values())
    if (!named.has(fact.id)) report.add('RC218', file.path, 1, `No way through ${FILE} leads to the cause "${fact.id}"`);
}
