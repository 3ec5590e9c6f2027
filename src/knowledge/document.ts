/** YAML with line numbers: parse once, ask for the line of any path afterwards. */
import { isCollection, isMap, isPair, isScalar, LineCounter, parseDocument } from 'yaml';

export type Path = readonly (string | number)[];

export interface YamlDocument {
  /** The parsed value; undefined when `problems` is not empty. */
  readonly value: unknown;
  /** Syntax errors: message and line from 1. */
  readonly problems: readonly { message: string; line: number }[];
  /** Line (from 1) of the node at `path`, or of its nearest parent that exists. */
  lineOf(path: Path): number;
}

/**
 * Parses YAML 1.2 text. Never throws: syntax errors, duplicate keys among them, are in `problems`.
 * @param text the YAML text
 * @param firstLine number of the first line of `text` in its file (front matter does not start at line 1)
 */
export function parseYaml(text: string, firstLine = 1): YamlDocument {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1;
  const problems = [...doc.errors, ...doc.warnings].map((e) => ({
    message: (e.message.split('\n')[0] ?? '').trim(),
    line: lineAt(e.pos[0]),
  }));
  let value: unknown;
  if (problems.length === 0) {
    try {
      value = doc.toJS();
    } catch (e) {
      problems.push({ message: e instanceof Error ? e.message : String(e), line: firstLine });
    }
  }
  return {
    value,
    problems,
    lineOf(path) {
      let node: unknown = doc.contents;
      let line = firstLine;
      const see = (n: unknown) => {
        const range = (n as { range?: [number, number, number] | null } | null)?.range;
        if (range) line = lineAt(range[0]);
      };
      see(node);
      for (const step of path) {
        if (isMap(node)) {
          const pair = node.items.find((p) => isPair(p) && isScalar(p.key) && String(p.key.value) === String(step));
          if (!pair) break;
          see(pair.key);
          node = pair.value;
        } else if (isCollection(node)) {
          const item: unknown = node.items[Number(step)];
          if (item === undefined) break;
          see(item);
          node = item;
        } else break;
      }
      return line;
    },
  };
}

/**
 * Parses JSON text, some ten times as fast as YAML: the register is large, and only findings ask for its lines.
 * Never throws: a syntax error is in `problems`.
 */
export function parseJson(text: string): YamlDocument {
  let lines: YamlDocument | undefined;
  const lineOf = (path: Path) => {
    lines ??= parseYaml(text);
    return lines.lineOf(path);
  };
  try {
    return { value: JSON.parse(text) as unknown, problems: [], lineOf };
  } catch (e) {
    const message = e instanceof Error ? e.message : String(e);
    const at = / \(line (\d+) column \d+\)/.exec(message);
    return { value: undefined, problems: [{ message: message.replace(at?.[0] ?? '', ''), line: Number(at?.[1] ?? 1) }], lineOf };
  }
}
