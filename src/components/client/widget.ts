/**
 * The questions of "Does this action break my connection?". State is the query string by id: `?action=…&signin=…&<condition>=…`.
 * The list of actions is read from the table on this page, the answer from the page of the action.
 */
import { answer, nextCondition, signInKindsOf } from '../../knowledge/decide.ts';
import { h } from './dom.ts';
import { fill, type Option, options, picker, showErrors } from './widget-dom.ts';
import { type ActionPage, answerParts, loadActionPage, type PageRow, underHeading } from './widget-page.ts';

const root = document.querySelector<HTMLElement>('[data-widget]') as HTMLElement;
const view = root.querySelector('[data-widget-view]') as HTMLElement;
const status = root.querySelector('[data-widget-status]') as HTMLElement;
const words = JSON.parse(root.dataset.words ?? '{}') as Record<string, string>;
const kinds = JSON.parse(root.dataset.kinds ?? '{}') as Record<string, [string, string]>;
const w = (key: string) => words[key] ?? key;
const pageTitle = document.title;

type Given = [key: string, value: string][];
interface Choice extends Option {
  readonly href: string;
}
const actions: Choice[] = [...document.querySelectorAll<HTMLElement>('tbody[data-action]')].map((body) => {
  const link = body.querySelector('a') as HTMLAnchorElement;
  return {
    value: body.dataset.action ?? '',
    label: link.textContent ?? '',
    href: link.href,
    group: body.closest('section')?.querySelector('h2')?.textContent ?? '',
    words: body.dataset.words ?? '',
  };
});

const search = (given: Given) => (given.length ? `?${new URLSearchParams(given)}` : location.pathname);
/** Goes on to a state as a new step of the history. */
function go(given: Given): void {
  history.pushState(null, '', search(given));
  void render(true);
}

/** Puts a view on the page; `move` brings focus to its heading, as a new page would. */
function show(heading: HTMLElement, move: boolean, ...nodes: (Node | string)[]): void {
  view.replaceChildren(...nodes);
  document.title = heading.textContent ? `${heading.textContent} | ${pageTitle}` : pageTitle;
  if (!move) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  root.scrollIntoView();
}

/** What was answered so far, each with a way to change it. */
function chosen(items: readonly { name: string; value: string; back: Given }[]): HTMLElement {
  return h(
    'dl',
    { class: 'chosen', 'aria-label': w('widgetChosen') },
    ...items.map(({ name, value, back }) => {
      const a = h('a', { href: search(back) }, w('widgetChange'), h('span', { class: 'sr' }, ` ${name}`));
      a.addEventListener('click', (e) => {
        if (e.ctrlKey || e.metaKey || e.shiftKey) return;
        e.preventDefault();
        go(back);
      });
      return h('div', {}, h('dt', {}, name), h('dd', {}, value, ' ', a));
    }),
  );
}

/** One question as a form; an empty answer is a problem that is said and focused. */
function ask(
  q: { key: string; legend: string; hint?: string; missing: string; given: Given; notice?: string },
  body: { nodes: HTMLElement[]; first(): HTMLElement },
  before: HTMLElement[],
  move: boolean,
): void {
  const heading = h('h2', {}, q.legend);
  const form = h(
    'form',
    { novalidate: true },
    h('fieldset', {}, h('legend', {}, heading), ...(q.hint ? [h('p', { class: 'quiet' }, q.hint)] : []), ...body.nodes),
    h('button', { class: 'go' }, w('widgetContinue')),
  );
  form.addEventListener('submit', (e) => {
    e.preventDefault();
    const value = new FormData(form).get(q.key);
    if (typeof value === 'string') go([...q.given, [q.key, value]]);
    else showErrors(form, w('widgetProblem'), [{ text: q.missing, field: body.first() }]);
  });
  show(heading, move, ...(q.notice ? [h('p', { class: 'notice', role: 'alert' }, q.notice)] : []), ...before, form);
}
const radios = (key: string, list: readonly Option[]) => {
  const box = options('radio', key, list);
  return { nodes: [box], first: () => box.querySelector('input') as HTMLElement };
};

