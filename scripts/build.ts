/**
 * npm run build: the knowledge check, then `astro build` (which checks again, so that no other way in can skip it).
 * The check comes first in a process of its own so that an editor's mistake is a list of findings, never a stack trace.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const run = (args: string[]) =>
  spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' } }).status ?? 1;

const checked = run([script('./check.ts')]);
if (checked !== 0) process.exit(checked);
const astro = script('../node_modules/astro/bin/astro.mjs');
if (!existsSync(astro)) {
  console.error('Astro is not installed. Run npm ci first.');
  process.exit(1);
}
process.exit(run([astro, 'build', ...process.argv.slice(2)]));
