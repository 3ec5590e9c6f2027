import { describe, expect, it, vi } from 'vitest';
import { KINDS, nextTicket, scaffold } from '../../../scripts/lib/scaffold.ts';
import { buildKnowledge } from '../../../src/knowledge/base.ts';
import { formatFinding } from '../../../src/knowledge/finding.ts';
import { parseTree } from '../../../src/knowledge/read.ts';
import { check, soundTree, TODAY, textOf } from './trees.ts';

// A busy machine is no fault of the check.
vi.setConfig({ testTimeout: 60_000 });

const sound = soundTree();
const kb = buildKnowledge(parseTree(sound));
/** Registration and stamps: what an editor does last. */
const LAST = ['RC112', 'RC114', 'RC211'];

describe('npm run new', () => {
  it.each([...KINDS.map((k) => [k, 'brand-new'] as const), ['error', 'AADSTS50199'], ['error', 'aadsts50199']] as const)(
    '%s %s: findings are only about what is still to be written',
    (kind, typed) => {
      const made = scaffold(kind, typed, kb, TODAY);
      if (typeof made === 'string') expect.fail(made);
      const files = new Map([...sound, ...made]);
      const findings = check(files);
      const others = findings.filter((f) => {
        const line = textOf(files, f.file).split('\n')[f.line - 1] ?? '';
        return !made.has(f.file) || (!LAST.includes(f.id) && !line.includes('TODO'));
      });
      expect(others.map(formatFinding)).toEqual([]);
      for (const path of made.keys()) expect(findings.map((f) => f.file)).toContain(path);
      // No TODO is left without a finding, so none can be published.
      for (const [path, text] of made) {
        for (const [i, line] of text.split('\n').entries()) {
          if (line.replace(/#.*/, '').includes('TODO')) expect(findings.map((f) => `${f.file}:${f.line}`)).toContain(`${path}:${i + 1}`);
        }
      }
    },
  );

  it('gives the next ticket id, counting those of the register that are no longer there', () => {
    expect(nextTicket(kb)).toBe('PPC-003');
    const lock = textOf(sound, 'src/data/published.json').replace('"causes": {', '"causes": { "gone": "PPC-041",');
    expect(nextTicket(buildKnowledge(parseTree(new Map([...sound, ['src/data/published.json', lock]]))))).toBe('PPC-042');
  });

  it.each([
    ['cause', 'Bad Name', /cannot be an id/],
    ['cause', 'lapsed-token', /exists already/],
    ['error', 'AADSTS700082', /exists already/],
  ] as const)('refuses %s %s', (kind, typed, why) => {
    expect(scaffold(kind, typed, kb, TODAY)).toMatch(why);
  });

  it('refuses an id that was published before or is retired', () => {
    const without = new Map(sound);
    for (const p of sound.keys()) if (p.includes('keep-it-alive')) without.delete(p);
    expect(scaffold('guide', 'keep-it-alive', buildKnowledge(parseTree(without)), TODAY)).toMatch(/published before/);
    const lock = textOf(sound, 'src/data/published.json').replace('"retired": {}', '"retired": { "causes/old": "causes/old-password" }');
    const retired = buildKnowledge(parseTree(new Map([...sound, ['src/data/published.json', lock]])));
    expect(scaffold('cause', 'old', retired, TODAY)).toMatch(/is retired/);
  });
});
