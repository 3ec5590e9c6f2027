import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { RULES } from '../../../src/knowledge/checks/rules.ts';
import { formatFinding } from '../../../src/knowledge/finding.ts';
import { FAILING, type Failing } from '../../fixtures/failing.ts';
import { check, confirm, ROOT, soundTree, type Tree, textOf } from './trees.ts';

// A busy machine is no fault of the check.
vi.setConfig({ testTimeout: 60_000 });

const sound = soundTree();

/** The sound tree with one fixture's change. COPY stands for the first cause, TWIN for the other language's text. */
function changed(fixture: Failing): Tree {
  const files = new Map(sound);
  for (const [path, change] of Object.entries(fixture.change)) {
    if (change === null) {
      if (!files.delete(path)) throw new Error(`the fixture deletes ${path}, which is not there`);
    } else if (typeof change === 'function') files.set(path, change(textOf(sound, path)));
    else if (change === 'COPY') files.set(path, textOf(sound, 'src/data/causes/lapsed-token.yaml'));
    else if (change === 'TWIN')
      files.set(
        path,
        textOf(
          sound,
          path.replace(/\/(en|ja)\//, (_, l) => (l === 'en' ? '/ja/' : '/en/')),
        ),
      );
    else files.set(path, change);
  }
  return fixture.confirmed ? confirm(files) : files;
}

describe('knowledge check', () => {
  it('has no findings on the sound fixture', () => {
    expect(check(sound).map(formatFinding)).toEqual([]);
  });

  it('accepts CRLF in every file and a byte order mark in data', () => {
    const files = new Map(
      [...sound.keys()].map((p) => [p, `${p.endsWith('.mdx') ? '' : '\ufeff'}${textOf(sound, p).replaceAll('\n', '\r\n')}`]),
    );
    expect(check(files).map(formatFinding)).toEqual([]);
  });

  it.each(FAILING.map((f) => [`${f.rule}-${f.name}`, f] as const))('%s', (_, fixture) => {
    const findings = check(changed(fixture));
    const mine = findings.find(
      (f) => f.id === fixture.rule && f.file === fixture.file && f.line === fixture.line && fixture.says.test(f.what),
    );
    if (!mine) expect.fail(`not among\n${findings.map(formatFinding).join('\n')}`);
    expect(mine.cure).not.toBe('');
  });

  it('has a failing fixture and a section in docs/checks.md for every rule, and none for others', () => {
    const rules = Object.keys(RULES);
    expect([...new Set(FAILING.map((f) => f.rule))].sort()).toEqual(rules.sort());
    const docs = readFileSync(join(ROOT, 'docs/checks.md'), 'utf8');
    const sections = [...docs.matchAll(/^## (RC\d{3}) (.+)$/gm)].map((m) => [m[1], m[2]]);
    // RC004 is the one finding that is not about knowledge but about the program: scripts/lib/broken-program.ts.
    const named = [['RC004', 'Program file missing or broken'], ...Object.entries(RULES).map(([id, r]) => [id, r.name])];
    expect(sections).toEqual(named.sort(([a], [b]) => String(a).localeCompare(String(b))));
  });

  it('names no fixture twice', () => {
    const names = FAILING.map((f) => `${f.rule}-${f.name}`);
    expect(new Set(names).size).toBe(names.length);
  });
});
