/** Reading the site: without JavaScript, by keyboard, narrow, printed, in forced colors, and under its security policy. */
import { describe, expect, test } from 'vitest';
import { kindsOf, LANGS, open, sideways, site, useBrowser } from './helpers.ts';

const browser = useBrowser();
const kinds = LANGS.flatMap(kindsOf);

describe('without JavaScript', () => {
  test.each(LANGS)('pages in %s show their content and no control that would do nothing', async (lang) => {
    const { page, errors } = await open(browser(), `${lang}/`, { javaScriptEnabled: false });
    for (const path of kindsOf(lang)) {
      await page.goto(site + path);
      const seen = await page.locator('main').innerText();
      expect(seen.length, path).toBeGreaterThan(80);
      expect(await page.locator('.js-only:visible').count(), path).toBe(0);
      // What needs a script is not offered: buttons, fields and lists of choices.
      const dead = await page
        .locator('button:visible, select:visible, input:visible, textarea:visible')
        .evaluateAll((all) => all.map((e) => e.outerHTML));
      expect(dead, path).toEqual([]);
    }
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test.each(LANGS)('the lists in %s are whole', async (lang) => {
    const { page } = await open(browser(), `${lang}/errors/`, { javaScriptEnabled: false });
    for (const path of ['errors', 'causes', 'actions']) {
      await page.goto(`${site}${lang}/${path}/`);
      const items = page.locator('[data-filter-item]');
      const n = await items.count();
      expect(n).toBeGreaterThan(50);
      expect(await page.locator('[data-filter-item]:visible').count()).toBe(n);
    }
    await page.context().close();
  });

  test('a short link and the root show both languages as links', async () => {
    const { page } = await open(browser(), 'go/ppc-010/', { javaScriptEnabled: false, locale: 'ja-JP' });
    expect(page.url()).toBe(`${site}go/ppc-010/`);
    await page.locator('a[hreflang=ja]').click();
    await page.waitForURL(`${site}ja/causes/inactivity/`);
    await page.goto(site);
    await page.locator('main a[hreflang=en]').click();
    await page.waitForURL(`${site}en/`);
    await page.locator('[data-lang-switch]').click();
    await page.waitForURL(`${site}ja/`);
    await page.context().close();
  });

  test('the home page says that search needs it and leads to the codes', async () => {
    const { page } = await open(browser(), 'ja/', { javaScriptEnabled: false });
    expect(await page.locator('main a[href$="/ja/errors/"]:visible').count()).toBeGreaterThan(0);
    expect(await page.locator('main').innerText()).toContain('JavaScript');
    await page.context().close();
  });
});

describe('by keyboard', () => {
  test('the first stop skips to the content', async () => {
    const { page } = await open(browser(), 'en/causes/inactivity/');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    expect(await page.locator('.skip').isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
    await page.context().close();
  });

  test.each(['en/causes/inactivity/', 'ja/errors/aadsts50173/', 'ja/actions/'])(
    '/%s: every stop is visible and shows that it is focused',
    async (path) => {
      const { page } = await open(browser(), path, { viewport: { width: 1280, height: 800 } });
      const seen = new Set<string>();
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab');
        const stop = await page.evaluate(() => {
          const e = document.activeElement as HTMLElement;
          if (e === document.body) return undefined;
          const box = e.getBoundingClientRect();
          const style = getComputedStyle(e);
          const ring = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
          return {
            what: e.outerHTML.slice(0, 90),
            ring,
            shown: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
          };
        });
        if (!stop) break;
        expect(stop).toEqual({ what: stop.what, ring: true, shown: true });
        seen.add(stop.what);
      }
      expect(seen.size).toBeGreaterThan(10);
      await page.context().close();
    },
  );

  test('the menu of a narrow page opens and closes by keyboard', async () => {
    const { page } = await open(browser(), 'ja/', { viewport: { width: 360, height: 740 } });
    await page.focus('.nav-narrow summary');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const href = await page.evaluate(() => document.activeElement?.getAttribute('href'));
    await page.keyboard.press('Enter');
    await page.waitForURL((u) => u.pathname === href);
    await page.context().close();
  });
});

describe('narrow', () => {
  // 320 CSS pixels are what a window of 1280 has at 400 % zoom.
  test.each([360, 320])('no page of any kind scrolls sideways at %d px', async (width) => {
    const { page } = await open(browser(), '?choose', { viewport: { width, height: 740 } });
    const wide: string[] = [];
    for (const path of ['?choose', 'nothing', ...kinds]) {
      await page.goto(site + path);
      const by = await sideways(page);
      if (by > 0) {
        const who = await page.evaluate((w) => {
          const over = [...document.querySelectorAll<HTMLElement>('body *')].filter((e) => e.getBoundingClientRect().right > w + 0.5);
          return over.at(-1)?.outerHTML.slice(0, 120);
        }, width);
        wide.push(`/${path} by ${by} px: ${who}`);
      }
    }
    expect(wide).toEqual([]);
    await page.context().close();
  });

  test('targets of the frame are at least 24 by 24 px', async () => {
    const { page } = await open(browser(), 'en/', { viewport: { width: 320, height: 640 } });
    const small = await page
      .locator('header :is(a, button, summary):visible')
      .evaluateAll((all) =>
        all
          .filter((e) => e.getBoundingClientRect().width < 24 || e.getBoundingClientRect().height < 24)
          .map((e) => e.outerHTML.slice(0, 100)),
      );
    expect(small).toEqual([]);
    await page.context().close();
  });
});

describe('printed', () => {
  test.each(kinds.filter((p) => /causes\/inactivity|errors\/aadsts50173|actions\/$/.test(p)))(
    '/%s: the content without the tools',
    async (path) => {
      const { page } = await open(browser(), path, { colorScheme: 'dark' });
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('main h1').isVisible()).toBe(true);
      for (const tool of ['header.site-header', '.search-open', '[data-copy-next]', '[data-theme-select]'])
        expect(await page.locator(`${tool}:visible`).count(), tool).toBe(0);
      const [ink, paper] = await page.evaluate(() => {
        const brightness = (c: string) => (c.match(/[\d.]+/g) ?? []).slice(0, 3).reduce((a, b) => a + Number(b), 0);
        const body = getComputedStyle(document.body);
        const clear = /rgba\(0, 0, 0, 0\)/.test(body.backgroundColor);
        return [
          brightness(getComputedStyle(document.querySelector('main p') as Element).color),
          clear ? 765 : brightness(body.backgroundColor),
        ];
      });
      expect(ink as number).toBeLessThan(300);
      expect(paper as number).toBeGreaterThan(700);
      await page.context().close();
    },
  );
});

describe('in forced colors', () => {
  test.each(LANGS)('verdicts keep word and icon, buttons their border, in %s', async (lang) => {
    const { page } = await open(browser(), `${lang}/causes/inactivity/`, { forcedColors: 'active' });
    const verdict = page.locator('.answer-verdict .verdict').first();
    expect((await verdict.innerText()).trim().length).toBeGreaterThan(0);
    expect(await verdict.locator('svg').isVisible()).toBe(true);
    const borders = await page
      .locator('.ticket button')
      .evaluateAll((all) => all.map((e) => getComputedStyle(e).borderTopStyle !== 'none' && getComputedStyle(e).borderTopWidth !== '0px'));
    expect(borders.length).toBeGreaterThan(0);
    expect(borders.every(Boolean)).toBe(true);
    await page.context().close();
  });
});

const SEARCHED = ['', 'plan/', 'causes/inactivity/', 'errors/aadsts50173/'];
describe('the security policy', () => {
  test.each(LANGS)(
    'every kind of page in %s, with search opened and used, breaks no rule and asks no other host',
    async (lang) => {
      const { page, errors, foreign } = await open(browser(), '?choose');
      for (const path of ['?choose', ...kindsOf(lang)]) {
        await page.goto(site + path);
        // What a page loads once it has come to rest is the reader of its box.
        if (await page.locator('[data-diagnose]').count()) await page.waitForSelector('[data-diagnose][data-ready]', { state: 'attached' });
        expect([path, ...errors, ...foreign]).toEqual([path]);
        // The dialog is the same everywhere; a page with the box, a tool and an entry stand for the rest.
        if (!SEARCHED.some((p) => path === `${lang}/${p}`)) continue;
        const fullText = page.waitForResponse((r) => r.url().includes('/pagefind/') && r.ok());
        await page.keyboard.press('Control+k');
        await page.fill('#search-field', lang === 'ja' ? '条件付きアクセスの変更を計画する' : 'regional settings of a tenant');
        await page.waitForSelector('.search-list[data-outcome]', { state: 'attached' });
        await fullText;
        await page.keyboard.press('Escape');
        expect([path, ...errors, ...foreign]).toEqual([path]);
      }
      await page.context().close();
    },
    120_000,
  );

  test('a violation would be seen', async () => {
    const { page, errors } = await open(browser(), 'en/');
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "run"';
      document.head.append(script);
      fetch('https://example.org/').catch(() => {});
    });
    await expect.poll(() => errors.filter((e) => e.startsWith('security policy')).length).toBe(2);
    expect(await page.title()).not.toBe('run');
    await page.context().close();
  });
});
