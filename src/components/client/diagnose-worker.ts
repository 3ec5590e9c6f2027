/** Reads texts off the main thread, so that a paste of a megabyte never blocks the page. Asks for its index files at once. */
import type { Lang } from '../../data/schema/shared.ts';
import { type BoxView, boxView } from '../../knowledge/box.ts';
import { createFinder, type Finder } from '../../knowledge/find.ts';
import type { CodesFile, EntriesFile } from '../../knowledge/find-index.ts';

/** To the worker: first where the index is, then texts. */
export type ToWorker = { readonly base: string; readonly lang: Lang } | { readonly turn: number; readonly text: string };
/** From the worker. */
export type FromWorker = { readonly ready: true } | { readonly failed: string } | { readonly turn: number; readonly view: BoxView };

let finder: Finder | undefined;
const answer = (message: FromWorker) => postMessage(message);

async function open(base: string, lang: Lang): Promise<void> {
  const get = async <T>(name: string): Promise<T> => {
    const response = await fetch(`${base}search/${name}-${lang}.json`);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return (await response.json()) as T;
  };
  try {
    const [codes, entries] = await Promise.all([get<CodesFile>('codes'), get<EntriesFile>('entries')]);
    finder = createFinder(codes, entries);
    answer({ ready: true });
  } catch (e) {
    answer({ failed: e instanceof Error ? e.message : String(e) });
  }
}

addEventListener('message', (e: MessageEvent<ToWorker>) => {
  if ('base' in e.data) open(e.data.base, e.data.lang);
  else if (finder) answer({ turn: e.data.turn, view: boxView(e.data.text, finder) });
});
