/** What the box shows for a text: plain data, made in a worker or anywhere else, put on the page by the client script. */

import type { Finder } from './find.ts';
import type { FindEntry } from './find-index.ts';
import type { Details } from './recognise/details.ts';
import { type Answer, recognise } from './recognise/recognise.ts';
import { readsPasted } from './text.ts';

/** A link with the little that is said beside it. */
export interface BoxLink {
  readonly kind: FindEntry['kind'];
  readonly path: string;
  readonly title: string;
  readonly text: string;
  readonly by?: string | undefined;
}
/** How sure an answer is, for words and an icon. */
export type Sureness = 'sure' | 'shell' | 'number' | 'message' | 'part' | 'maybe';
export interface BoxAnswer extends BoxLink {
  readonly id: string;
  readonly sureness: Sureness;
  /** Words of the paste that led here. */
  readonly matched: readonly string[];
  /** Likeliest first; empty when the answer itself is a cause. */
  readonly causes: readonly BoxLink[];
}
export interface BoxView {
  readonly answers: readonly BoxAnswer[];
  /** Real codes that have no page. */
  readonly unknownCodes: readonly string[];
  /** Pages that answer a question in words; only where nothing was recognised. */
  readonly pages: readonly BoxLink[];
  /** True when the text reads like a pasted error and not like a question. */
  readonly pasted: boolean;
  readonly secret: boolean;
  readonly details: Details;
  /** The text, private parts hidden, in pieces; every second piece is marked. */
  readonly shown: readonly string[];
}

/** Causes shown for one answer. */
const MAX_CAUSES = 4;
/** Pages shown for a question. */
const MAX_PAGES = 6;

const linkOf = (e: FindEntry): BoxLink => ({ kind: e.kind, path: e.path, title: e.title, text: e.text, by: e.by });

/**
 * @param raw whatever stands in the box
 * @returns what to show; no markup anywhere, only text
 */
export function boxView(raw: string, finder: Finder): BoxView {
  const pasted = readsPasted(raw);
  const r = pasted ? finder.read(raw) : recognise(raw, finder.recogniser);
  let answers = r.answers;
  let unknownCodes = r.unknownCodes;
  let pages: BoxLink[] = [];
  if (!pasted || answers.length === 0) {
    // A short text is a code or a question: the search knows both.
    const found = finder.findQuick(raw);
    const codes = found.results.filter((x) => x.why === 'code' && (x.kind === 'error' || x.kind === 'cause'));
    if (answers.length === 0)
      answers = codes.map(
        (x): Answer => ({ kind: x.kind as 'error' | 'cause', id: x.id, confidence: 0.99, matched: [raw.trim()], by: 'code' }),
      );
    if (unknownCodes.length === 0) unknownCodes = found.unknownCodes;
    if (!answers.some((a) => a.confidence >= 0.6) && unknownCodes.length === 0)
      pages = found.results
        .filter((x) => !answers.some((a) => a.kind === x.kind && a.id === x.id))
        .slice(0, MAX_PAGES)
        .map(linkOf);
  }
  return {
    answers: answers.flatMap((a) => {
      const entry = finder.entryOf(a.kind, a.id);
      if (!entry) return [];
      const own = new Set((finder.recogniser.causes.get(a.id) ?? []).map((c) => c.id));
      // In the order in which the paste speaks for them.
      const causes = [...r.causes.filter((c) => own.has(c)), ...[...own].filter((c) => !r.causes.includes(c))];
      return [
        {
          ...linkOf(entry),
          id: a.id,
          sureness: surenessOf(a, finder.recogniser.codes.wrappers.has(a.id)),
          matched: a.matched,
          causes:
            a.kind === 'cause'
              ? []
              : causes
                  .slice(0, MAX_CAUSES)
                  .flatMap((c) => finder.entryOf('cause', c) ?? [])
                  .map(linkOf),
        },
      ];
    }),
    unknownCodes,
    pages,
    pasted,
    secret: r.secret,
    details: r.details,
    shown: pasted
      ? marked(
          r.shown,
          answers.map((a) => a.matched),
        )
      : [],
  };
}

function surenessOf(a: Answer, wrapper: boolean): Sureness {
  if (wrapper) return 'shell';
  if (a.by === 'code') return a.confidence >= 0.95 ? 'sure' : 'number';
  if (a.by === 'message') return a.confidence >= 0.88 ? 'message' : a.confidence >= 0.65 ? 'part' : 'maybe';
  return 'maybe';
}

/** Longest text shown back; of a longer one the part around the first marked words. */
const MAX_SHOWN = 6000;
const BEFORE = 400;
/** Words of a match stand near one another; further away the same word means something else. */
const NEAR = 400;

/**
 * Cuts a text into pieces, every second of which is to be marked.
 * @param lists for each answer its words, in the order in which they stand in the text
 */
export function marked(text: string, lists: readonly (readonly string[])[]): string[] {
  const ranges: [number, number][] = [];
  for (const words of lists) {
    let at = 0;
    for (const word of words) {
      if (!word) continue;
      let i = text.indexOf(word, at);
      if (i < 0 || (at > 0 && i - at > NEAR)) i = at > 0 ? -1 : i;
      if (i < 0) continue;
      ranges.push([i, i + word.length]);
      // Japanese words overlap by a character.
      at = i + 1;
    }
  }
  ranges.sort((a, b) => a[0] - b[0]);
  const first = ranges[0]?.[0] ?? 0;
  const from = text.length <= MAX_SHOWN ? 0 : Math.max(0, Math.min(first - BEFORE, text.length - MAX_SHOWN));
  const to = Math.min(text.length, from + MAX_SHOWN);
  const pieces: string[] = [];
  let at = from;
  let [open, close] = [-1, -1];
  const flush = () => {
    if (open < 0) return;
    pieces.push(text.slice(at, open), text.slice(open, close));
    at = close;
  };
  for (const [start, end] of ranges) {
    if (start < from || end > to) continue;
    if (open >= 0 && start <= close) close = Math.max(close, end);
    else {
      flush();
      [open, close] = [start, end];
    }
  }
  flush();
  pieces.push(text.slice(at, to));
  if (from > 0) pieces[0] = `… ${pieces[0]}`;
  if (to < text.length) pieces[pieces.length - 1] += ' …';
  return pieces;
}
