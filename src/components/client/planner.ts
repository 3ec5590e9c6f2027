/**
 * The change planner: a form that adds one change at a time, the plan, and the notice. State is the query string by id;
 * adding and removing are steps of the history.
 */

import type { Lang } from '../../data/schema/index.ts';
import { signInKindsOf } from '../../knowledge/decide.ts';
import {
  type ChangeStep,
  isDay,
  MAX_ITEMS,
  makePlan,
  neededConditions,
  openConditions,
  type Plan,
  type PlanAction,
  type PlanCondition,
  type PlanFacts,
  type PlanItem,
  planQuery,
  type ReauthStep,
  readPlan,
} from '../../knowledge/plan.ts';
import { dayText, type NoticeFormat, notices, rolesText, showsText } from '../../knowledge/plan-notice.ts';
import { h } from './dom.ts';
import { lang } from './page.ts';
import { fill, options, picker, showErrors } from './widget-dom.ts';

const root = document.querySelector<HTMLElement>('[data-planner]') as HTMLElement;
const part = (name: string) => root.querySelector(`[data-plan-${name}]`) as HTMLElement;
const [status, notes, formBox, result] = [part('status'), part('notes'), part('form'), part('result')];
const words = JSON.parse(root.dataset.words ?? '{}') as Record<string, string>;
const w = (key: string, values: Record<string, string | number> = {}) => fill(words[key] ?? key, values);

let facts: PlanFacts;
let items: PlanItem[] = [];
let shown: string | undefined;

/** A <use> of the sprite on this page; SVG needs its namespace. */
function icon(verdict: string): Node {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#v-${verdict}`);
  svg.append(use);
  return svg;
}
const button = (text: string, of: string, run: () => void) => {
  const b = h('button', { type: 'button' }, text, ...(of ? [h('span', { class: 'sr' }, `: ${of}`)] : []));
  b.addEventListener('click', run);
  return b;
};
/** Links go to the host the reader is on, whatever the site was built for. */
const here = (url: string) => new URL(url).pathname;

/** Takes new items: address, plan and announcement follow. */
function change(next: PlanItem[], edit?: PlanItem): void {
  items = next;
  const query = planQuery(items);
  history.pushState(null, '', query ? `?${query}` : location.pathname);
  shown = location.search;
  render(edit);
  status.textContent = items.length === 1 ? w('planUpdatedOne') : w('planUpdated', { n: items.length });
}

function render(edit?: PlanItem): void {
  formBox.replaceChildren(form(edit));
  if (!items.length) {
    result.replaceChildren(h('p', { class: 'quiet' }, w('planEmpty')));
    return;
  }
  const made = makePlan(items, facts);
  // Items reach this place only after they were checked one by one.
  if ('problems' in made) throw new Error(JSON.stringify(made.problems));
  const { plan } = made;
  result.replaceChildren(
    h('h2', { id: 'plan', tabindex: '-1' }, w('planResult')),
    h('ol', { class: 'plan' }, ...plan.steps.map((s) => (s.kind === 'change' ? changeStep(s) : reauthStep(s)))),
    h(
      'p',
      { class: 'buttons' },
      h('a', { href: '#add' }, w('planAdd')),
      button(w('planClear'), '', () => change([])),
    ),
    ...noticeBox(plan),
  );
}

function changeStep(s: ChangeStep): HTMLElement {
  const title = s.action.title[lang];
  const without = () => items.filter((_, i) => i !== s.index);
  const line = (k: string, v: string) => h('p', { class: 'quiet' }, `${k}: ${v}`);
  return h(
    'li',
    { class: 'plan-step', 'data-action': s.action.id, 'data-stage': s.stage },
    h('h3', {}, h('time', { datetime: s.on }, dayText(s.on, lang)), ' ', h('a', { href: here(s.action.url[lang]) }, title)),
    ...(s.on === s.item.date ? [] : [line(w('planPlanned'), dayText(s.item.date, lang))]),
    ...(s.fixed ? [h('p', { class: 'quiet' }, w('planFixed'))] : []),
    ...(s.stage === 'lasting' ? [h('p', { class: 'quiet' }, w('planLasting'))] : []),
    h(
      'ul',
      {},
      ...s.parts.map((p) =>
        h(
          'li',
          { 'data-signin': p.signIn, 'data-verdict': p.row.verdict },
          h(
            'span',
            { class: `verdict verdict-${p.row.verdict}` },
            icon(p.row.verdict),
            h('b', {}, facts.labels.verdicts[p.row.verdict]?.[lang] ?? ''),
          ),
          h('span', {}, facts.labels.signIn[p.signIn]?.[lang] ?? p.signIn),
          ...(p.row.effect ? [h('span', { class: 'quiet' }, facts.labels.effects[p.row.effect]?.[lang] ?? '')] : []),
          ...(p.row.onset === 'none' || p.row.verdict === 'unknown'
            ? []
            : [h('span', {}, `${w('planShows')}: ${showsText(p, s.on, facts, lang)}`)]),
          ...(p.row.errors.length
            ? [
                h(
                  'span',
                  { class: 'quiet' },
                  `${w('errorsSeen')}: ${p.row.errors.map((e) => facts.errors[e] ?? e).join(lang === 'ja' ? '、' : ', ')}`,
                ),
              ]
            : []),
        ),
      ),
    ),
    ...(s.fixedBy.length ? [line(w('mendedBy'), rolesText(s.fixedBy, facts, lang))] : []),
    h(
      'p',
      { class: 'buttons' },
      button(w('planEdit'), title, () => {
        change(without(), s.item);
        formBox.querySelector<HTMLElement>('input')?.focus();
      }),
      button(w('planRemove'), title, () => {
        change(without());
        (result.querySelector<HTMLElement>('#plan') ?? formBox.querySelector<HTMLElement>('input'))?.focus();
      }),
    ),
  );
}

