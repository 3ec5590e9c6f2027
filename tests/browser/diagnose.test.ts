/** The box: what it answers, what it says, what it never does. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axe, LANGS, open, sideways, useBrowser, type Watched } from './helpers.ts';

const browser = useBrowser();
const FIELD = '[data-box-text]';
const ANSWER = '[data-box-answer]:not([hidden])';
const TWO =
  'Failed to refresh access token for service: office365. Error: {"error":"invalid_grant","error_description":"AADSTS50173: The provided grant has expired due to it being revoked. Trace ID: 0b1c6e4e-52b1-4a3b-9a4e-6c2b2f0e1100"} and AADSTS53003: Access has been blocked by Conditional Access policies.';
const UNRELATED = 'npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE unable to resolve dependency tree <img src=x onerror=alert(1)>';
const UNKNOWN = 'AADSTS9999991: something new happened';
const SECRET = 'AADSTS50173 for taro@contoso.com Authorization: Bearer abcdefghijklmnopqrstuvwxyz0123456789';

/** Opens the page with the box and waits until it can answer. */
async function ready(path: string, options: Parameters<typeof open>[2] = {}): Promise<Watched> {
  const watched = await open(browser(), path, options);
  await watched.page.waitForSelector('[data-diagnose][data-ready]', { state: 'attached' });
  return watched;
}
async function ask(page: Page, text: string): Promise<void> {
  await page.fill(FIELD, text);
  await page.waitForSelector(ANSWER);
}
const headings = (page: Page) => page.locator(`${ANSWER} h2 a`).allTextContents();

describe.each(LANGS)('%s', (lang) => {
  it('answers several errors of one paste, marks the words, and breaks no rule', async () => {
    const { page, errors, foreign } = await ready(`${lang}/diagnose/`);
    await ask(page, TWO);
    const found = await headings(page);
    expect(found[0]).toContain('AADSTS50173');
    expect(found[1]).toContain('AADSTS53003');
    expect(await page.locator('.box-shown mark').allTextContents()).toContain('AADSTS50173');
    await page.waitForSelector(`${ANSWER} .box-steps ol li`);
    expect(await page.textContent('[data-box-status]')).toMatch(/\d/);
    expect([errors, foreign]).toEqual([[], []]);
  });
  it('answers on the home page: a code, a question', async () => {
    const { page } = await ready(`${lang}/`);
    await ask(page, '50173');
    expect((await headings(page))[0]).toContain('AADSTS50173');
    await page.fill(FIELD, lang === 'en' ? 'flow owner left the company' : '退職者のフローが止まった');
    await page.waitForSelector(`${ANSWER} .box-links a[href*="/${lang}/"]`);
  });
  it('says that nothing was recognised, or that a code has no page', async () => {
    const { page, errors } = await ready(`${lang}/diagnose/`);
    await ask(page, UNRELATED);
    await page.waitForSelector('.box-none a[href$="/troubleshoot/"]');
    expect(await page.locator('.box-shown').textContent()).toContain('<img src=x');
    expect(await page.locator(`${ANSWER} img`).count()).toBe(0);
    await page.fill(FIELD, UNKNOWN);
    await page.waitForSelector('.box-unknown');
    expect(await page.textContent('.box-unknown h2')).toContain('AADSTS9999991');
    expect(await page.locator('.box-card').count()).toBe(1);
    expect(errors).toEqual([]);
  });
  it('warns of a secret and shows no private part', async () => {
    const { page } = await ready(`${lang}/diagnose/`);
    await ask(page, SECRET);
    await page.waitForSelector('.box-secret[role=alert]');
    expect(await page.textContent(ANSWER)).not.toMatch(/taro|abcdefghij/);
  });
  it.each(['light', 'dark'] as const)('is accessible in every state (%s)', async (colorScheme) => {
    const { page } = await ready(`${lang}/diagnose/`, { colorScheme });
    expect(await axe(page)).toEqual([]);
    for (const [text, sign] of [
      [TWO, '.box-steps ol'],
      [UNRELATED, '.box-none'],
      [UNKNOWN, '.box-unknown'],
      [SECRET, '.box-secret'],
      [lang === 'en' ? 'flow owner left' : '退職 フロー', '.box-links'],
    ] as const) {
      await page.fill(FIELD, text);
      await page.waitForSelector(sign);
      expect(await axe(page), text.slice(0, 20)).toEqual([]);
    }
  });
  it('needs no scrolling sideways at 360 px', async () => {
    const { page } = await ready(`${lang}/diagnose/`, { viewport: { width: 360, height: 800 } });
    await ask(page, `${TWO} ${'x'.repeat(400)}`);
    await page.waitForSelector('.box-steps ol');
    expect(await sideways(page)).toBe(0);
  });
  it('without JavaScript says so and leads to the lists', async () => {
    const { page } = await open(browser(), `${lang}/diagnose/`, { javaScriptEnabled: false });
    expect(await page.locator(FIELD).isVisible()).toBe(false);
    expect(await page.locator('.box a[href$="/errors/"]').isVisible()).toBe(true);
    expect(await page.locator('.box a[href$="/troubleshoot/"]').isVisible()).toBe(true);
  });
});

