import { z } from 'zod';
import {
  ACTION_CATEGORIES,
  Asked,
  CONFIDENCES,
  Day,
  EFFECTS,
  Evidence,
  Id,
  ids,
  Localized,
  ONSETS,
  ROLES,
  SIGN_IN_KINDS,
  VERDICTS,
} from './shared.ts';

/** Something the verdict hangs on besides the sign-in kind, e.g. which portal did the reset. */
export const Condition = z.strictObject({
  id: Id.describe('Condition id, the key in the query string'),
  question: Localized.describe('The question as the reader is asked it'),
  values: z
    .array(z.strictObject({ id: Id, label: Localized }))
    .min(2)
    .describe('The possible answers; the first is the usual one'),
  signIn: z.array(z.enum(SIGN_IN_KINDS)).min(1).describe('Sign-in kinds for which it matters; it is not asked for others'),
});
export type Condition = z.infer<typeof Condition>;

const rowKey = {
  id: Id.describe('Row id, unique in the action'),
  signIn: z.array(z.enum(SIGN_IN_KINDS)).min(1).describe('Sign-in kinds this row answers'),
  when: z
    .record(Id, z.array(Id).min(1))
    .default({})
    .describe('Condition id to the values this row answers; a condition left out means any value'),
};

/** A full answer. */
export const RuleRow = z.strictObject({
  ...rowKey,
  verdict: z.enum(VERDICTS).describe('What the action does to the connection'),
  effect: z.enum(EFFECTS).optional().describe('What happens besides the verdict'),
  onset: z.enum(ONSETS).describe('When it shows'),
  causes: ids('Causes it becomes; each names this action back'),
  errors: ids('Errors you will see'),
  fixedBy: z.array(z.enum(ROLES)).describe('Who can mend it; empty when nothing needs mending'),
  why: Localized.describe('One sentence: why this verdict'),
  settle: Localized.optional().describe('For `unknown`: what would settle it'),
  evidence: z.array(Evidence).describe('What the sources say, supporting and against'),
  confidence: z.enum(CONFIDENCES).describe('How sure the verdict is'),
  reviewed: Day.describe('Day an editor last checked it'),
});
export type RuleRow = z.infer<typeof RuleRow>;

/** The same answer as a row of another action, so that a fact stands in one place. */
export const SameAsRow = z.strictObject({
  ...rowKey,
  sameAs: z.strictObject({ action: Id, row: Id }).describe('The action and row whose answer this is'),
});

/** Something done, or that happens, to an account, policy or service. `src/data/actions/<id>.yaml`. */
export const ActionFact = z.strictObject({
  id: Id.describe('Slug and file name, e.g. user-changes-own-password'),
  order: z.number().int().positive().describe('Place in the table'),
  category: z.enum(ACTION_CATEGORIES).describe('Group in the table'),
  actor: z.enum([...ROLES, 'user', 'time', 'service']).describe('Who does it, or what brings it about'),
  doc4: z
    .strictObject({ column: z.enum(['invalid', 'valid']), row: z.number().int().min(1).max(7) })
    .optional()
    .describe('Set for the eleven rows of the classic Japanese table: its column and row there'),
  conditions: z.array(Condition).default([]).describe('What the verdict hangs on besides the sign-in kind'),
  rows: z
    .array(z.union([RuleRow, SameAsRow]))
    .min(1)
    .describe('Answers; exactly one matches each question; the first is the headline'),
  related: ids('Related actions'),
  asked: Asked,
  reviewed: Day.describe('Day an editor last checked it'),
});
export type ActionFact = z.infer<typeof ActionFact>;
