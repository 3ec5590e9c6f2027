/** The knowledge base: facts and pages validated, joined by id, with the relations both ways. */
import { z } from 'zod';
import {
  ActionFact,
  CauseFact,
  Change,
  type Condition,
  ConflictFact,
  ErrorFact,
  LANGS,
  type Lang,
  type Localized,
  Localized as LocalizedSchema,
  OfficialCodes,
  OnsetFact,
  Question,
  type RuleRow,
  type SignInKind,
  Source,
  Synonyms,
  Term,
  Translation,
} from '../data/schema/index.ts';
import type { Page } from './page.ts';
import type { DataFile, RawKnowledge } from './read.ts';

/** A fact with the file it came from, so that a finding can name file and line. */
export interface Held<T> {
  readonly fact: T;
  readonly file: DataFile;
  /** Path of the fact inside its file: [] for a file of its own, [3] for the fourth entry of a list. */
  readonly at: readonly (string | number)[];
}

export const Labels = z.strictObject(
  Object.fromEntries(
    [
      'verdicts',
      'effects',
      'signIn',
      'signInExamples',
      'roles',
      'actors',
      'surfaces',
      'confidences',
      'categories',
      'actionCategories',
      'layers',
      'telling',
    ].map((k) => [k, z.record(z.string(), LocalizedSchema)]),
  ) as Record<LabelGroup, z.ZodRecord<z.ZodString, typeof LocalizedSchema>>,
);
export type LabelGroup =
  | 'verdicts'
  | 'effects'
  | 'signIn'
  | 'signInExamples'
  | 'roles'
  | 'actors'
  | 'surfaces'
  | 'confidences'
  | 'categories'
  | 'actionCategories'
  | 'layers'
  | 'telling';
export type Labels = Record<LabelGroup, Record<string, Localized>>;

/** A rule row with `sameAs` followed: a full answer, and the row it stands in. */
export interface ResolvedRow extends RuleRow {
  readonly action: string;
}
export interface Action extends Omit<ActionFact, 'rows' | 'conditions'> {
  readonly conditions: readonly Condition[];
  readonly rows: readonly ResolvedRow[];
}

