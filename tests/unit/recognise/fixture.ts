/** The finders of the real knowledge base, opened once for a test file. */
import { createFinder, type Finder } from '../../../src/knowledge/find.ts';
import { makeFindIndex } from '../../../src/knowledge/find-index.ts';
import { loadKnowledge } from '../../../src/knowledge/load.ts';

export const kb = loadKnowledge();
const open = (lang: 'en' | 'ja'): Finder => {
  const { codes, entries } = makeFindIndex(kb, lang);
  return createFinder(codes, entries);
};
export const finders = { en: open('en'), ja: open('ja') };
export const index = finders.en.recogniser;
