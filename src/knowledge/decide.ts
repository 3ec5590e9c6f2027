/** Deciding: action → sign-in kind → condition only if it matters → one row. Browser-safe; rules are rows of data. */
import type { Condition, Confidence, Effect, Evidence, Onset, Role, SignInKind, Verdict } from '../data/schema/index.ts';
import { type Action, matchingRows, type ResolvedRow } from './base.ts';

/** What somebody asks: ids only, so that it fits a query string. */
export interface Question {
  readonly action: string;
  readonly signIn: string;
  /** Condition id to value id; conditions that do not matter are left out or ignored. */
  readonly conditions?: Readonly<Record<string, string>> | undefined;
}
export interface Decision {
  readonly verdict: Verdict;
  readonly effect: Effect | undefined;
  readonly onset: Onset;
  readonly causes: readonly string[];
  readonly errors: readonly string[];
  readonly fixedBy: readonly Role[];
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  readonly row: ResolvedRow;
}
export type DecideResult = { readonly decision: Decision } | { readonly error: string };

/** The conditions of an action that matter for a sign-in kind. */
export const conditionsFor = (action: Pick<Action, 'conditions'>, signIn: string): readonly Condition[] =>
  action.conditions.filter((c) => (c.signIn as readonly string[]).includes(signIn));

/** The sign-in kinds an action answers for, in the order of its rows. */
export const signInKindsOf = (action: Pick<Action, 'rows'>): SignInKind[] => [...new Set(action.rows.flatMap((r) => r.signIn))];

/**
 * Answers a question.
 * @param actions all actions by id
 * @returns the one decision, or a sentence that names what is wrong with the question
 */
export function decide(question: Question, actions: ReadonlyMap<string, Action>): DecideResult {
  const action = actions.get(question.action);
  if (!action) return { error: `there is no action "${question.action}"` };
  const kinds = signInKindsOf(action);
  if (!(kinds as string[]).includes(question.signIn)) {
    return { error: `there is no sign-in kind "${question.signIn}" for "${action.id}"; it is one of ${kinds.join(', ')}` };
  }
  const given = question.conditions ?? {};
  const conditions: Record<string, string> = {};
  for (const id of Object.keys(given)) {
    if (!action.conditions.some((c) => c.id === id)) return { error: `"${action.id}" has no condition "${id}"` };
  }
  for (const c of conditionsFor(action, question.signIn)) {
    const value = given[c.id];
    if (value === undefined) return { error: `the condition "${c.id}" must be given; it is one of ${c.values.map((v) => v.id).join(', ')}` };
    if (!c.values.some((v) => v.id === value)) return { error: `the condition "${c.id}" has no value "${value}"; it is one of ${c.values.map((v) => v.id).join(', ')}` };
    conditions[c.id] = value;
  }
  const rows = matchingRows(action.rows, { signIn: question.signIn as SignInKind, conditions });
  const row = rows[0];
  // The knowledge check (RC109) guarantees exactly one.
  if (!row || rows.length > 1) return { error: `${rows.length} rows answer this question; run npm run check` };
  return {
    decision: {
      verdict: row.verdict,
      effect: row.effect,
      onset: row.onset,
      causes: row.causes,
      errors: row.errors,
      fixedBy: row.fixedBy,
      confidence: row.confidence,
      evidence: row.evidence,
      row,
    },
  };
}
