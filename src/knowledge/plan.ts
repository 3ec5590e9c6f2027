/**
 * Planning several changes at once: what breaks, when it shows, who signs in again, in which order. Browser-safe.
 *
 * The order, so that the least breaks:
 * 1. Changes at most WINDOW_DAYS after the first of them are one piece of work.
 * 2. Within it, what prevents or repairs comes first.
 * 3. Changes that break, or may break, a connection which its owner can mend by signing in again are brought together on
 *    the last of their days, so that one re-authentication after the last of them covers all.
 * 4. Changes after which signing in again does not help the owner (something deleted, a policy that cannot be met) come
 *    last, when everything else is whole again.
 * 5. What nothing depends on keeps its day. What comes by itself (a secret that expires) cannot be moved, keeps its day
 *    and is mended on it. A day is only ever put off, never brought forward; equal days keep the order of entry.
 */
import type { Effect, Localized, Onset, Role, SignInKind, Verdict } from '../data/schema/index.ts';
import { type Askable, answer, type ConditionKey, conditionsFor, nextCondition, signInKindsOf } from './decide.ts';

export const MAX_ITEMS = 20;
/** Our choice, not a source's: a working week and its weekend. */
export const WINDOW_DAYS = 7;

export interface PlanRow {
  readonly id: string;
  readonly signIn: readonly SignInKind[];
  readonly when: Readonly<Record<string, readonly string[]>>;
  readonly verdict: Verdict;
  readonly effect?: Effect | undefined;
  readonly onset: Onset;
  readonly causes: readonly string[];
  readonly errors: readonly string[];
  readonly fixedBy: readonly Role[];
}
export type PlanCondition = Omit<ConditionKey, 'values'> & {
  readonly question: Localized;
  readonly values: readonly { readonly id: string; readonly label: Localized }[];
};
export interface PlanAction extends Askable<PlanRow, PlanCondition> {
  readonly actor: string;
  readonly category: string;
  readonly title: Localized;
  readonly reading: string;
  readonly aliases: readonly string[];
  readonly url: Localized;
  readonly ticketUrl: string;
}
type Words = Readonly<Record<string, Localized>>;
/** As much of `api/v1/actions.json` as a plan needs. */
export interface PlanFacts {
  readonly actions: readonly PlanAction[];
  readonly onsets: Readonly<Record<string, { label: Localized; minutes: { min: number; max: number | null } | null }>>;
  readonly labels: { verdicts: Words; effects: Words; signIn: Words; signInExamples: Words; roles: Words; categories: Words };
  readonly errors: Readonly<Record<string, string>>;
}

/** One planned change, by id. */
export interface PlanItem {
  readonly action: string;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly signIn: readonly string[];
  readonly conditions: Readonly<Record<string, string>>;
}
export interface PlanPart {
  readonly signIn: string;
  readonly row: PlanRow;
  /** First and last day on which it can show; null where it does not show, or has no end. */
  readonly earliest: string | null;
  readonly latest: string | null;
}
export type Stage = 'prepare' | 'quiet' | 'uncertain' | 'breaking' | 'reauth' | 'lasting';
export interface ChangeStep {
  readonly kind: 'change';
  readonly number: number;
  /** Place of the change in the input. */
  readonly index: number;
  readonly item: PlanItem;
  readonly action: PlanAction;
  readonly stage: Stage;
  /** Day on which to do it. */
  readonly on: string;
  /** True when it comes by itself and cannot be moved. */
  readonly fixed: boolean;
  readonly parts: readonly PlanPart[];
  /** Who mends what breaks, over all parts. */
  readonly fixedBy: readonly Role[];
}
export interface ReauthStep {
  readonly kind: 'reauth';
  readonly number: number;
  readonly on: string;
  /** Numbers of the changes it covers. */
  readonly covers: readonly number[];
  readonly roles: readonly Role[];
  /** False when nothing certainly breaks: look first, sign in where it is asked. */
  readonly certain: boolean;
}
export type PlanStep = ChangeStep | ReauthStep;
export interface Plan {
  readonly steps: readonly PlanStep[];
}
/** What is wrong with an item, for words of the reader's language. */
export type Problem =
  | { readonly what: 'action' | 'date' | 'kinds' | 'kind'; readonly index: number; readonly value: string }
  | { readonly what: 'condition'; readonly index: number; readonly value: string; readonly condition: PlanCondition }
  | { readonly what: 'count'; readonly index: number; readonly value: string };

const DAY = 86_400_000;
const time = (day: string) => Date.parse(`${day}T00:00:00Z`);
const addDays = (day: string, n: number) => new Date(time(day) + n * DAY).toISOString().slice(0, 10);
const latestOf = (days: readonly string[]) => [...days].sort().at(-1) ?? '';

/** True for a day that exists, written YYYY-MM-DD. */
export const isDay = (text: string): boolean => {
  const t = /^\d{4}-\d{2}-\d{2}$/.test(text) ? time(text) : Number.NaN;
  return !Number.isNaN(t) && new Date(t).toISOString().startsWith(text);
};