it('answers with the network gone after the page was loaded', async () => {
  const { page } = await ready('en/diagnose/');
  await page.context().setOffline(true);
  await ask(page, TWO);
  expect((await headings(page))[0]).toContain('AADSTS50173');
  expect(await page.locator(`${ANSWER} .box-steps a[href*="#fix"]`).first().isVisible()).toBe(true);
});

it('keeps the text out of the address, of storage and of every request', async () => {
  const { page, requests } = await ready('en/diagnose/');
  await ask(page, `${TWO} canary-5f3a`);
  await page.waitForSelector('.box-steps ol');
  const kept = await page.evaluate(() => JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }, document.cookie]));
  expect(kept).not.toContain('canary');
  expect(requests.join('\n')).not.toContain('canary');
});

it('copies for the ticket: ids in, private parts out, both languages on request', async () => {
  const { page } = await ready('en/diagnose/', { permissions: ['clipboard-read', 'clipboard-write'] });
  await ask(page, `${TWO} for taro@contoso.com`);
  await page.locator('.box-ticket summary').first().click();
  const copied = async (button: string) => {
    await page.locator('.box-ticket').first().getByRole('button', { name: button }).click();
    await page.waitForSelector('.box-ticket button[data-state=done]');
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const markdown = await copied('Copy as Markdown');
  expect(markdown).toMatch(/^\*\*AADSTS50173/);
  expect(markdown).toContain('Trace ID: 0b1c6e4e-52b1-4a3b-9a4e-6c2b2f0e1100');
  expect(markdown).toContain('/go/aadsts50173/');
  expect(markdown).not.toContain('taro');
  await page.locator('.box-ticket select').first().selectOption('en ja');
  await page.waitForSelector('.box-ticket button:not([data-state])');
  const both = await copied('Copy as plain text');
  expect(both).not.toContain('**');
  expect(both).toMatch(/トレース ID/);
});

it('shows the text to copy when the browser refuses', async () => {
  const { page } = await ready('en/diagnose/', {
    init: () => Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } }),
  });
  await ask(page, TWO);
  await page.locator('.box-ticket summary').first().click();
  await page.locator('.box-ticket').first().getByRole('button', { name: 'Copy as Markdown' }).click();
  await page.waitForSelector('.box-ticket pre:not([hidden])');
  expect(await page.evaluate(() => getSelection()?.toString())).toContain('AADSTS50173');
});

it('works by keyboard alone', async () => {
  const { page } = await ready('en/diagnose/');
  await page.focus(FIELD);
  await page.keyboard.insertText('AADSTS50173');
  await page.waitForSelector(`${ANSWER} .box-steps ol`);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.matches('[data-box-clear]'))).toBe(true);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('AADSTS50173');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  expect(await page.inputValue(FIELD)).toBe('');
  expect(await page.locator('[data-box-answer]').isHidden()).toBe(true);
  expect(await page.evaluate(() => document.activeElement?.matches('[data-box-text]'))).toBe(true);
});

it('answers a paste of a megabyte, and what is typed after it', async () => {
  const { page, errors } = await ready('en/diagnose/');
  // As a paste does it: the whole text at once.
  await page.locator(FIELD).evaluate((el) => {
    (el as HTMLTextAreaElement).value =
      `${'2026-03-02 08:15:44 INFO nothing to see here at all\n'.repeat(20_000)}AADSTS53003: Access has been blocked`;
    el.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await page.waitForSelector(ANSWER);
  expect((await headings(page))[0]).toContain('AADSTS53003');
  expect((await page.textContent('.box-shown'))?.length).toBeLessThan(10_000);
  await page.fill(FIELD, '50173');
  await page.waitForFunction(() => document.querySelector('[data-box-answer] h2')?.textContent?.includes('AADSTS50173'));
  expect(errors).toEqual([]);
});
