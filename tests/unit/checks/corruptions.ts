/** Single corruptions of the real repository, chosen by a seeded generator, and what the check says about each. */
import { isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import { buildKnowledge, LOCK_FILE } from '../../../src/knowledge/base.ts';
import { checkKnowledge } from '../../../src/knowledge/checks/index.ts';
import type { Finding } from '../../../src/knowledge/finding.ts';
import { parseTree, type RawKnowledge } from '../../../src/knowledge/read.ts';
import { confirm, realTree, TODAY, textOf } from './trees.ts';

export interface Corruption {
  readonly name: string;
  /** Path to new content; null deletes. */
  readonly change: Readonly<Record<string, string | Uint8Array | null>>;
  /** A finding must name one of these; the changed paths and their other language when left out. */
  readonly names?: readonly string[];
  /** True when a rule of its own must see it, and not only the stamps and digests. */
  readonly own?: boolean;
}

// The tree as editors leave it: everything looked at and confirmed. In a finished repository this changes nothing.
export const files = confirm(realTree());
const raw = parseTree(files);
const key = (f: Finding) => `${f.id} ${f.file} ${f.what}`;
const before = new Set(checkKnowledge(buildKnowledge(raw), TODAY).map(key));

/** Findings that a corruption adds to those of the tree. Only the changed files are parsed again. */
export function newFindings(corruption: Corruption): Finding[] {
  const data = new Map(raw.data);
  const pages = new Map(raw.pages);
  const schemas = new Map(raw.schemas);
  const strange = [...raw.strange];
  for (const [path, content] of Object.entries(corruption.change)) {
    data.delete(path);
    pages.delete(path);
    schemas.delete(path);
    if (content === null) continue;
    const one: RawKnowledge = parseTree(new Map([[path, content]]));
    for (const [p, f] of one.data) data.set(p, f);
    for (const [p, f] of one.pages) pages.set(p, f);
    for (const [p, f] of one.schemas) schemas.set(p, f);
    strange.push(...one.strange);
  }
  const found = checkKnowledge(buildKnowledge({ data, pages, schemas, strange }), TODAY);
  return found.filter((f) => !before.has(key(f)));
}

const twin = (path: string) => path.replace(/^src\/content\/(en|ja)\//, (_, lang: string) => `src/content/${lang === 'en' ? 'ja' : 'en'}/`);

/** What is wrong with how the check takes a corruption; undefined when it is noticed as it should be. */
export function complaint(corruption: Corruption): string | undefined {
  const found = newFindings(corruption);
  const names = corruption.names ?? Object.keys(corruption.change).flatMap((p) => [p, twin(p)]);
  const named = found.filter((f) => names.some((n) => f.file === n || f.what.includes(n) || f.cure.includes(n)));
  if (found.length === 0) return 'unnoticed';
  if (named.length === 0) return `no finding names ${names[0]}: ${found.map(key).join('; ')}`;
  if (corruption.own && named.every((f) => f.id === 'RC114' || f.id === 'RC211'))
    return `only the confirmation is missed: ${named.map(key).join('; ')}`;
  return undefined;
}

/** Mulberry32: the same numbers from the same seed. */
export function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** How many corruptions to try, as a factor: `CORRUPTIONS=5 npx vitest run tests/unit/checks` tries ten times the usual. */
const SCALE = Number(process.env.CORRUPTIONS ?? 0.5);

/** Picks corruptions: calls `make` with randomly chosen files until `n`, scaled, of them gave one. */
export function some(
  n: number,
  seed: number,
  from: readonly string[],
  make: (path: string, text: string, random: () => number) => Corruption | undefined,
): Corruption[] {
  const random = seeded(seed);
  const want = Math.ceil(n * SCALE);
  const out = new Map<string, Corruption>();
  for (let tries = 0; out.size < want && tries < want * 40; tries++) {
    const path = from[Math.floor(random() * from.length)] as string;
    const one = make(path, textOf(files, path), random);
    if (one) out.set(one.name, one);
  }
  if (out.size < Math.min(want, 3)) throw new Error(`seed ${seed} gave only ${out.size} of ${want} corruptions`);
  return [...out.values()];
}

export const pick = <T>(list: readonly T[], random: () => number): T | undefined => list[Math.floor(random() * list.length)];

/** A word with one letter or digit changed, dropped or doubled. */
export function misspell(word: string, random: () => number): string {
  const places = [...word.matchAll(/[a-zA-Z0-9ぁ-ゖァ-ヺ一-鿿]/g)].map((m) => m.index);
  const at = pick(places, random) ?? 0;
  const c = word[at] ?? '';
  const swap = /\d/.test(c) ? String((Number(c) + 3) % 10) : /[a-z]/.test(c) ? (c === 'q' ? 'x' : 'q') : c === 'Q' ? 'X' : 'Q';
  const instead = pick([swap, swap, '', c + c], random) ?? swap;
  return word.slice(0, at) + instead + word.slice(at + 1);
}

export type YamlPath = readonly (string | number)[];
interface Place {
  readonly path: YamlPath;
  readonly kind: 'field' | 'item' | 'text';
  readonly value: unknown;
}

/** Every field, list item and scalar of a YAML text. */
export function placesOf(text: string): Place[] {
  const out: Place[] = [];
  const walk = (node: unknown, path: YamlPath) => {
    if (isMap(node)) {
      for (const pair of node.items) {
        if (!isPair(pair) || !isScalar(pair.key)) continue;
        const at = [...path, String(pair.key.value)];
        out.push({ path: at, kind: 'field', value: pair.value });
        walk(pair.value, at);
      }
    } else if (isSeq(node)) {
      node.items.forEach((item, i) => {
        out.push({ path: [...path, i], kind: 'item', value: item });
        walk(item, [...path, i]);
      });
    } else if (isScalar(node)) {
      out.push({ path, kind: 'text', value: node.value });
    }
  };
  walk(parseDocument(text).contents, []);
  return out;
}

/** The YAML text with one place changed or, for undefined, deleted. */
export function withPlace(text: string, path: YamlPath, value: unknown): string {
  const doc = parseDocument(text);
  if (value === undefined) doc.deleteIn(path);
  else doc.setIn(path, value);
  return String(doc);
}

export const paths = {
  data: [...files.keys()].filter((p) => /^src\/data\/.*\.yaml$/.test(p)),
  facts: [...files.keys()].filter((p) => /^src\/data\/(causes|errors|actions|conflicts)\//.test(p)),
  lists: [...files.keys()].filter((p) => /^src\/data\/[^/]+\.yaml$/.test(p)),
  pages: [...files.keys()].filter((p) => p.endsWith('.mdx')),
  entries: [...files.keys()].filter((p) => /\/(causes|errors|actions)\/(?!index).*\.mdx$/.test(p)),
  register: LOCK_FILE,
};
