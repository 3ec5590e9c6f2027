/** The search dialog in a real browser: keys, every form of a code, bad input, a missing index. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { axe, LANGS, open, sideways, site, useBrowser, type Watched } from './helpers.ts';

const browser = useBrowser();
const field = '#search-field';
const result = 'dialog.search [data-result]';

/** Opens the dialog on a page, with its index loaded. */
async function openDialog(path: string): Promise<Watched> {
  const w = await open(browser(), path);
  await w.page.keyboard.press('Control+k');
  await w.page.waitForSelector(field);
  return w;
}
/** Puts a query into the field and waits until it is answered. */
async function ask(page: Page, query: string): Promise<{ outcome: string; first: string; text: string; count: number }> {
  await page.fill(field, '');
  await page.waitForSelector('.search-list:not([data-outcome])', { state: 'attached' });
  await page.fill(field, query);
  await page.waitForSelector('.search-list[data-outcome]', { state: 'attached' });
  return page.evaluate(() => {
    const list = document.querySelector<HTMLElement>('.search-list');
    const links = [...(list?.querySelectorAll<HTMLAnchorElement>(':scope > ul a, .box-answer a[data-result]') ?? [])];
    return { outcome: list?.dataset.outcome ?? '', first: links[0]?.pathname ?? '', text: list?.textContent ?? '', count: links.length };
  });
}
/** A pasted error with a shell, and a pasted text about something else. */
const PASTED =
  '{"error":"invalid_grant","error_description":"AADSTS50173: The provided grant has expired due to it being revoked, a fresh auth token is needed. taro@contoso.com"}';
const NOTHING = 'npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE unable to resolve dependency tree';
const at = (path: string) => new URL(site + path).pathname;
const close = (w: Watched) => w.page.context().close();

