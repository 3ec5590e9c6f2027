import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from './trees.ts';

const home = mkdtempSync(join(tmpdir(), 'reconnect-broken-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const at = (path: string) => join(home, path);

/** What a command of the copied repository prints, and its exit code. */
function run(script: string): { code: number | null; out: string } {
  const r = spawnSync(process.execPath, [at(script)], { cwd: home, encoding: 'utf8' });
  return { code: r.status, out: r.stdout + r.stderr };
}
const edit = (path: string, from: string, to: string) => writeFileSync(at(path), readFileSync(at(path), 'utf8').replace(from, to));

describe('RC004: a broken program file is one finding that names it', { timeout: 60_000 }, () => {
  beforeEach(() => {
    for (const folder of ['scripts', 'src/knowledge', 'src/data/schema']) {
      rmSync(at(folder), { recursive: true, force: true });
      cpSync(join(ROOT, folder), at(folder), { recursive: true });
    }
    cpSync(join(ROOT, 'package.json'), at('package.json'));
    rmSync(at('node_modules'), { force: true });
    symlinkSync(join(ROOT, 'node_modules'), at('node_modules'));
  });

  it.each([
    ['missing', 'src/data/schema/cause.ts', () => rmSync(at('src/data/schema/cause.ts')), 'it is missing'],
    ['empty', 'src/data/schema/source.ts', () => writeFileSync(at('src/data/schema/source.ts'), ''), 'it is empty'],
    ['no TypeScript', 'src/data/schema/error.ts', () => edit('src/data/schema/error.ts', 'export const', 'export cosnt'), 'Expected'],
    [
      'a name misspelled',
      'src/data/schema/cause.ts',
      () => edit('src/data/schema/cause.ts', 'const CauseFact', 'const CauseFakt'),
      '"CauseFact"',
    ],
    [
      'a call that fails',
      'src/data/schema/conflict.ts',
      () => edit('src/data/schema/conflict.ts', 'z.strictObject', 'z.strictObjekt'),
      'z.strictObjekt',
    ],
    ['a rule file missing', 'src/knowledge/checks/rules.ts', () => rmSync(at('src/knowledge/checks/rules.ts')), 'it is missing'],
  ] as const)('%s', (_, file, damage, what) => {
    damage();
    for (const script of ['scripts/check.ts', 'scripts/build.ts']) {
      const { code, out } = run(script);
      expect(code).toBe(2);
      expect(out.trim().split('\n')).toHaveLength(1);
      expect(out).toMatch(new RegExp(`^RC004 ${file.replaceAll('.', '\\.')}:1  `));
      expect(out).toContain(what);
      expect(out).toContain(`git checkout -- ${file}`);
    }
  });

  it('is not reported for a whole program', () => {
    const { code, out } = run('scripts/check.ts');
    expect(code).toBe(1);
    expect(out).not.toContain('RC004');
    expect(out).toContain('RC002 src/data/labels.yaml:1');
  });
});
