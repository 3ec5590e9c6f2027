import { describe, expect, it, vi } from 'vitest';
import { isScalar } from 'yaml';
import { type Corruption, complaint, files, misspell, newFindings, paths, pick, placesOf, some, withPlace } from './corruptions.ts';
import { textOf } from './trees.ts';

// A busy machine is no fault of the check.
vi.setConfig({ testTimeout: 60_000 });

const at = (path: readonly (string | number)[]) => path.join('.');
/** Fields whose words other files or closed lists know, so that a slip in them needs no digest to be seen. */
const KNOWN = new Set(
  'id ticket code category verdict effect onset signIn surfaces fixedBy errors actions lookAlikes related sources source official superseded layer kind telling confidence stance actor weight action row guides causes when reviewed date read'.split(
    ' ',
  ),
);
const fieldOf = (path: readonly (string | number)[]) => path.filter((p) => typeof p === 'string').at(-1) as string | undefined;

const deletedFiles = [
  ...paths.lists.map((p): Corruption => ({ name: `delete ${p}`, change: { [p]: null }, own: true })),
  { name: `delete ${paths.register}`, change: { [paths.register]: null }, own: true },
  ...some(25, 1, paths.facts, (p) => ({ name: `delete ${p}`, change: { [p]: null }, own: true })),
];

const REQUIRED: Record<string, readonly string[]> = {
  causes: 'id ticket category verdict onset signIn surfaces fixedBy errors actions lookAlikes related sources confidence reviewed'.split(
    ' ',
  ),
  errors: 'id code kind layer messages causes fixedBy sources confidence reviewed'.split(' '),
  actions: 'id order category actor rows related reviewed'.split(' '),
  conflicts: 'id number question positions resolution confidence causes errors actions guides reviewed'.split(' '),
};
const requiredFields = some(25, 2, paths.facts, (p, text, random) => {
  const field = pick(REQUIRED[p.split('/')[2] as string] as readonly string[], random) as string;
  return { name: `drop ${field} of ${p}`, change: { [p]: withPlace(text, [field], undefined) }, own: true };
});

const anyField = some(40, 3, paths.data, (p, text, random) => {
  const place = pick(
    placesOf(text).filter((x) => x.kind !== 'text'),
    random,
  );
  return place && { name: `drop ${at(place.path)} of ${p}`, change: { [p]: withPlace(text, place.path, undefined) } };
});

const knownWords = some(40, 4, paths.facts, (p, text, random) => {
  const place = pick(
    placesOf(text).filter((x) => x.kind === 'text' && typeof x.value === 'string' && KNOWN.has(fieldOf(x.path) ?? '')),
    random,
  );
  if (!place || /cues|when/.test(at(place.path)) || ['en', 'ja'].includes(fieldOf(place.path) ?? '')) return undefined;
  const word = misspell(String(place.value), random);
  return { name: `misspell ${at(place.path)} of ${p} as ${word}`, change: { [p]: withPlace(text, place.path, word) }, own: true };
});

const anyWord = some(40, 5, paths.data, (p, text, random) => {
  const place = pick(
    placesOf(text).filter((x) => x.kind === 'text' && x.value !== null),
    random,
  );
  if (!place) return undefined;
  const { value } = place;
  const other = typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : misspell(String(value), random);
  return { name: `change ${at(place.path)} of ${p} to ${String(other).slice(0, 40)}`, change: { [p]: withPlace(text, place.path, other) } };
});

const halves = some(30, 6, paths.data, (p, text, random) => {
  const places = placesOf(text);
  const place = pick(
    places.filter((x) => x.kind === 'field' && isScalar(x.value) && ['en', 'ja'].includes(String(x.path.at(-1)))),
    random,
  );
  // Glossary entries have `en` and `ja` of their own, which are no text in two languages.
  if (!place || (p.endsWith('glossary.yaml') && place.path.length < 3)) return undefined;
  const ja = [...place.path.slice(0, -1), 'ja'];
  const english = places.find((x) => x.kind === 'text' && at(x.path) === at([...place.path.slice(0, -1), 'en']))?.value;
  const copied = typeof english === 'string' && /[a-z]+ [a-z]+ [a-z]+ [a-z]+/.test(english) && random() < 0.5;
  return copied
    ? { name: `copy English into ${at(ja)} of ${p}`, change: { [p]: withPlace(text, ja, english) }, own: true }
    : { name: `drop ${at(place.path)} of ${p}`, change: { [p]: withPlace(text, place.path, undefined) }, own: true };
});

