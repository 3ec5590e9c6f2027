/** Rules over the pages: pairs, front matter, headings, components, codes, links, parity of the two languages, stamps. */
import type { z } from 'zod';
import { LANGS, type Lang, PAGE_SCHEMAS, type PageKind } from '../../data/schema/index.ts';
import type { Held, KnowledgeBase } from '../base.ts';
import { aadstsCodes, numbersIn } from '../codes.ts';
import { memo } from '../memo.ts';
import type { Page } from '../page.ts';
import { stampOf } from '../stamp.ts';
import { nearest, stringsIn } from './facts.ts';
import type { Report } from './rules.ts';
import { anchorOf, FREE_COMPONENTS, GUIDE_END, SKELETONS, VERIFY } from './skeleton.ts';

const other = (lang: Lang): Lang => (lang === 'en' ? 'ja' : 'en');
const twin = (page: Page) => page.path.replace(`src/content/${page.lang}/`, `src/content/${other(page.lang)}/`);
const FACT_FOLDERS = { cause: 'causes', error: 'errors', action: 'actions' } as const;
/** Hosts prose may link to: portals people must open to follow the steps. */
const PORTALS = new Set([
  'make.powerautomate.com',
  'make.powerapps.com',
  'admin.powerplatform.microsoft.com',
  'entra.microsoft.com',
  'intune.microsoft.com',
  'admin.microsoft.com',
  'myaccount.microsoft.com',
  'mysignins.microsoft.com',
  'portal.azure.com',
  'creativecommons.org',
]);

/** RC001 and RC203: syntax and front matter. */
export function checkFrontMatter(kb: KnowledgeBase, report: Report): void {
  for (const page of kb.raw.pages.values()) {
    const p = page.problems[0];
    if (p) report.add('RC001', page.path, p.line, `Cannot be parsed: ${p.message}`);
    if (page.problems.length) continue;
    const result = (PAGE_SCHEMAS[page.kind] as z.ZodType).safeParse(page.front, { reportInput: true });
    for (const i of result.success ? [] : result.error.issues) {
      const message =
        i.code === 'unrecognized_keys'
          ? `unknown field ${i.keys.map((k) => `"${k}"`).join(', ')}`
          : i.code === 'invalid_type' && i.input === undefined
            ? 'required field is missing'
            : i.message;
      report.add(
        'RC203',
        page.path,
        page.frontDoc.lineOf(i.path as (string | number)[]),
        `${i.path.length ? `Field "${i.path.join('.')}": ` : ''}${message}`,
      );
    }
    if (page.lang === 'en' && page.front.translates !== undefined)
      report.add('RC203', page.path, page.frontDoc.lineOf(['translates']), 'An English page translates nothing', 'Remove `translates`.');
    if (page.lang === 'ja' && page.kind === 'action' && page.front.reading === undefined)
      report.add(
        'RC203',
        page.path,
        1,
        'Field "reading": required field is missing',
        'Add the title in hiragana, for filtering by typing.',
      );
    if (typeof page.front.reading === 'string' && !/^[ぁ-ゟー0-9a-z. \-()]+$/.test(page.front.reading))
      report.add('RC203', page.path, page.frontDoc.lineOf(['reading']), 'Field "reading" must be hiragana, digits and lower-case letters');
  }
}

/** A page lies at `<name>`, or at `<name>` in the folder of its kind. */
const SLUG = /^(?:[a-z0-9-]*|(?:causes|errors|actions|guides)\/[a-z0-9-]+)$/;

/** RC003 and RC103, RC201 and RC202: every page has an address of its own, its twin, every fact its page. */
export function checkPairs(kb: KnowledgeBase, report: Report): void {
  for (const page of kb.raw.pages.values()) {
    if (!SLUG.test(page.slug)) {
      report.add('RC003', page.path, 1, `No page can have the address "${page.slug}"`);
      continue;
    }
    const same = kb.pages.get(`${page.lang}/${page.slug}`);
    if (same && same !== page)
      report.add('RC103', page.path, 1, `This page has the same address as ${same.path}`, 'Remove one of the two.');
    if (!kb.raw.pages.has(twin(page)))
      report.add(
        'RC201',
        twin(page),
        1,
        `The ${page.lang === 'en' ? 'Japanese' : 'English'} page is missing; ${page.path} has no counterpart`,
        `Write it (or restore it: git checkout -- ${twin(page)}), then run npm run stamp.`,
      );
    if (page.kind in FACT_FOLDERS) {
      const folder = FACT_FOLDERS[page.kind as keyof typeof FACT_FOLDERS];
      const data = `src/data/${folder}/${page.id}.yaml`;
      if (!kb.raw.data.has(data))
        report.add(
          'RC202',
          page.path,
          1,
          `There are no facts for this page: ${data} does not exist${nearest(page.id, kb[folder].keys())}`,
          `Restore or write ${data}, or correct the name of this page.`,
        );
    }
  }
  for (const folder of Object.values(FACT_FOLDERS)) {
    for (const h of kb[folder].values()) {
      for (const lang of LANGS) {
        const path = `src/content/${lang}/${folder}/${h.fact.id}.mdx`;
        if (!kb.raw.pages.has(path))
          report.add(
            'RC202',
            path,
            1,
            `The ${lang === 'en' ? 'English' : 'Japanese'} page of ${h.file.path} is missing`,
            `Write it (or restore it: git checkout -- ${path}).`,
          );
      }
    }
  }
}

