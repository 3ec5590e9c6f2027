/** Stamps: proof that someone looked at exactly this text. Node only (hashing). */
import { createHash } from 'node:crypto';
import { memo } from './memo.ts';
import type { Page } from './page.ts';

/** First hexadecimal digits of the SHA-256 of a text. */
const digest = (text: string, digits: number) => createHash('sha256').update(text).digest('hex').slice(0, digits);

/** Half a stamp, of the fields and words of a page, its own stamp left out; trailing spaces do not count, everything else does. */
const halfStamp = memo((page: Page): string => {
  const { translates: _own, ...front } = page.front;
  const words = `${JSON.stringify(front)}\n${page.body}`
    .split('\n')
    .map((l) => l.trimEnd())
    .join('\n')
    .trim();
  return digest(words, 6);
});

/**
 * Stamp of a pair of pages: proof that this Japanese text was compared with this English text.
 * @returns 12 hexadecimal digits: the first six from the English page, the last six from the Japanese one
 */
export function stampOf(english: Page, japanese: Page): string {
  return halfStamp(english) + halfStamp(japanese);
}

/** The text of a Japanese page with this stamp in its front matter, in place of an earlier one or as the last field. */
export function withStamp(text: string, stamp: string): string {
  const end = /\n---[ \t]*(?=\r?\n|$)/.exec(text)?.index ?? 0;
  const front = text.slice(0, end);
  const own = /^translates:.*$/m;
  const line = `translates: "${stamp}"`;
  return (own.test(front) ? front.replace(own, line) : `${front}\n${line}`) + text.slice(end);
}

/**
 * Digest of a fact as its file states it: 12 hexadecimal digits. The order of fields, comments and layout do not
 * count; values and the order of lists do.
 */
export function factDigest(fact: unknown): string {
  return fact && typeof fact === 'object' ? objectDigest(fact) : digest(JSON.stringify(fact) ?? '', 12);
}

const objectDigest = memo((fact: object): string => {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : value && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([k, v]) => [k, sorted(v)]),
          )
        : value;
  return digest(JSON.stringify(sorted(fact)), 12);
});
