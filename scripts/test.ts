/**
 * npm test: everything, in order, each step said; ends with one line "N passed, N failed" counted from the real run.
 * Format and lint, types, knowledge check, build, then unit tests, checks over the built site and browser tests.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './lib/chromium.ts';

const bin = (path: string) => join(process.cwd(), 'node_modules', path);
const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
let passed = 0;
let failed = 0;

function step(name: string, args: string[]): boolean {
  const start = Date.now();
  console.log(`\n=== ${name}`);
  const ok = spawnSync(process.execPath, args, { stdio: 'inherit', env }).status === 0;
  console.log(`=== ${name}: ${ok ? 'passed' : 'FAILED'} (${Math.round((Date.now() - start) / 1000)} s)`);
  if (ok) passed++;
  else failed++;
  return ok;
}

step('format and lint', [bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '.']);
step('types', [bin('astro/bin/astro.mjs'), 'check', '--minimumSeverity', 'hint', '--minimumFailingSeverity', 'warning']);
step('knowledge check', ['scripts/check.ts']);
const built = step('build', ['scripts/build.ts', '--silent']);

let chromium: string | undefined;
try {
  chromium = ensureChromium();
} catch (e) {
  console.error(e instanceof Error ? e.message : e);
  failed++;
}
if (built) {
  const report = join(tmpdir(), `reconnect-tests-${process.pid}.json`);
  const projects = chromium ? [] : ['--project', 'unit', '--project', 'site'];
  console.log('\n=== tests');
  spawnSync(
    process.execPath,
    [bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...projects],
    { stdio: 'inherit', env: { ...env, CHROMIUM_PATH: chromium ?? '' } },
  );
  try {
    const result = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numFailedTestSuites: number;
      success: boolean;
    };
    passed += result.numPassedTests;
    failed += result.numFailedTests + (result.numFailedTests === 0 && !result.success ? 1 : 0);
    if (result.numPassedTests === 0) failed++;
  } catch {
    console.error('The tests wrote no report: they did not run to the end.');
    failed++;
  }
  rmSync(report, { force: true });
} else {
  console.error('The site could not be built, so unit, site and browser tests did not run.');
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
