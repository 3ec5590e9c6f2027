/** Copying: a message, an address or a ticket reply. A refusal is said, and the text stays selectable. */

import { t } from '../strings.ts';
import { lang } from './page.ts';

/** Built pages carry the address they were built for; a copy names the host the reader is on. */
const hereHost = (text: string) => {
  const built = document.querySelector<HTMLLinkElement>('link[rel=canonical]');
  return built ? text.replaceAll(new URL(built.href).origin, location.origin) : text;
};

function textFor(button: HTMLElement): string {
  if (button.dataset.copyText !== undefined) return hereHost(button.dataset.copyText);
  if (button.dataset.copyReply !== undefined) {
    const box = button.closest('.ticket');
    return button.dataset.copyReply
      .split(' ')
      .map((l) => hereHost(box?.querySelector(`[data-reply="${l}"]`)?.textContent ?? ''))
      .join('\n\n---\n\n');
  }
  return button.closest('figure')?.querySelector('pre')?.textContent ?? '';
}

/** The element whose text a button copies: what is selected when copying is refused. */
function sourceOf(button: HTMLElement): Element | null | undefined {
  const box = button.closest('.ticket');
  if (button.dataset.copyText !== undefined) return box?.querySelector('[data-ticket-url]');
  if (button.dataset.copyReply !== undefined) return box?.querySelector(`[data-reply="${button.dataset.copyReply.split(' ')[0]}"]`);
  return button.closest('figure')?.querySelector('pre');
}

/** Announces once, in the page's one live region. */
function say(message: string): void {
  let live = document.getElementById('live');
  if (!live) {
    live = document.createElement('p');
    live.id = 'live';
    live.className = 'sr';
    live.setAttribute('role', 'status');
    document.body.append(live);
  }
  live.textContent = '';
  requestAnimationFrame(() => {
    live.textContent = message;
  });
}

/**
 * Copies a text and says how it went, on the button and to screen readers.
 * @returns false when the browser refused
 */
export async function copyText(text: string, button: HTMLElement): Promise<boolean> {
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    done = false;
  }
  say(t(lang, done ? 'copied' : 'copyFailed'));
  button.dataset.state = done ? 'done' : 'failed';
  setTimeout(() => {
    delete button.dataset.state;
  }, 2000);
  return done;
}

/** Copies what belongs to a button and says how it went, on the button and to screen readers. */
export async function copyFrom(button: HTMLElement): Promise<void> {
  if (await copyText(textFor(button), button)) return;
  const source = sourceOf(button);
  const details = source?.closest('details');
  if (details) details.open = true;
  if (source) getSelection()?.selectAllChildren(source);
}
