/** Deciding: action → sign-in kind → condition only if it matters → one row. Browser-safe; rules are rows of data. */
import type { Condition, Confidence, Effect, Evidence, Onset, Role, Verdict } from '../data/schema/index.ts';
import type { Action, ResolvedRow } from './base.ts';

/** What somebody asks: ids only, so that it fits a query string. */
export interface Question {
  readonly action: string;
  readonly signIn: string;
  /** Condition id to value id; conditions that do not matter are left out or ignored. */
  readonly conditions?: Readonly<Record<string, string>> | undefined;
}
/** The part of a row that says which questions it answers. */
export interface RowKey {
  readonly signIn: readonly string[];
  readonly when: Readonly<Record<string, readonly string[]>>;
}
/** As much of a condition as deciding needs. */
export type ConditionKey = Pick<Condition, 'id'> & {
  readonly signIn: readonly string[];
  readonly values: readonly { readonly id: string }[];
};
/** As much of an action as deciding needs: a fact, an entry of the API, or what the widget reads from a page. */
export interface Askable<R extends RowKey = RowKey, C extends ConditionKey = ConditionKey> {
  readonly id: string;
  readonly rows: readonly R[];
  readonly conditions: readonly C[];
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

/** Rows that answer a question. A sound knowledge base has exactly one. */
export function matchingRows<R extends RowKey>(
  rows: readonly R[],
  question: { signIn: string; conditions: Readonly<Record<string, string>> },
): R[] {
  return rows.filter(
    (r) =>
      r.signIn.includes(question.signIn) &&
      Object.entries(r.when).every(([id, values]) => {
        const given = question.conditions[id];
        return given !== undefined && values.includes(given);
      }),
  );
}

/** The conditions of an action that can matter for a sign-in kind. */
export const conditionsFor = <C extends ConditionKey>(action: { readonly conditions: readonly C[] }, signIn: string): readonly C[] =>
  action.conditions.filter((c) => c.signIn.includes(signIn));

/** The sign-in kinds an action answers for, in the order of its rows. */
export const signInKindsOf = <K extends string>(action: { readonly rows: readonly { readonly signIn: readonly K[] }[] }): K[] => [
  ...new Set(action.rows.flatMap((r) => r.signIn)),
];

/**
 * The next condition to ask for.
 * @param given answers so far; unknown ids and values count as not answered
 * @returns the first open condition that a row still possible hangs on, or undefined when the answer is settled
 */
export function nextCondition<C extends ConditionKey>(
  action: Askable<RowKey, C>,
  signIn: string,
  given: Readonly<Record<string, string>>,
): C | undefined {
  const conditions = conditionsFor(action, signIn);
  const answered = (c: C) => c.values.some((v) => v.id === given[c.id]);
  const possible = action.rows.filter(
    (r) => r.signIn.includes(signIn) && conditions.every((c) => !answered(c) || !r.when[c.id] || r.when[c.id]?.includes(given[c.id] ?? '')),
  );
  return conditions.find((c) => !answered(c) && possible.some((r) => r.when[c.id]));
}

/**
 * The one row that answers a question.
 * @param action the action, or undefined when the id is not known
 * @returns the row, or a sentence that names what is wrong with the question
 */
export function answer<R extends RowKey>(
  question: Question,
  action: Askable<R> | undefined,
): { readonly row: R } | { readonly error: string } {
  if (!action) return { error: `there is no action "${question.action}"` };
  const kinds = signInKindsOf(action);
  if (!kinds.includes(question.signIn)) {
    return { error: `there is no sign-in kind "${question.signIn}" for "${action.id}"; it is one of ${kinds.join(', ')}` };
  }
  const given = question.conditions ?? {};
  const list = (c: ConditionKey) => c.values.map((v) => v.id).join(', ');
  for (const [id, value] of Object.entries(given)) {
    const condition = action.conditions.find((c) => c.id === id);
    if (!condition) return { error: `"${action.id}" has no condition "${id}"` };
    if (!condition.values.some((v) => v.id === value))
      return { error: `the condition "${id}" has no value "${value}"; it is one of ${list(condition)}` };
  }
  const open = nextCondition(action, question.signIn, given);
  if (open) return { error: `the condition "${open.id}" must be given; it is one of ${list(open)}` };
  const rows = matchingRows(action.rows, { signIn: question.signIn, conditions: given });
  const row = rows[0];
  // The knowledge check (RC109) guarantees exactly one.
  if (!row || rows.length > 1) return { error: `${rows.length} rows answer this question; run npm run check` };
  return { row };
}

/**
 * Answers a question from the facts.
 * @param actions all actions by id
 * @returns the one decision, or a sentence that names what is wrong with the question
 */
export function decide(question: Question, actions: ReadonlyMap<string, Action>): DecideResult {
  const result = answer<ResolvedRow>(question, actions.get(question.action));
  if ('error' in result) return result;
  const { verdict, effect, onset, causes, errors, fixedBy, confidence, evidence } = result.row;
  return { decision: { verdict, effect, onset, causes, errors, fixedBy, confidence, evidence, row: result.row } };
}
