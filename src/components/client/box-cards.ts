/** What the box shows, as nodes: the same cards on the page and in the search dialog. Everything is put there as text. */
import type { Lang } from '../../data/schema/shared.ts';
import type { BoxAnswer, BoxLink, BoxView, Sureness } from '../../knowledge/box.ts';
import type { Details } from '../../knowledge/recognise/details.ts';
import { type StringKey, t } from '../strings.ts';
import { copyText } from './copy.ts';
import { h } from './dom.ts';
import { nextSteps } from './next-steps.ts';
import { hrefOf, lang } from './page.ts';

const SURE: Readonly<Record<Sureness, StringKey>> = {
  sure: 'boxSure',
  shell: 'boxShell',
  number: 'boxNumber',
  message: 'boxMessage',
  part: 'boxPart',
  maybe: 'boxMaybe',
};
/** How many of three bars are filled; the word beside them says it too. */
const BARS: Readonly<Record<Sureness, number>> = { sure: 3, shell: 3, number: 3, message: 3, part: 2, maybe: 1 };

/** @returns cards for every answer of the text, the warning of a secret first; and one line that says how many. */
export function cardsOf(view: BoxView): { readonly nodes: Node[]; readonly said: string } {
  const nodes: Node[] = [];
  if (view.secret)
    nodes.push(
      h('div', { class: 'box-secret', role: 'alert' }, h('p', {}, h('b', {}, t(lang, 'boxSecretTitle'))), h('p', {}, t(lang, 'boxSecret'))),
    );
  const real = view.answers.some((a) => a.sureness !== 'shell');
  nodes.push(...view.answers.map((a, i) => (real && a.sureness === 'shell' ? shellCard(a) : answerCard(a, view, i === 0))));
  nodes.push(...view.unknownCodes.map(unknownCard));
  if (view.pages.length) nodes.push(h('div', { class: 'box-card' }, h('h2', {}, t(lang, 'boxFound')), linkList('ul', view.pages)));
  const none = view.answers.length + view.unknownCodes.length + view.pages.length === 0;
  if (none) nodes.push(noneCard());
  if (view.shown.length) nodes.push(shownBack(view.shown));
  const n = view.answers.length + view.unknownCodes.length || view.pages.length;
  return { nodes, said: none ? t(lang, 'boxNone') : n === 1 ? t(lang, 'boxOne') : t(lang, 'boxMany', { n }) };
}

const kindPill = (kind: BoxLink['kind']) => h('span', { class: 'search-kind' }, t(lang, `kind_${kind}` as StringKey));

function linkList(tag: 'ul' | 'ol', links: readonly BoxLink[]): HTMLElement {
  return h(
    tag,
    { class: 'box-links' },
    ...links.map((l) =>
      h('li', {}, h('a', { href: hrefOf(l.path) }, l.title), ...(l.by ? [h('small', {}, `${t(lang, 'mendedBy')}: ${l.by}`)] : [])),
    ),
  );
}

/** Around a real error the shell is named and no more. */
const shellCard = (a: BoxAnswer) =>
  h(
    'article',
    { class: 'box-card box-shell' },
    h('h2', {}, kindPill(a.kind), h('a', { href: hrefOf(a.path) }, a.title)),
    h('p', {}, t(lang, 'boxShell')),
  );

function answerCard(a: BoxAnswer, view: BoxView, first: boolean): HTMLElement {
  const bars = h('span', { class: 'box-bars', 'data-n': String(BARS[a.sureness]), 'aria-hidden': 'true' }, h('i'), h('i'), h('i'));
  // The steps of the first answer are what the reader came for; those of the others wait until asked for.
  const steps = h('div', { class: 'box-steps' });
  const folded = h('details', { class: 'more', open: first }, h('summary', {}, t(lang, 'boxSteps')), steps);
  const card = h(
    'article',
    { class: 'box-card' },
    h('h2', {}, kindPill(a.kind), h('a', { href: hrefOf(a.path) }, a.title)),
    h('p', { class: 'box-sure' }, bars, t(lang, SURE[a.sureness])),
    h('p', {}, a.text),
    h(
      'dl',
      {},
      ...(a.by ? [h('div', {}, h('dt', {}, t(lang, 'mendedBy')), h('dd', {}, a.by))] : []),
      h('div', {}, h('dt', {}, t(lang, 'boxMatched')), h('dd', { class: 'box-matched' }, shortened(a.matched))),
    ),
    ...(a.causes.length ? [h('h3', {}, t(lang, 'boxCauses')), linkList('ol', a.causes)] : []),
    folded,
    ticketPart(a, view),
  );
  const cause = a.kind === 'cause' ? a : a.causes[0];
  if (!cause) folded.remove();
  else if (first) firstSteps(cause, steps);
  else folded.addEventListener('toggle', () => firstSteps(cause, steps), { once: true });
  return card;
}

/** Words that matched, as a short line. */
function shortened(words: readonly string[]): string {
  const line = joined(words);
  return line.length > 140 ? `${line.slice(0, 140)}…` : line;
}
/** Overlapping pairs of Japanese characters are put together again; words stay words. */
function joined(words: readonly string[]): string {
  let out = '';
  for (const w of words) {
    if (w.length === 2 && /[^\x20-\x7e]/.test(w) && out.endsWith(w[0] as string)) out += w.slice(1);
    else out += (out ? ' ' : '') + w;
  }
  return out;
}

const pages = new Map<string, Promise<Document>>();
/** A page of this site, fetched once; what failed is tried again. */
function pageOf(href: string): Promise<Document> {
  let page = pages.get(href);
  if (!page) {
    page = fetch(href).then(async (res) => {
      if (!res.ok) throw new Error(`HTTP ${res.status}`);
      return new DOMParser().parseFromString(await res.text(), 'text/html');
    });
    page.catch(() => pages.delete(href));
    pages.set(href, page);
  }
  return page;
}