const sound = (kb: KnowledgeBase) => [...kb.raw.pages.values()].filter((p) => p.problems.length === 0);

/** RC204–RC206, RC214, RC215: headings, roles, components, markup. */
export function checkSkeletons(kb: KnowledgeBase, report: Report): void {
  for (const page of sound(kb)) {
    const { path, lang } = page;
    for (const f of page.forbidden) report.add('RC214', path, f.line, `Prose may not contain ${f.value}`);
    const h1 = page.headings.find((h) => h.depth === 1);
    if (h1)
      report.add(
        'RC204',
        path,
        h1.line,
        'A page has no heading of the first level; its title is in the front matter',
        'Use ## for sections.',
      );
    for (const [i, h] of page.headings.entries()) {
      const before = page.headings[i - 1];
      if (before && h.depth > before.depth + 1)
        report.add('RC204', path, h.line, `The heading "${h.text}" skips a level`, 'Use one more # than the heading above, at the most.');
      if (!h.text) report.add('RC204', path, h.line, 'A heading is empty');
    }
    for (const s of page.sections) if (s.nodes === 0) report.add('RC215', path, s.heading.line, `The section "${s.heading.text}" is empty`);

    const fixed = SKELETONS[page.kind];
    const found = page.sections.map((s) => s.heading);
    if (fixed) {
      fixed.forEach((want, i) => {
        const have = found[i];
        if (!have)
          report.add(
            'RC204',
            path,
            found.at(-1)?.line ?? 1,
            `The section "${want[lang]}" is missing`,
            `Add "## ${want[lang]}" as section ${i + 1}.`,
          );
        else if (have.text !== want[lang])
          report.add('RC204', path, have.line, `Section ${i + 1} must be "${want[lang]}", not "${have.text}"`);
      });
      for (const extra of found.slice(fixed.length)) report.add('RC204', path, extra.line, `"${extra.text}" is one section too many`);
    } else if (page.kind === 'guide' && found.at(-1)?.text !== GUIDE_END[lang]) {
      report.add('RC204', path, found.at(-1)?.line ?? 1, `The last section of a guide must be "${GUIDE_END[lang]}"`);
    }

    checkComponents(page, report);
    if (page.kind === 'cause') checkRoles(kb, page, report);
  }
}

function checkComponents(page: Page, report: Report): void {
  const fixed = SKELETONS[page.kind];
  const required = fixed ? fixed.flatMap((s) => s.components) : page.kind === 'guide' ? ['Sources'] : [];
  const allowed = new Set<string>([...required, ...(fixed ? [] : FREE_COMPONENTS)]);
  const seen = new Map<string, number>();
  for (const c of page.components) {
    seen.set(c.value, (seen.get(c.value) ?? 0) + 1);
    if (!allowed.has(c.value))
      report.add('RC206', page.path, c.line, `<${c.value} /> has no place on this kind of page${nearest(c.value, allowed)}`);
    else if (!page.imports.includes(c.value))
      report.add(
        'RC206',
        page.path,
        c.line,
        `<${c.value} /> is used but not imported`,
        `Add ${c.value} to the import line from '@components/facts'.`,
      );
    if ((seen.get(c.value) ?? 0) === 2) report.add('RC206', page.path, c.line, `<${c.value} /> stands twice`);
  }
  for (const r of required) if (!seen.has(r)) report.add('RC206', page.path, 1, `<${r} /> is missing`);
  for (const i of page.imports)
    if (!seen.has(i))
      report.add(
        'RC206',
        page.path,
        1,
        `"${i}" is imported but not used${allowed.has(i) ? '' : nearest(i, allowed)}`,
        'Remove it from the import line, or use it.',
      );
  if (!fixed) return;
  // Each component stands in its own section.
  for (const section of fixed) {
    const index = page.sections.findIndex((s) => s.heading.text === section[page.lang]);
    if (index < 0) continue;
    const from = page.sections[index]?.heading.line ?? 0;
    const to = page.sections[index + 1]?.heading.line ?? Number.POSITIVE_INFINITY;
    for (const name of section.components) {
      const at = page.components.find((c) => c.value === name);
      if (at && (at.line < from || at.line > to))
        report.add('RC206', page.path, at.line, `<${name} /> belongs in the section "${section[page.lang]}"`);
    }
  }
}

