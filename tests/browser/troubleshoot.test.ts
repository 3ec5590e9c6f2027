/** The guided way: one question at a time, its state in the address; without JavaScript a page of linked steps. */
import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { waysThrough } from '../../src/knowledge/questions.ts';
import { axe, LANGS, open, sideways, useBrowser } from './helpers.ts';

const browser = useBrowser();
const STEP = '.guided-step:not([hidden])';

describe.each(LANGS)('%s', (lang) => {
  const path = `${lang}/troubleshoot/`;
  it('asks one question at a time, keeps the answers in the address, goes back, and names causes', async () => {
    const { page, errors } = await open(browser(), path);
    expect(await page.locator(STEP).count()).toBe(1);
    for (const option of ['asks-sign-in', 'user', 'owner', 'plain', 'password']) await page.click(`${STEP} [data-option="${option}"]`);
    expect(new URL(page.url()).search).toBe('?a=asks-sign-in.user.owner.plain.password');
    expect(await page.locator(`${STEP} .guided-causes a`).first().getAttribute('href')).toContain(`/${lang}/causes/`);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
    await page.goBack();
    expect(new URL(page.url()).search).toBe('?a=asks-sign-in.user.owner.plain');
    expect(await page.locator(`${STEP} [data-option]`).count()).toBeGreaterThan(2);
    expect(await page.locator('[data-guided-way] li').count()).toBe(4);
    await page.locator('[data-guided-way] li a').nth(1).click();
    expect(new URL(page.url()).search).toBe('?a=asks-sign-in');
    expect(errors).toEqual([]);
  });
  it('opens at a shared address, keeps it when the language is switched, and survives a wrong one', async () => {
    const { page } = await open(browser(), `${path}?a=flow-off.suspended`);
    await page.waitForSelector(`${STEP} .guided-causes`);
    await page.click('[data-lang-switch]');
    await page.waitForSelector(`${STEP} .guided-causes`);
    expect(new URL(page.url()).pathname).toContain(`/${lang === 'en' ? 'ja' : 'en'}/troubleshoot/`);
    expect(new URL(page.url()).search).toBe('?a=flow-off.suspended');
    const wrong = await open(browser(), `${path}?a=flow-off.nonsense.x`);
    expect(new URL(wrong.page.url()).search).toBe('?a=flow-off');
    expect(await wrong.page.textContent('[data-guided-status]')).not.toBe('');
  });
  it.each(['light', 'dark'] as const)('is accessible at the start, midway and at the end (%s)', async (colorScheme) => {
    for (const state of ['', '?a=asks-sign-in.user', '?a=desktop.mode']) {
      const { page } = await open(browser(), path + state, { colorScheme });
      await page.waitForSelector(STEP);
      expect(await axe(page), state).toEqual([]);
    }
  });
  it('works by keyboard', async () => {
    const { page } = await open(browser(), path);
    await page.focus(`${STEP} [data-option]`);
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).search).toBe('?a=asks-sign-in');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-option'))).toBe('user');
  });
  it('needs no scrolling sideways at 360 px', async () => {
    const { page } = await open(browser(), `${path}?a=asks-sign-in.user.owner.plain.nothing`, { viewport: { width: 360, height: 800 } });
    await page.waitForSelector(STEP);
    expect(await sideways(page)).toBe(0);
  });
  it('without JavaScript every way can be walked by links', async () => {
    const { page } = await open(browser(), path, { javaScriptEnabled: false });
    const links = await page.$$eval('.guided-step', (steps) =>
      steps.map(
        (s) =>
          [s.id, [...s.querySelectorAll('[data-option]')].map((a) => [a.getAttribute('data-option'), a.getAttribute('href')])] as const,
      ),
    );
    const targets = new Map(links.map(([id, options]) => [id, new Map(options as [string, string][])]));
    const questions = [...loadKnowledge().questions.values()].map((h) => h.fact);
    const ways = waysThrough(questions);
    expect(ways.length).toBeGreaterThan(80);
    for (const way of ways) {
      let at = `q-${questions[0]?.id}`;
      for (const s of way.steps) at = (targets.get(at)?.get(s.option) ?? '').slice(1);
      expect(targets.has(at), way.steps.map((s) => s.option).join(' ')).toBe(true);
      expect(at).toMatch(/^r-/);
    }
    await page.click('[data-option="desktop"]');
    expect(new URL(page.url()).hash).toBe('#q-desktop');
  });
});
