/** The widget and the table in a real browser: keyboard, links, history, language, no JavaScript, print, axe, 360 px. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Lang } from '../../src/data/schema/index.ts';
import { actionsOf, questionsOf } from '../../src/knowledge/base.ts';
import { decide } from '../../src/knowledge/decide.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { axe, open, sideways, useBrowser } from './helpers.ts';

const browser = useBrowser();
const kb = loadKnowledge();
const actions = actionsOf(kb);
const verdict = (v: string, lang: Lang) => String(kb.labels?.verdicts[v]?.[lang]);
const ANSWER = '?action=admin-resets-password&signin=entra-user&portal=azure-portal';
/** One address for each state of the widget. */
const STATES: [string, string][] = [
  ['which action', ''],
  ['stale action', '?action=gone-long-ago'],
  ['which sign-in', '?action=admin-resets-password'],
  ['which condition', '?action=admin-resets-password&signin=entra-user'],
  ['answer stays', ANSWER],
  ['answer breaks', '?action=delete-owner-account&signin=entra-user'],
  ['answer unknown', '?action=user-changes-own-password&signin=other-provider'],
];
const ready = (page: Page) => page.locator('.widget h2').first().waitFor();
const query = (page: Page) => new URL(page.url()).search;
/** What has focus: its words, or the value of a control. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const el = document.activeElement as HTMLInputElement;
    return el.value && el.type !== 'search' ? `${el.name}=${el.value}` : (el.textContent ?? '').trim();
  });

/** Goes to another state without loading the page anew, as Back does. Returns the id of the row shown, if one is. */
const visit = (page: Page, search: string) =>
  page.evaluate(async (s) => {
    document.querySelector('[data-widget-view]')?.replaceChildren();
    history.pushState(null, '', s || location.pathname);
    dispatchEvent(new PopStateEvent('popstate'));
    for (let i = 0; i < 300; i++) {
      await new Promise((r) => setTimeout(r, 5));
      const el = document.querySelector<HTMLElement>('.widget [data-row]');
      if (el) return el.dataset.row;
      if (document.querySelector('.widget h2')) return undefined;
    }
    return undefined;
  }, search);

describe('by keyboard alone', () => {
  it('leads from the list to a verdict, filter and error included', async () => {
    const { page, errors, foreign } = await open(browser(), 'en/actions/');
    await ready(page);
    const tabTo = async (test: () => Promise<boolean>) => {
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab');
        if (await test()) return;
      }
      throw new Error('not reached by Tab');
    };
    const onContinue = () => page.evaluate(() => document.activeElement?.matches('.widget .go') ?? false);
    // Nothing chosen: the summary has focus, its link leads to the first choice.
    await tabTo(onContinue);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('problems');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe(`action=${[...actions.keys()][0]}`);
    // Narrow by a Japanese reading, in any width of letters; choose; go on.
    await page.keyboard.press('Shift+Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('action-filter');
    await page.keyboard.type('かんりしゃがぱすわーどをりせっと');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await focused(page)).toBe('action=admin-resets-password');
    await tabTo(onContinue);
    await page.keyboard.press('Enter');
    await page.locator('input[name=signin]').first().waitFor();
    expect(query(page)).toBe('?action=admin-resets-password');
    expect(await focused(page)).toBe('How does the connection sign in?');
    await tabTo(async () => (await focused(page)) === 'signin=entra-user');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.locator('input[name=portal]').first().waitFor();
    await tabTo(async () => (await focused(page)) === 'portal=not-sure');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.widget .verdict').waitFor();
    expect(query(page)).toBe('?action=admin-resets-password&signin=entra-user&portal=m365-admin-center');
    expect(await page.locator('.widget .verdict').innerText()).toBe(verdict('breaks', 'en'));
    expect(await focused(page)).toBe(kb.pages.get('en/actions/admin-resets-password')?.front.title);
    expect([errors, foreign]).toEqual([[], []]);
    await page.context().close();
  });

  it.each([
    ['パスワード リセット', 'admin-resets-password'],
    ['ﾊﾟｽﾜｰﾄﾞ', 'user-changes-own-password'],
    ['ＡＰＩ　ＫＥＹ', 'rotate-api-key'],
    ['delete owner', 'delete-owner-account'],
  ])('typing "%s" keeps %s in the list, in both languages', async (typed, id) => {
    for (const lang of ['en', 'ja']) {
      const { page } = await open(browser(), `${lang}/actions/`);
      await ready(page);
      await page.fill('#action-filter', typed);
      expect(await page.locator(`#action-${id}`).isVisible(), lang).toBe(true);
      expect(await page.locator('.widget .option').count()).toBeLessThan(actions.size / 2);
      await page.context().close();
    }
  });
});