function checkRoles(kb: KnowledgeBase, page: Page, report: Report): void {
  const cause = kb.causes.get(page.id)?.fact;
  if (!cause || !kb.labels) return;
  const fix = SKELETONS.cause?.find((s) => s.anchor === 'fix');
  const start = page.headings.findIndex((h) => h.depth === 2 && h.text === fix?.[page.lang]);
  if (start < 0) return;
  const subs: (typeof page.headings)[number][] = [];
  for (const h of page.headings.slice(start + 1)) {
    if (h.depth === 2) break;
    if (h.depth === 3) subs.push(h);
  }
  const want = [...cause.fixedBy.map((r) => kb.labels?.roles[r]?.[page.lang] ?? r), VERIFY[page.lang]];
  want.forEach((text, i) => {
    const have = subs[i];
    if (!have)
      report.add(
        'RC205',
        page.path,
        subs.at(-1)?.line ?? page.headings[start]?.line ?? 1,
        `The heading "### ${text}" is missing below "${fix?.[page.lang]}"`,
      );
    else if (have.text !== text) report.add('RC205', page.path, have.line, `This heading must be "${text}", not "${have.text}"`);
  });
  for (const extra of subs.slice(want.length)) report.add('RC205', page.path, extra.line, `"${extra.text}" is no role of \`fixedBy\``);
  const section = page.sections.find((s) => s.heading === page.headings[start]);
  if (section && section.steps === 0 && !cause.fixedBy.every((r) => r === 'nobody'))
    report.add('RC205', page.path, section.heading.line, 'The fix has no numbered steps');
}

/** Every code a page names, front matter and code spans included. */
const allCodesOf = memo(
  (page: Page) =>
    new Set(aadstsCodes([JSON.stringify(page.front), ...page.prose.map((p) => p.text), ...page.inlineCode.map((c) => c.value)].join('\n'))),
);

/** RC207–RC209: own code, registered codes, links. */
export function checkCodesAndLinks(kb: KnowledgeBase, report: Report): void {
  const registered = new Set([...kb.errors.values()].flatMap((h) => aadstsCodes([h.fact.code, ...h.fact.aliases].join(' '))));
  // An error whose file has faults is registered all the same; the faults are told once, there.
  for (const path of kb.raw.data.keys()) {
    const number = /^src\/data\/errors\/aadsts(\d+)\.yaml$/.exec(path)?.[1];
    if (number) registered.add(`AADSTS${number}`);
  }
  const codeLine = (page: Page, code: string): number => {
    const inProse = [...page.prose, ...page.inlineCode.map((c) => ({ text: c.value, line: c.line }))].find((p) => p.text.includes(code));
    return inProse?.line ?? 1;
  };
  for (const page of sound(kb)) {
    for (const code of allCodesOf(page)) {
      if (!registered.has(code))
        report.add('RC208', page.path, codeLine(page, code), `${code} is not a registered error${nearest(code, registered)}`);
    }
    if (page.kind === 'error') {
      const error = kb.errors.get(page.id)?.fact;
      if (error) {
        const names = (text: unknown) => typeof text === 'string' && fold(text).includes(fold(shortCode(error.code)));
        if (typeof page.front.title === 'string' && !fold(page.front.title).startsWith(fold(shortCode(error.code))))
          report.add('RC207', page.path, page.frontDoc.lineOf(['title']), `The title must begin with "${shortCode(error.code)}"`);
        if (!names(page.front.answer))
          report.add('RC207', page.path, page.frontDoc.lineOf(['answer']), `The answer must contain "${shortCode(error.code)}"`);
        const first =
          page.prose
            .filter((p) => p.section === 0 && p.line !== page.sections[0]?.heading.line)
            .map((p) => p.text)
            .join('') +
          page.inlineCode
            .filter((c) => c.line > (page.sections[0]?.heading.line ?? 0) && c.line < (page.sections[1]?.heading.line ?? 0))
            .map((c) => c.value)
            .join(' ');
        if (page.sections[0] && !names(first))
          report.add('RC207', page.path, page.sections[0].heading.line, `The first section must name "${shortCode(error.code)}"`);
      }
    }
    for (const link of page.links) checkLink(kb, page, link, report);
  }
  for (const map of [kb.causes, kb.errors, kb.actions, kb.conflicts, kb.onsets, kb.terms, kb.changes]) {
    for (const h of map.values() as Iterable<Held<unknown>>) {
      for (const { text, path } of stringsIn(h.fact)) {
        for (const code of new Set(aadstsCodes(text))) {
          if (!registered.has(code))
            report.add(
              'RC208',
              h.file.path,
              h.file.doc.lineOf([...h.at, ...path]),
              `${code} is not a registered error${nearest(code, registered)}`,
            );
        }
      }
    }
  }
}

