/** Reads the facts and pages of a repository from disk. Node only; everything after it is pure. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml, type YamlDocument } from './document.ts';
import { type Page, parsePage } from './page.ts';

export interface DataFile {
  readonly path: string;
  readonly doc: YamlDocument;
}
export interface RawKnowledge {
  /** YAML and JSON files below src/data (schemas left out), by path. */
  readonly data: ReadonlyMap<string, DataFile>;
  /** Pages below src/content, by path. */
  readonly pages: ReadonlyMap<string, Page>;
  /** Files that are neither, and files that could not be read as text. */
  readonly strange: readonly { path: string; reason: string }[];
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function walk(root: string, dir: string): string[] {
  let entries: import('node:fs').Dirent[];
  try {
    entries = readdirSync(join(root, dir), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((e) => (e.isDirectory() ? walk(root, `${dir}/${e.name}`) : [`${dir}/${e.name}`]));
}

/**
 * Reads `src/data` and `src/content` below `root`.
 * @param root absolute path of the repository
 * @returns parsed files; syntax errors are carried in them, nothing is thrown for an editor's mistake
 */
export function readKnowledge(root: string): RawKnowledge {
  const data = new Map<string, DataFile>();
  const pages = new Map<string, Page>();
  const strange: { path: string; reason: string }[] = [];
  const read = (path: string): string | undefined => {
    try {
      return utf8.decode(readFileSync(join(root, path)));
    } catch {
      strange.push({ path, reason: 'is not readable as UTF-8 text' });
      return undefined;
    }
  };
  for (const path of walk(root, 'src/data')) {
    if (path.startsWith('src/data/schema/')) continue;
    if (!/\.(yaml|json)$/.test(path)) {
      strange.push({ path, reason: 'is neither YAML nor JSON' });
      continue;
    }
    const text = read(path);
    if (text !== undefined) data.set(path, { path, doc: parseYaml(text) });
  }
  for (const path of walk(root, 'src/content')) {
    const text = read(path);
    if (text === undefined) continue;
    const page = parsePage(path, text);
    if (page) pages.set(path, page);
    else strange.push({ path, reason: 'is not a page below src/content/en or src/content/ja with the ending .mdx' });
  }
  return { data, pages, strange };
}
