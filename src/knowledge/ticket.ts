/** Ready replies for tickets: plain text and Markdown in one, because both ticket systems and mail show it well. */
import type { Lang } from '../data/schema/shared.ts';

export interface TicketFacts {
  readonly title: string;
  readonly answer: string;
  /** Labels of who can mend it, in the language of the reply; may be empty. */
  readonly fixedBy: readonly string[];
  /** When it shows, in words; left out when nothing shows. */
  readonly shows?: string | undefined;
  /** Permanent address. */
  readonly url: string;
}

const WORDS = {
  en: { fixedBy: 'Who can mend it', shows: 'When it shows', steps: 'Steps and background', sep: ', ' },
  ja: { fixedBy: '対応できる人', shows: '症状が出る時期', steps: '手順と背景', sep: '、' },
} as const;

/** A reply in one language, in Markdown that reads well as plain text. */
export function ticketReply(lang: Lang, facts: TicketFacts): string {
  const w = WORDS[lang];
  return [
    `**${facts.title}**`,
    '',
    facts.answer,
    '',
    ...(facts.fixedBy.length ? [`- ${w.fixedBy}: ${facts.fixedBy.join(w.sep)}`] : []),
    ...(facts.shows ? [`- ${w.shows}: ${facts.shows}`] : []),
    `- ${w.steps}: ${facts.url}`,
  ].join('\n');
}