function showAnswer(page: ActionPage, row: PageRow, title: string, items: Parameters<typeof chosen>[0], move: boolean): void {
  const { card, evidence, conflicts, ticket } = answerParts(page, row);
  const heading = h('h2', {}, title);
  card.querySelector('.row-kinds')?.remove();
  for (const line of card.querySelectorAll('.row-when')) line.remove();
  const steps = (['after', 'before'] as const).map((id) =>
    h('details', { open: true }, h('summary', {}, w(id === 'after' ? 'widgetAfter' : 'widgetBefore')), ...underHeading(page.doc, id)),
  );
  ticket?.querySelector('.buttons')?.prepend(h('button', { type: 'button', 'data-copy-text': location.href }, w('widgetLink')));
  const sources = h('div', { class: 'answer-sources' }, h('h3', {}, w('evidence')), ...(evidence ? [evidence] : []), ...conflicts);
  // The heading names the action; its line only offers another.
  const given = items.map((item, i) => (i === 0 ? { ...item, value: '' } : item));
  show(heading, move, heading, chosen(given), card, h('div', { class: 'answer-steps' }, ...steps), ...(ticket ? [ticket] : []), sources);
  // The answer before the evidence is one screen; the steps that do not fit stand folded.
  if (matchMedia('(min-width: 62rem)').matches) {
    for (const d of [...steps].reverse()) {
      const room = innerHeight - Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
      if (sources.getBoundingClientRect().top - view.getBoundingClientRect().top > room) d.open = false;
    }
  }
  const said = [card.querySelector('.verdict'), card.querySelector('.effect'), card.querySelector('figcaption b')];
  status.textContent = '';
  // After the focus has moved, so that the verdict is said once and last.
  setTimeout(() => {
    status.textContent = said.flatMap((el) => el?.textContent?.trim() || []).join(' · ');
  }, 150);
}

function showFailure(reason: string, choice: Choice, move: boolean): void {
  const heading = h('h2', {}, choice.label);
  const [before = '', after = ''] = fill(w('widgetFailed'), { reason }).split('{link}');
  const again = h('button', { type: 'button', class: 'go' }, w('widgetRetry'));
  again.addEventListener('click', () => void render(true));
  show(
    heading,
    move,
    heading,
    h('p', { class: 'notice', role: 'alert' }, before, h('a', { href: choice.href }, choice.label), after),
    again,
  );
}

let turn = 0;
let shown: string | undefined;
/** Shows what the address asks for. Keys and values it does not know are dropped from the address. */
async function render(move: boolean): Promise<void> {
  const mine = ++turn;
  const params = new URLSearchParams(location.search);
  const keep = (given: Given) => {
    if (search(given) !== (location.search || location.pathname)) history.replaceState(null, '', search(given) + location.hash);
    shown = location.search;
  };
  status.textContent = '';
  shown = location.search;
  const id = params.get('action');
  const choice = actions.find((a) => a.value === id);
  if (!choice) {
    keep(id ? [['action', id]] : []);
    ask(
      {
        key: 'action',
        legend: w('widgetAction'),
        hint: w('widgetActionHint'),
        missing: w('widgetChooseAction'),
        given: [],
        ...(id ? { notice: fill(w('widgetStale'), { id: id.slice(0, 80) }) } : {}),
      },
      picker('action', actions, { filter: w('widgetActionFilter'), count: w('widgetCount'), none: w('widgetNone') }),
      [],
      move,
    );
    return;
  }
  if (!view.firstChild) view.append(h('p', {}, w('widgetLoading')));
  let page: ActionPage;
  try {
    page = await loadActionPage(choice.value, choice.href);
  } catch (e) {
    if (mine === turn) showFailure(e instanceof Error ? e.message : String(e), choice, move);
    return;
  }
  // A newer choice overtook this one.
  if (mine !== turn) return;

  const given: Given = [['action', choice.value]];
  const items = [{ name: w('action'), value: choice.label, back: [] as Given }];
  const signIn = params.get('signin') ?? '';
  const answered = signInKindsOf(page);
  if (!answered.includes(signIn)) {
    keep(given);
    const list = answered.map((k) => ({ value: k, label: kinds[k]?.[0] ?? k, hint: kinds[k]?.[1] }));
    ask(
      { key: 'signin', legend: w('widgetSignIn'), missing: w('widgetChooseSignIn'), given },
      radios('signin', list),
      [chosen(items)],
      move,
    );
    return;
  }
  items.push({ name: w('tableSignIn'), value: kinds[signIn]?.[0] ?? signIn, back: [...given] });
  given.push(['signin', signIn]);
  const conditions: Record<string, string> = {};
  for (let c = nextCondition(page, signIn, conditions); c; c = nextCondition(page, signIn, conditions)) {
    const value = c.values.find((v) => v.id === params.get(c?.id ?? ''));
    if (!value) {
      keep(given);
      ask(
        { key: c.id, legend: c.question, missing: w('widgetChooseCondition'), given },
        radios(
          c.id,
          c.values.map((v) => ({ value: v.id, label: v.label })),
        ),
        [chosen(items)],
        move,
      );
      return;
    }
    items.push({ name: c.question, value: value.label, back: [...given] });
    given.push([c.id, value.id]);
    conditions[c.id] = value.id;
  }
  keep(given);
  const result = answer<PageRow>({ action: page.id, signIn, conditions }, page);
  if ('error' in result) showFailure(result.error, choice, move);
  else showAnswer(page, result.row, choice.label, items, move);
}

// Jumping to an anchor is a step of the history too, and no new question.
addEventListener('popstate', () => location.search !== shown && void render(true));
void render(false);
