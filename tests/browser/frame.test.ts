/** What surrounds every page: languages, short links, the 404, theme, copying, filters. */
import { describe, expect, test } from 'vitest';
import { axe, LANGS, open, sideways, site, useBrowser } from './helpers.ts';

const browser = useBrowser();
const html = 'document.documentElement';
/** A browser that refuses storage. */
function refuseStorage(): void {
  for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(globalThis, name, {
      get() {
        throw new DOMException('refused', 'SecurityError');
      },
    });
}

describe('language', () => {
  test('the switch keeps page, query and place', async () => {
    const { page } = await open(browser(), 'en/causes/inactivity/?a=1&b=%E3%81%82#why');
    await page.click('[data-lang-switch]');
    await page.waitForURL(`${site}ja/causes/inactivity/?a=1&b=%E3%81%82#why`);
    expect(await page.evaluate(`${html}.lang`)).toBe('ja');
    await page.click('[data-lang-switch]');
    await page.waitForURL(`${site}en/causes/inactivity/?a=1&b=%E3%81%82#why`);
    await page.context().close();
  });

  test('the root offers both, without choosing for a new reader', async () => {
    const { page, errors } = await open(browser(), '', { locale: 'ja-JP' });
    expect(page.url()).toBe(site);
    expect(await page.locator('main a').evaluateAll((all) => all.map((a) => a.getAttribute('hreflang')))).toEqual(['en', 'ja']);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test.each(LANGS)('the root goes on to %s after a page of it was read; ?choose offers both again', async (lang) => {
    const { page } = await open(browser(), `${lang}/errors/`);
    await page.goto(site);
    await page.waitForURL(`${site}${lang}/`);
    await page.goto(`${site}?choose`);
    expect(await page.locator('main a[hreflang]').count()).toBe(2);
    await page.context().close();
  });

  test.each([
    ['ja-JP', 'ja'],
    ['en-GB', 'en'],
    ['fr-FR', 'en'],
  ])('a short link opens the language of a browser in %s', async (locale, lang) => {
    const { page } = await open(browser(), 'go/ppc-010/', { locale });
    await page.waitForURL(`${site}${lang}/causes/inactivity/`);
    await page.context().close();
  });

  test('a short link opens the language read before, and keeps the anchor', async () => {
    const { page } = await open(browser(), 'ja/', { locale: 'en-US' });
    await page.goto(`${site}go/aadsts50173/#fix`);
    await page.waitForURL(`${site}ja/errors/aadsts50173/#fix`);
    await page.context().close();
  });
});

describe('an address that is not there', () => {
  test.each([
    ['ja/causes/nothing/', 'ja'],
    ['en/nothing/', 'en'],
    ['nothing', 'en'],
  ])('/%s: 404 in both languages, with a search that works', async (path, lang) => {
    const { page, errors } = await open(browser(), 'en/');
    const response = await page.goto(site + path);
    expect(response?.status()).toBe(404);
    expect(await page.locator('main section').evaluateAll((all) => all.map((s) => s.getAttribute('lang')).sort())).toEqual(['en', 'ja']);
    expect(await page.locator('main section').first().getAttribute('lang')).toBe(lang);
    await page.keyboard.press('/');
    await page.fill('#search-field', '50173');
    await page.waitForSelector('[data-outcome=exact]');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${site}${lang}/errors/aadsts50173/`);
    // Chromium itself logs the status of the address that is not there.
    expect(errors.filter((e) => !/status of 404/.test(e))).toEqual([]);
    await page.context().close();
  });

  test('it offers the lists of both languages, fits 360 px, and axe finds nothing', async () => {
    const { page } = await open(browser(), 'nothing', { viewport: { width: 360, height: 740 } });
    for (const lang of LANGS) expect(await page.locator(`main a[href$="/${lang}/errors/"]`).count()).toBe(1);
    expect(await sideways(page)).toBe(0);
    expect(await axe(page)).toEqual([]);
    await page.context().close();
  });
});

describe('theme', () => {
  test('the choice is shown, kept on the next page, and given back to the system', async () => {
    const { page } = await open(browser(), 'en/causes/', { colorScheme: 'light' });
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.selectOption('[data-theme-select]', 'dark');
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.goto(`${site}ja/errors/`);
    expect(await paper()).toBe(dark);
    expect(await page.inputValue('[data-theme-select]')).toBe('dark');
    await page.goto(`${site}?choose`);
    expect(await paper()).toBe(dark);
    await page.goto(`${site}en/causes/`);
    await page.selectOption('[data-theme-select]', 'auto');
    expect(await paper()).toBe(light);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await paper()).toBe(dark);
    await page.reload();
    expect(await page.inputValue('[data-theme-select]')).toBe('auto');
    await page.context().close();
  });
});

describe('storage refused', () => {
  test('everything else works, and nothing is logged', async () => {
    const { page, errors } = await open(browser(), 'en/causes/inactivity/', { init: refuseStorage });
    await page.selectOption('[data-theme-select]', 'dark');
    expect(await page.evaluate(`${html}.dataset.scheme`)).toBe('dark');
    await page.keyboard.press('/');
    await page.fill('#search-field', '50173');
    await page.waitForSelector('[data-outcome=exact]');
    await page.keyboard.press('Escape');
    await page.click('[data-lang-switch]');
    await page.waitForURL(`${site}ja/causes/inactivity/`);
    await page.goto(site);
    expect(await page.locator('main a[hreflang]').count()).toBe(2);
    await page.goto(`${site}go/ppc-010/`);
    await page.waitForURL(`${site}en/causes/inactivity/`);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe('copying', () => {
  test('a message, the link and the reply are copied as they stand, and it is said', async () => {
    const { page, errors } = await open(browser(), 'ja/causes/inactivity/', { permissions: ['clipboard-read', 'clipboard-write'] });
    const clip = () => page.evaluate(() => navigator.clipboard.readText());
    await page.locator('[data-copy-next]').first().click();
    await page.waitForFunction(() => document.getElementById('live')?.textContent);
    expect(await clip()).toBe(await page.locator('.plate pre').first().textContent());
    expect(await page.locator('#live').textContent()).toBe('コピーしました');
    expect(await page.locator('#live').getAttribute('role')).toBe('status');
    await page.click('[data-copy-text]');
    // A copy names the host the reader is on, whatever the site was built for.
    await expect.poll(clip).toBe(`${site}go/ppc-010/`);
    await page.click('[data-copy-reply="en ja"]');
    await expect.poll(clip).toContain('---');
    const both = await clip();
    expect(both).toMatch(/[ぁ-ゖ]/);
    expect(both).toMatch(/[a-z]{4} [a-z]+ /);
    expect(both.split(`${site}go/ppc-010/`).length - 1).toBe(2);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('refused: it is said, and the text is selected to be copied by hand', async () => {
    const { page, errors } = await open(browser(), 'en/causes/inactivity/', {
      init: () => Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('refused')) } }),
    });
    await page.locator('[data-copy-next]').first().click();
    await page.waitForFunction(() => document.getElementById('live')?.textContent);
    expect(await page.locator('#live').textContent()).toMatch(/not allowed|by hand|manually/i);
    const pre = ((await page.locator('.plate pre').first().textContent()) ?? '').trim();
    expect(await page.evaluate(() => String(getSelection()).trim())).toBe(pre);
    const selected = () => page.evaluate(() => String(getSelection()).trim());
    await page.click('[data-copy-text]');
    await expect.poll(selected).toBe((await page.locator('[data-ticket-url]').innerText()).trim());
    for (const [button, lang] of [
      ['ja', 'ja'],
      ['en', 'en'],
      ['en ja', 'en'],
    ]) {
      await page.click(`[data-copy-reply="${button}"]`);
      await expect.poll(selected).toBe(((await page.locator(`[data-reply=${lang}]`).textContent()) ?? '').trim());
    }
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe('filters of the lists', () => {
  test.each([
    ['en/errors/', '５０１７３'],
    ['ja/errors/', 'aadsts50173'],
    ['ja/causes/', 'PPC-010'],
    ['ja/causes/', 'ﾊﾟｽﾜｰﾄﾞ'],
    ['en/causes/', 'password'],
  ])('/%s narrows to "%s" and back', async (path, words) => {
    const { page, errors } = await open(browser(), path);
    const shown = () => page.locator('[data-filter-item]:visible').count();
    const all = await shown();
    expect(all).toBe(await page.locator('[data-filter-item]').count());
    const count = await page.locator('[data-filter-count]').textContent();
    await page.fill('[data-filter-text]', words);
    const some = await shown();
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(all / 2);
    expect(await page.locator('[data-filter-count]').textContent()).toContain(String(some));
    // A group without an item is gone with its heading.
    expect(await page.locator('[data-filter-group]:visible').count()).toBeLessThanOrEqual(some);
    await page.fill('[data-filter-text]', 'qqqqqqqq');
    expect(await shown()).toBe(0);
    expect(await page.locator('[data-filter-none]').isVisible()).toBe(true);
    await page.fill('[data-filter-text]', '');
    expect(await shown()).toBe(all);
    expect(await page.locator('[data-filter-count]').textContent()).toBe(count);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test.each(LANGS)('causes in %s narrow by who mends them and by sign-in, both at once', async (lang) => {
    const { page } = await open(browser(), `${lang}/causes/`);
    await page.selectOption('[data-filter-select=roles]', 'entra-admin');
    await page.selectOption('[data-filter-select=signin]', 'service-principal');
    const shown = await page
      .locator('[data-filter-item]:visible')
      .evaluateAll((all) => all.map((e) => ({ ...(e as HTMLElement).dataset })));
    expect(shown.length).toBeGreaterThan(0);
    for (const s of shown) {
      expect(s.roles?.split(' ')).toContain('entra-admin');
      expect(s.signin?.split(' ')).toContain('service-principal');
    }
    await page.context().close();
  });
});
