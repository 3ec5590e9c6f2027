/** The site built for a folder of another host works the same, search included. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHROMIUM_ARGS, ensureChromium } from '../../scripts/lib/chromium.ts';
import { serveSite } from '../../scripts/lib/static-server.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { siteChecks } from './checks/index.ts';
import { publishedOf } from './checks/published.ts';
import { distFolder, readSite, report, type Site } from './site.ts';

const root = dirname(distFolder());
const out = mkdtempSync(join(tmpdir(), 'reconnect-base-'));
let site: Site;
/** Vitest sets BASE_URL, MODE and others for its own use; Vite would build with them. */
const VITEST = /^(?:BASE_URL|MODE|DEV|PROD|SSR|TEST|NODE_ENV|VITEST.*|VITE_.*)$/;
const outside = Object.fromEntries(Object.entries(process.env).filter(([name]) => !VITEST.test(name)));

beforeAll(() => {
  const astro = join(process.cwd(), 'node_modules/astro/bin/astro.mjs');
  const { status, stderr, stdout } = spawnSync(process.execPath, [astro, 'build', '--outDir', out, '--silent'], {
    cwd: root,
    env: { ...outside, BASE_PATH: '/kb/', SITE_URL: 'https://kb.example.com', ASTRO_TELEMETRY_DISABLED: '1' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`astro build failed:\n${stdout}\n${stderr}`);
  site = readSite(out);
}, 600_000);
afterAll(() => rmSync(out, { recursive: true, force: true }), 60_000);

test('every address is below the base path and names the host', () => {
  expect([site.origin, site.base]).toEqual(['https://kb.example.com', '/kb/']);
  const local = [...site.files]
    .filter(([file, text]) => /\.(?:html|xml|txt|json)$/.test(file) && text.includes('localhost:4321'))
    .map(([file]) => file);
  expect(local).toEqual([]);
});

test('every check over the built site passes there too', () => {
  const facts = publishedOf(loadKnowledge(root));
  const findings = Object.values(siteChecks(facts)).flatMap((check) => check(site));
  expect(report(findings)).toBe('');
});

test('search, language switch and short links work in a browser', async () => {
  const server = await serveSite(out, { port: 0, base: '/kb/' });
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on('console', (m) => m.type() === 'error' && problems.push(m.text()));
    page.on('pageerror', (e) => problems.push(e.message));
    page.on('request', (r) => {
      if (!r.url().startsWith(`${server.origin}/kb/`) && !r.url().startsWith('data:')) problems.push(`asked for ${r.url()}`);
    });
    await page.goto(`${server.origin}/kb/en/`);
    await page.keyboard.press('/');
    await page.fill('#search-field', '50173');
    await page.waitForSelector('[data-outcome=exact]');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.origin}/kb/en/errors/aadsts50173/`);
    await page.click('[data-lang-switch]');
    await page.waitForURL(`${server.origin}/kb/ja/errors/aadsts50173/`);
    await page.goto(`${server.origin}/kb/go/ppc-010/`);
    await page.waitForURL(`${server.origin}/kb/ja/causes/inactivity/`);
    // Words that no title answers go on to the full text.
    const fullText = page.waitForResponse((r) => r.url().startsWith(`${server.origin}/kb/pagefind/`) && r.ok());
    await page.keyboard.press('/');
    await page.fill('#search-field', 'dsregcmd');
    await page.waitForSelector('.search-list > ul a');
    await fullText;
    for (const href of await page.locator('.search-list > ul a').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).pathname)))
      expect(site.pageAt.has(href), href).toBe(true);
    expect(problems).toEqual([]);
  } finally {
    await browser.close();
    await server.close();
  }
});
