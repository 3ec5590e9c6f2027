import { describe, expect, it, vi } from 'vitest';
import { type Corruption, complaint, files, misspell, newFindings, paths, pick, some } from './corruptions.ts';
import { textOf } from './trees.ts';

// A busy machine is no fault of the check.
vi.setConfig({ testTimeout: 60_000 });

const twin = (p: string) => p.replace(/\/(en|ja)\//, (_, l: string) => (l === 'en' ? '/ja/' : '/en/'));
/** Where the text after the front matter begins. */
const bodyAt = (text: string) => text.indexOf('\n---\n', 4) + 5;

/** A page with one match of a pattern in its body replaced; undefined where there is none. */
function inBody(text: string, pattern: RegExp, random: () => number, to: (match: string) => string): string | undefined {
  const from = bodyAt(text);
  const m = pick([...text.slice(from).matchAll(pattern)], random);
  if (!m) return undefined;
  const out = text.slice(0, from + m.index) + to(m[0]) + text.slice(from + m.index + m[0].length);
  return out === text ? undefined : out;
}

const edit =
  (name: string, pattern: RegExp, to: (match: string, random: () => number) => string, own = true) =>
  (p: string, text: string, random: () => number): Corruption | undefined => {
    const out = inBody(text, pattern, random, (m) => to(m, random));
    if (out === undefined) return undefined;
    const line = out.split('\n').findIndex((l, i) => l !== text.split('\n')[i]) + 1;
    return { name: `${name} ${p}:${line}`, change: { [p]: out }, own };
  };

const REQUIRED: Record<string, readonly string[]> = {
  causes: ['title', 'description', 'answer', 'questions'],
  errors: ['title', 'description', 'answer'],
  actions: ['title', 'description', 'answer'],
};

const frontMatter = [
  ...some(20, 21, paths.entries, (p, text, random) => {
    const field = pick(REQUIRED[p.split('/')[3] as string] as readonly string[], random) as string;
    const out = text.replace(new RegExp(`^${field}:.*\\n(?:[ -].*\\n)*`, 'm'), '');
    return { name: `drop ${field} of ${p}`, change: { [p]: out }, own: true };
  }),
  ...some(10, 22, paths.entries, (p, text, random) => {
    const from = pick([...text.slice(0, bodyAt(text)).matchAll(/^[a-z]+(?=:)/gm)], random);
    if (!from) return undefined;
    const out = `${text.slice(0, from.index)}${misspell(from[0], random)}${text.slice(from.index + from[0].length)}`;
    return { name: `misspell the field ${from[0]} of ${p}`, change: { [p]: out }, own: true };
  }),
  ...some(10, 23, paths.pages, (p, text, random) => {
    const from = pick([...text.slice(0, bodyAt(text)).matchAll(/: .{4,}$/gm)], random);
    if (!from) return undefined;
    const out = `${text.slice(0, from.index + 2)}${misspell(from[0].slice(2), random)}${text.slice(from.index + from[0].length)}`;
    return out === text ? undefined : { name: `misspell the front matter of ${p} at ${from.index}`, change: { [p]: out } };
  }),
];

const deleted = [
  ...some(25, 24, paths.pages, (p) => ({ name: `delete ${p}`, change: { [p]: null }, own: true })),
  ...some(6, 25, paths.entries, (p) => ({ name: `delete ${p} and its twin`, change: { [p]: null, [twin(p)]: null }, own: true })),
];

const ids = [
  ...some(
    15,
    26,
    paths.entries,
    edit('misspell a code in', /AADSTS\d{5,7}/g, (m, r) => `AADSTS${misspell(m.slice(6), r)}`),
  ),
  ...some(20, 27, paths.pages, edit('misspell a link in', /\]\((?:cause|error|action|guide|page|source|term):[^)]+\)/g, misspell)),
  ...some(10, 28, paths.pages, edit('misspell a component in', /(?<=<)[A-Z]\w+(?= \/>)/g, misspell)),
  ...some(10, 29, paths.pages, edit('misspell an import in', /(?<=import \{.*)\b[A-Z]\w+(?=.*\})/g, misspell)),
  ...some(
    5,
    30,
    paths.entries,
    edit('lose the import of', /^import .*\n/gm, () => ''),
  ),
  ...some(6, 31, paths.entries, edit('misspell a host in', /(?<=https:\/\/)[a-z.]+/g, misspell)),
];