/** Conditions to answer for the chosen sign-in kinds, in the order of the facts, given the answers so far. */
export function openConditions(action: PlanAction, signIn: readonly string[], given: Readonly<Record<string, string>>): PlanCondition[] {
  const open = signIn.map((k) => nextCondition(action, k, given)).filter((c) => c !== undefined);
  return action.conditions.filter((c) => open.includes(c));
}

/** The answers an item needs and no other, so that equal plans have equal addresses. */
export function neededConditions(
  action: PlanAction,
  signIn: readonly string[],
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const needed: Record<string, string> = {};
  for (const k of signIn) {
    const own: Record<string, string> = {};
    for (let c = nextCondition(action, k, own); c; c = nextCondition(action, k, own)) {
      const value = given[c.id];
      if (value === undefined || !c.values.some((v) => v.id === value)) break;
      own[c.id] = value;
    }
    Object.assign(needed, own);
  }
  return needed;
}

/** Causes after which there is nothing left to sign in to, or with. */
const GONE: ReadonlySet<string> = new Set(['connection-deleted', 'app-deleted', 'owner-deleted']);

function stageOf(parts: readonly { readonly row: PlanRow }[], actor: string): Stage {
  const breaks = parts.filter((p) => p.row.verdict === 'breaks');
  if (breaks.some((p) => p.row.causes.some((c) => GONE.has(c)))) return 'lasting';
  if (breaks.some((p) => !p.row.fixedBy.includes('owner'))) return 'lasting';
  if (breaks.length) return 'breaking';
  if (parts.some((p) => p.row.verdict === 'depends' || p.row.verdict === 'unknown')) return 'uncertain';
  if (parts.some((p) => p.row.effect === 'repairs') && actor === 'owner') return 'reauth';
  if (parts.some((p) => p.row.effect === 'repairs' || p.row.effect === 'prevents')) return 'prepare';
  return 'quiet';
}
const STAGES: readonly Stage[] = ['prepare', 'quiet', 'uncertain', 'breaking', 'reauth', 'lasting'];

/** First and last day on which an onset can show, when the change is made at some hour of `on`. */
function shows(facts: PlanFacts, onset: Onset, on: string): { earliest: string | null; latest: string | null } {
  const minutes = facts.onsets[onset]?.minutes;
  if (!minutes) return { earliest: null, latest: null };
  return {
    earliest: addDays(on, Math.floor(minutes.min / 1440)),
    latest: minutes.max === null ? null : addDays(on, Math.floor((1439 + minutes.max) / 1440)),
  };
}

/**
 * Makes one ordered plan.
 * @param items 1 to MAX_ITEMS changes
 * @returns the plan, or everything that is wrong with the items
 */
export function makePlan(items: readonly PlanItem[], facts: PlanFacts): { readonly plan: Plan } | { readonly problems: Problem[] } {
  const problems: Problem[] = [];
  if (items.length < 1 || items.length > MAX_ITEMS) problems.push({ what: 'count', index: -1, value: String(items.length) });
  const byId = new Map(facts.actions.map((a) => [a.id, a]));
  const drafts: Draft[] = [];
  for (const [index, item] of items.entries()) {
    const action = byId.get(item.action);
    if (!isDay(item.date)) problems.push({ what: 'date', index, value: item.date });
    if (!action) {
      problems.push({ what: 'action', index, value: item.action });
      continue;
    }
    if (!item.signIn.length) problems.push({ what: 'kinds', index, value: '' });
    const rows: { signIn: string; row: PlanRow }[] = [];
    for (const signIn of new Set(item.signIn)) {
      if (!signInKindsOf(action).includes(signIn as SignInKind)) {
        problems.push({ what: 'kind', index, value: signIn });
        continue;
      }
      const open = nextCondition(action, signIn, item.conditions);
      if (open) {
        if (!problems.some((p) => p.what === 'condition' && p.index === index && p.condition === open))
          problems.push({ what: 'condition', index, value: item.conditions[open.id] ?? '', condition: open });
        continue;
      }
      const conditions = Object.fromEntries(
        conditionsFor(action, signIn).flatMap((c) => (item.conditions[c.id] ? [[c.id, item.conditions[c.id] as string]] : [])),
      );
      const result = answer<PlanRow>({ action: action.id, signIn, conditions }, action);
      if ('row' in result) rows.push({ signIn, row: result.row });
      else problems.push({ what: 'kind', index, value: signIn });
    }
    const fixed = action.actor === 'time' || action.actor === 'service';
    drafts.push({ index, item, action, rows, stage: stageOf(rows, action.actor), fixed });
  }
  if (problems.length) return { problems };

  // Rule 1: windows.
  const sorted = [...drafts].sort((a, b) => time(a.item.date) - time(b.item.date) || a.index - b.index);
  const windows: Draft[][] = [];
  for (const d of sorted) {
    const current = windows.at(-1);
    if (current?.[0] && time(d.item.date) - time(current[0].item.date) <= WINDOW_DAYS * DAY) current.push(d);
    else windows.push([d]);
  }
  const staged = windows.flatMap((drafted) => stageWindow(drafted, facts));
  staged.sort(
    (a, b) =>
      time(a.on) - time(b.on) || STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) || a.given.localeCompare(b.given) || a.index - b.index,
  );
  const numberOf = new Map(staged.map((s, i) => [s, i + 1]));
  const steps = staged.map((s): PlanStep => {
    const number = numberOf.get(s) as number;
    if (s.covers) {
      const covers = s.covers.map((c) => numberOf.get(c) as number).sort((a, b) => a - b);
      return { kind: 'reauth', number, on: s.on, covers, roles: s.roles, certain: s.covers.some((c) => c.stage === 'breaking') };
    }
    const { draft } = s;
    return {
      kind: 'change',
      number,
      index: s.index,
      item: draft.item,
      action: draft.action,
      stage: s.stage,
      on: s.on,
      fixed: draft.fixed,
      parts: draft.rows.map(({ signIn, row }) => ({ signIn, row, ...shows(facts, row.onset, s.on) })),
      fixedBy: s.roles,
    };
  });
  return { plan: { steps } };
}

