/** The pieces of a question page: options, error summary. Shared by the widget and the planner. */
import { fold } from '../../knowledge/text.ts';
import { h } from './dom.ts';

/** A text with {name} replaced. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Heading the option stands under. */
  readonly group?: string | undefined;
  /** Further words by which typing finds it. */
  readonly words?: string | undefined;
}

/** Native radio buttons or checkboxes, in groups if the options have any. */
export function options(type: 'radio' | 'checkbox', name: string, list: readonly Option[], chosen: readonly string[] = []): HTMLElement {
  const box = h('div', { class: 'options' });
  let group: HTMLElement = box;
  let heading: string | undefined;
  for (const o of list) {
    if (o.group !== undefined && o.group !== heading) {
      heading = o.group;
      group = h('div', { role: 'group', 'aria-label': o.group, class: 'option-group' }, h('p', { 'aria-hidden': 'true' }, o.group));
      box.append(group);
    }
    const input = h('input', { type, name, value: o.value, id: `${name}-${o.value}` });
    input.checked = chosen.includes(o.value);
    group.append(h('label', { class: 'option' }, input, h('span', {}, o.label, ...(o.hint ? [h('small', {}, o.hint)] : []))));
  }
  return box;
}

/**
 * A long list of radio buttons that typing narrows, in either language and any width or case of letters.
 * @param words labels: filter, count with {n}, none
 */
export function picker(
  name: string,
  list: readonly Option[],
  words: { filter: string; count: string; none: string },
  chosen?: string,
): { nodes: HTMLElement[]; first(): HTMLElement } {
  const box = options('radio', name, list, chosen ? [chosen] : []);
  box.classList.add('picker');
  const groups = [...box.querySelectorAll<HTMLElement>('.option-group')];
  const items = [...box.querySelectorAll<HTMLElement>('.option')].map((el, i) => {
    const o = list[i] as Option;
    return { el, group: el.parentElement as HTMLElement, text: fold(`${o.label} ${o.words ?? ''} ${o.group ?? ''}`) };
  });
  const field = h('input', { type: 'search', autocomplete: 'off', spellcheck: 'false', id: `${name}-filter` });
  const count = h('p', { class: 'quiet', role: 'status' });
  const apply = () => {
    const typed = fold(field.value).split(' ').filter(Boolean);
    let n = 0;
    for (const { el, group, text } of items) {
      // Taken out, not hidden: a choice that is not seen is not sent, and Tab does not look for it in its group.
      el.remove();
      if (!typed.every((w) => text.includes(w) || text.replaceAll(' ', '').includes(w))) continue;
      group.append(el);
      n++;
    }
    for (const g of groups) g.hidden = !g.querySelector('.option');
    box.hidden = n === 0;
    count.textContent = n ? fill(words.count, { n }) : words.none;
  };
  field.addEventListener('input', apply);
  // Enter in the field narrows; it does not send the form with nothing chosen.
  field.addEventListener('keydown', (e) => {
    if (e.key === 'Enter') e.preventDefault();
  });
  apply();
  return {
    nodes: [h('label', { class: 'picker-filter' }, words.filter, field), count, box],
    first: () => box.querySelector('input') ?? field,
  };
}

/** Puts the summary of what is wrong in front of a form and moves focus to it. Each line leads to its field. */
export function showErrors(form: HTMLFormElement, title: string, errors: readonly { text: string; field: HTMLElement }[]): void {
  form.querySelector('.problems')?.remove();
  for (const old of form.querySelectorAll('.problem')) old.remove();
  const links = errors.map(({ text, field }) => {
    const a = h('a', { href: `#${field.id}` }, text);
    a.addEventListener('click', (e) => {
      // The address stays: it holds the state.
      e.preventDefault();
      field.focus();
    });
    return h('li', {}, a);
  });
  const box = h(
    'div',
    { class: 'problems', role: 'alert', tabindex: '-1' },
    h('p', { class: 'problems-title' }, title),
    h('ul', {}, ...links),
  );
  form.prepend(box);
  for (const { text, field } of errors) {
    const set = field.closest('fieldset, .field');
    const id = `${field.id}-problem`;
    const line = h('p', { class: 'problem', id }, text);
    (set?.querySelector('legend, label') ?? field).after(line);
    (set?.tagName === 'FIELDSET' ? set : field).setAttribute('aria-describedby', id);
  }
  box.focus();
}
