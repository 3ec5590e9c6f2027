import { z } from 'zod';
import { CONFIDENCES, Day, Evidence, Id, ids, Localized } from './shared.ts';

/** A place where sources contradict one another, with our resolution. `src/data/conflicts/<id>.yaml`. */
export const ConflictFact = z.strictObject({
  id: Id.describe('Slug and file name'),
  number: z.number().int().positive().describe('Number of the conflict, permanent'),
  question: Localized.describe('What the sources disagree about, as a question'),
  positions: z.array(Evidence).min(1).describe('What each source says; `stance` is towards the resolution'),
  resolution: Localized.describe('What we hold, and why'),
  confidence: z.enum(CONFIDENCES).describe('How sure the resolution is'),
  causes: ids('Causes on whose pages it is shown'),
  errors: ids('Errors on whose pages it is shown'),
  actions: ids('Actions on whose pages it is shown'),
  guides: ids('Guides on whose pages it is shown'),
  reviewed: Day.describe('Day an editor last checked it'),
});
export type ConflictFact = z.infer<typeof ConflictFact>;
