/**
 * npm run check: the knowledge check alone.
 * Exit code 0 when the knowledge base may be published, 1 with findings, 2 when a program file is broken.
 * Options: --only <part of a path> shows the findings of some files; --root <folder> checks another repository.
 */
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { only: { type: 'string' }, root: { type: 'string' } } });
const root = values.root ?? process.cwd();
try {
  // Imported late, so that a missing or broken program file is a message and not a stack trace.
  const { runCheck } = await import('../src/knowledge/run-check.ts');
  process.exitCode = runCheck(root, { only: values.only, print: console.log });
} catch (e) {
  const message = e instanceof Error ? e.message.split('\n')[0] : String(e);
  console.error(
    `RC004 the check itself cannot run: ${message}\nA file of src/knowledge or src/data/schema is missing or broken. Restore it: git checkout -- src/knowledge src/data/schema`,
  );
  process.exitCode = 2;
}