/** The first numbered list of the repair, from the page of the cause; a link alone when it cannot be had. */
async function firstSteps(cause: BoxLink, into: HTMLElement): Promise<void> {
  const link = h('p', {}, h('a', { href: `${hrefOf(cause.path)}#fix` }, t(lang, 'boxAllSteps', { title: cause.title })));
  into.replaceChildren(link);
  try {
    const doc = await pageOf(hrefOf(cause.path));
    let at: Element | null | undefined = doc.getElementById('fix');
    while (at && !at.nextElementSibling && at.tagName !== 'H2') at = at.parentElement;
    const wrapper = at?.closest('.sl-heading-wrapper') ?? at;
    let list: Element | null | undefined = wrapper?.nextElementSibling;
    while (list && list.tagName !== 'OL' && !list.matches('h2, :has(> h2)')) list = list.querySelector('ol') ?? list.nextElementSibling;
    if (list?.tagName !== 'OL') return;
    const steps = document.importNode(list, true);
    for (const el of steps.querySelectorAll('[id]')) el.removeAttribute('id');
    link.before(steps);
  } catch {
    // The link stands there already.
  }
}

const detailLines = (l: Lang, details: Details): string[] =>
  Object.entries(details).map(([k, v]) => `${t(l, `detail_${k}` as StringKey)}: ${v}`);

/** Numbers the language choices: the same answer may stand on the page and in the dialog over it. */
let tickets = 0;
/** Buttons that copy a reply with the ids of the paste, in one language or both. */
function ticketPart(a: BoxAnswer, view: BoxView): HTMLElement {
  const name = `ticket-lang-${++tickets}`;
  const preview = h('pre', { class: 'reply', tabindex: '0', hidden: true });
  const choice = h('select', { id: name });
  for (const [value, key] of [
    [lang, lang === 'en' ? 'replyEn' : 'replyJa'],
    [lang === 'en' ? 'ja' : 'en', lang === 'en' ? 'replyJa' : 'replyEn'],
    ['en ja', 'replyBoth'],
  ] as const)
    choice.append(h('option', { value }, t(lang, key)));
  const copy = async (plain: boolean, button: HTMLElement) => {
    const langs = choice.value.split(' ') as Lang[];
    const parts: string[] = [];
    for (const l of langs) parts.push(await replyOf(a, l, view.details));
    const text = parts.join('\n\n---\n\n');
    const final = plain ? text.replace(/\*\*/g, '').replace(/^- /gm, '') : text;
    if (!(await copyText(final, button))) {
      preview.textContent = final;
      preview.hidden = false;
      getSelection()?.selectAllChildren(preview);
    }
  };
  const button = (key: 'boxMarkdown' | 'boxPlain', plain: boolean) => {
    const b = h('button', { type: 'button' }, t(lang, key));
    b.addEventListener('click', () => copy(plain, b));
    return b;
  };
  return h(
    'details',
    { class: 'more box-ticket' },
    h('summary', {}, t(lang, 'boxTicket')),
    ...(Object.keys(view.details).length
      ? [
          h('p', { class: 'quiet' }, t(lang, 'boxIds')),
          h('ul', { class: 'box-ids' }, ...detailLines(lang, view.details).map((x) => h('li', {}, x))),
        ]
      : []),
    h(
      'p',
      { class: 'buttons' },
      h('label', { for: name }, t(lang, 'boxTicketLang')),
      choice,
      button('boxMarkdown', false),
      button('boxPlain', true),
    ),
    preview,
  );
}

/** The ready reply of the answer's page, in the language asked for, with the ids of the paste; without the page, its title and answer. */
async function replyOf(a: BoxAnswer, l: Lang, details: Details): Promise<string> {
  let reply = `**${a.title}**\n\n${a.text}\n\n- ${location.origin}${hrefOf(a.path)}`;
  try {
    const doc = await pageOf(hrefOf(a.path));
    const built = doc.querySelector<HTMLLinkElement>('link[rel=canonical]');
    const ready = doc.querySelector(`[data-reply="${l}"]`)?.textContent;
    if (ready) reply = built ? ready.replaceAll(new URL(built.href).origin, location.origin) : ready;
  } catch {
    // Off line: the reply in the language of the page is what there is.
  }
  const lines = detailLines(l, details);
  return lines.length ? `${reply}\n${lines.map((x) => `- ${x}`).join('\n')}` : reply;
}

function unknownCard(code: string): HTMLElement {
  const number = /^AADSTS(\d+)$/.exec(code)?.[1];
  return h(
    'article',
    { class: 'box-card box-unknown' },
    h('h2', {}, t(lang, 'boxUnknown', { code })),
    h('p', {}, t(lang, 'boxUnknownNext')),
    ...(number ? [h('p', {}, h('code', {}, `https://login.microsoftonline.com/error?code=${number}`))] : []),
    nextSteps(),
  );
}

const noneCard = () =>
  h('article', { class: 'box-card box-none' }, h('h2', {}, t(lang, 'boxNone')), h('p', {}, t(lang, 'boxNoneNext')), nextSteps());

function shownBack(pieces: readonly string[]): HTMLElement {
  return h(
    'details',
    { class: 'more', open: true },
    h('summary', {}, t(lang, 'boxShown')),
    h('pre', { class: 'box-shown', tabindex: '0' }, ...pieces.map((p, i) => (i % 2 ? h('mark', {}, p) : p))),
  );
}
