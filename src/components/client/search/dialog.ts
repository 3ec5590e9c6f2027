/**
 * The search dialog: made when it is first opened, native <dialog>, one field. A code or a question is answered with a
 * list of links, a pasted error with the cards of the box.
 */
import { type Finder, type FindResult, type Found, normaliseQuery, wantsFullText } from '../../../knowledge/find.ts';
import { readsPasted } from '../../../knowledge/text.ts';
import { LIMIT } from '../../../knowledge/words.ts';
import { type StringKey, t } from '../../strings.ts';
import { find, openReader, read } from '../box-reader.ts';
import { h } from '../dom.ts';
import { nextSteps } from '../next-steps.ts';
import { hrefOf, lang } from '../page.ts';
import { codesOnly, fullText, loadCodes, reasonOf } from './index-files.ts';
import './dialog.css';

let dialog: HTMLDialogElement | undefined;
let field: HTMLTextAreaElement;
let list: HTMLElement;
let status: HTMLElement;
let problem: HTMLElement;
/** Knows codes only: what answers before the reader is ready, and when it cannot be had. */
let quick: Finder | undefined;
let ready = false;
let turn = 0;

function build(): HTMLDialogElement {
  field = h('textarea', {
    rows: '1',
    id: 'search-field',
    'aria-label': t(lang, 'searchLong'),
    placeholder: t(lang, 'searchHint'),
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    enterkeyhint: 'search',
  });
  status = h('p', { class: 'search-status', role: 'status' });
  problem = h('p', { class: 'search-problem', role: 'status', hidden: '' });
  list = h('div', { class: 'search-list' });
  const close = h('button', { type: 'button', class: 'search-close' }, t(lang, 'close'));
  const d = h(
    'dialog',
    { class: 'search', 'aria-label': t(lang, 'search') },
    h('form', { method: 'dialog', role: 'search' }, h('div', { class: 'search-top' }, field, close)),
    status,
    problem,
    list,
    h('p', { class: 'search-keys' }, t(lang, 'searchKeys')),
    h('p', { class: 'search-keys' }, t(lang, 'boxPrivate')),
  );
  close.addEventListener('click', closeSearch);
  d.addEventListener('click', (e) => {
    if (e.target === d) closeSearch();
  });
  field.addEventListener('input', () => {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight + 2, 160)}px`;
    run();
  });
  d.addEventListener('keydown', onKey);
  document.body.append(d);
  return d;
}

/** Closes; where nothing had the focus before, a hidden field would keep it, and with it the next keys. */
function closeSearch(): void {
  dialog?.close();
  const active = document.activeElement;
  if (active instanceof HTMLElement && dialog?.contains(active)) active.blur();
}

const links = () => [...list.querySelectorAll<HTMLAnchorElement>('a[data-result]')];

function onKey(e: KeyboardEvent): void {
  const all = links();
  const at = all.indexOf(document.activeElement as HTMLAnchorElement);
  if (e.isComposing) return; // Enter and arrows belong to the input method while Japanese is being converted.
  if (e.key === 'Escape') {
    // The browser would close it a moment later, and keys typed in between would be lost.
    e.preventDefault();
    closeSearch();
  } else if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
    if (document.activeElement === field && e.key === 'ArrowUp') return;
    if (document.activeElement === field && field.value.includes('\n') && field.selectionEnd < field.value.length) return;
    e.preventDefault();
    const next = e.key === 'ArrowDown' ? at + 1 : at - 1;
    if (next < 0) field.focus();
    else all[Math.min(next, all.length - 1)]?.focus();
  } else if (e.key === 'Home' && at >= 0) {
    e.preventDefault();
    all[0]?.focus();
  } else if (e.key === 'End' && at >= 0) {
    e.preventDefault();
    all.at(-1)?.focus();
  } else if (e.key === 'Enter' && document.activeElement === field && !e.shiftKey) {
    e.preventDefault();
    all[0]?.click();
  } else if (at >= 0 && e.key.length === 1 && !e.ctrlKey && !e.metaKey && !e.altKey) {
    field.focus();
  }
}

function resultNode(r: FindResult): HTMLElement {
  const a = h(
    'a',
    { href: hrefOf(r.path), 'data-result': '' },
    h('span', { class: 'search-kind' }, t(lang, `kind_${r.kind}` as StringKey)),
    h('b', {}, r.title),
  );
  const text = r.excerpt ?? r.text;
  if (text) a.append(h('span', { class: 'search-text' }, text));
  return h('li', {}, a);
}

function show(found: Found): void {
  const code = found.unknownCodes.join(', ');
  const n = found.results.length;
  const said =
    found.outcome === 'unknown-code'
      ? t(lang, 'searchUnknown', { code })
      : n === 0
        ? t(lang, 'searchNone')
        : n === 1
          ? t(lang, 'searchOneResult')
          : t(lang, 'searchResults', { n });
  const next = found.outcome === 'unknown-code' ? 'searchUnknownNext' : found.outcome === 'none' ? 'searchNoneNext' : undefined;
  list.replaceChildren(
    ...(next ? [h('div', { class: 'search-note' }, h('p', {}, h('b', {}, said)), h('p', {}, t(lang, next)), nextSteps())] : []),
    ...(n ? [h('ul', {}, ...found.results.map(resultNode))] : []),
  );
  status.textContent = said;
  list.dataset.outcome = found.outcome;
}

/** Waits this long after a key before a pasted text is read, so that one that is being written is not read letter by letter. */
const PAUSE = 150;
/** Shows what the box would show; when that cannot be had, the list of links is what is left. */
async function runPasted(query: string, mine: number): Promise<void> {
  status.textContent = t(lang, 'searchLoading');
  await new Promise((done) => setTimeout(done, PAUSE));
  if (mine !== turn) return;
  try {
    const [view, { cardsOf }] = await Promise.all([read(query), import('../box-cards.ts')]);
    if (mine !== turn) return;
    const { nodes, said } = cardsOf(view);
    const box = h('div', { class: 'box-answer' }, ...nodes);
    for (const a of box.querySelectorAll('h2 a, .box-links a')) a.setAttribute('data-result', '');
    list.replaceChildren(box);
    list.dataset.outcome =
      view.unknownCodes.length && !view.answers.length
        ? 'unknown-code'
        : view.answers.length
          ? 'exact'
          : view.pages.length
            ? 'results'
            : 'none';
    status.textContent = said;
  } catch {
    if (mine === turn) runTyped(query, mine);
  }
}

function fail(key: 'searchFailed' | 'searchEntriesFailed', e: unknown): void {
  problem.hidden = false;
  problem.textContent = t(lang, key, { reason: reasonOf(e) });
}

function run(): void {
  const query = field.value;
  const mine = ++turn;
  if (!query.trim()) {
    list.replaceChildren();
    status.textContent = '';
    delete list.dataset.outcome;
    return;
  }
  if (readsPasted(query)) runPasted(query, mine);
  else runTyped(query, mine);
}

async function runTyped(query: string, mine: number): Promise<void> {
  if (!ready) {
    const found = quick?.findQuick(query);
    // Until the reader is there, only a code is a safe answer; anything else may still be found.
    const known = found?.outcome === 'exact' || found?.outcome === 'unknown-code';
    if (found && (known || !pending)) show(found);
    else status.textContent = t(lang, 'searchLoading');
    return;
  }
  const found = await find(query);
  if (mine !== turn) return;
  show(found);
  if (!wantsFullText(found, query)) return;
  setTimeout(async () => {
    if (mine !== turn) return;
    try {
      const full = await find(query, await fullText(normaliseQuery(query), LIMIT));
      if (mine === turn && (full.results.length !== found.results.length || full.outcome !== found.outcome)) show(full);
    } catch (e) {
      if (mine === turn) fail('searchFailed', e);
    }
  }, 120);
}

let pending = false;
async function load(): Promise<void> {
  if (ready) return;
  problem.hidden = true;
  pending = true;
  try {
    const codes = await loadCodes();
    quick = codesOnly(codes);
    run();
    try {
      await openReader(codes);
      ready = true;
    } catch (e) {
      fail('searchFailed', e);
    }
  } catch (e) {
    fail('searchEntriesFailed', e);
  }
  pending = false;
  run();
}

/** Opens the dialog; what was typed before is kept and selected. */
export function openSearch(): void {
  dialog ??= build();
  if (!dialog.open) {
    dialog.showModal();
    field.focus();
    field.select();
  }
  load();
}
