/** The page of an action, read as facts: its rows, its conditions, and the pieces the answer shows. */
import type { Askable, ConditionKey, RowKey } from '../../knowledge/decide.ts';

export interface PageRow extends RowKey {
  readonly el: HTMLElement;
}
export type PageCondition = Omit<ConditionKey, 'values'> & {
  readonly question: string;
  readonly values: readonly { readonly id: string; readonly label: string }[];
};
export interface ActionPage extends Askable<PageRow, PageCondition> {
  readonly doc: Document;
}

const pages = new Map<string, ActionPage>();

/**
 * Fetches an action's page once.
 * @throws Error whose message says what failed, in the browser's or the server's words
 */
export async function loadActionPage(id: string, href: string): Promise<ActionPage> {
  const known = pages.get(id);
  if (known) return known;
  const res = await fetch(href);
  if (!res.ok) throw new Error(`HTTP ${res.status}`);
  const doc = new DOMParser().parseFromString(await res.text(), 'text/html');
  const box = doc.querySelector<HTMLElement>('.rows');
  const rows = [...doc.querySelectorAll<HTMLElement>('.rows [data-row]')].map((el) => ({
    el,
    signIn: (el.dataset.signin ?? '').split(' '),
    when: JSON.parse(el.dataset.when ?? '{}') as PageRow['when'],
  }));
  if (!box || !rows.length) throw new Error(href);
  const page = { id, doc, rows, conditions: JSON.parse(box.dataset.conditions ?? '[]') as PageCondition[] };
  pages.set(id, page);
  return page;
}

const copyOf = (node: Element): HTMLElement => {
  const copy = document.importNode(node, true) as HTMLElement;
  for (const el of [copy, ...copy.querySelectorAll('[id]')]) el.removeAttribute('id');
  return copy;
};

/** What stands under a heading, up to the next of its level. */
export function underHeading(doc: Document, id: string): HTMLElement[] {
  const out: HTMLElement[] = [];
  for (let el = doc.getElementById(id)?.nextElementSibling; el && el.tagName !== 'H2'; el = el.nextElementSibling) out.push(copyOf(el));
  return out;
}

/** The pieces of an answer: the row without its evidence, the evidence, the conflicts, the ticket box with this row's replies. */
export function answerParts(page: ActionPage, row: PageRow) {
  const card = copyOf(row.el);
  const evidence = card.querySelector('.evidence');
  card.querySelector('details.more')?.remove();
  const replies = card.querySelector('template');
  replies?.remove();
  const ticket = page.doc.querySelector('.ticket');
  const box = ticket ? copyOf(ticket) : undefined;
  if (box && replies) {
    for (const old of box.querySelectorAll('[data-reply]')) old.remove();
    box.querySelector('details')?.append(replies.content);
  }
  return { card, evidence, conflicts: [...page.doc.querySelectorAll('details.conflict')].map(copyOf), ticket: box };
}
