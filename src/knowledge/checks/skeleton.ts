/** The fixed headings and components of each page kind, with the anchors the headings get. */
import type { Lang, PageKind } from '../../data/schema/index.ts';

export interface Section {
  /** Anchor, the same in both languages. */
  readonly anchor: string;
  readonly en: string;
  readonly ja: string;
  /** Components that stand in this section, once each. */
  readonly components: readonly string[];
}

const SOURCES: Section = { anchor: 'sources', en: 'Sources and review', ja: '出典と確認日', components: ['Sources'] };
const TICKET: Section = { anchor: 'ticket', en: 'Link for your ticket', ja: 'チケット用リンク', components: ['TicketLink'] };

/** Heading order by page kind; guides and plain pages are free but for their last section. */
export const SKELETONS: Partial<Record<PageKind, readonly Section[]>> = {
  cause: [
    { anchor: 'recognize', en: 'How to recognize it', ja: '見分け方', components: ['Messages', 'LookAlikes'] },
    { anchor: 'why', en: 'Why it happens', ja: '起きる理由', components: ['Triggers', 'Disagreements'] },
    { anchor: 'fix', en: 'Fix it', ja: '直し方', components: [] },
    { anchor: 'prevent', en: 'Prevent it', ja: '再発を防ぐ', components: [] },
    SOURCES,
    TICKET,
  ],
  error: [
    { anchor: 'meaning', en: 'What it means', ja: '意味', components: ['Messages'] },
    { anchor: 'causes', en: 'Which cause is it?', ja: '原因の見分け方', components: ['Causes', 'Disagreements'] },
    { anchor: 'do', en: 'What to do', ja: '対処', components: [] },
    SOURCES,
    TICKET,
  ],
  action: [
    { anchor: 'what-happens', en: 'What happens', ja: '何が起きるか', components: ['Verdicts', 'Disagreements'] },
    { anchor: 'before', en: 'Before you do it', ja: '実施する前に', components: [] },
    { anchor: 'after', en: 'If it already broke', ja: 'すでに切れた場合', components: [] },
    SOURCES,
    TICKET,
  ],
};
/** The last section of a guide. */
export const GUIDE_END = SOURCES;
/** The last `###` of "Fix it". */
export const VERIFY = { anchor: 'verify', en: 'Check that it worked', ja: '直ったことを確認する' } as const;
/** Components that guides and plain pages may use besides the fixed ones. */
export const FREE_COMPONENTS = [
  'ActionTable',
  'ActionWidget',
  'CauseList',
  'ChangeList',
  'Classic',
  'DiagnoseBox',
  'Disagreements',
  'ErrorList',
  'Glossary',
  'GuideList',
  'HomeDoors',
  'Planner',
  'Sources',
  'SourceList',
  'TokenDrawing',
  'Troubleshooter',
] as const;

/** Anchor of a heading by its words, when it is one of the fixed ones. */
export function anchorOf(kind: PageKind, lang: Lang, text: string): string | undefined {
  const fixed = [...(SKELETONS[kind] ?? [GUIDE_END]), ...(kind === 'cause' ? [VERIFY] : [])];
  return fixed.find((s) => s[lang] === text)?.anchor;
}
