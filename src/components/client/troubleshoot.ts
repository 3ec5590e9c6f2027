/**
 * The guided way, one question at a time. Questions and results stand in the page; the state is the chosen answers in
 * the query string (`?a=asks-sign-in.user.one`), so that the back button, a shared link and the language switch keep it.
 */
import { h } from './dom.ts';

const guided = document.querySelector<HTMLElement>('[data-guided]');
if (guided) start(guided);

function start(box: HTMLElement): void {
  const words = JSON.parse(box.dataset.words ?? '{}') as Record<'back' | 'start' | 'soFar' | 'result' | 'unknown', string>;
  const way = box.querySelector<HTMLElement>('[data-guided-way]') as HTMLElement;
  const status = box.querySelector<HTMLElement>('[data-guided-status]') as HTMLElement;
  const steps = [...box.querySelectorAll<HTMLElement>('.guided-step')];
  const first = box.querySelector<HTMLElement>('[data-q]') as HTMLElement;
  const title = document.title;
  const addressOf = (answers: readonly string[]) =>
    answers.length ? `?a=${answers.map(encodeURIComponent).join('.')}` : location.pathname;
  const linkOf = (step: HTMLElement, option: string) =>
    [...step.querySelectorAll<HTMLAnchorElement>('[data-option]')].find((a) => a.dataset.option === option);

  /** Where the answers of the address lead; answers that do not exist end the walk. */
  function walk(answers: readonly string[]): { step: HTMLElement; taken: { question: string; answer: string }[]; given: string[] } {
    let step = first;
    const taken: { question: string; answer: string }[] = [];
    const given: string[] = [];
    for (const option of answers) {
      const link = linkOf(step, option);
      const next = link && document.getElementById((link.getAttribute('data-to') ?? '').slice(1));
      if (!link || !next) break;
      taken.push({ question: step.querySelector('h2')?.textContent ?? '', answer: link.textContent ?? '' });
      given.push(option);
      step = next;
    }
    return { step, taken, given };
  }

  function render(move: boolean): void {
    const asked = (new URLSearchParams(location.search).get('a') ?? '').split('.').filter(Boolean);
    const { step, taken, given } = walk(asked);
    const wrong = given.length < asked.length;
    if (wrong) history.replaceState(null, '', addressOf(given));
    for (const s of steps) s.hidden = s !== step;
    for (const a of step.querySelectorAll<HTMLAnchorElement>('[data-option]')) a.href = addressOf([...given, a.dataset.option ?? '']);
    for (const a of step.querySelectorAll<HTMLAnchorElement>('[data-start]')) a.href = location.pathname;
    const list = h('ol', { 'aria-label': words.soFar });
    taken.forEach((x, i) => {
      list.append(h('li', {}, h('span', {}, `${x.question} `), h('a', { href: addressOf(given.slice(0, i)) }, x.answer)));
    });
    const back = h('p', { class: 'guided-nav' });
    if (given.length)
      back.append(h('a', { href: addressOf(given.slice(0, -1)) }, words.back), ' ', h('a', { href: location.pathname }, words.start));
    way.replaceChildren(...(taken.length ? [list, back] : []));
    way.hidden = taken.length === 0;
    const heading = step.querySelector<HTMLElement>('h2');
    document.title = given.length ? `${heading?.textContent} | ${title}` : title;
    status.textContent = wrong ? words.unknown : '';
    if (!move || !heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    box.scrollIntoView();
  }

  for (const a of box.querySelectorAll<HTMLAnchorElement>('[data-option]')) a.dataset.to = a.getAttribute('href') ?? '';
  box.addEventListener('click', (e) => {
    const a = (e.target as Element).closest<HTMLAnchorElement>('a');
    if (!a || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || a.pathname !== location.pathname) return;
    e.preventDefault();
    history.pushState(null, '', a.search ? a.search : location.pathname);
    render(true);
  });
  addEventListener('popstate', () => render(true));
  render(false);
}
