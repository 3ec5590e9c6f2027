/** The guided way: walking its questions. */
import type { Question } from '../data/schema/index.ts';

/** A way through the questions, from the first to where it ends. */
export interface Way {
  /** Question and chosen option, in order. */
  readonly steps: readonly { readonly question: string; readonly option: string }[];
  /** Causes it leads to; empty when it does not end well. */
  readonly causes: readonly string[];
  /** Why it does not end: a question that comes again, or one that does not exist. */
  readonly broken?: { readonly loop: string } | { readonly missing: string };
}

/**
 * Every way through the questions. A way that would not end is cut where it repeats itself and named broken.
 * @param questions the first is where the ways begin
 */
export function waysThrough(questions: readonly Question[]): Way[] {
  const byId = new Map(questions.map((q) => [q.id, q]));
  const ways: Way[] = [];
  const walk = (id: string, steps: Way['steps'], seen: ReadonlySet<string>): void => {
    if (seen.has(id)) return void ways.push({ steps, causes: [], broken: { loop: id } });
    const question = byId.get(id);
    if (!question) return void ways.push({ steps, causes: [], broken: { missing: id } });
    for (const o of question.options) {
      const on = [...steps, { question: id, option: o.id }];
      if (o.next !== undefined) walk(o.next, on, new Set([...seen, id]));
      else ways.push({ steps: on, causes: (o.causes ?? []).map((c) => c.id) });
    }
  };
  const first = questions[0];
  if (first) walk(first.id, [], new Set());
  return ways;
}