export interface SchemaIssue {
  readonly file: DataFile;
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export interface KnowledgeBase {
  readonly sources: ReadonlyMap<string, Held<Source>>;
  readonly errors: ReadonlyMap<string, Held<ErrorFact>>;
  readonly causes: ReadonlyMap<string, Held<CauseFact>>;
  readonly actions: ReadonlyMap<string, Held<ActionFact>>;
  readonly conflicts: ReadonlyMap<string, Held<ConflictFact>>;
  /** Official wordings in other languages, by language. */
  readonly translations: ReadonlyMap<string, Held<Translation>>;
  readonly onsets: ReadonlyMap<string, Held<OnsetFact>>;
  readonly terms: ReadonlyMap<string, Held<Term>>;
  readonly changes: ReadonlyMap<string, Held<Change>>;
  readonly synonyms: ReadonlyMap<string, Held<Synonyms>>;
  readonly official: ReadonlyMap<string, Held<OfficialCodes>>;
  /** The guided way, first question first. */
  readonly questions: ReadonlyMap<string, Held<Question>>;
  readonly labels: Labels | undefined;
  /** Pages by `lang/slug`, e.g. `ja/causes/inactivity`; home is `ja/`. */
  readonly pages: ReadonlyMap<string, Page>;
  /** What did not pass a schema; those facts are left out above. */
  readonly issues: readonly SchemaIssue[];
  /** Facts whose id another file already has. */
  readonly duplicates: readonly { held: Held<{ id: string }>; first: Held<{ id: string }> }[];
  readonly raw: RawKnowledge;
}

/** Where each kind of fact lives. Folders hold one file a fact; files hold a list. */
export const PLACES = {
  causes: { folder: 'src/data/causes', schema: CauseFact },
  errors: { folder: 'src/data/errors', schema: ErrorFact },
  actions: { folder: 'src/data/actions', schema: ActionFact },
  conflicts: { folder: 'src/data/conflicts', schema: ConflictFact },
  translations: { folder: 'src/data/translations', schema: Translation },
  sources: { list: 'src/data/sources.yaml', schema: Source },
  onsets: { list: 'src/data/onsets.yaml', schema: OnsetFact },
  terms: { list: 'src/data/glossary.yaml', schema: Term },
  changes: { list: 'src/data/changes.yaml', schema: Change },
  synonyms: { list: 'src/data/synonyms.yaml', schema: Synonyms },
  official: { list: 'src/data/official-codes.yaml', schema: OfficialCodes },
  questions: { list: 'src/data/questions.yaml', schema: Question },
} as const;
export const LABELS_FILE = 'src/data/labels.yaml';
export const LOCK_FILE = 'src/data/published.json';

/** One sentence for a Zod issue, in words an editor understands. */
function issueMessage(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `unknown field ${issue.keys.map((k) => `"${k}"`).join(', ')}`;
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'required field is missing';
  if (issue.code === 'invalid_value')
    return `${issue.input === undefined ? 'required field is missing; ' : ''}must be one of: ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_union') {
    // Report the alternative that came closest, not all of them.
    const best = [...issue.errors].sort((a, b) => a.length - b.length)[0]?.[0];
    if (best) return `${best.path.length ? `"${best.path.join('.')}": ` : ''}${issueMessage(best)}`;
  }
  return issue.message;
}

/** Validates `value`; on failure adds issues and returns undefined. */
function validate<S extends z.ZodType>(
  schema: S,
  value: unknown,
  file: DataFile,
  at: readonly (string | number)[],
  issues: SchemaIssue[],
): z.output<S> | undefined {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    let path = issue.path as (string | number)[];
    if (issue.code === 'invalid_union') {
      const best = [...issue.errors].sort((a, b) => a.length - b.length)[0]?.[0];
      if (best) path = [...path, ...(best.path as (string | number)[])];
    }
    issues.push({ file, path: [...at, ...path], message: issueMessage(issue) });
  }
  return undefined;
}

/** Joins raw files into a knowledge base. Never throws for an editor's mistake: what fails is in `issues`. */
export function buildKnowledge(raw: RawKnowledge): KnowledgeBase {
  const issues: SchemaIssue[] = [];
  const duplicates: { held: Held<{ id: string }>; first: Held<{ id: string }> }[] = [];
  function collect<S extends z.ZodType<{ id: string }>>(
    place: { schema: S } & ({ folder: string } | { list: string }),
  ): Map<string, Held<z.output<S>>> {
    const out = new Map<string, Held<z.output<S>>>();
    const take = (value: unknown, file: DataFile, at: readonly (string | number)[]) => {
      const fact = validate(place.schema, value, file, at, issues);
      if (!fact) return;
      const held = { fact, file, at };
      const first = out.get(fact.id);
      if (first) duplicates.push({ held, first });
      else out.set(fact.id, held);
    };
    if ('folder' in place) {
      for (const file of raw.data.values()) {
        if (file.path.startsWith(`${place.folder}/`) && file.doc.problems.length === 0) take(file.doc.value, file, []);
      }
    } else {
      const file = raw.data.get(place.list);
      if (file && file.doc.problems.length === 0) {
        if (Array.isArray(file.doc.value)) for (const [i, v] of file.doc.value.entries()) take(v, file, [i]);
        else issues.push({ file, path: [], message: 'must be a list of entries, each beginning with "- id:"' });
      }
    }
    return out;
  }
  const labelsFile = raw.data.get(LABELS_FILE);
  const labels =
    labelsFile && labelsFile.doc.problems.length === 0 ? validate(Labels, labelsFile.doc.value, labelsFile, [], issues) : undefined;
  const pages = new Map<string, Page>();
  for (const page of raw.pages.values()) pages.set(`${page.lang}/${page.slug}`, page);
  return {
    sources: collect(PLACES.sources),
    errors: collect(PLACES.errors),
    causes: collect(PLACES.causes),
    actions: collect(PLACES.actions),
    conflicts: collect(PLACES.conflicts),
    translations: collect(PLACES.translations),
    onsets: collect(PLACES.onsets),
    terms: collect(PLACES.terms),
    changes: collect(PLACES.changes),
    synonyms: collect(PLACES.synonyms),
    official: collect(PLACES.official),
    questions: collect(PLACES.questions),
    labels: labels as Labels | undefined,
    pages,
    issues,
    duplicates,
    raw,
  };
}

/**
 * The rows of an action with `sameAs` followed one step.
 * @returns undefined for a row whose `sameAs` leads nowhere or to another `sameAs`
 */
export function resolveRows(action: ActionFact, actionOf: (id: string) => ActionFact | undefined): (ResolvedRow | undefined)[] {
  return action.rows.map((row) => {
    if (!('sameAs' in row)) return { ...row, action: action.id };
    const target = actionOf(row.sameAs.action)?.rows.find((r) => r.id === row.sameAs.row);
    if (!target || 'sameAs' in target) return undefined;
    return { ...target, id: row.id, signIn: row.signIn, when: row.when, action: action.id };
  });
}

/** All actions by id in the order of the table, their rows resolved. */
export function actionsOf(kb: KnowledgeBase): Map<string, Action> {
  const facts = [...kb.actions.values()].map((h) => h.fact).sort((a, b) => a.order - b.order);
  const factOf = (id: string) => kb.actions.get(id)?.fact;
  return new Map(facts.map((a) => [a.id, { ...a, rows: resolveRows(a, factOf).filter((r) => r !== undefined) }]));
}

/** The page of an entry in a language. */
export function pageOf(kb: KnowledgeBase, lang: Lang, slug: string): Page | undefined {
  return kb.pages.get(`${lang}/${slug}`);
}

/** All combinations of sign-in kind and condition values that an action can be asked about. */
export function questionsOf(action: {
  readonly rows: readonly { readonly signIn: readonly SignInKind[] }[];
  readonly conditions: readonly {
    readonly id: string;
    readonly signIn: readonly SignInKind[];
    readonly values: readonly { readonly id: string }[];
  }[];
}): { signIn: SignInKind; conditions: Record<string, string> }[] {
  const kinds = [...new Set(action.rows.flatMap((r) => r.signIn))];
  return kinds.flatMap((signIn) => {
    let combos: Record<string, string>[] = [{}];
    for (const c of action.conditions.filter((x) => x.signIn.includes(signIn))) {
      combos = combos.flatMap((combo) => c.values.map((v) => ({ ...combo, [c.id]: v.id })));
    }
    return combos.map((conditions) => ({ signIn, conditions }));
  });
}

export { matchingRows } from './decide.ts';
export { LANGS };
