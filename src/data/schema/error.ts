import { z } from 'zod';
import { Asked, CONFIDENCES, Day, DOCS, Evidence, Id, ids, LAYERS, Localized, ROLES } from './shared.ts';

/** One wording of an error as people see it. Placeholders are written {name}. */
export const MessageTemplate = z
  .strictObject({
    text: z.string().trim().min(1).describe('The message; what changes from case to case is written {name}'),
    lang: z.enum(['en', 'ja', 'de', 'fr', 'es', 'zh', 'pt', 'it', 'ko']).describe('Language of the wording'),
    kind: z
      .enum(['literal', 'description', 'screen'])
      .describe('literal: printed by the service; description: only the official list has it; screen: text of a sign-in or portal page'),
    source: Id.describe('Source it was read in'),
  })
  .describe('One wording of an error');
export type MessageTemplate = z.infer<typeof MessageTemplate>;

/** A code, or a message that carries no code. `src/data/errors/<id>.yaml`. */
export const ErrorFact = z.strictObject({
  id: Id.describe('Slug and file name, e.g. aadsts50173'),
  code: z
    .string()
    .trim()
    .min(1)
    .describe('Display form, e.g. AADSTS50173, ConnectionAuthorizationFailed, or the words of a message without a code'),
  kind: z
    .enum(['code', 'message', 'state'])
    .describe('code: has a code of its own; message: only words; state: a status shown in a portal'),
  name: z.string().trim().min(1).optional().describe('Symbolic name, e.g. FreshTokenNeeded'),
  layer: z.enum(LAYERS).describe('Who prints it'),
  wrapper: z.boolean().default(false).describe('True when it is an outer shell and the real error is nested inside it'),
  aliases: z.array(z.string().trim().min(1)).default([]).describe('Other forms people type or see, without placeholders'),
  messages: z.array(MessageTemplate).describe('Wordings, best first; may be empty for a code with no fixed sentence'),
  placeholders: z.record(z.string(), Localized).default({}).describe('What each {placeholder} of the messages stands for'),
  asked: Asked,
  mapping: z
    .strictObject({
      says: Localized.describe('Why we hold this message and this code to be the same'),
      sources: ids('Sources of the mapping').min(1),
      confidence: z.enum(CONFIDENCES).describe('How sure the mapping is'),
    })
    .optional()
    .describe('Set when the code is mapped to the message by evidence and not printed with it'),
  causes: z
    .array(
      z.strictObject({
        id: Id.describe('Cause id'),
        telling: z.enum(['proves', 'suggests', 'possible']).describe('How telling this error is of that cause'),
        cues: z
          .array(z.string().trim().min(3))
          .default([])
          .describe('Words in a paste that speak for this cause, lower case; the recogniser moves it up'),
        when: Localized.optional().describe('The detail in the message or around it that decides for this cause'),
      }),
    )
    .min(1)
    .describe('Causes, most likely first'),
  fixedBy: z.array(z.enum(ROLES)).min(1).describe('Who can mend it, first to ask first'),
  official: Id.optional().describe('Source id of the official page of this error'),
  sources: ids('Sources').min(1),
  evidence: z.array(Evidence).default([]).describe('Statements worth showing on the page'),
  docs: z.array(z.enum(DOCS)).default([]).describe('Which of the five documents print it'),
  confidence: z.enum(CONFIDENCES).describe('How sure we are of code, wording and causes together'),
  reviewed: Day.describe('Day an editor last checked it'),
  retired: z
    .strictObject({ since: Day, replacedBy: Id.optional() })
    .optional()
    .describe('Set when the service no longer prints it; the page stays'),
});
export type ErrorFact = z.infer<typeof ErrorFact>;

/** Official wordings of errors in one language besides English. `src/data/translations/<language>.yaml`. Recognised, not shown. */
export const Translation = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z]{2}$/, 'must be a language code such as ja')
    .describe('Language, and file name'),
  source: Id.describe('Source the wordings were read in'),
  read: Day.describe('Day they were read'),
  messages: z.record(Id, z.string().trim().min(6)).describe('Error id to its wording; what changes from case to case is written {name}'),
  further: z
    .array(z.strictObject({ error: Id, text: z.string().trim().min(6), source: Id }))
    .default([])
    .describe('Wordings of other pages, and second wordings'),
});
export type Translation = z.infer<typeof Translation>;
