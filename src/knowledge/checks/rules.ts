/** Every rule of the knowledge check: permanent id, name, why it matters, what to do. Explained in docs/checks.md. */
import type { Finding } from '../finding.ts';

export const RULES = {
  RC001: {
    name: 'File cannot be parsed',
    why: 'A file that cannot be read is a fact that is lost.',
    cure: 'Mend the syntax at that line, or restore the file from version control.',
  },
  RC002: {
    name: 'Required file missing',
    why: 'The site cannot be built whole without it.',
    cure: 'Restore it from version control (git checkout -- <file>).',
  },
  RC003: {
    name: 'File in the wrong place',
    why: 'Nothing reads it, so what it says would silently not be published.',
    cure: 'Correct its name or ending, move it, or delete it.',
  },
  RC101: {
    name: 'Field missing or wrong',
    why: 'Pages, search and the widget rely on the field.',
    cure: 'Fill it in as its schema in src/data/schema describes.',
  },
  RC102: { name: 'Id and file name differ', why: 'Addresses and relations are made from the id.', cure: 'Give file and id the same name.' },
  RC103: { name: 'Id used twice', why: 'An id stands for one thing for ever.', cure: 'Give one of the two another id.' },
  RC104: {
    name: 'Reference leads nowhere',
    why: 'A reader would follow it to a missing page.',
    cure: 'Correct the id, or add what it names.',
  },
  RC105: {
    name: 'Relation stands on one side only',
    why: 'The two pages would contradict each other.',
    cure: 'Add the missing half, or remove this one.',
  },
  RC106: {
    name: 'Claim without evidence',
    why: 'Publishing an unsupported verdict as fact is a defect.',
    cure: 'Add evidence with a source, or set the verdict to unknown and say in `settle` what would settle it.',
  },
  RC107: {
    name: 'Date not real or in the future',
    why: 'Readers judge a fact by its date.',
    cure: 'Write a real day, YYYY-MM-DD, not after today.',
  },
  RC109: {
    name: 'Question without exactly one answer',
    why: 'The widget must give one verdict for every question.',
    cure: 'Change `signIn` or `when` of the rows so that exactly one matches.',
  },
  RC110: {
    name: 'Placeholder not explained',
    why: 'Readers see {name} in a message and must learn what stands there.',
    cure: 'Make the {names} in the messages and the keys of `placeholders` the same.',
  },
  RC111: {
    name: 'Published id lost or changed',
    why: 'Tickets point at it for ever.',
    cure: 'Restore it, or list it under `retired` in src/data/published.json with the id that replaces it.',
  },
  RC112: {
    name: 'New id not registered',
    why: 'Only registered ids are protected against being lost.',
    cure: 'Run npm run register and commit src/data/published.json.',
  },
  RC113: { name: 'Word without a label', why: 'It would be shown as a bare id.', cure: 'Add its English and Japanese label.' },
  RC114: {
    name: 'Facts changed without confirmation',
    why: 'A slip in a fact looks like any other fact; only someone who looks can tell.',
    cure: 'Look at the change; if it is meant, run npm run register -- <file>, else restore the file.',
  },
  RC115: {
    name: 'Unfinished: TODO left in',
    why: 'Readers would see it.',
    cure: 'Write what belongs there, or remove the line where it may be left out.',
  },
  RC116: {
    name: 'Official code without a page',
    why: 'Someone who gets the code would find nothing, and nobody would have decided so.',
    cure: 'Write its entry and pages (npm run new), or list it below `without` with the reason.',
  },
  RC201: {
    name: 'Translation missing',
    why: 'Readers of that language would get nothing, or the other language under its flag.',
    cure: 'Write the page, beginning from a copy of the other language, then run npm run stamp.',
  },
  RC202: {
    name: 'Page and facts not paired',
    why: 'A page without facts shows nothing; facts without a page cannot be read.',
    cure: 'Add the missing half (npm run new shows how), or correct the name.',
  },
  RC203: {
    name: 'Front matter missing or wrong',
    why: 'Title, description and answer are shown first and searched first.',
    cure: 'Fill it in as src/data/schema/content.ts describes.',
  },
  RC204: {
    name: 'Headings not in the fixed order',
    why: 'Readers find their way by them, and both languages must agree.',
    cure: 'Use exactly the headings of docs/writing.md, in that order.',
  },
  RC205: {
    name: 'Roles of the fix differ from the facts',
    why: 'A reader must see what they can do and whom to ask.',
    cure: 'Give one ### heading with numbered steps to each role of `fixedBy`, in that order.',
  },
  RC206: {
    name: 'Component missing, doubled or unknown',
    why: 'Facts are shown by components; without it they are missing from the page.',
    cure: 'Use each component once, as docs/writing.md lists them, and import it.',
  },
  RC207: {
    name: 'Page does not name its own code',
    why: 'People search for the code and must see at once that they are right.',
    cure: 'Begin the title with the code, and name it in `answer` and in the first section.',
  },
  RC208: {
    name: 'Unregistered error code',
    why: 'Either it is misspelled, or it deserves an entry.',
    cure: 'Correct the code, or add it with npm run new -- error <code>.',
  },
  RC209: {
    name: 'Link leads nowhere',
    why: 'A reader would follow it to a missing page.',
    cure: 'Link by id, e.g. (cause:inactivity), and only to ids that exist.',
  },
  RC210: {
    name: 'The two languages differ',
    why: 'Both must say the same.',
    cure: 'Bring the two pages into line, then run npm run stamp.',
  },
  RC211: {
    name: 'Translation not confirmed',
    why: 'Only someone who compared the two pages can say that they agree.',
    cure: 'Compare the Japanese with the English, mend it, then run npm run stamp -- <Japanese file>.',
  },
  RC212: { name: 'Wrong language', why: 'A reader would get text they cannot read.', cure: 'Write this text in the language of the page.' },
  RC213: {
    name: 'Japanese spacing or term',
    why: 'Readers and search rely on one spelling, Microsoft\u2019s.',
    cure: 'Write it as docs/writing.md and src/data/glossary.yaml say.',
  },
  RC214: {
    name: 'Markup not allowed in prose',
    why: 'It would escape the checks and the translation.',
    cure: 'Write plain Markdown; facts are shown by components.',
  },
  RC215: { name: 'Section empty', why: 'A heading with nothing below it is a hole.', cure: 'Write the section in both languages.' },
  RC218: {
    name: 'Guided way broken',
    why: 'A reader without a code would be led nowhere, or never to this cause.',
    cure: 'Mend src/data/questions.yaml: every question reached, no way that comes back, every cause named by an answer.',
  },
} as const satisfies Record<string, { name: string; why: string; cure: string }>;
export type RuleId = keyof typeof RULES;

/** Collects findings, with why and cure taken from the rule unless a better cure is known. */
export class Report {
  readonly findings: Finding[] = [];
  add(id: RuleId, file: string, line: number, what: string, cure?: string): void {
    const rule = RULES[id];
    this.findings.push({ id, file, line, what: /[.!?。]$/.test(what) ? what : `${what}.`, why: rule.why, cure: cure ?? rule.cure });
  }
}
