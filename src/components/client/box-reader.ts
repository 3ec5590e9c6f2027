/** The reader in its worker: one for the box of the page and the search dialog. */
import type { BoxView } from '../../knowledge/box.ts';
import type { Found, FullTextPage } from '../../knowledge/find.ts';
import type { CodesFile } from '../../knowledge/find-index.ts';
import type { FromWorker, ToWorker } from './diagnose-worker.ts';
import { base, lang } from './page.ts';

let opened: Promise<Worker> | undefined;
const waiting = new Map<number, (answer: FromWorker) => void>();
let turn = 0;

/**
 * Starts the worker, which loads the index of the page's language. What failed is forgotten, so that the next call tries again.
 * @param codes the file of codes, where the page has loaded it already
 * @throws with the reason when the worker or the index cannot be had
 */
export function openReader(codes?: CodesFile): Promise<Worker> {
  opened ??= new Promise<Worker>((resolve, reject) => {
    const worker = new Worker(new URL('./diagnose-worker.ts', import.meta.url), { type: 'module' });
    const fail = (reason: string) => {
      opened = undefined;
      worker.terminate();
      reject(new Error(reason));
    };
    worker.addEventListener('error', (e) => fail(e.message || 'worker'));
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if ('failed' in data) fail(data.failed);
      else if ('ready' in data) resolve(worker);
      else {
        waiting.get(data.turn)?.(data);
        waiting.delete(data.turn);
      }
    });
    worker.postMessage({ base, lang, ...(codes ? { codes } : {}) } satisfies ToWorker);
  });
  return opened;
}

async function ask(
  message: { readonly text: string } | { readonly query: string; readonly pages?: readonly FullTextPage[] },
): Promise<FromWorker> {
  const worker = await openReader();
  const mine = ++turn;
  return new Promise((resolve) => {
    waiting.set(mine, resolve);
    worker.postMessage({ turn: mine, ...message } satisfies ToWorker);
  });
}

/** What is to be shown for a text. @throws as `openReader` does */
export const read = async (text: string): Promise<BoxView> => ((await ask({ text })) as { view: BoxView }).view;

/** What answers a question, with the pages of the full text where they are given. @throws as `openReader` does */
export const find = async (query: string, pages?: readonly FullTextPage[]): Promise<Found> =>
  ((await ask({ query, ...(pages ? { pages } : {}) })) as { found: Found }).found;
