/** The files of a new entry, with TODO wherever something is still to be written. Pure; scripts/new.ts writes them. */
import {
  ACTION_CATEGORIES,
  CATEGORIES,
  CONFIDENCES,
  LANGS,
  LAYERS,
  type Lang,
  ONSETS,
  ROLES,
  SIGN_IN_KINDS,
  SURFACES,
  VERDICTS,
} from '../../src/data/schema/shared.ts';
import { type KnowledgeBase, LOCK_FILE } from '../../src/knowledge/base.ts';
import { GUIDE_END, SKELETONS, VERIFY } from '../../src/knowledge/checks/skeleton.ts';

export const KINDS = ['cause', 'error', 'action', 'guide'] as const;
export type NewKind = (typeof KINDS)[number];

const FOLDER = { cause: 'causes', error: 'errors', action: 'actions', guide: 'guides' } as const;
const oneOf = (words: readonly string[]) => `# one of: ${words.join(', ')}`;
const someOf = (words: readonly string[]) => `# of: ${words.join(', ')}`;

/** The next ticket id: one more than the highest that was ever given, retired ones included. */
export function nextTicket(kb: KnowledgeBase): string {
  const lock = kb.raw.data.get(LOCK_FILE)?.doc.value as { causes?: Record<string, string> } | undefined;
  const given = [...[...kb.causes.values()].map((h) => h.fact.ticket), ...Object.values(lock?.causes ?? {})];
  const highest = Math.max(0, ...given.map((t) => Number(/^PPC-(\d{3})$/.exec(t)?.[1] ?? 0)));
  return `PPC-${String(highest + 1).padStart(3, '0')}`;
}

/** Id of an entry from what the editor typed: a code or a slug. */
export const idOf = (typed: string) => typed.trim().toLowerCase();

function facts(kind: Exclude<NewKind, 'guide'>, id: string, typed: string, kb: KnowledgeBase, today: string): string {
  switch (kind) {
    case 'cause':
      return `# Fields: src/data/schema/cause.ts
id: ${id}
ticket: ${nextTicket(kb)}
category: TODO ${oneOf(CATEGORIES)}
verdict: TODO ${oneOf(VERDICTS)}
onset: TODO ${oneOf(ONSETS)}
signIn: [TODO] ${someOf(SIGN_IN_KINDS)}
surfaces: [TODO] ${someOf(SURFACES)}
fixedBy: [TODO] ${someOf(ROLES)}
errors: [] # - { id: aadsts50173, telling: proves | suggests | possible }; the error names this cause back
actions: [] # ids; a row of the action names this cause back
lookAlikes: []
related: []
sources: [TODO] # ids of src/data/sources.yaml
confidence: TODO ${oneOf(CONFIDENCES)}
reviewed: ${today}
`;
    case 'error': {
      const code = /^aadsts\d+$/.test(id) ? id.toUpperCase() : typed.trim();
      const coded = code.startsWith('AADSTS');
      return `# Fields: src/data/schema/error.ts
id: ${id}
code: ${JSON.stringify(code)}
kind: ${coded ? 'code' : `TODO ${oneOf(['code', 'message', 'state'])}`}
layer: ${coded ? 'entra' : `TODO ${oneOf(LAYERS)}`}
aliases: []
messages:
  - text: TODO # as printed; what changes from case to case is written {name} and explained under placeholders
    lang: en
    kind: literal ${oneOf(['literal', 'description', 'screen'])}
    source: TODO # id of src/data/sources.yaml
causes:
  - id: TODO # id of a cause, which names this error back
    telling: TODO ${oneOf(['proves', 'suggests', 'possible'])}
fixedBy: [TODO] ${someOf(ROLES)}
sources: [TODO] # ids of src/data/sources.yaml
confidence: TODO ${oneOf(CONFIDENCES)}
reviewed: ${today}
`;
    }
    case 'action':
      return `# Fields: src/data/schema/action.ts
id: ${id}
order: ${Math.max(0, ...[...kb.actions.values()].map((h) => h.fact.order)) + 1}
category: TODO ${oneOf(ACTION_CATEGORIES)}
actor: TODO ${oneOf([...ROLES, 'user', 'time', 'service'])}
conditions: []
rows: # exactly one answers each sign-in kind; unknown until evidence says more
  - id: any
    signIn: [${SIGN_IN_KINDS.join(', ')}]
    verdict: unknown ${oneOf(VERDICTS)}
    onset: unknown ${oneOf(ONSETS)}
    causes: []
    errors: []
    fixedBy: []
    why:
      en: TODO
      ja: TODO 理由を一文で
    settle:
      en: TODO
      ja: TODO 何が分かれば決まるか
    evidence: []
    confidence: low
    reviewed: ${today}
related: []
reviewed: ${today}
`;
  }
}

