/** The knowledge base of the repository the command runs in, read once per process. */
import { buildKnowledge, type KnowledgeBase } from './base.ts';
import { readKnowledge } from './read.ts';

const cache = new Map<string, KnowledgeBase>();

/**
 * @param root absolute path of the repository; the working directory when left out
 * @returns the knowledge base, sound or not; `checkKnowledge` says which
 */
export function loadKnowledge(root: string = process.cwd()): KnowledgeBase {
  let kb = cache.get(root);
  if (!kb) {
    kb = buildKnowledge(readKnowledge(root));
    cache.set(root, kb);
  }
  return kb;
}

/** Forgets what was read, for a development server whose files change. */
export function forgetKnowledge(): void {
  cache.clear();
}
