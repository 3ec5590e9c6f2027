/** The built site as the checks see it: every file as text, every page parsed once. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheerioAPI, load } from 'cheerio';
import type { Lang } from '../../src/data/schema/shared.ts';

/** One thing to mend in the built site. */
export interface SiteFinding {
  /** Permanent id, RC301 …; explained in docs/checks-site.md. */
  readonly id: string;
  /** Path below dist. */
  readonly file: string;
  readonly what: string;
  readonly why: string;
  readonly cure: string;
}
export type SiteCheck = (site: Site) => SiteFinding[];

export interface SitePage {
  /** Path below dist, e.g. `ja/causes/inactivity/index.html`. */
  readonly file: string;
  /** Address below the host, e.g. `/kb/ja/causes/inactivity/`. */
  readonly path: string;
  /** Language by the address; undefined for the choice at the root, short links and the 404. */
  readonly lang: Lang | undefined;
  /** Address below the language without slashes at the ends; empty for home and for pages of no language. */
  readonly slug: string;
  readonly html: string;
  readonly $: CheerioAPI;
}

export interface Site {
  /** Host the site was built for, e.g. http://localhost:4321. */
  readonly origin: string;
  /** Begins and ends with a slash. */
  readonly base: string;
  readonly pages: readonly SitePage[];
  readonly pageAt: ReadonlyMap<string, SitePage>;
  /** All files below dist; texts only for those a check reads (HTML, CSS, JS, JSON, XML, txt). */
  readonly files: ReadonlyMap<string, string>;
}

/** @param files path below dist → text */
export function makeSite(files: ReadonlyMap<string, string>, at: { origin: string; base: string }): Site {
  const pages: SitePage[] = [];
  for (const [file, html] of files) {
    if (!file.endsWith('.html')) continue;
    const m = /^(en|ja)\/(?:(.*)\/)?index\.html$/.exec(file);
    pages.push({
      file,
      path: at.base + file.replace(/index\.html$/, ''),
      lang: m?.[1] as Lang | undefined,
      slug: m?.[2] ?? '',
      html,
      $: load(html),
    });
  }
  return { ...at, pages, pageAt: new Map(pages.map((p) => [p.path, p])), files };
}

/** Folder of the built site: RECONNECT_DIST, else dist. */
export const distFolder = (): string => process.env.RECONNECT_DIST ?? join(process.cwd(), 'dist');

const TEXT = /\.(?:html|css|js|json|xml|txt|svg)$/;

/**
 * Reads a built site. Host and base path are read from its own home page.
 * @throws Error with a sentence when there is no site
 */
export function readSite(dist: string): Site {
  const files = new Map<string, string>();
  for (const e of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    if (!e.isFile()) continue;
    const path = join(e.parentPath, e.name);
    const file = path.slice(dist.length + 1).replaceAll('\\', '/');
    // Pagefind's own binary index is not ours to check.
    files.set(file, TEXT.test(file) ? readFileSync(path, 'utf8') : '');
  }
  const home = files.get('en/index.html');
  const canonical = home && load(home)('link[rel=canonical]').attr('href');
  if (!canonical) throw new Error(`There is no built site in ${dist}. Run npm run build first.`);
  const { origin, pathname } = new URL(canonical);
  return makeSite(files, { origin, base: pathname.replace(/en\/$/, '') });
}

/** One line, the form of all findings. */
export const formatSiteFinding = (f: SiteFinding): string => `${f.id} dist/${f.file}  ${f.what} ${f.why} ${f.cure}`;

/** Findings for an assertion: the first fifty as lines, and how many more there are. */
export function report(findings: readonly SiteFinding[]): string {
  const lines = findings.slice(0, 50).map(formatSiteFinding);
  return [...lines, ...(findings.length > 50 ? [`… and ${findings.length - 50} more`] : [])].join('\n');
}
