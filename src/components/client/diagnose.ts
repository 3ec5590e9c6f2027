/**
 * The box on the page: has the text read off the main thread, shows what comes back. The text is neither stored nor
 * sent, and never part of an address.
 */
import { t } from '../strings.ts';
import { cardsOf } from './box-cards.ts';
import { openReader, read } from './box-reader.ts';
import { lang } from './page.ts';
import { reasonOf } from './search/index-files.ts';

/** Waits this long after a key, so that typing is not answered letter by letter. */
const PAUSE = 150;

/** Starts the box of the page, once. */
export function startBox(): void {
  const box = document.querySelector<HTMLElement>('[data-diagnose]');
  const field = box?.querySelector<HTMLTextAreaElement>('[data-box-text]');
  const out = box?.querySelector<HTMLElement>('[data-box-answer]');
  const status = box?.querySelector<HTMLElement>('[data-box-status]');
  const clear = box?.querySelector<HTMLButtonElement>('[data-box-clear]');
  if (!box || !field || !out || !status || !clear) return;

  let turn = 0;
  let busy = false;
  let again = false;
  let timer = 0;
  const fail = (e: unknown) => {
    status.textContent = t(lang, 'boxFailed', { reason: reasonOf(e) });
  };
  const ask = async () => {
    const text = field.value;
    const mine = ++turn;
    clear.hidden = !text;
    if (!text.trim()) {
      out.hidden = true;
      out.replaceChildren();
      status.textContent = '';
      return;
    }
    // One text at a time: what is typed meanwhile is read next.
    again = busy;
    if (busy) return;
    busy = true;
    if (!('ready' in box.dataset)) status.textContent = t(lang, 'boxLoading');
    else if (text.length > 100_000) status.textContent = t(lang, 'boxWorking');
    try {
      const view = await read(text);
      box.dataset.ready = '';
      if (mine === turn) {
        const { nodes, said } = cardsOf(view);
        out.replaceChildren(...nodes);
        out.hidden = false;
        status.textContent = said;
      }
    } catch (e) {
      fail(e);
    }
    busy = false;
    if (again) ask();
  };
  openReader().then(() => {
    box.dataset.ready = '';
  }, fail);

  field.addEventListener('input', () => {
    grow(field);
    clearTimeout(timer);
    timer = window.setTimeout(ask, PAUSE);
  });
  clear.addEventListener('click', () => {
    field.value = '';
    grow(field);
    ask();
    field.focus();
  });
  box.querySelector('form')?.addEventListener('submit', (e) => e.preventDefault());
  if (field.value) ask();
}

/** The field is as high as its text, up to half a screen; what is longer than a few thousand characters fills that at once. */
function grow(field: HTMLTextAreaElement): void {
  const most = Math.max(120, Math.round(innerHeight / 2));
  field.style.height = 'auto';
  field.style.height = `${field.value.length > 8000 ? most : Math.min(field.scrollHeight + 2, most)}px`;
}
