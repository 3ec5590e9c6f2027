import { z } from 'zod';
import { Day, Id } from './shared.ts';

const title = z.string().trim().min(1).describe('Page title');
const description = z.string().trim().min(1).describe('One or two sentences for search results and link previews');
/** On Japanese pages: the stamp of the English text it translates, set by `npm run stamp`. */
const translates = z
  .string()
  .regex(/^[0-9a-f]{12}$/, 'must be the 12-digit stamp that `npm run stamp` writes')
  .optional()
  .describe('Japanese pages: stamp of the English text this page translates');
const answer = z.string().trim().min(1).describe('The answer in one or two sentences, shown first on the page');
const questions = z.array(z.string().trim().min(1)).min(2).describe('How people ask for this in their own words; searched, not shown');
const aliases = z.array(z.string().trim().min(1)).default([]).describe('Other names and spellings; searched, not shown');

/** Front matter of `causes/<id>.mdx`. */
export const CausePage = z.strictObject({ title, description, answer, questions, aliases, translates });
/** Front matter of `errors/<id>.mdx`. */
export const ErrorPage = z.strictObject({ title, description, answer, aliases, translates });
/** Front matter of `actions/<id>.mdx`. `reading` is the kana reading of the title, for filtering by typing. */
export const ActionPage = z.strictObject({
  title,
  description,
  answer,
  aliases,
  translates,
  reading: z.string().trim().min(1).optional().describe('Japanese pages: the title in hiragana, for filtering by typing'),
});
/** Front matter of guides. */
export const GuidePage = z.strictObject({
  title,
  description,
  questions,
  aliases,
  causes: z.array(Id).default([]).describe('Causes the guide joins'),
  sources: z.array(Id).min(1).describe('Sources of the guide'),
  reviewed: Day.describe('Day an editor last checked it'),
  translates,
});
/** Front matter of every other page: lists, home, glossary. */
export const PlainPage = z.strictObject({ title, description, translates });

/** Front matter schema by page kind. */
export const PAGE_SCHEMAS = {
  cause: CausePage,
  error: ErrorPage,
  action: ActionPage,
  guide: GuidePage,
  page: PlainPage,
} as const;
export type PageKind = keyof typeof PAGE_SCHEMAS;
