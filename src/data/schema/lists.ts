import { z } from 'zod';
import { Day, Id, Localized, ONSETS } from './shared.ts';

/** How long an onset takes, for the time line and for ordering a plan. One entry of `onsets.yaml`. */
export const OnsetFact = z.strictObject({
  id: z.enum(ONSETS),
  label: Localized.describe('When it shows, in a few words'),
  explain: Localized.describe('One sentence for people who plan around it'),
  minutes: z
    .strictObject({ min: z.number().nonnegative(), max: z.number().nonnegative().nullable() })
    .nullable()
    .describe('Earliest and latest minutes after the action; null where it is not a matter of minutes'),
  steps: z
    .array(z.strictObject({ at: Localized, what: Localized, state: z.enum(['works', 'failing', 'broken', 'waiting']) }))
    .describe('Points on the time line, in order'),
  sources: z.array(Id).describe('Sources of the lengths'),
});
export type OnsetFact = z.infer<typeof OnsetFact>;

/** One entry of `glossary.yaml`. */
export const Term = z.strictObject({
  id: Id,
  en: z.string().trim().min(1).describe('English term'),
  ja: z.string().trim().min(1).describe('Japanese term'),
  also: z
    .strictObject({ en: z.array(z.string()).default([]), ja: z.array(z.string()).default([]) })
    .default({ en: [], ja: [] })
    .describe('Other spellings, for search'),
  means: Localized.describe('What it means here, in one or two sentences'),
  avoid: z.array(z.string()).default([]).describe('Japanese spellings that the check refuses in our prose'),
});
export type Term = z.infer<typeof Term>;

/** One entry of `changes.yaml`: what changed for readers. */
export const Change = z.strictObject({
  id: Id,
  date: Day.describe('Day of the change'),
  what: Localized.describe('What changed, for readers'),
});
export type Change = z.infer<typeof Change>;

/** One group of `synonyms.yaml`: words that mean the same to people who search. */
export const Synonyms = z.strictObject({
  id: Id,
  topic: z.boolean().default(false).describe('True when a query with one of the words is about connections and sign-in'),
  alike: z.boolean().default(true).describe('False when the words share a topic and do not mean the same'),
  words: z.array(z.string().trim().min(2)).min(2).describe('Words of one meaning, in either language'),
});
export type Synonyms = z.infer<typeof Synonyms>;

/** One entry of `official-codes.yaml`. */
export const OfficialCodes = z.strictObject({
  id: Id,
  source: Id.describe('Source of the list'),
  read: Day.describe('Day it was read'),
  numbers: z.array(z.number().int().positive()).min(1).describe('AADSTS numbers'),
  without: z
    .array(z.strictObject({ why: z.string().trim().min(10), numbers: z.array(z.number().int().positive()).min(1) }))
    .default([])
    .describe('Numbers that have no page here, with the reason; every other number of the list has one'),
});
export type OfficialCodes = z.infer<typeof OfficialCodes>;

/** One question of `questions.yaml`, the guided way. The first entry is where it begins. */
export const Question = z.strictObject({
  id: Id,
  text: Localized.describe('The question'),
  help: Localized.optional().describe('Where to look for the answer'),
  options: z
    .array(
      z
        .strictObject({
          id: Id.describe('Stands in the address of a shared state; permanent'),
          label: Localized.describe('The answer a reader chooses'),
          next: Id.optional().describe('Question that follows'),
          causes: z
            .array(z.strictObject({ id: Id.describe('Cause id'), reason: Localized.describe('Why this cause, in one sentence') }))
            .min(1)
            .optional()
            .describe('Likely causes, most likely first; ends the questions'),
        })
        .refine((o) => (o.next === undefined) !== (o.causes === undefined), {
          message: 'needs either `next` or `causes`, not both',
          path: ['next'],
        }),
    )
    .min(2)
    .describe('Answers, in the order in which they are shown'),
});
export type Question = z.infer<typeof Question>;
