/** One content page (MDX) taken apart: front matter, headings, links, components, words, each with its line. */
import { mdxToMdast } from 'satteri';
import type { Lang, PageKind } from '../data/schema/index.ts';
import { parseYaml, type YamlDocument } from './document.ts';

export interface Located<T> {
  readonly value: T;
  readonly line: number;
}
export interface Heading {
  readonly depth: number;
  readonly text: string;
  readonly line: number;
}
export interface PageLink {
  readonly url: string;
  readonly text: string;
  readonly line: number;
}
/** A run of prose: a text node outside code, with the section (h2) it stands in. */
export interface Prose {
  readonly text: string;
  readonly line: number;
  readonly section: number;
}
export interface Page {
  readonly path: string;
  readonly lang: Lang;
  readonly kind: PageKind;
  /** Address below the language, e.g. `causes/inactivity`; empty for home. */
  readonly slug: string;
  /** Last part of the slug. */
  readonly id: string;
  readonly front: Record<string, unknown>;
  readonly frontDoc: YamlDocument;
  /** Text after the front matter. */
  readonly body: string;
  readonly headings: readonly Heading[];
  readonly links: readonly PageLink[];
  /** Component elements used, in order. */
  readonly components: readonly Located<string>[];
  /** Names imported from `@components/facts`. */
  readonly imports: readonly string[];
  readonly prose: readonly Prose[];
  readonly inlineCode: readonly Located<string>[];
  /** List items, for comparing the two languages. */
  readonly listItems: number;
  /** For each h2: ordered-list items, and whether anything stands below it. */
  readonly sections: readonly { readonly heading: Heading; readonly nodes: number; readonly steps: number }[];
  /** Markup that prose may not use: raw HTML, expressions, images. */
  readonly forbidden: readonly Located<string>[];
  /** Syntax errors; when there are any, everything else is empty. */
  readonly problems: readonly { message: string; line: number }[];
}

interface Node {
  type: string;
  value?: string;
  name?: string | null;
  url?: string;
  depth?: number;
  ordered?: boolean;
  position?: { start: { line: number } };
  attributes?: unknown[];
  children?: Node[];
}

/** Markup that prose may not use, by node type: it would escape the checks, or nothing here styles it. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  image: 'an image',
  imageReference: 'an image',
  html: 'raw HTML',
  linkReference: 'a link by reference; write [words](address)',
  definition: 'a link definition; write [words](address)',
  footnoteReference: 'a footnote',
  footnoteDefinition: 'a footnote',
};

const FRONT = /^---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/;

/** Kind of a page from its slug: `causes/x` is a cause, `causes` itself a plain page. */
export function kindOf(slug: string): PageKind {
  const [folder, rest] = slug.split('/', 2);
  if (!rest) return 'page';
  return folder === 'causes'
    ? 'cause'
    : folder === 'errors'
      ? 'error'
      : folder === 'actions'
        ? 'action'
        : folder === 'guides'
          ? 'guide'
          : 'page';
}

/** `src/content/ja/causes/inactivity.mdx` → lang `ja`, slug `causes/inactivity`. Undefined when it lies elsewhere. */
export function addressOf(path: string): { lang: Lang; slug: string } | undefined {
  const m = /^src\/content\/(en|ja)\/(.+)\.mdx$/.exec(path);
  if (!m) return undefined;
  const slug = (m[2] as string).replace(/(^|\/)index$/, '');
  return { lang: m[1] as Lang, slug };
}