const structure = [
  ...some(
    20,
    32,
    paths.entries,
    edit('lose a section of', /^## [^\n]+\n(?:(?!## )[^\n]*\n)*/gm, () => ''),
  ),
  ...some(
    12,
    33,
    paths.entries,
    edit('lose a heading of', /^#{2,3} .*\n/gm, () => ''),
  ),
  ...some(8, 34, paths.entries, edit('misspell a fixed heading of', /(?<=^## ).*/gm, misspell)),
  ...some(
    15,
    35,
    paths.entries,
    edit('lose a list item of', /^(?:- |\d+\. ).*\n/gm, () => ''),
  ),
  ...some(
    10,
    36,
    paths.entries,
    edit('empty a section of', /(?<=^## [^\n]+\n)(?:(?!## )[^\n]*\n)+/gm, () => '\n'),
  ),
  ...some(
    12,
    37,
    paths.entries,
    edit('lose a paragraph of', /(?<=\n\n)[^#<\n-][^\n]+\n\n/g, () => ''),
  ),
  ...some(
    8,
    38,
    paths.entries,
    edit('lose a component of', /^<\w+ \/>\n/gm, () => ''),
  ),
  ...some(
    6,
    39,
    paths.entries,
    edit('double a component of', /^<\w+ \/>\n/gm, (m) => `${m}\n${m}`),
  ),
];

const words = [
  ...some(
    15,
    40,
    paths.entries,
    edit('change a number of', /(?<![\w./:-])\d{2,4}(?![\w.])/g, (m) => String(Number(m) + 7), false),
  ),
  ...some(25, 41, paths.pages, edit('misspell a word of', /[A-Za-z]{5,}|[ぁ-ゖァ-ヺ一-鿿]{4,}/g, misspell, false)),
  ...some(
    10,
    42,
    paths.entries,
    edit('change a code span of', /`[^`\n]+`/g, (m, r) => `\`${misspell(m.slice(1, -1), r)}\``),
  ),
];

const languages = [
  ...some(10, 43, paths.entries, (p) => ({
    name: `swap ${p} with its twin`,
    change: { [p]: textOf(files, twin(p)), [twin(p)]: textOf(files, p) },
    own: true,
  })),
  ...some(
    10,
    44,
    paths.entries.filter((p) => p.includes('/ja/')),
    (p) => ({ name: `copy the English page over ${p}`, change: { [p]: textOf(files, twin(p)) }, own: true }),
  ),
];

const syntax = some(20, 45, paths.pages, (p, text, random) => {
  const how = pick(['brace', 'angle', 'fence', 'colon', 'half', 'merge marks'], random) as string;
  const body = bodyAt(text);
  const broken = {
    brace: `${text}\nIt is { broken\n`,
    angle: `${text}\nIt is <broken\n`,
    fence: text.replace(/^---\n/, ''),
    colon: text.replace(/^title: .*$/m, 'title: one: two: three'),
    half: text.slice(0, body + ((text.length - body) >> 1)),
  }[how];
  return { name: `${how} in ${p}`, change: { [p]: broken ?? `${text}\n<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> other\n` } };
});

const places = [
  ...some(16, 46, paths.entries, (p, text, random) => {
    const to = pick(
      [
        p.replace(/mdx$/, 'md'),
        p.replace(/mdx$/, 'txt'),
        p.replace(/\/([^/]+)$/, '/more/$1'),
        p.replace(/\/([^/]+)$/, '/_$1'),
        p.replace('/content/en/', '/content/').replace('/content/ja/', '/content/de/'),
      ],
      random,
    ) as string;
    return { name: `move ${p} to ${to}`, change: { [p]: null, [to]: text }, own: true };
  }),
  ...some(6, 47, paths.entries, (p, text) => {
    const to = p.replace(/\.mdx$/, '-2.mdx');
    return { name: `copy ${p}`, change: { [to]: text }, names: [to, twin(to)], own: true };
  }),
  ...some(10, 48, paths.pages, (p, text, random) => {
    const how = pick(['empty', 'only front matter', 'Shift JIS'], random);
    const content = how === 'empty' ? '' : how === 'Shift JIS' ? new Uint8Array([0x8e, 0xa9, 0x93, 0xae]) : text.slice(0, bodyAt(text));
    return { name: `${how}: ${p}`, change: { [p]: content } };
  }),
];

describe.each([
  ['front matter', frontMatter],
  ['a page deleted', deleted],
  ['an id, code or component misspelled', ids],
  ['structure lost', structure],
  ['words changed', words],
  ['languages mixed up', languages],
  ['broken syntax', syntax],
  ['wrong place or bytes', places],
])('pages: %s', (_, list) => {
  it.each(list.map((c) => [c.name, c] as const))('%s', (_name, corruption) => {
    expect(complaint(corruption)).toBeUndefined();
  });
});

describe('pages: what is no corruption', () => {
  it.each(some(6, 49, paths.pages, (p, text) => ({ name: p, change: { [p]: `${text.replaceAll('\n', '\r\n')}\r\n` } })))(
    'Windows line endings in $name',
    (c) => {
      expect(newFindings(c)).toEqual([]);
    },
  );
});