/** An item with its rows, before it has a place. */
interface Draft {
  readonly index: number;
  readonly item: PlanItem;
  readonly action: PlanAction;
  readonly rows: readonly { readonly signIn: string; readonly row: PlanRow }[];
  readonly stage: Stage;
  readonly fixed: boolean;
}
interface Staged {
  readonly index: number;
  readonly draft: Draft;
  readonly stage: Stage;
  readonly on: string;
  readonly given: string;
  readonly roles: readonly Role[];
  /** Set for the re-authentication that a window ends with. */
  readonly covers?: readonly Staged[];
}

/** Rules 2 to 5: the days of one window, with the re-authentication that covers it. */
function stageWindow(drafts: readonly Draft[], facts: PlanFacts): Staged[] {
  const days = (of: (d: Draft) => boolean) => latestOf(drafts.filter(of).map((d) => d.item.date));
  const mendable = (d: Draft) => d.stage === 'uncertain' || d.stage === 'breaking';
  // After what prepares, and together on the last of their days.
  const together = drafts.some((d) => mendable(d) && !d.fixed)
    ? latestOf([days((d) => d.stage === 'prepare'), days((d) => mendable(d) && !d.fixed)])
    : '';
  const last = latestOf([together, days((d) => mendable(d) || d.stage === 'prepare')]);
  const staged = drafts.map((d): Staged => {
    const keeps = d.fixed || d.stage === 'prepare' || d.stage === 'quiet';
    const on = keeps ? d.item.date : latestOf([d.item.date, mendable(d) ? together : last]);
    const roles = [...new Set(d.rows.flatMap((r) => r.row.fixedBy))];
    return { index: d.index, draft: d, stage: d.stage, on, given: d.item.date, roles };
  });
  // Signing in again before the effect shows would mend nothing, and waiting longer would leave it broken.
  const byDay = new Map<string, Staged[]>();
  for (const s of staged.filter((x) => mendable(x.draft))) {
    const felt = s.draft.rows.filter((r) => r.row.verdict !== 'stays');
    const day = latestOf(felt.map((r) => shows(facts, r.row.onset, s.on).earliest ?? s.on));
    byDay.set(day, [...(byDay.get(day) ?? []), s]);
  }
  const reauths = [...byDay].map(([on, covers]): Staged => {
    const roles = [...new Set<Role>(['owner', ...covers.flatMap((s) => s.roles)])];
    return { index: MAX_ITEMS, draft: (covers[0] as Staged).draft, stage: 'reauth', on, given: '', roles, covers };
  });
  return [...staged, ...reauths];
}

// Addresses. One `c` a change: action.date.kind_kind[.condition_value…]; ids hold no dots or underscores.

/** A plan as a query string without the question mark. */
export function planQuery(items: readonly PlanItem[]): string {
  return items
    .map((i) => `c=${[i.action, i.date, i.signIn.join('_'), ...Object.entries(i.conditions).map(([c, v]) => `${c}_${v}`)].join('.')}`)
    .join('&');
}

/**
 * Reads a plan from an address. Other keys are dropped.
 * @returns the changes that can be planned, the parts that are none, and how many changes the address holds
 */
export function readPlan(search: string, facts: PlanFacts): { items: PlanItem[]; malformed: string[]; total: number } {
  const parts = new URLSearchParams(search).getAll('c');
  const items: PlanItem[] = [];
  const malformed: string[] = [];
  for (const part of parts.slice(0, MAX_ITEMS)) {
    const [action = '', date = '', kinds = '', ...answers] = part.split('.');
    const given = Object.fromEntries(answers.map((a) => a.split('_', 2)).filter((a): a is [string, string] => a.length === 2));
    const known = facts.actions.find((a) => a.id === action);
    const signIn = [...new Set(kinds.split('_').filter(Boolean))];
    const item = { action, date, signIn, conditions: known ? neededConditions(known, signIn, given) : {} };
    if ('plan' in makePlan([item], facts)) items.push(item);
    else malformed.push(part);
  }
  return { items, malformed, total: parts.length };
}
