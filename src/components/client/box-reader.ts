/** The reader of texts in its worker: one for the box of the page and the search dialog. */
import type { BoxView } from '../../knowledge/box.ts';
import type { FromWorker, ToWorker } from './diagnose-worker.ts';
import { base, lang } from './search/index-files.ts';

let opened: Promise<Worker> | undefined;
const waiting = new Map<number, (view: BoxView) => void>();
let turn = 0;

/**
 * Starts the worker, which loads the index of the page's language. What failed is forgotten, so that the next call tries again.
 * @throws with the reason when the worker or the index cannot be had
 */
export function openReader(): Promise<Worker> {
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
        waiting.get(data.turn)?.(data.view);
        waiting.delete(data.turn);
      }
    });
    worker.postMessage({ base, lang } satisfies ToWorker);
  });
  return opened;
}

/** What is to be shown for a text. @throws as `openReader` does */
export async function read(text: string): Promise<BoxView> {
  const worker = await openReader();
  const mine = ++turn;
  return new Promise((resolve) => {
    waiting.set(mine, resolve);
    worker.postMessage({ turn: mine, text } satisfies ToWorker);
  });
}