function reauthStep(s: ReauthStep): HTMLElement {
  const covers = s.covers.join(lang === 'ja' ? '、' : ', ');
  return h(
    'li',
    { class: 'plan-step plan-reauth', 'data-stage': 'reauth' },
    h('h3', {}, h('time', { datetime: s.on }, dayText(s.on, lang)), ' ', w(s.certain ? 'planReauth' : 'planLook')),
    h('p', {}, w(s.certain ? 'planReauthText' : 'planLookText', { covers })),
    h('p', { class: 'quiet' }, `${w('mendedBy')}: ${rolesText(s.roles, facts, lang)}`),
  );
}

let noticeLangs = lang as string;
let noticeFormat: NoticeFormat = 'text';
function noticeBox(plan: Plan): HTMLElement[] {
  const pre = h('pre', { class: 'reply', tabindex: '0', 'data-plan-notice': true });
  const write = () => {
    const text = notices(plan, facts, noticeLangs.split(' ') as Lang[], noticeFormat);
    const built = facts.actions[0]?.ticketUrl;
    pre.textContent = built ? text.replaceAll(new URL(built).origin, location.origin) : text;
    pre.lang = noticeLangs.split(' ')[0] ?? lang;
  };
  const select = (label: string, list: [string, string][], value: string, set: (v: string) => void) => {
    const el = h('select', {}, ...list.map(([v, text]) => h('option', { value: v }, text)));
    el.value = value;
    el.addEventListener('change', () => {
      set(el.value);
      write();
    });
    return h('label', {}, `${label} `, el);
  };
  write();
  return [
    h('h2', { id: 'notice' }, w('planNotice')),
    h(
      'p',
      { class: 'buttons notice-choice' },
      select(
        w('planNoticeLang'),
        [
          ['en', w('replyEn')],
          ['ja', w('replyJa')],
          ['en ja', w('replyBoth')],
        ],
        noticeLangs,
        (v) => {
          noticeLangs = v;
        },
      ),
      select(
        w('planNoticeFormat'),
        [
          ['text', w('planNoticeText')],
          ['markdown', w('planNoticeMarkdown')],
        ],
        noticeFormat,
        (v) => {
          noticeFormat = v as NoticeFormat;
        },
      ),
    ),
    h(
      'figure',
      { class: 'plate' },
      h(
        'figcaption',
        {},
        h('span', {}, w('planNotice')),
        h('button', { type: 'button', class: 'copy', 'data-copy-next': true, 'aria-label': `${w('copy')}: ${w('planNotice')}` }, w('copy')),
      ),
      pre,
    ),
  ];
}