describe('keys', () => {
  test('nothing of search is requested before it is opened', async () => {
    const w = await open(browser(), 'en/causes/inactivity/');
    await w.page.waitForLoadState('networkidle');
    expect(w.requests.filter((r) => /search|pagefind|dialog/.test(r))).toEqual([]);
    await w.page.keyboard.press('Control+k');
    await w.page.waitForSelector(field);
    await w.page.waitForLoadState('networkidle');
    // The rest is loaded by a worker.
    await expect.poll(() => w.page.workers().length).toBe(1);
    expect(w.requests.filter((r) => r.startsWith('search/codes'))).toEqual(['search/codes-en.json']);
    expect(w.requests.filter((r) => r.startsWith('pagefind/'))).toEqual([]);
    await close(w);
  });

  test.each(['Control+k', 'Meta+k', '/'])('%s opens it, Escape closes it, and the focus returns', async (key) => {
    const { page, errors } = await open(browser(), 'ja/causes/inactivity/');
    await page.focus('main a');
    const before = await page.evaluate(() => document.activeElement?.outerHTML);
    await page.keyboard.press(key);
    await page.waitForSelector(field);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('search-field');
    expect(await page.inputValue(field)).toBe('');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog.search', { state: 'hidden' });
    expect(await page.evaluate(() => document.activeElement?.outerHTML)).toBe(before);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('the slash is a character in a field', async () => {
    const { page } = await open(browser(), 'en/errors/');
    await page.focus('[data-filter-text]');
    await page.keyboard.type('a/b');
    expect(await page.inputValue('[data-filter-text]')).toBe('a/b');
    expect(await page.locator('dialog.search').count()).toBe(0);
    await page.context().close();
  });

  test('the button opens it by click and by Enter', async () => {
    const { page } = await open(browser(), 'en/');
    await page.click('header [data-search-open]');
    await page.waitForSelector(field);
    await page.keyboard.press('Escape');
    await page.focus('header [data-search-open]');
    await page.keyboard.press('Enter');
    await page.waitForSelector(field, { state: 'visible' });
    await page.context().close();
  });

  test('arrows move through the results and back to the field; Enter opens', async () => {
    const w = await openDialog('en/');
    await ask(w.page, '50173');
    await w.page.waitForFunction(() => document.querySelectorAll('dialog.search [data-result]').length > 1);
    const active = () => w.page.evaluate(() => document.activeElement?.getAttribute('href') ?? document.activeElement?.id);
    const links = await w.page.locator(result).evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    expect(links.length).toBeGreaterThan(1);
    await w.page.keyboard.press('ArrowDown');
    expect(await active()).toBe(links[0]);
    await w.page.keyboard.press('ArrowDown');
    expect(await active()).toBe(links[1]);
    await w.page.keyboard.press('End');
    expect(await active()).toBe(links.at(-1));
    await w.page.keyboard.press('ArrowDown');
    expect(await active()).toBe(links.at(-1));
    await w.page.keyboard.press('Home');
    expect(await active()).toBe(links[0]);
    await w.page.keyboard.press('ArrowUp');
    expect(await active()).toBe('search-field');
    await w.page.keyboard.press('Enter');
    await w.page.waitForURL(`${site}en/errors/aadsts50173/`);
    expect(w.errors).toEqual([]);
    await close(w);
  });

  test('what was typed is kept when it is opened again', async () => {
    const { page } = await openDialog('en/');
    await ask(page, '50173');
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.waitForSelector(field, { state: 'visible' });
    expect(await page.inputValue(field)).toBe('50173');
    await page.context().close();
  });
});

describe.each(LANGS)('answers in %s', (lang) => {
  test('every form of a code, a message, and a question in words', async () => {
    const w = await openDialog(`${lang}/glossary/`);
    const code = at(`${lang}/errors/aadsts50173/`);
    for (const query of [
      '50173',
      'AADSTS50173',
      'aadsts 50173',
      'AADSTS50173:',
      'ＡＡＤＳＴＳ５０１７３',
      '５０１７３',
      'https://login.microsoftonline.com/error?code=50173',
    ]) {
      const { first, outcome } = await ask(w.page, query);
      expect([query, outcome, first]).toEqual([query, 'exact', code]);
    }
    const message =
      'AADSTS700082: The refresh token has expired due to inactivity. The token was issued on 2026-01-02T03:04:05.678Z and was inactive for 90.00:00:00.';
    expect((await ask(w.page, message)).first).toBe(at(`${lang}/errors/aadsts700082/`));
    // Without its code the sentence belongs to two errors, an older number and a newer one.
    expect((await ask(w.page, message.replace('AADSTS700082: ', ''))).first).toMatch(/\/aadsts70008(?:2)?\/$/);
    const question = lang === 'ja' ? 'ﾊﾟｽﾜｰﾄﾞ を変更したら接続が切れた' : 'connection broke after I changed my password';
    expect((await ask(w.page, question)).first).toMatch(/password/);
    expect(w.errors).toEqual([]);
    expect(w.foreign).toEqual([]);
    await close(w);
  });

  test('a pasted error is answered as in the box: how sure, who mends it, marked words, ticket', async () => {
    const w = await openDialog(`${lang}/causes/inactivity/`);
    expect((await ask(w.page, PASTED)).first).toBe(at(`${lang}/errors/aadsts50173/`));
    const card = w.page.locator('.search-list .box-card').first();
    expect(await card.locator('.box-sure').textContent()).not.toBe('');
    expect(await card.locator('.box-ticket').count()).toBe(1);
    expect(await w.page.locator('.search-list mark').allTextContents()).toContain('AADSTS50173');
    expect(await w.page.locator('.search-list').textContent()).not.toContain('taro@');
    expect((await ask(w.page, NOTHING)).outcome).toBe('none');
    await w.page.waitForSelector('.search-list .box-none a[href$="/troubleshoot/"]');
    expect(w.errors).toEqual([]);
    await close(w);
  });

  test('a code without a page is said to be unknown, with ways on', async () => {
    const w = await openDialog(`${lang}/`);
    const { outcome, text, count } = await ask(w.page, 'AADSTS50179');
    expect(outcome).toBe('unknown-code');
    expect(text).toContain('50179');
    expect(text).not.toContain('50173');
    expect(count).toBe(0);
    expect(await w.page.locator(`.search-note a[href="${at(`${lang}/errors/`)}"]`).count()).toBe(1);
    expect(await w.page.locator('.search-status').textContent()).toContain('50179');
    await close(w);
  });

  test('a question about nothing we know finds nothing and says so', async () => {
    const w = await openDialog(`${lang}/`);
    const query = lang === 'ja' ? '今夜の献立のレシピ' : 'chocolate cake recipe';
    const { outcome, text } = await ask(w.page, query);
    expect(outcome).toBe('none');
    expect(text).toMatch(lang === 'ja' ? /見つかりませんでした/ : /Nothing found/);
    await close(w);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing in the open dialog, %s', async (colorScheme) => {
    const { page } = await open(browser(), `${lang}/`, { colorScheme, viewport: { width: 360, height: 740 } });
    await page.keyboard.press('/');
    await page.waitForSelector(field);
    for (const query of ['50173', 'AADSTS50179', 'zzzz qqqq', PASTED, NOTHING]) {
      await ask(page, query);
      expect(await axe(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
    }
    await page.context().close();
  });
});

describe('bad input', () => {
  const inputs: [string, string][] = [
    ['10,000 characters', 'connection password 接続 '.repeat(500).slice(0, 10_000)],
    ['10,000 characters without a space', 'x'.repeat(10_000)],
    ['punctuation only', '!?.,;:()[]{}<>/\\|"\'`~@#$%^&*-_=+。、「」・'],
    ['markup', '<img src=x onerror="document.title=\'run\'"><script>document.title="run"</script>'],
    ['markup that is also a code', '50179<img src=x onerror="document.title=\'run\'">'],
    ['emoji', '😀🔥👩‍👩‍👧‍👦'],
    ['half a surrogate', '\ud83d password'],
    ['a regular expression', '(((a+)+)+)$ [\\d'],
    ['names of object properties', '__proto__ constructor toString'],
  ];
  test.each(inputs)('%s: an answer or "nothing found", nothing executed, no error', async (_name, query) => {
    const w = await openDialog('en/');
    const title = await w.page.title();
    const { outcome } = await ask(w.page, query);
    expect(['exact', 'unknown-code', 'results', 'none']).toContain(outcome);
    // Time for the full text to come, and for anything that should not run.
    await w.page.waitForTimeout(500);
    expect(await w.page.title()).toBe(title);
    expect(await w.page.locator('dialog.search :is(img, script, iframe)').count()).toBe(0);
    expect(await sideways(w.page)).toBe(0);
    expect(w.errors).toEqual([]);
    await close(w);
  });
});

describe('an index that cannot be loaded', () => {
  const blocked = async (pattern: RegExp) => {
    const w = await open(browser(), 'en/');
    await w.page.route(pattern, (r) => r.abort());
    await w.page.keyboard.press('/');
    await w.page.waitForSelector(field);
    return w;
  };

  test('entries missing: codes still answer, and it is said what failed', async () => {
    const w = await blocked(/search\/entries/);
    await w.page.waitForSelector('.search-problem:not([hidden])');
    expect((await ask(w.page, '50173')).first).toBe(at('en/errors/aadsts50173/'));
    expect((await ask(w.page, 'AADSTS50179')).outcome).toBe('unknown-code');
    expect(await w.page.locator('.search-problem').textContent()).toMatch(/could not be loaded \(.+\)/);
    await close(w);
  });

  test('full text missing: titles still answer, and it is said what failed', async () => {
    const w = await blocked(/pagefind\//);
    expect((await ask(w.page, 'inactivity')).first).toMatch(/\/en\//);
    await w.page.waitForSelector('.search-problem:not([hidden])');
    expect((await ask(w.page, '50173')).first).toBe(at('en/errors/aadsts50173/'));
    await close(w);
  });

  test('everything missing: it is said what failed, and the list of codes is named', async () => {
    const w = await blocked(/search\/|pagefind\//);
    await w.page.waitForSelector('.search-problem:not([hidden])');
    expect(await w.page.locator('.search-problem').textContent()).toMatch(/list of error codes/);
    await w.page.fill(field, '50173');
    expect(await w.page.locator('.search-status').textContent()).not.toMatch(/1 result/);
    await close(w);
  });

  test('entries missing: a pasted error with a code still gets its links', async () => {
    const w = await blocked(/search\/entries/);
    await w.page.waitForSelector('.search-problem:not([hidden])');
    expect((await ask(w.page, PASTED)).first).toBe(at('en/errors/aadsts50173/'));
    await close(w);
  });

  test('opening it again tries again', async () => {
    const w = await blocked(/search\//);
    await w.page.waitForSelector('.search-problem:not([hidden])');
    await w.page.unroute(/search\//);
    await w.page.keyboard.press('Escape');
    await w.page.keyboard.press('/');
    await w.page.waitForSelector(field, { state: 'visible' });
    expect((await ask(w.page, '50173')).first).toBe(at('en/errors/aadsts50173/'));
    expect(await w.page.locator('.search-problem').isVisible()).toBe(false);
    await close(w);
  });
});
