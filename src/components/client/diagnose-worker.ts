/**
 * Reads texts and answers questions off the main thread, so that neither a paste of a megabyte nor opening the index ever
 * blocks the page. Asks for its index files at once.
 */
import type { Lang } from '../../data/schema/shared.ts';
import { type BoxView, boxView } from '../../knowledge/box.ts';
import { createFinder, type Finder, type Found, type FullTextPage } from '../../knowledge/find.ts';
import type { CodesFile, EntriesFile } from '../../knowledge/find-index.ts';

/** To the worker: first where the index is, with the codes where the page has them; then texts to read and questions. */
export type ToWorker =
  | { readonly base: string; readonly lang: Lang; readonly codes?: CodesFile }
  | { readonly turn: number; readonly text: string }
  | { readonly turn: number; readonly query: string; readonly pages?: readonly FullTextPage[] };
/** From the worker. */
export type FromWorker =
  | { readonly ready: true }
  | { readonly failed: string }
  | { readonly turn: number; readonly view: BoxView }
  | { readonly turn: number; readonly found: Found };

let finder: Finder | undefined;
const answer = (message: FromWorker) => postMessage(message);

async function open(base: string, lang: Lang, codes?: CodesFile): Promise<void> {
  const get = async <T>(name: string): Promise<T> => {
    const response = await fetch(`${base}search/${name}-${lang}.json`);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return (await response.json()) as T;
  };
  try {
    const files = await Promise.all([codes ?? get<CodesFile>('codes'), get<EntriesFile>('entries')]);
    finder = createFinder(...files);
    answer({ ready: true });
  } catch (e) {
    answer({ failed: e instanceof Error ? e.message : String(e) });
  }
}

addEventListener('message', async ({ data }: MessageEvent<ToWorker>) => {
  if ('base' in data) open(data.base, data.lang, data.codes);
  else if (!finder) return;
  else if ('text' in data) answer({ turn: data.turn, view: boxView(data.text, finder) });
  else {
    const { pages } = data;
    answer({ turn: data.turn, found: await finder.find(data.query, pages && (async () => pages)) });
  }
});
