/** Reads the facts and pages of a repository, from disk (Node only) or from memory (pure). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson, parseYaml, type YamlDocument } from './document.ts';
import { type Page, parsePage } from './page.ts';

export interface DataFile {
  readonly path: string;
  readonly doc: YamlDocument;
}
export interface RawKnowledge {
  /** YAML and JSON files below src/data, by path. */
  readonly data: ReadonlyMap<string, DataFile>;
  /** Pages below src/content, by path. */
  readonly pages: ReadonlyMap<string, Page>;
  /** Text of the schemas, by path. */
  readonly schemas: ReadonlyMap<string, string>;
  /** Files that are neither, and files that could not be read as text. */
  readonly strange: readonly { path: string; reason: string }[];
}

/** A repository in memory: path from its root to the bytes or the text of the file. */
export type FileTree = ReadonlyMap<string, Uint8Array | string>;

const DATA = 'src/data';
const CONTENT = 'src/content';
/** Programs among the data. */
const SCHEMAS = 'src/data/schema/';
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const MARK = /^\ufeff/;

function walk(root: string, dir: string): string[] {
  let entries: import('node:fs').Dirent[];
  try {
    entries = readdirSync(join(root, dir), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((e) => (e.isDirectory() ? walk(root, `${dir}/${e.name}`) : [`${dir}/${e.name}`]));
}

/**
 * Reads the files below `src/data` and `src/content` of a repository.
 * @param root absolute path of the repository
 * @returns path to bytes; a file that cannot be opened (a dangling link) is an empty one
 */
export function readTree(root: string): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const path of [...walk(root, DATA), ...walk(root, CONTENT)]) {
    try {
      files.set(path, readFileSync(join(root, path)));
    } catch {
      files.set(path, new Uint8Array());
    }
  }
  return files;
}

/** Text of a file with line feeds only; undefined when it is not UTF-8. */
function textOf(file: Uint8Array | string): string | undefined {
  try {
    return (typeof file === 'string' ? file : utf8.decode(file)).replace(/\r\n/g, '\n');
  } catch {
    return undefined;
  }
}

/**
 * Parses the facts and pages of a repository in memory.
 * @param files the files below `src/data` and `src/content`; others are left alone
 * @returns parsed files in order of path; syntax errors are carried in them, nothing is thrown for an editor's mistake
 */
export function parseTree(files: FileTree): RawKnowledge {
  const data = new Map<string, DataFile>();
  const pages = new Map<string, Page>();
  const schemas = new Map<string, string>();
  const strange: { path: string; reason: string }[] = [];
  for (const [path, file] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const isData = path.startsWith(`${DATA}/`);
    if (!isData && !path.startsWith(`${CONTENT}/`)) continue;
    const isSchema = path.startsWith(SCHEMAS) && path.endsWith('.ts');
    if (isData && !isSchema && !/\.(yaml|json)$/.test(path)) {
      strange.push({ path, reason: 'is neither YAML (.yaml) nor JSON (.json)' });
      continue;
    }
    const text = textOf(file);
    if (text === undefined) {
      strange.push({ path, reason: 'is not readable as UTF-8 text' });
    } else if (isSchema) {
      schemas.set(path, text.replace(MARK, ''));
    } else if (isData) {
      data.set(path, { path, doc: path.endsWith('.json') ? parseJson(text.replace(MARK, '')) : parseYaml(text.replace(MARK, '')) });
    } else {
      const page = parsePage(path, text);
      if (page) pages.set(path, page);
      else strange.push({ path, reason: 'is not a page below src/content/en or src/content/ja with the ending .mdx' });
    }
  }
  return { data, pages, schemas, strange };
}

/**
 * Reads `src/data` and `src/content` below `root`.
 * @param root absolute path of the repository
 * @returns parsed files; nothing is thrown for an editor's mistake
 */
export function readKnowledge(root: string): RawKnowledge {
  return parseTree(readTree(root));
}