/** Words of the pages that differ between the languages. */
const WORDS = {
  en: { todo: 'TODO', write: 'TODO: write this section.', step: 'TODO: first step.', role: 'TODO: one heading for each role of fixedBy' },
  ja: { todo: 'TODO 日本語', write: 'TODO: この節を書く。', step: 'TODO: 最初の手順。', role: 'TODO: fixedBy の役割ごとに見出しを 1 つ' },
} as const;

function page(kind: NewKind, lang: Lang, code: string, today: string): string {
  const w = WORDS[lang];
  const named = kind === 'error' ? `${code} ` : '';
  const front = [
    `title: ${kind === 'error' ? JSON.stringify(`${code}: ${w.todo}`) : w.todo}`,
    ...(kind === 'action' && lang === 'ja' ? ['reading: TODO # the title in hiragana'] : []),
    `description: ${w.todo}`,
    ...(kind === 'guide' ? [] : [`answer: ${JSON.stringify(`${named}${w.todo}`)}`]),
    ...(kind === 'cause' || kind === 'guide' ? ['questions:', `  - ${w.todo}`, `  - ${w.todo}`] : []),
    ...(kind === 'guide' ? ['causes: []', 'sources: [TODO]', `reviewed: ${today}`] : []),
  ];
  const sections = SKELETONS[kind] ?? [{ anchor: '', en: 'TODO', ja: 'TODO 見出し', components: [] }, GUIDE_END];
  const components = [...new Set(sections.flatMap((s) => s.components))].sort();
  const body = sections.map((s, i) => {
    const shown = s.components.map((c) => `<${c} />`);
    const own =
      s.anchor === 'sources' || s.anchor === 'ticket'
        ? []
        : s.anchor === 'fix'
          ? [`### ${w.role}`, `1. ${w.step}`, `### ${VERIFY[lang]}`, w.write]
          : [`${i === 0 ? named : ''}${w.write}`];
    // The table of verdicts opens its section; everything else closes it.
    return [`## ${s[lang]}`, ...(shown[0] === '<Verdicts />' ? [shown[0], ...own, ...shown.slice(1)] : [...own, ...shown])].join('\n\n');
  });
  return `---\n${front.join('\n')}\n---\n\nimport { ${components.join(', ')} } from '@components/facts';\n\n${body.join('\n\n')}\n`;
}

/**
 * The files of a new entry.
 * @param typed code or slug as the editor typed it
 * @returns path to text; or a sentence why there can be no such entry
 */
export function scaffold(kind: NewKind, typed: string, kb: KnowledgeBase, today: string): Map<string, string> | string {
  const id = idOf(typed);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    return `"${typed}" cannot be an id: use lower-case ASCII words joined by hyphens${kind === 'error' ? ', or a code such as AADSTS50173' : ''}.`;
  }
  const slug = `${FOLDER[kind]}/${id}`;
  const lock = kb.raw.data.get(LOCK_FILE)?.doc.value as { pages?: Record<string, string>; retired?: Record<string, string> } | undefined;
  if (lock?.retired?.[slug] !== undefined) return `"${slug}" is retired; an id stands for one thing for ever. Choose another.`;
  const out = new Map<string, string>();
  if (kind !== 'guide') out.set(`src/data/${slug}.yaml`, facts(kind, id, typed, kb, today));
  const code = /^aadsts\d+$/.test(id) ? id.toUpperCase() : typed.trim();
  for (const lang of LANGS) out.set(`src/content/${lang}/${slug}.mdx`, page(kind, lang, code, today));
  const there = [...out.keys()].find((p) => kb.raw.data.has(p) || kb.raw.pages.has(p));
  if (there) return `${there} exists already.`;
  if (lock?.pages?.[slug] !== undefined) return `"${slug}" was published before; restore its files from version control instead.`;
  return out;
}
