/** Narrows a list by typing and choosing. The words are folded like a search query, so that any width or case works. */
import { fold } from '../../knowledge/text.ts';

const words = (el: HTMLElement) => {
  const group = el.closest<HTMLElement>('[data-words]');
  return `${group?.dataset.words ?? ''} ${group?.querySelector('th')?.textContent ?? ''}`;
};

for (const box of document.querySelectorAll<HTMLElement>('[data-filter]')) {
  const items = [...box.querySelectorAll<HTMLElement>('[data-filter-item]')].map((el) => ({
    el,
    // Rows of a table share the words of their group: its heading and other names.
    text: fold(`${el.textContent} ${words(el)}`),
  }));
  const input = box.querySelector<HTMLInputElement>('[data-filter-text]');
  const selects = [...box.querySelectorAll<HTMLSelectElement>('[data-filter-select]')];
  const count = box.querySelector<HTMLElement>('[data-filter-count]');
  const none = box.querySelector<HTMLElement>('[data-filter-none]');
  const apply = () => {
    const words = fold(input?.value ?? '')
      .split(' ')
      .filter(Boolean);
    let shown = 0;
    for (const { el, text } of items) {
      const hit =
        words.every((w) => text.includes(w) || text.replaceAll(' ', '').includes(w)) &&
        selects.every((s) => !s.value || (el.dataset[s.dataset.filterSelect ?? ''] ?? '').split(' ').includes(s.value));
      el.hidden = !hit;
      if (hit) shown++;
    }
    for (const g of box.querySelectorAll<HTMLElement>('[data-filter-group]'))
      g.hidden = !g.querySelector('[data-filter-item]:not([hidden])');
    if (none) none.hidden = shown > 0;
    if (count) count.textContent = (box.dataset.count ?? '').replace('{n}', String(shown)).replace('{total}', box.dataset.total ?? '');
  };
  input?.addEventListener('input', apply);
  for (const s of selects) s.addEventListener('change', apply);
  box.querySelector('form')?.addEventListener('submit', (e) => e.preventDefault());
  apply();
}