const syntax = some(20, 7, paths.data, (p, text, random) => {
  const lines = text.split('\n');
  const i = Math.floor(random() * (lines.length - 2)) + 1;
  const how = pick(['tab', 'quote', 'bracket', 'half', 'key twice', 'merge marks'], random) as string;
  const line = lines[i] ?? '';
  if (how === 'half') return { name: `cut ${p} in half`, change: { [p]: lines.slice(0, lines.length >> 1).join('\n') } };
  if (how === 'tab' && !/^ {2}/.test(line)) return undefined;
  if (how === 'key twice' && !/^[a-z]+: \w/i.test(line)) return undefined;
  const broken = { tab: `\t${line.trimStart()}`, quote: `${line} "`, bracket: `${line} [`, 'key twice': `${line}\n${line}` }[how];
  lines[i] = broken ?? `<<<<<<< HEAD\n${line}\n=======`;
  return { name: `${how} in ${p}:${i + 1}`, change: { [p]: lines.join('\n') } };
});

const places = some(24, 8, paths.facts, (p, text, random) => {
  const [, , folder, name] = p.split('/') as [string, string, string, string];
  const to = pick(
    [
      `src/data/${folder}/copy-${name}`,
      p.replace(/yaml$/, 'yml'),
      p.replace(/yaml$/, 'json'),
      `src/data/${folder}/more/${name}`,
      `src/data/${name}`,
      `src/${name}`,
    ],
    random,
  ) as string;
  return to.includes('copy-')
    ? { name: `copy ${p} to ${to}`, change: { [to]: text }, names: [p, to], own: true }
    : { name: `move ${p} to ${to}`, change: { [p]: null, [to]: text }, own: true };
});

const bytes = some(15, 9, paths.data, (p, text, random) => {
  const how = pick(['empty', 'blank', 'latin-1'], random);
  if (how === 'latin-1')
    return { name: `${p} in another encoding`, change: { [p]: new Uint8Array([...Buffer.from(text), 0xe9, 0x0a]) }, own: true };
  return { name: `${how} ${p}`, change: { [p]: how === 'empty' ? '' : ' \n\n' }, own: true };
});

const register = some(25, 10, [paths.register], (p, text, random) => {
  const json = JSON.parse(text) as Record<string, Record<string, string>>;
  const part = pick(
    Object.keys(json).filter((k) => k !== 'retired'),
    random,
  ) as string;
  const id = pick(Object.keys(json[part] ?? {}), random);
  if (id === undefined) return undefined;
  const drop = random() < 0.5;
  const old = json[part]?.[id] as string;
  if (drop) delete json[part]?.[id];
  else (json[part] as Record<string, string>)[id] = misspell(old, random);
  if (!drop && json[part]?.[id] === old) return undefined;
  // The finding names the file the entry stands for.
  const file = part === 'pages' ? `src/content/en/${id}` : `${id.split('/').at(-1)}`;
  return {
    name: `${drop ? 'drop' : 'change'} ${part}.${id} of the register`,
    change: { [p]: JSON.stringify(json, null, 2) },
    names: [p, file, 'src/data/'],
  };
});

const schemas = some(
  5,
  11,
  [...files.keys()].filter((p) => p.startsWith('src/data/schema/')),
  (p, text, random) => {
    const word = pick([...text.matchAll(/z\.\w+\(|'[a-z-]{4,}'|min\(1\)/g)], random);
    if (!word) return undefined;
    return {
      name: `change ${word[0]} at ${word.index} of ${p}`,
      change: { [p]: text.slice(0, word.index) + text.slice(word.index + word[0].length) },
    };
  },
);

describe.each([
  ['a file deleted', deletedFiles],
  ['a required field dropped', requiredFields],
  ['any field or list item dropped', anyField],
  ['an id, code, date or fixed word misspelled', knownWords],
  ['any value changed', anyWord],
  ['half of a text in two languages lost', halves],
  ['broken syntax', syntax],
  ['a file copied or moved', places],
  ['wrong bytes', bytes],
  ['the register damaged', register],
  ['a schema changed', schemas],
])('facts: %s', (_, list) => {
  it.each(list.map((c) => [c.name, c] as const))('%s', (_name, corruption) => {
    expect(complaint(corruption)).toBeUndefined();
  });
});

describe('facts: what is no corruption', () => {
  it.each(
    some(6, 12, paths.data, (p, text) => ({ name: p, change: { [p]: `\ufeff${text.replaceAll('\n', '\r\n')}\r\n# a comment\r\n` } })),
  )('Windows line endings, byte order mark and a comment in $name', (c) => {
    expect(newFindings(c)).toEqual([]);
  });

  it('reads the real files', () => {
    expect(paths.facts.length).toBeGreaterThan(200);
    expect(textOf(files, paths.register)).toContain('"facts"');
  });
});
