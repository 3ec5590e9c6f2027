/** Each check over the built site finds what it is for, there and nowhere else, and nothing in a sound site. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { siteChecks } from './checks/index.ts';
import type { Published } from './checks/published.ts';
import { formatSiteFinding, makeSite } from './site.ts';

const origin = 'https://kb.example.com';
const base = '/kb/';
const sha = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const facts: Published = {
  entries: [
    { kind: 'cause', id: 'inactivity', go: 'ppc-010' },
    { kind: 'error', id: 'aadsts1', go: 'aadsts1' },
  ],
  errors: [{ id: 'aadsts1', code: 'AADSTS1', kind: 'code', messages: [{ text: 'AADSTS1: gone since {when}.', lang: 'en' }] }],
};

const SCRIPT = 'document.title';
const STYLE = 'p{color:red}';
const policy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' ${sha(SCRIPT)}; style-src 'self' ${sha(STYLE)}; img-src 'self' data:; base-uri 'self'; form-action 'self'`;

function page(slug: string, lang: 'en' | 'ja', words: { title: string; text: string; more?: string }): string {
  const at = (l: string) => `${origin}${base}${l}/${slug}`;
  const other = lang === 'en' ? 'ja' : 'en';
  const description =
    lang === 'en' ? `Why ${words.title} happens and what to do about it` : `${words.title}が起きる理由と、直し方を説明します。`;
  return `<!DOCTYPE html><html lang="${lang}"><head><meta http-equiv="content-security-policy" content="${policy}"><title>${words.title}</title><meta name="description" content="${description}"><link rel="canonical" href="${at(lang)}"><link rel="alternate" hreflang="${lang}" href="${at(lang)}"><link rel="alternate" hreflang="${other}" href="${at(other)}"><link rel="alternate" hreflang="x-default" href="${at('en')}"><script>${SCRIPT}</script><style>${STYLE}</style></head><body><a href="${base}${other}/${slug}" hreflang="${other}">switch</a><main lang="${lang}"><h1>${words.title}</h1><div class="prose"><h2 id="fix">${lang === 'en' ? 'Fix' : '直し方'}</h2><p>${words.text}</p>${words.more ?? ''}</div></main><script type="module" src="${base}a.js"></script></body></html>`;
}
const bare = (title: string, body: string, head = '<meta name="robots" content="noindex">') =>
  `<!DOCTYPE html><html lang="en"><head><meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'self'; base-uri 'self'; form-action 'self'"><title>${title}</title><meta name="description" content="A page of no language that leads to both">${head}</head><body><h1>${title}</h1>${body}</body></html>`;
const both = (slug: string) => `<a href="${base}en/${slug}">English</a><a href="${base}ja/${slug}" lang="ja">日本語</a>`;
const plate = '<figure class="plate"><pre lang="en"><code>AADSTS1: gone since <var>{when}</var>.</code></pre></figure>';
const index = (lang: string, what: object) => JSON.stringify({ lang, ...what });
const entries = [
  { id: 'inactivity', kind: 'cause', path: 'causes/inactivity/' },
  { id: 'aadsts1', kind: 'error', path: 'errors/aadsts1/' },
];

/** A sound site of eight pages. */
function sound(): Map<string, string> {
  const link = (lang: string) => `<a href="${base}${lang}/errors/aadsts1/#fix">AADSTS1</a>`;
  const indexed = ['', 'en/', 'ja/', ...['en', 'ja'].flatMap((l) => [`${l}/causes/inactivity/`, `${l}/errors/aadsts1/`])];
  return new Map([
    ['index.html', bare('Reconnect', both(''), '')],
    ['404.html', bare('404', both(''))],
    ['go/ppc-010/index.html', bare('Not used', both('causes/inactivity/'))],
    ['go/aadsts1/index.html', bare('AADSTS1', both('errors/aadsts1/'))],
    ['en/index.html', page('', 'en', { title: 'Home', text: link('en') })],
    ['ja/index.html', page('', 'ja', { title: 'ホーム', text: link('ja') })],
    ['en/causes/inactivity/index.html', page('causes/inactivity/', 'en', { title: 'Not used', text: link('en') })],
    ['ja/causes/inactivity/index.html', page('causes/inactivity/', 'ja', { title: '未使用の接続', text: `原因です。${link('ja')}` })],
    ['en/errors/aadsts1/index.html', page('errors/aadsts1/', 'en', { title: 'AADSTS1: gone', text: 'It is gone.', more: plate })],
    ['ja/errors/aadsts1/index.html', page('errors/aadsts1/', 'ja', { title: 'AADSTS1: 終了', text: '終了しました。', more: plate })],
    ['a.js', 'fetch("/kb/search/codes-en.json")'],
    ['sitemap-0.xml', indexed.map((p) => `<loc>${origin}${base}${p}</loc>`).join('')],
    ...['en', 'ja'].flatMap((l): [string, string][] => [
      [`search/entries-${l}.json`, index(l, { entries })],
      [`search/codes-${l}.json`, index(l, { codes: [{ id: 'aadsts1' }] })],
    ]),
  ]);
}