/** Takes a page apart. Never throws; what cannot be parsed is in `problems`. */
export function parsePage(path: string, text: string): Page | undefined {
  const address = addressOf(path);
  if (!address) return undefined;
  const kind = kindOf(address.slug);
  const id = address.slug.split('/').pop() ?? '';
  const base = { path, ...address, kind, id };
  const empty = {
    headings: [],
    links: [],
    components: [],
    imports: [],
    prose: [],
    inlineCode: [],
    listItems: 0,
    sections: [],
    forbidden: [],
  };
  const m = FRONT.exec(text);
  if (!m) {
    // Astro takes the mark for the first word of the page, so it cannot be let through.
    const message = text.startsWith('\ufeff')
      ? 'begins with a byte order mark: save it as UTF-8 without one'
      : 'has no front matter: the file must begin with a line ---, the fields, and a line ---';
    return {
      ...base,
      ...empty,
      front: {},
      frontDoc: parseYaml(''),
      body: text,
      problems: [{ message, line: 1 }],
    };
  }
  const frontDoc = parseYaml(m[1] as string, 2);
  const front = (frontDoc.value ?? {}) as Record<string, unknown>;
  const body = text.slice(m[0].length);
  const problems = [...frontDoc.problems];
  if (problems.length === 0 && (typeof front !== 'object' || Array.isArray(front))) {
    problems.push({ message: 'front matter is not a list of fields', line: 2 });
  }
  let tree: Node | undefined;
  try {
    tree = mdxToMdast(text) as unknown as Node;
  } catch (e) {
    const message = (e instanceof Error ? e.message : String(e)).split('\n')[0] ?? '';
    const at = /^(\d+):\d+: /.exec(message);
    problems.push({ message: message.replace(/^\d+:\d+: /, ''), line: at ? Number(at[1]) : 1 });
  }
  if (!tree || problems.length > 0) return { ...base, ...empty, front, frontDoc, body, problems };

  const headings: Heading[] = [];
  const links: PageLink[] = [];
  const components: Located<string>[] = [];
  const imports: string[] = [];
  const prose: Prose[] = [];
  const inlineCode: Located<string>[] = [];
  const forbidden: Located<string>[] = [];
  const sections: { heading: Heading; nodes: number; steps: number }[] = [];
  let listItems = 0;
  let section = -1;
  const textOf = (n: Node): string => n.value ?? (n.children ?? []).map(textOf).join('');
  const visit = (n: Node, inherited: number) => {
    const line = n.position?.start.line ?? inherited;
    switch (n.type) {
      case 'yaml':
        return;
      case 'heading': {
        const h = { depth: n.depth ?? 0, text: textOf(n).trim(), line };
        headings.push(h);
        if (h.depth === 2) {
          section = sections.length;
          sections.push({ heading: h, nodes: 0, steps: 0 });
        }
        break;
      }
      case 'link':
        links.push({ url: n.url ?? '', text: textOf(n), line });
        break;
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        forbidden.push({ value: `the expression {${(n.value ?? '').slice(0, 30)}}`, line });
        break;
      case 'mdxjsEsm': {
        const value = n.value ?? '';
        for (const one of value.split('\n').filter((l) => l.trim())) {
          const named = /^import \{([^}]*)\} from '@components\/facts';$/.exec(one.trim());
          if (named)
            imports.push(
              ...(named[1] as string)
                .split(',')
                .map((s) => s.trim())
                .filter(Boolean),
            );
          else forbidden.push({ value: `the line "${one.trim().slice(0, 60)}"`, line });
        }
        break;
      }
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        components.push({ value: n.name ?? '', line });
        if (n.attributes?.length || n.children?.length) forbidden.push({ value: `attributes or text in <${n.name ?? ''} />`, line });
        break;
      case 'listItem':
        listItems++;
        break;
      case 'inlineCode':
      case 'code':
        inlineCode.push({ value: n.value ?? '', line });
        break;
      case 'text':
        prose.push({ text: n.value ?? '', line, section });
        if (/^:::/m.test(n.value ?? '')) forbidden.push({ value: 'a ::: aside', line });
        break;
      default: {
        const what = FORBIDDEN[n.type];
        if (what) forbidden.push({ value: what, line });
      }
    }
    for (const c of n.children ?? []) visit(c, line);
  };
  for (const n of tree.children ?? []) {
    visit(n, 1);
    const current = sections[section];
    if (current && !(n.type === 'heading' && n.depth === 2)) {
      current.nodes++;
      if (n.type === 'list' && n.ordered) current.steps += n.children?.length ?? 0;
    }
  }
  return {
    ...base,
    front,
    frontDoc,
    body,
    headings,
    links,
    components,
    imports,
    prose,
    inlineCode,
    listItems,
    sections,
    forbidden,
    problems,
  };
}
