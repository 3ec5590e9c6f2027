/** Stamps: proof that a Japanese page was compared with exactly this English text. Node only (hashing). */
import { createHash } from 'node:crypto';
import type { Page } from './page.ts';

/**
 * Stamp of an English page: 12 hexadecimal digits of the SHA-256 of its words.
 * Line endings and trailing spaces do not count, everything else does.
 */
export function stampOf(english: Page): string {
  const { translates: _own, ...front } = english.front;
  const text = `${JSON.stringify(front)}\n${english.body}`
    .replace(/\r\n/g, '\n')
    .split('\n')
    .map((l) => l.trimEnd())
    .join('\n')
    .trim();
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
