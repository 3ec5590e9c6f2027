import { z } from 'zod';
import { Asked, CATEGORIES, CONFIDENCES, Day, DOCS, EFFECTS, Id, ids, ONSETS, ROLES, SIGN_IN_KINDS, SURFACES, VERDICTS } from './shared.ts';

/** Why a connection broke. `src/data/causes/<id>.yaml`. */
export const CauseFact = z.strictObject({
  id: Id.describe('Slug and file name, e.g. inactivity'),
  ticket: z
    .string()
    .regex(/^PPC-\d{3}$/, 'must look like PPC-001')
    .describe('Permanent ticket id, never reused'),
  category: z.enum(CATEGORIES).describe('Group on the causes page'),
  verdict: z.enum(VERDICTS).describe('What this cause does to the connection'),
  effect: z.enum(EFFECTS).optional().describe('What happens besides the verdict, e.g. runs fail while the connection is whole'),
  onset: z.enum(ONSETS).describe('When it shows'),
  signIn: z.array(z.enum(SIGN_IN_KINDS)).min(1).describe('Sign-in kinds it can hit'),
  surfaces: z.array(z.enum(SURFACES)).min(1).describe('Where it is seen'),
  fixedBy: z.array(z.enum(ROLES)).min(1).describe('Who can mend it, first to ask first'),
  errors: z
    .array(
      z.strictObject({
        id: Id.describe('Error id'),
        telling: z
          .enum(['proves', 'suggests', 'possible'])
          .describe('How telling that error is of this cause; the same word stands in the error'),
      }),
    )
    .describe('Errors it produces; the same pairs stand in the errors'),
  actions: ids('Actions that trigger it; the same pairs stand in the rows of the actions'),
  lookAlikes: ids('Causes easily taken for this one'),
  related: ids('Related causes'),
  aliases: ids('Earlier or other ids of this cause').default([]),
  asked: Asked,
  sources: ids('Sources').min(1),
  docs: z.array(z.enum(DOCS)).default([]).describe('Which of the five documents describe it'),
  confidence: z.enum(CONFIDENCES).describe('How sure the verdict and the fix are'),
  reviewed: Day.describe('Day an editor last checked it'),
});
export type CauseFact = z.infer<typeof CauseFact>;
