/** The table, the pages of the actions and the API of the built site give the answer decide() gives, in both languages. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { LANGS } from '../../src/data/schema/index.ts';
import type { ActionsApi } from '../../src/knowledge/actions-api.ts';
import { actionsOf, questionsOf } from '../../src/knowledge/base.ts';
import { type Askable, answer, decide, type RowKey } from '../../src/knowledge/decide.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';

const dist = process.env.RECONNECT_DIST ?? join(process.cwd(), 'dist');
const read = (path: string) => readFileSync(join(dist, path), 'utf8');
const kb = loadKnowledge();
const actions = actionsOf(kb);
const questions = [...actions.values()].flatMap((a) => questionsOf(a).map((q) => ({ action: a.id, ...q })));

interface SiteRow extends RowKey {
  readonly id: string;
  readonly verdict: string;
  readonly onset: string;
  /** The words a reader sees. */
  readonly word: string;
}
type SiteAction = Askable<SiteRow>;

/** The rows below `scope` by their data attributes, with the words of the verdict. */
function rowsIn(html: string, scope: string): Map<string, SiteRow[]> {
  const $ = load(html);
  return new Map(
    $(scope)
      .toArray()
      .map((box) => [
        String($(box).attr('data-action')),
        $(box)
          .find('[data-row]')
          .toArray()
          .map((el) => ({
            id: String($(el).attr('data-row')),
            signIn: String($(el).attr('data-signin')).split(' '),
            when: JSON.parse($(el).attr('data-when') ?? '{}') as SiteRow['when'],
            verdict: String($(el).attr('data-verdict')),
            onset: String($(el).attr('data-onset')),
            word: $(el).find('.verdict').first().text().trim(),
          })),
      ]),
  );
}

/** What a source answers to a question; conditions come from the facts, rows from the source. */
function ask(rows: Map<string, SiteRow[]>, q: (typeof questions)[number]): string {
  const fact = actions.get(q.action);
  const action: SiteAction | undefined = fact && { id: q.action, rows: rows.get(q.action) ?? [], conditions: fact.conditions };
  const result = answer<SiteRow>(q, action);
  return 'row' in result ? `${result.row.id} ${result.row.verdict} ${result.row.onset}` : result.error;
}
const decided = (q: (typeof questions)[number]): string => {
  const result = decide(q, actions);
  return 'decision' in result ? `${result.decision.row.id} ${result.decision.verdict} ${result.decision.onset}` : result.error;
};
const differences = (rows: Map<string, SiteRow[]>) =>
  questions.flatMap((q) => {
    const [there, here] = [ask(rows, q), decided(q)];
    return there === here ? [] : [`${q.action} ${q.signIn} ${JSON.stringify(q.conditions)}: ${there}, not ${here}`];
  });
/** Every row shows the word of its verdict in the language of its page. */
const wordless = (rows: Map<string, SiteRow[]>, lang: 'en' | 'ja') =>
  [...rows].flatMap(([id, list]) =>
    list.filter((r) => r.word !== kb.labels?.verdicts[r.verdict]?.[lang]).map((r) => `${id}/${r.id}: ${r.word}`),
  );

describe.each(LANGS)('%s', (lang) => {
  const table = rowsIn(read(`${lang}/actions/index.html`), 'tbody[data-action]');
  it('the table answers every question as decide() does', () => {
    expect([...table.keys()]).toEqual([...actions.keys()]);
    expect(differences(table)).toEqual([]);
    expect(wordless(table, lang)).toEqual([]);
  });
  it('the pages of the actions do too, and name the same conditions', () => {
    const pages = new Map<string, SiteRow[]>();
    for (const a of actions.values()) {
      const html = read(`${lang}/actions/${a.id}/index.html`);
      for (const [id, rows] of rowsIn(html, '.rows')) pages.set(id, rows);
      const conditions = JSON.parse(load(html)('.rows').attr('data-conditions') ?? '[]') as unknown;
      expect(conditions).toEqual(
        a.conditions.map((c) => ({
          id: c.id,
          signIn: c.signIn,
          question: c.question[lang],
          values: c.values.map((v) => ({ id: v.id, label: v.label[lang] })),
        })),
      );
    }
    expect(differences(pages)).toEqual([]);
    expect(wordless(pages, lang)).toEqual([]);
  });
  it('every row of the table has its reason in words, and every action its page', () => {
    const $ = load(read(`${lang}/actions/index.html`));
    for (const el of $('tr[data-row]').toArray()) expect($(el).find('td').last().text().trim().length).toBeGreaterThan(9);
    for (const a of $('tbody[data-action] th > a:first-child').toArray())
      expect($(a).attr('href')).toMatch(new RegExp(`/${lang}/actions/[a-z0-9-]+/$`));
  });
});

it('English and Japanese agree row by row', () => {
  const strip = (html: string) =>
    [...rowsIn(html, 'tbody[data-action]')].map(([id, rows]) => [id, rows.map(({ word: _, ...rest }) => rest)]);
  expect(strip(read('ja/actions/index.html'))).toEqual(strip(read('en/actions/index.html')));
});

describe('the API', () => {
  const api = JSON.parse(read('api/v1/actions.json')) as ActionsApi;
  it('answers every question as decide() does', () => {
    const rows = new Map(api.actions.map((a) => [a.id, a.rows.map((r) => ({ ...r, word: '' }))]));
    expect(differences(rows)).toEqual([]);
    for (const a of api.actions) expect(a.conditions).toEqual(actions.get(a.id)?.conditions);
  });
  it('has both languages, and addresses that exist', () => {
    for (const a of api.actions) {
      for (const lang of LANGS) {
        expect(a.title[lang]).toBe(kb.pages.get(`${lang}/actions/${a.id}`)?.front.title);
        expect(existsSync(join(dist, `${lang}/actions/${a.id}/index.html`))).toBe(true);
        expect(new URL(a.url[lang]).pathname.endsWith(`/${lang}/actions/${a.id}/`)).toBe(true);
      }
      expect(existsSync(join(dist, `go/${new URL(a.ticketUrl).pathname.split('/').at(-2)}/index.html`))).toBe(true);
    }
  });
});

it('the widget and the planner keep to their budgets: 8 kB and 12 kB of script, compressed', async () => {
  const { gzipSync } = await import('node:zlib');
  /** Own scripts of a page: what it loads that an action page does not. */
  const scripts = (path: string) => {
    const found = new Set<string>();
    const follow = (file: string) => {
      if (found.has(file)) return;
      found.add(file);
      for (const m of read(file).matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) follow(`_astro/${m[1]}`);
    };
    for (const m of read(path).matchAll(/<script type="module" src="[^"]*?(_astro\/[^"]+\.js)"/g)) follow(m[1] as string);
    return found;
  };
  const common = scripts('en/actions/delete-connection/index.html');
  const size = (path: string) => [...scripts(path)].filter((f) => !common.has(f)).reduce((n, f) => n + gzipSync(read(f)).length, 0);
  expect(size('en/actions/index.html')).toBeGreaterThan(1000);
  expect(size('en/actions/index.html')).toBeLessThanOrEqual(8 * 1024);
  expect(size('en/plan/index.html')).toBeLessThanOrEqual(12 * 1024);
});
