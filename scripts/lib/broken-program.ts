/** RC004: names the program file that keeps the knowledge check from running. Imports nothing of ours that may be broken. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('../../', import.meta.url));
const FOLDERS = ['src/data/schema', 'src/knowledge'];

interface Fault {
  readonly file: string;
  readonly what: string;
  /** Another file that may be the broken one. */
  readonly or?: string | undefined;
}

/** Program files of the check, as paths from the root. */
function programs(): string[] {
  return FOLDERS.filter((f) => existsSync(join(home, f))).flatMap((folder) =>
    readdirSync(join(home, folder), { recursive: true, encoding: 'utf8' })
      .filter((n) => n.endsWith('.ts'))
      .sort()
      .map((n) => `${folder}/${n}`),
  );
}
const textOf = (file: string) => readFileSync(join(home, file), 'utf8');

/** The first program file that is empty or no TypeScript, with what its parser says. */
function unparsable(): Fault | undefined {
  // Only this one process, which is about to end, would print that the parser is experimental.
  process.emitWarning = () => {};
  for (const file of programs()) {
    if (!textOf(file).trim()) return { file, what: 'it is empty' };
    try {
      stripTypeScriptTypes(textOf(file));
    } catch (e) {
      return { file, what: e instanceof Error ? (e.message.split('\n').find((l) => l.trim()) ?? '').trim() : String(e) };
    }
  }
  return undefined;
}

/** The file an error speaks of, or was thrown in. */
function faultOf(error: unknown): Fault {
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  const ours = (path: string | undefined) => {
    const file = path && relative(home, path.startsWith('file:') ? fileURLToPath(path) : path);
    return file && FOLDERS.some((f) => file.startsWith(`${f}/`)) ? file : undefined;
  };
  const missing = ours(/Cannot find module '([^']+)'/.exec(message)?.[1]);
  if (missing) return { file: missing, what: 'it is missing' };
  const broken = unparsable();
  if (broken) return broken;
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const thrown = [...stack.matchAll(/file:\/\/[^\s:)]+/g)].map((m) => ours(m[0])).find((f) => f !== undefined);
  const lacking = /The requested module '[^']*?([\w-]+\.ts)' does not provide an export named '(\w+)'/.exec(message);
  if (lacking) {
    const [, base, name] = lacking as unknown as [string, string, string];
    const asked = programs().find((f) => f.endsWith(`/${base}`)) ?? base;
    // index.ts only passes on: the file that speaks of the name without importing it is the one that lost it.
    const lost = programs().find((f) => f.startsWith('src/data/schema/') && new RegExp(`typeof ${name}\\b`).test(textOf(f)));
    const file = base === 'index.ts' ? (lost ?? asked) : asked;
    const or = thrown === file ? undefined : thrown;
    return { file, what: `${or ?? 'another file'} asks it for "${name}", which it does not export`, or };
  }
  return { file: thrown ?? 'src/knowledge', what: message };
}

/**
 * One finding in the form of all others for an error thrown while the check was loaded or run.
 * @returns `RC004 file:line  what why cure`, without a stack trace
 */
export function brokenProgram(error: unknown): string {
  const { file, what, or } = faultOf(error);
  return `RC004 ${file}:1  A program file of the check is missing or broken: ${what.replace(/\.$/, '')}. Nothing can be checked or built without it. Restore it: git checkout -- ${file}${or ? ` ${or}` : ''}.`;
}
