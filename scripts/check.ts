/**
 * npm run check: the knowledge check alone.
 * Exit code 0 when the knowledge base may be published, 1 with findings, 2 when a program file is broken.
 * Options: --only <part of a path> shows the findings of some files; --root <folder> checks another repository.
 */
import { parseArgs } from 'node:util';
import { brokenProgram } from './lib/broken-program.ts';

const { values } = parseArgs({ options: { only: { type: 'string' }, root: { type: 'string' } } });
const root = values.root ?? process.cwd();
try {
  // Imported late, so that a missing or broken program file is a message and not a stack trace.
  const { runCheck } = await import('../src/knowledge/run-check.ts');
  process.exitCode = runCheck(root, { only: values.only, print: console.log });
} catch (e) {
  console.error(brokenProgram(e));
  process.exitCode = 2;
}
