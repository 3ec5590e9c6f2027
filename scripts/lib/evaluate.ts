/** Scores the recogniser and the search against pastes and queries whose right answers are known. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Finder, FullText } from '../../src/knowledge/find.ts';

/** One line of a paste file. Causes and expectations are ids of ours, or words that the map turns into ids. */
export interface PasteCase {
  readonly id: string;
  readonly text: string;
  readonly lang?: string;
  readonly codes?: readonly string[];
  readonly codes_ok?: readonly string[];
  readonly code_absent?: boolean;
  readonly expected?: readonly string[];
  readonly causes_ok?: readonly string[];
  readonly negative?: boolean;
  readonly unknown_code?: boolean;
  readonly weak?: boolean;
}
/** One line of a query file. */
export interface QueryCase {
  readonly id: string;
  readonly query: string;
  readonly lang: 'en' | 'ja';
  readonly kind: string;
  readonly expected_codes?: readonly string[];
  readonly expected_causes?: readonly string[];
  readonly negative?: boolean;
}
/** Words of a free vocabulary to ids of ours. */
export type CausesMap = Readonly<Record<string, readonly string[]>>;

/** Right of all, with the cases that were not. */
export interface Score {
  right: number;
  of: number;
  missed: string[];
}
export type Scores = Map<string, Score>;
const put = (scores: Scores, name: string, right: boolean, missed: string) => {
  const s = scores.get(name) ?? { right: 0, of: 0, missed: [] };
  s.of++;
  if (right) s.right++;
  else s.missed.push(missed);
  scores.set(name, s);
};

/** @throws when a line is not JSON, with its number */
export function readLines<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, i) => {
      if (!line.trim()) return [];
      try {
        return [JSON.parse(line) as T];
      } catch {
        throw new Error(`${file}:${i + 1} is not JSON.`);
      }
    });
}

/** The project's own cases of a kind: `pastes*.jsonl` or `queries*.jsonl` in tests/data. */
export const ownCases = (kind: 'pastes' | 'queries'): string[] =>
  readdirSync('tests/data')
    .filter((f) => f.startsWith(kind))
    .sort()
    .map((f) => `tests/data/${f}`);

const idOfCode = (code: string) => code.toLowerCase().replace(/_/g, '-');
const meant = (words: readonly string[] | undefined, map: CausesMap) => new Set((words ?? []).flatMap((w) => map[w] ?? [w, idOfCode(w)]));

/**
 * Scores by name, `<language>: <what>`. A paste without a code counts as right by its cause or by its error page;
 * a negative or an unknown code is right when nothing is answered.
 */
export function scorePastes(cases: readonly PasteCase[], finder: Finder, map: CausesMap): Scores {
  const scores: Scores = new Map();
  for (const c of cases) {
    // Hard to judge from the text alone: nothing is right or wrong.
    if (c.weak) continue;
    const lang = c.lang === 'ja' ? 'ja' : 'en';
    const r = finder.read(c.text);
    const got = `${c.id}: codes ${r.codes.slice(0, 3).join(' ') || '-'}, answers ${r.answers.map((a) => `${a.id} ${a.confidence}`).join(', ') || '-'}, causes ${r.causes.slice(0, 3).join(' ') || '-'}`;
    if (c.negative) put(scores, `${lang}: false alarms on unrelated text (none = right)`, !r.recognised, got);
    else if (c.unknown_code) {
      const neighbour = r.answers.some((a) => !(c.codes ?? []).some((code) => idOfCode(code) === a.id));
      put(scores, `${lang}: unknown code never answered with a neighbor`, !neighbour, got);
    } else if (c.code_absent) {
      const errors = meant(c.expected, map);
      const causes = meant(c.causes_ok, map);
      const ok = (n: number) =>
        r.recognised && (r.answers.slice(0, n).some((a) => errors.has(a.id)) || r.causes.slice(0, n).some((id) => causes.has(id)));
      put(scores, `${lang}: pastes without a code, right first`, ok(1), got);
      put(scores, `${lang}: pastes without a code, right in first three`, ok(3), got);
    } else if (c.codes?.length) {
      const right = new Set([...(c.codes_ok ?? c.codes)].map((x) => x.toLowerCase()));
      put(scores, `${lang}: pastes with a code, right code first`, right.has((r.codes[0] ?? '').toLowerCase()), got);
    }
  }
  return scores;
}

/** Scores by name, `<language>: <what>`. */
export async function scoreQueries(
  cases: readonly QueryCase[],
  finders: Readonly<Record<'en' | 'ja', Finder>>,
  map: CausesMap,
  fullText?: Readonly<Record<'en' | 'ja', FullText>>,
): Promise<Scores> {
  const scores: Scores = new Map();
  for (const c of cases) {
    const found = await finders[c.lang].find(c.query, fullText?.[c.lang]);
    const got = `${c.id} ${c.query} → ${
      found.results
        .slice(0, 4)
        .map((r) => r.id)
        .join(', ') || found.outcome
    }`;
    if (c.negative) {
      put(scores, `${c.lang}: negative queries, nothing shown`, found.results.length === 0, got);
      continue;
    }
    const right = new Set([...meant(c.expected_codes, map), ...meant(c.expected_causes, map)]);
    // A page about an error answers the question too when its likeliest cause is the one asked for.
    const likeliest = (id: string) => finders[c.lang].recogniser.causes.get(id)?.[0]?.id ?? '';
    const ok = (n: number) => found.results.slice(0, n).some((r) => right.has(r.id) || (r.kind === 'error' && right.has(likeliest(r.id))));
    if (/^code/.test(c.kind)) {
      const codes = meant(c.expected_codes, map);
      put(scores, `${c.lang}: code forms, the code first`, codes.has(found.results[0]?.id ?? ''), got);
    }
    put(scores, `${c.lang}: queries, right first`, ok(1), got);
    put(scores, `${c.lang}: queries, right in first three`, ok(3), got);
  }
  return scores;
}