/** The form that adds one change. What it asks after the action depends on the action. */
function form(edit?: PlanItem): HTMLElement {
  const list = facts.actions.map((a) => ({
    value: a.id,
    label: a.title[lang],
    group: facts.labels.categories[a.category]?.[lang] ?? a.category,
    words: [a.title.en, a.title.ja, a.reading, ...a.aliases].join(' · '),
  }));
  const names = { filter: w('widgetActionFilter'), count: w('widgetCount'), none: w('widgetNone') };
  const pick = picker('action', list, names, edit?.action);
  const date = h('input', { type: 'date', id: 'plan-date', name: 'date', required: true, min: '2000-01-01', max: '2999-12-31' });
  date.value = edit?.date ?? items.at(-1)?.date ?? '';
  const more = h('div', {});
  const el = h(
    'form',
    { novalidate: true, class: 'planner-form' },
    h('h2', { id: 'add' }, w('planAdd')),
    h('fieldset', {}, h('legend', {}, w('widgetAction')), h('p', { class: 'quiet' }, w('widgetActionHint')), ...pick.nodes),
    more,
    h('p', { class: 'field' }, h('label', { for: 'plan-date' }, w('planDate')), date),
    h('button', { class: 'go' }, w('planAddButton')),
  );
  const data = () => new FormData(el);
  const action = (): PlanAction | undefined => facts.actions.find((a) => a.id === data().get('action'));
  const kinds = () => data().getAll('signin').map(String);
  const given = () =>
    Object.fromEntries([...data()].flatMap(([k, v]) => (k.startsWith('when-') ? [[k.slice('when-'.length), String(v)]] : []))) as Record<
      string,
      string
    >;

  /** Asks for the kinds of the action, then for the conditions that matter for the chosen ones. */
  const askKinds = (chosen: readonly string[], answers: Readonly<Record<string, string>>) => {
    const a = action();
    if (!a) return;
    const boxes = options(
      'checkbox',
      'signin',
      signInKindsOf(a).map((k) => ({ value: k, label: facts.labels.signIn[k]?.[lang] ?? k, hint: facts.labels.signInExamples[k]?.[lang] })),
      chosen,
    );
    const conditions = h('div', {});
    more.replaceChildren(
      h('fieldset', {}, h('legend', {}, w('planKinds')), h('p', { class: 'quiet' }, w('planKindsHint')), boxes),
      conditions,
    );
    askConditions(a, conditions, answers);
    boxes.addEventListener('change', () => askConditions(a, conditions, given()));
    conditions.addEventListener('change', (e) => {
      const focus = (e.target as HTMLElement).id;
      askConditions(a, conditions, given());
      document.getElementById(focus)?.focus();
    });
  };
  const askConditions = (a: PlanAction, box: HTMLElement, answers: Readonly<Record<string, string>>) => {
    const needed = neededConditions(a, kinds(), answers);
    const open = openConditions(a, kinds(), answers);
    const asked: PlanCondition[] = a.conditions.filter((c) => c.id in needed || open.includes(c));
    box.replaceChildren(
      ...asked.map((c) =>
        h(
          'fieldset',
          { 'data-condition': c.id },
          h('legend', {}, c.question[lang]),
          options(
            'radio',
            `when-${c.id}`,
            c.values.map((v) => ({ value: v.id, label: v.label[lang] })),
            [needed[c.id] ?? ''],
          ),
        ),
      ),
    );
  };
  for (const node of pick.nodes) {
    node.addEventListener('change', (e) => {
      if ((e.target as HTMLInputElement).name === 'action') askKinds([], {});
    });
  }
  if (edit) askKinds(edit.signIn, edit.conditions);

  el.addEventListener('submit', (e) => {
    e.preventDefault();
    const a = action();
    const signIn = kinds();
    const problems: { text: string; field: HTMLElement }[] = [];
    if (items.length >= MAX_ITEMS) problems.push({ text: w('planFull'), field: pick.first() });
    if (!a) problems.push({ text: w('planChooseAction'), field: pick.first() });
    else if (!signIn.length) problems.push({ text: w('planChooseKind'), field: more.querySelector('input') as HTMLElement });
    else {
      for (const c of openConditions(a, signIn, given())) {
        const field = more.querySelector<HTMLElement>(`[data-condition="${c.id}"] input`);
        if (field) problems.push({ text: w('planChooseCondition', { question: c.question[lang] }), field });
      }
    }
    if (!isDay(date.value)) problems.push({ text: w('planChooseDate'), field: date });
    if (problems.length || !a) {
      showErrors(el, w('widgetProblem'), problems);
      return;
    }
    notes.replaceChildren();
    change([...items, { action: a.id, date: date.value, signIn, conditions: neededConditions(a, signIn, given()) }]);
    result.querySelector<HTMLElement>('#plan')?.focus();
  });
  return el;
}

/** Reads the address; says what in it is no plan. */
function fromAddress(): void {
  const read = readPlan(location.search, facts);
  items = read.items;
  const said = [
    ...(read.total > MAX_ITEMS ? [w('planTooMany', { n: read.total })] : []),
    ...read.malformed.map((m) => w('planMalformed', { part: m.slice(0, 120) })),
  ];
  notes.replaceChildren(...said.map((text) => h('p', { class: 'notice', role: 'alert' }, text)));
  const query = planQuery(items);
  const search = query ? `?${query}` : '';
  if (search !== location.search) history.replaceState(null, '', `${search || location.pathname}${location.hash}`);
  shown = location.search;
  render();
}

async function start(): Promise<void> {
  try {
    const res = await fetch(root.dataset.api ?? '');
    if (!res.ok) throw new Error(`HTTP ${res.status}`);
    facts = (await res.json()) as PlanFacts;
  } catch (e) {
    status.textContent = '';
    const reason = e instanceof Error ? e.message : String(e);
    const again = button(w('planRetry'), '', () => void start());
    again.className = 'go';
    notes.replaceChildren(
      h(
        'p',
        { class: 'notice', role: 'alert' },
        w('planFailed', { reason }),
        ' ',
        h('a', { href: root.dataset.table ?? '' }, w('navActions')),
      ),
      again,
    );
    return;
  }
  status.textContent = '';
  notes.replaceChildren();
  fromAddress();
}

// Jumping to an anchor is a step of the history too, and changes nothing here.
addEventListener('popstate', () => facts && location.search !== shown && fromAddress());
void start();