/** The part of a display code that a page must name: `ConnectionAuthorizationFailed (activation)` → the first word. */
export function shortCode(code: string): string {
  return code.replace(/ \(.*\)$/, '');
}
const fold = (s: string) =>
  s
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s`'"’.,]/g, '');

/** True when a page has a section of this anchor; only the fixed headings have anchors that stay. */
const hasAnchor = (page: Page, anchor: string) => page.headings.some((h) => anchorOf(page.kind, page.lang, h.text) === anchor);

const LINK_KINDS = { cause: 'causes', error: 'errors', action: 'actions', guide: 'guides' } as const;

function checkLink(kb: KnowledgeBase, page: Page, link: { url: string; text: string; line: number }, report: Report): void {
  const { url, line } = link;
  const say = (what: string, cure?: string) => report.add('RC209', page.path, line, what, cure);
  if (!link.text.trim()) say(`The link to "${url}" has no words`);
  const m = /^(cause|error|action|guide|page|source|term):([^#]*)(?:#(.+))?$/.exec(url);
  if (m) {
    const [, scheme, id, anchor] = m as unknown as [string, string, string, string | undefined];
    if (scheme === 'source') {
      if (!kb.sources.has(id)) say(`There is no source "${id}"${nearest(id, kb.sources.keys())}`);
    } else if (scheme === 'term') {
      if (!kb.terms.has(id)) say(`There is no glossary term "${id}"${nearest(id, kb.terms.keys())}`);
    } else {
      const slug = scheme === 'page' ? (id === 'home' ? '' : id) : `${LINK_KINDS[scheme as keyof typeof LINK_KINDS]}/${id}`;
      const target = kb.pages.get(`${page.lang}/${slug}`);
      if (!target)
        say(
          `There is no ${scheme} "${id}"${nearest(
            slug,
            [...kb.pages.values()].filter((p) => p.lang === page.lang).map((p) => p.slug),
          ).replace(`${slug.split('/')[0]}/`, '')}`,
        );
      else if (anchor && !hasAnchor(target, anchor)) say(`"${scheme}:${id}" has no section "#${anchor}"`);
    }
    return;
  }
  if (url.startsWith('#')) {
    if (!hasAnchor(page, url.slice(1))) say(`This page has no section "${url}"`);
    return;
  }
  let host: string | undefined;
  try {
    const u = new URL(url);
    host = u.protocol === 'https:' ? u.hostname : undefined;
  } catch {
    host = undefined;
  }
  if (!host) say(`"${url}" is neither a link by id nor an https address`);
  else if (!PORTALS.has(host))
    say(`Prose may not link to ${host}`, 'List the document in src/data/sources.yaml and link it as (source:<id>).');
}

/** RC210: the two languages have the same headings, links, codes, numbers, code spans and list items. */
export function checkParity(kb: KnowledgeBase, report: Report): void {
  for (const en of sound(kb).filter((p) => p.lang === 'en')) {
    const ja = kb.pages.get(`ja/${en.slug}`);
    if (!ja || ja.problems.length) continue;
    const compare = (what: string, a: readonly string[], b: readonly string[], lineOf: (value: string, page: Page) => number) => {
      const [onlyEn, onlyJa] = difference(a, b);
      for (const v of onlyEn)
        report.add(
          'RC210',
          ja.path,
          lineOf(v, ja),
          `${what} ${quote(v)} stands in the English page (${en.path}:${lineOf(v, en)}) but not here`,
        );
      for (const v of onlyJa)
        report.add('RC210', ja.path, lineOf(v, ja), `${what} ${quote(v)} stands here but not in the English page (${en.path})`);
    };
    if (en.headings.map((h) => h.depth).join() !== ja.headings.map((h) => h.depth).join()) {
      const i = en.headings.findIndex((h, k) => h.depth !== ja.headings[k]?.depth);
      const at = ja.headings[i < 0 ? ja.headings.length - 1 : i];
      report.add(
        'RC210',
        ja.path,
        at?.line ?? 1,
        `The headings differ: ${en.headings.length} in English, ${ja.headings.length} in Japanese${i >= 0 ? `, first at "${en.headings[i]?.text}"` : ''}`,
      );
    }
    en.sections.forEach((section, i) => {
      const theirs = ja.sections[i];
      if (theirs && (section.nodes !== theirs.nodes || section.steps !== theirs.steps))
        report.add(
          'RC210',
          ja.path,
          theirs.heading.line,
          `The section "${theirs.heading.text}" has ${theirs.nodes} paragraphs, lists and the like with ${theirs.steps} numbered steps, the English one (${en.path}:${section.heading.line}) ${section.nodes} with ${section.steps}`,
        );
    });
    if (en.listItems !== ja.listItems)
      report.add('RC210', ja.path, 1, `The English page has ${en.listItems} list items, the Japanese ${ja.listItems}`);
    compare(
      'The link',
      en.links.map((l) => l.url),
      ja.links.map((l) => l.url),
      (v, p) => p.links.find((l) => l.url === v)?.line ?? 1,
    );
    compare('The code', codesOf(en), codesOf(ja), (v, p) => p.prose.find((x) => x.text.includes(v))?.line ?? 1);
    compare('The number', numbersOf(en), numbersOf(ja), (v, p) => p.prose.find((x) => numbersIn(half(x.text)).includes(v))?.line ?? 1);
    compare(
      'The code span',
      en.inlineCode.map((c) => c.value),
      ja.inlineCode.map((c) => c.value),
      (v, p) => p.inlineCode.find((c) => c.value === v)?.line ?? 1,
    );
    for (const field of ['causes', 'sources', 'reviewed'] as const) {
      if (JSON.stringify(en.front[field]) !== JSON.stringify(ja.front[field]))
        report.add('RC210', ja.path, ja.frontDoc.lineOf([field]), `Field "${field}" differs from the English page`);
    }
  }
}

const half = (s: string) => s.normalize('NFKC');
const unique = (list: readonly string[]) => [...new Set(list)];
const codesOf = memo((p: Page) =>
  unique(aadstsCodes([...p.prose.map((x) => x.text), String(p.front.title), String(p.front.answer)].join('\n'))),
);
/** Numbers of two digits and more, or with a separator; small counts are words in one language and digits in the other. */
const numbersOf = memo((p: Page) =>
  unique([...p.prose.map((x) => x.text), String(p.front.answer ?? '')].flatMap((t) => numbersIn(half(t)))).filter((n) => n.length > 1),
);
const quote = (v: string) => (v.length > 60 ? `"${v.slice(0, 57)}…"` : `"${v}"`);

/** Multiset difference both ways. */
function difference(a: readonly string[], b: readonly string[]): [string[], string[]] {
  const rest = [...b];
  const onlyA = a.filter((v) => {
    const i = rest.indexOf(v);
    if (i < 0) return true;
    rest.splice(i, 1);
    return false;
  });
  return [unique(onlyA), unique(rest)];
}

/** RC211: each Japanese page carries the stamp of the two texts that were compared. */
export function checkStamps(kb: KnowledgeBase, report: Report): void {
  for (const ja of sound(kb).filter((p) => p.lang === 'ja')) {
    const en = kb.pages.get(`en/${ja.slug}`);
    if (!en || en.problems.length) continue;
    const want = stampOf(en, ja);
    const have = ja.front.translates;
    if (have === undefined) {
      report.add(
        'RC211',
        ja.path,
        1,
        'Field "translates" is missing: nobody confirmed that this page says what the English one says',
        `Compare it with ${en.path}, then run npm run stamp.`,
      );
    } else if (have !== want) {
      const changed = [en, ja].filter((_, i) => String(have).slice(i * 6, i * 6 + 6) !== want.slice(i * 6, i * 6 + 6));
      report.add(
        'RC211',
        ja.path,
        ja.frontDoc.lineOf(['translates']),
        `${changed.map((p) => p.path).join(' and ')} changed after the two pages were compared`,
        `Compare this page with ${en.path}, mend it, then run npm run stamp -- ${ja.path}.`,
      );
    }
  }
}

export type { PageKind };