const run = (files: Map<string, string>) => {
  const site = makeSite(files, { origin, base });
  return Object.values(siteChecks(facts)).flatMap((check) => check(site));
};

test('a sound site has no findings', () => {
  expect(run(sound()).map(formatSiteFinding)).toEqual([]);
});

const EN = 'en/causes/inactivity/index.html';
const JA = 'ja/causes/inactivity/index.html';
const ERROR = 'ja/errors/aadsts1/index.html';
const HOME = 'en/index.html';

/** [id, what is broken, file the finding names, the change: text of that file → text, or undefined to delete it]. */
const broken: [string, string, string, (text: string) => string | undefined, string?][] = [
  ['RC301', 'a link to a page that is not there', EN, (t) => t.replace('/errors/aadsts1/#fix', '/errors/aadsts2/')],
  ['RC301', 'a link without the slash at its end', EN, (t) => t.replace('/errors/aadsts1/#fix', '/errors/aadsts1')],
  ['RC301', 'a link that forgets the base path', EN, (t) => t.replace(`"${base}en/errors/aadsts1/#fix"`, '"/en/errors/aadsts1/"')],
  ['RC301', 'a script that is not there', EN, (t) => t.replace('/kb/a.js', '/kb/b.js')],
  ['RC301', 'a dead link on the 404 page', '404.html', (t) => t.replace('"/kb/en/"', '"/kb/fr/"')],
  ['RC301', 'a dead link on a short address', 'go/ppc-010/index.html', (t) => t.replace('<h1>', '<a href="x/">x</a><h1>')],
  ['RC302', 'an anchor that is not there', EN, (t) => t.replace('#fix', '#repair')],
  ['RC303', 'a link to the other language', JA, (t) => t.replace('/kb/ja/errors/aadsts1/#fix', '/kb/en/errors/aadsts1/')],
  ['RC304', 'the wrong language on html', JA, (t) => t.replace('<html lang="ja">', '<html lang="en">')],
  ['RC304', 'no language on the 404 page', '404.html', (t) => t.replace('<html lang="en">', '<html>')],
  [
    'RC305',
    'an English message on a Japanese page, unmarked',
    JA,
    (t) => t.replace('</main>', '<div class="plate"><pre>It is gone.</pre></div></main>'),
  ],
  ['RC305', 'Japanese on an English page, unmarked', EN, (t) => t.replace('</main>', '<p>接続</p></main>')],
  [
    'RC306',
    'a page filled with English',
    JA,
    (t) => t.replace('未使用の接続</h1>', 'Not used</h1>').replace('直し方</h2>', 'Fix</h2>').replace('原因です。', ''),
  ],
  ['RC307', 'no title', EN, (t) => t.replace(/<title>.*<\/title>/, '')],
  ['RC307', 'a title of 101 characters', EN, (t) => t.replace(/<title>.*<\/title>/, `<title>${'x'.repeat(101)}</title>`)],
  ['RC307', 'the title of another page', HOME, (t) => t.replace('<title>Home', '<title>Not used'), EN],
  ['RC308', 'no description', EN, (t) => t.replace('name="description"', 'name="x"')],
  ['RC308', 'a description of one word', EN, (t) => t.replace(/(name="description" content=")[^"]*/, '$1Why')],
  ['RC308', 'the description of another page', HOME, (t) => t.replace('Why Home happens', 'Why Not used happens'), EN],
  ['RC309', 'another canonical address', EN, (t) => t.replace(/(rel="canonical" href="[^"]*)causes\/inactivity\//, '$1')],
  [
    'RC309',
    'a twin that is another page',
    EN,
    (t) =>
      t.replace(
        'hreflang="ja" href="https://kb.example.com/kb/ja/causes/inactivity/"',
        'hreflang="ja" href="https://kb.example.com/kb/ja/"',
      ),
  ],
  ['RC309', 'no twin', JA, (t) => t.replace(/<link rel="alternate" hreflang="en"[^>]*>/, ''), undefined],
  ['RC309', 'no x-default', EN, (t) => t.replace('hreflang="x-default"', 'hreflang="fr"')],
  ['RC310', 'an image of another host', EN, (t) => t.replace('<h1>', '<img alt="" src="https://cdn.example.org/a.png"><h1>')],
  [
    'RC310',
    'a style sheet of another host',
    EN,
    (t) => t.replace('<title>', '<link rel="stylesheet" href="//cdn.example.org/a.css"><title>'),
  ],
  ['RC310', 'a font of another host in a style', 'a.css', () => '@font-face{src:url(https://fonts.example.org/a.woff2)}'],
  ['RC310', 'a fetch from another host in a script', 'a.js', () => 'fetch(`https://api.example.org/x`)'],
  ['RC310', 'an import from another host in a script', 'a.js', () => 'import x from "https://esm.example.org/x"'],
  ['RC311', 'no policy', '404.html', (t) => t.replace(/<meta http-equiv[^>]*>/, '')],
  ['RC311', 'a policy after the title', '404.html', (t) => t.replace(/(<meta http-equiv[^>]*>)(<title>.*<\/title>)/, '$2$1')],
  ['RC311', 'unsafe-inline', '404.html', (t) => t.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")],
  ['RC311', 'another host', '404.html', (t) => t.replace("script-src 'self'", "script-src 'self' https://cdn.example.org")],
  ['RC311', 'no base-uri', '404.html', (t) => t.replace("base-uri 'self'; ", '')],
  ['RC312', 'a script changed after hashing', EN, (t) => t.replace(`<script>${SCRIPT}`, `<script>${SCRIPT};`)],
  ['RC312', 'a style changed after hashing', EN, (t) => t.replace(`<style>${STYLE}`, `<style>${STYLE} `)],
  ['RC312', 'a hash nobody needs', EN, (t) => t.replace(`<style>${STYLE}</style>`, '')],
  ['RC313', 'an event handler', EN, (t) => t.replace('<h1>', '<h1 onclick="x()">')],
  ['RC313', 'a style attribute', EN, (t) => t.replace('<h1>', '<h1 style="color:red">')],
  ['RC313', 'a javascript: link', EN, (t) => t.replace('<h1>', '<a href="javascript:x()">x</a><h1>')],
  ['RC314', 'two h1', EN, (t) => t.replace('<h2', '<h1>Again</h1><h2')],
  ['RC314', 'a skipped level', EN, (t) => t.replace('</main>', '<h4>Deep</h4></main>')],
  ['RC314', 'an empty heading', EN, (t) => t.replace('</main>', '<h2></h2></main>')],
  ['RC315', 'an id twice', EN, (t) => t.replace('<h1>', '<h1 id="fix">')],
  ['RC316', 'a page that is not listed', 'sitemap-0.xml', (t) => t.replace(`<loc>${origin}/kb/en/causes/inactivity/</loc>`, '')],
  ['RC316', 'a noindex page that is listed', 'sitemap-0.xml', (t) => `${t}<loc>${origin}/kb/go/ppc-010/</loc>`],
  ['RC316', 'no sitemap', 'sitemap-0.xml', () => undefined],
  ['RC317', 'no page of a cause', EN, () => undefined],
  ['RC317', 'no short address', 'go/ppc-010/index.html', () => undefined],
  ['RC317', 'a short address that leads elsewhere', 'go/ppc-010/index.html', (t) => t.replace('ja/causes/inactivity/', 'ja/')],
  ['RC318', 'an index that is no JSON', 'search/entries-ja.json', (t) => t.slice(0, -1)],
  ['RC318', 'an index without a cause', 'search/entries-ja.json', () => index('ja', { entries: entries.slice(1) })],
  ['RC318', 'codes without an error', 'search/codes-en.json', () => index('en', { codes: [] })],
  ['RC319', 'a title without the code', ERROR, (t) => t.replace('<title>AADSTS1: 終了', '<title>終了')],
  ['RC320', 'a page without its message', ERROR, (t) => t.replace(plate, '')],
  ['RC320', 'a message not marked as English', ERROR, (t) => t.replace('<pre lang="en">', '<pre lang="ja">')],
  ['RC321', 'Markdown left in a sentence', EN, (t) => t.replace('</main>', '<p>Select **Fix** now.</p></main>')],
  ['RC321', 'a value that was not there', EN, (t) => t.replace('</main>', '<p>Since undefined.</p></main>')],
];

describe('each check', () => {
  test.each(broken)('%s finds %s', (id, _what, file, change, named = file) => {
    const files = sound();
    const before = files.get(file) ?? '';
    const after = change(before);
    expect(after, 'the fixture changes nothing').not.toBe(before);
    if (after === undefined) files.delete(file);
    else files.set(file, after);
    const found = run(files).filter((f) => f.id === id);
    expect(found.map((f) => f.file)).toContain(named);
    expect(formatSiteFinding(found[0] as (typeof found)[0])).toMatch(new RegExp(`^${id} dist/\\S+  .+\\. .+\\. .+\\.$`));
  });

  test('every check is broken by a fixture', () => {
    expect(new Set(broken.map(([id]) => id))).toEqual(new Set(Object.keys(siteChecks(facts))));
  });
});