describe('the answer', () => {
  it('is announced once, and shows reasons, time line, codes, roles, steps, evidence side by side, ticket', async () => {
    const { page } = await open(browser(), 'en/actions/?action=admin-resets-password&signin=entra-user', {
      viewport: { width: 1280, height: 800 },
    });
    await page.locator('#portal-not-sure').check();
    await page.evaluate(() => {
      const said: string[] = [];
      (window as unknown as { said: string[] }).said = said;
      new MutationObserver(() => {
        const text = document.querySelector('[data-widget-status]')?.textContent;
        if (text) said.push(text);
      }).observe(document.querySelector('[data-widget-status]') as Element, { childList: true, characterData: true, subtree: true });
    });
    await page.click('.widget .go');
    await page.locator('[data-widget-status]:not(:empty)').waitFor({ state: 'attached' });
    expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toEqual(['Breaks · Usually within 60 to 90 minutes']);
    const widget = page.locator('.widget');
    expect(await widget.locator('.timeline li').count()).toBe(3);
    expect(await widget.locator('.row-facts a').first().innerText()).toBe('AADSTS50173');
    expect(await widget.locator('.answer-steps details').count()).toBe(2);
    expect(await widget.locator('.ticket-url').getAttribute('href')).toMatch(/\/go\/admin-resets-password\/$/);
    const sides = await widget
      .locator('.answer-sources > .evidence > li')
      .evaluateAll((list) =>
        list.map((li) => [
          li.className,
          Math.round(li.getBoundingClientRect().left),
          li.querySelector('.cite')?.textContent?.match(/\d{4}|undated/)?.[0] ?? '',
        ]),
      );
    const left = (kind: string) => sides.filter(([c]) => c === kind).map(([, x]) => x as number);
    expect(left('stance-against').length).toBeGreaterThan(0);
    expect(Math.min(...left('stance-against'))).toBeGreaterThan(Math.max(...left('stance-supports')));
    for (const [, , date] of sides) expect(date).not.toBe('');
    await page.context().close();
  });

  it('fits one screen of 1280 × 800 before the evidence, for every question of three long actions in both languages', async () => {
    for (const lang of ['en', 'ja']) {
      const { page } = await open(browser(), `${lang}/actions/`, { viewport: { width: 1280, height: 800 } });
      for (const id of ['delete-owner-account', 'admin-resets-password', 'new-ca-policy-mfa']) {
        const action = actions.get(id);
        for (const q of action ? questionsOf(action) : []) {
          const search = new URLSearchParams({ action: id, signin: q.signIn, ...q.conditions });
          await visit(page, `?${search}`);
          const height = await page.evaluate(() => {
            const top = document.querySelector('.widget')?.getBoundingClientRect().top ?? 0;
            return (document.querySelector('.answer-sources')?.getBoundingClientRect().top ?? 0) - top;
          });
          // 800 less the header that stays at the top.
          expect(height, `${lang} ${search}`).toBeLessThanOrEqual(800 - 60);
        }
      }
      await page.context().close();
    }
  });

  it('is the one decide() gives, for every question about every action', async () => {
    const { page, errors } = await open(browser(), 'ja/actions/');
    await ready(page);
    const wrong: string[] = [];
    for (const a of actions.values()) {
      for (const q of questionsOf(a)) {
        const search = `?${new URLSearchParams({ action: a.id, signin: q.signIn, ...q.conditions })}`;
        const result = decide({ action: a.id, signIn: q.signIn, conditions: q.conditions }, actions);
        const row = 'decision' in result ? result.decision.row.id : result.error;
        const shown = await visit(page, search);
        if (shown !== row) wrong.push(`${search}: ${shown}, not ${row}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  }, 600_000);
});

describe('the address', () => {
  it('is shareable, and Back and Forward walk the questions', async () => {
    const { page } = await open(browser(), 'en/actions/');
    await ready(page);
    await page.check('#action-admin-resets-password');
    await page.click('.widget .go');
    await page.check('#signin-entra-user');
    await page.click('.widget .go');
    await page.check('#portal-azure-portal');
    await page.click('.widget .go');
    await page.locator('.widget .verdict').waitFor();
    expect(query(page)).toBe(ANSWER);
    await page.goBack();
    await page.locator('#portal-azure-portal').waitFor();
    await page.goBack();
    await page.locator('#signin-entra-user').waitFor();
    await page.goBack();
    await page.locator('#action-filter').waitFor();
    expect(query(page)).toBe('');
    await page.goForward();
    await page.goForward();
    await page.goForward();
    await page.locator('.widget .verdict').waitFor();
    const shared = await open(browser(), `en/actions/${query(page)}`);
    await shared.page.locator('.widget .verdict').waitFor();
    expect(await shared.page.locator('.widget .verdict').innerText()).toBe(verdict('stays', 'en'));
    await shared.page.context().close();
    await page.context().close();
  });
  it('survives the language switch', async () => {
    const { page } = await open(browser(), `en/actions/${ANSWER}`);
    await page.locator('.widget .verdict').waitFor();
    await page.click('[data-lang-switch]');
    await page.waitForURL(/\/ja\/actions\//);
    await page.locator('.widget .verdict').waitFor();
    expect(query(page)).toBe(ANSWER);
    expect(await page.locator('.widget .verdict').innerText()).toBe(verdict('stays', 'ja'));
    await page.context().close();
  });
  it('loses unknown keys and values, and says that an action is gone', async () => {
    const { page } = await open(browser(), 'en/actions/?utm=x&action=admin-resets-password&signin=entra-user&portal=moon&zoom=1');
    await page.locator('#portal-not-sure').waitFor();
    expect(query(page)).toBe('?action=admin-resets-password&signin=entra-user');
    await page.goto(`${page.url().split('?')[0]}?action=%3Cimg+src%3Dx%3E`);
    await page.locator('.widget .notice').waitFor();
    expect(await page.locator('.widget .notice').innerText()).toContain('<img src=x>');
    expect(await page.locator('.widget .option').count()).toBe(actions.size);
    await page.context().close();
  }, 120_000);
});

it('a page that cannot be fetched is said, with its link and another try', async () => {
  const { page } = await open(browser(), 'en/actions/');
  await ready(page);
  await page.route('**/en/actions/delete-connection/', (r) => r.abort());
  await page.check('#action-delete-connection');
  await page.click('.widget .go');
  await page.locator('.widget .notice').waitFor();
  expect(await page.locator('.widget .notice a').getAttribute('href')).toMatch(/\/en\/actions\/delete-connection\/$/);
  expect(await axe(page, undefined, '.widget')).toEqual([]);
  await page.unroute('**/en/actions/delete-connection/');
  await page.click('.widget .go');
  await page.locator('#signin-entra-user').waitFor();
  await page.context().close();
});

describe('the table', () => {
  it('is whole without JavaScript, and no control that needs it shows', async () => {
    for (const lang of ['en', 'ja']) {
      const { page } = await open(browser(), `${lang}/actions/`, { javaScriptEnabled: false });
      expect(await page.locator('tbody[data-action]:visible').count()).toBe(actions.size);
      expect(await page.locator('tr[data-row]:visible').count()).toBe([...actions.values()].reduce((n, a) => n + a.rows.length, 0));
      expect(await page.locator('.widget:visible, .filter-form:visible').count()).toBe(0);
      await page.context().close();
    }
  });
  it('narrows by typing in either language, by verdict and by sign-in kind together', async () => {
    const { page } = await open(browser(), 'en/actions/');
    await page.fill('[data-filter-text]', 'ぱすわーど');
    const shown = () =>
      page.locator('tr[data-row]:visible').evaluateAll((l) => l.map((tr) => `${tr.dataset.verdict} ${tr.dataset.signin}`));
    expect((await shown()).length).toBeGreaterThan(5);
    await page.selectOption('[data-filter-select=verdict]', 'breaks');
    await page.selectOption('[data-filter-select=signin]', 'stored-password');
    const rows = await shown();
    expect(rows.length).toBeGreaterThan(2);
    for (const r of rows) expect(r).toMatch(/^breaks .*stored-password/);
    expect(await page.locator('tbody[data-action]:visible').count()).toBe(rows.length);
    await page.context().close();
  });
  it('prints: the rows, without controls', async () => {
    const { page } = await open(browser(), `en/actions/${ANSWER}`);
    await page.locator('.widget .verdict').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('tbody[data-action]:visible').count()).toBe(actions.size);
    expect(await page.locator('.widget .verdict').isVisible()).toBe(true);
    expect(await page.locator('.filter-form:visible, .widget button:visible, .site-header:visible').count()).toBe(0);
    await page.goto(page.url().split('?')[0] ?? '');
    await page.locator('.widget form').waitFor({ state: 'attached' });
    expect(await page.locator('.widget').isVisible()).toBe(false);
    await page.context().close();
  }, 120_000);
});

describe.each(['en', 'ja'])('%s: every state', (lang) => {
  it.each(['light', 'dark'] as const)(
    '%s: axe, and no sideways scroll at 360 px',
    async (colorScheme) => {
      const { page, errors } = await open(browser(), `${lang}/actions/`, { colorScheme, viewport: { width: 1280, height: 800 } });
      await ready(page);
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await sideways(page), 'with the table').toBe(0);
      await page.setViewportSize({ width: 1280, height: 800 });
      // The table below is the same in every state, and axe.test.ts looks at it; without it axe is many times faster.
      await page.evaluate(() => document.querySelector('.filter')?.remove());
      for (const [name, search] of STATES) {
        if (search) await visit(page, search);
        await ready(page);
        expect(await axe(page, undefined, '.widget'), name).toEqual([]);
        await page.setViewportSize({ width: 360, height: 740 });
        expect(await sideways(page), name).toBe(0);
        await page.setViewportSize({ width: 1280, height: 800 });
      }
      await visit(page, '?action=admin-resets-password&signin=entra-user');
      await page.click('.widget .go');
      await page.locator('.problems').waitFor();
      expect(await axe(page, undefined, '.widget'), 'problem').toEqual([]);
      expect(errors).toEqual([]);
      await page.context().close();
    },
    120_000,
  );
});
