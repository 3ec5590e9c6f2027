/** The planner in a real browser. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axe, open, sideways, useBrowser } from './helpers.ts';

const browser = useBrowser();
const FIVE = [
  'delete-owner-account.2027-03-01.entra-user',
  'admin-resets-password.2027-03-01.entra-user_stored-password.portal_not-sure',
  'new-ca-policy-mfa.2027-03-04.entra-user.mfa-in-token_no',
  'exclude-owner-from-terms.2027-03-02.entra-user',
  'unused-for-90-days.2027-06-02.entra-user.other-use_no',
];
const PLAN = `?${FIVE.map((c) => `c=${c}`).join('&')}`;
const ORDER = [
  'exclude-owner-from-terms',
  'admin-resets-password',
  'new-ca-policy-mfa',
  'reauth',
  'delete-owner-account',
  'unused-for-90-days',
  'reauth',
];
const steps = (page: Page) => page.locator('.plan-step').evaluateAll((l) => l.map((s) => s.dataset.action ?? s.dataset.stage));
const ready = (page: Page) => page.locator('.planner-form').waitFor();
const query = (page: Page) => new URL(page.url()).search;

it('is made by keyboard: errors said, condition asked, change added, focus on the plan', async () => {
  const { page, errors, foreign } = await open(browser(), 'en/plan/');
  await ready(page);
  await page.focus('.planner-form .go');
  await page.keyboard.press('Enter');
  expect(await page.locator('.problems li').allInnerTexts()).toEqual(['Select an action', 'Enter a day, for example 2027-03-31']);
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('problems');
  await page.focus('#action-filter');
  await page.keyboard.type('administrator resets the password');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.locator('#signin-entra-user').focus();
  await page.keyboard.press('Space');
  await page.locator('#signin-stored-password').focus();
  await page.keyboard.press('Space');
  await page.fill('#plan-date', '2027-03-01');
  await page.focus('.planner-form .go');
  await page.keyboard.press('Enter');
  expect(await page.locator('.problems li').allInnerTexts()).toEqual([
    'Answer the question “In which portal was, or will be, the password reset?”',
  ]);
  await page.locator('#when-portal-not-sure').focus();
  await page.keyboard.press('Space');
  await page.focus('.planner-form .go');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('plan');
  expect(query(page)).toBe('?c=admin-resets-password.2027-03-01.entra-user_stored-password.portal_not-sure');
  expect(await steps(page)).toEqual(['admin-resets-password', 'reauth']);
  expect(await page.locator('[data-plan-status]').innerText()).toBe('Plan updated: 1 change.');
  expect([errors, foreign]).toEqual([[], []]);
  await page.context().close();
});

it('survives reload, Back and the language switch', async () => {
  const { page } = await open(browser(), `en/plan/${PLAN}`);
  await ready(page);
  expect(await steps(page)).toEqual(ORDER);
  await page.reload();
  await ready(page);
  expect(await steps(page)).toEqual(ORDER);
  await page.locator('[data-action=delete-owner-account] button').last().click();
  expect(await steps(page)).toEqual(ORDER.filter((s) => s !== 'delete-owner-account'));
  await page.goBack();
  await page.locator('[data-action=delete-owner-account]').waitFor();
  expect(await steps(page)).toEqual(ORDER);
  expect(query(page)).toBe(PLAN);
  await page.click('[data-lang-switch]');
  await page.waitForURL(/\/ja\/plan\//);
  await ready(page);
  expect(query(page)).toBe(PLAN);
  expect(await steps(page)).toEqual(ORDER);
  expect(await page.locator('[data-plan-notice]').innerText()).toContain('お願いする作業');
  await page.context().close();
});

it('can be changed: the form is filled again', async () => {
  const { page } = await open(browser(), `en/plan/${PLAN}`);
  await ready(page);
  await page.locator('[data-action=admin-resets-password] button').first().click();
  expect(await page.locator('#action-admin-resets-password').isChecked()).toBe(true);
  expect(await page.locator('#signin-stored-password').isChecked()).toBe(true);
  expect(await page.locator('#when-portal-not-sure').isChecked()).toBe(true);
  expect(await page.inputValue('#plan-date')).toBe('2027-03-01');
  await page.context().close();
});

it('writes the notice in English, Japanese or both, plain or Markdown, and copies it', async () => {
  const { page } = await open(browser(), `en/plan/${PLAN}`, { permissions: ['clipboard-read', 'clipboard-write'] });
  await ready(page);
  const text = () => page.locator('[data-plan-notice]').innerText();
  expect(await text()).toContain('WHAT YOU NEED TO DO');
  const [langs, format] = [page.locator('.notice-choice select').first(), page.locator('.notice-choice select').last()];
  await langs.selectOption('en ja');
  await format.selectOption('markdown');
  expect(await text()).toMatch(/^# Planned changes[\s\S]+\n---\n[\s\S]+## お願いする作業/);
  await page.click('.plate .copy');
  await page.locator('.plate [data-state=done]').waitFor();
  expect((await page.evaluate(() => navigator.clipboard.readText())).trim()).toBe((await text()).trim());
  await page.context().close();
});

it('takes 20 changes, and says what is malformed or too many', async () => {
  const one = 'c=delete-connection.2027-03-01.entra-user';
  const { page } = await open(browser(), `en/plan/?${Array.from({ length: 20 }, () => one).join('&')}`);
  await ready(page);
  expect(await page.locator('.plan-step').count()).toBe(20);
  expect(await page.locator('[data-plan-notes] .notice').count()).toBe(0);
  await page.check('#action-delete-connection');
  await page.check('#signin-entra-user');
  await page.click('.planner-form .go');
  expect(await page.locator('.problems li').first().innerText()).toMatch(/^The plan is full/);
  const more = await open(browser(), `en/plan/?${Array.from({ length: 23 }, () => one).join('&')}`);
  await ready(more.page);
  expect(await more.page.locator('[data-plan-notes] .notice').allInnerTexts()).toEqual([
    'This link holds 23 changes, and a plan holds 20. The first 20 are shown.',
  ]);
  const bad = await open(browser(), 'en/plan/?c=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&c=no-such.2027-01-01.entra-user&utm=1');
  await ready(bad.page);
  expect(await bad.page.locator('[data-plan-notes] .notice').count()).toBe(2);
  expect(query(bad.page)).toBe('');
  expect(bad.errors).toEqual([]);
  for (const p of [page, more.page, bad.page]) await p.context().close();
});

it('says what failed when the facts cannot be fetched, and tries again', async () => {
  const { page } = await open(browser(), 'en/');
  await page.route('**/api/v1/actions.json', (r) => r.fulfill({ status: 503 }));
  await page.goto(new URL('plan/', page.url()).href);
  await page.locator('[data-plan-notes] .notice').waitFor();
  expect(await page.locator('[data-plan-notes] .notice').innerText()).toContain('HTTP 503');
  await page.unroute('**/api/v1/actions.json');
  await page.click('[data-plan-notes] button');
  await ready(page);
  await page.context().close();
});

it('without JavaScript leads to the table', async () => {
  for (const lang of ['en', 'ja']) {
    const { page } = await open(browser(), `${lang}/plan/`, { javaScriptEnabled: false });
    expect(await page.locator('noscript a, .notice a').first().getAttribute('href')).toMatch(new RegExp(`/${lang}/actions/$`));
    expect(await page.locator('.planner:visible').count()).toBe(0);
    await page.context().close();
  }
});

it('prints the plan and the notice without the form', async () => {
  const { page } = await open(browser(), `en/plan/${PLAN}`);
  await ready(page);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.plan-step:visible').count()).toBe(ORDER.length);
  expect(await page.locator('[data-plan-notice]').isVisible()).toBe(true);
  expect(await page.locator('.planner form:visible, .planner button:visible').count()).toBe(0);
  await page.context().close();
});

describe.each(['en', 'ja'])('%s', (lang) => {
  it.each([
    ['empty', ''],
    ['five changes', PLAN],
    ['malformed', '?c=nonsense'],
  ])('%s: axe in both themes, no sideways scroll at 360 px', async (_, search) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open(browser(), `${lang}/plan/${search}`, { colorScheme });
      await ready(page);
      await page.check('#action-admin-resets-password');
      await page.check('#signin-entra-user');
      // From the top: a control half under the sticky header would count as too small.
      await page.evaluate(() => scrollTo(0, 0));
      expect(await axe(page)).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await sideways(page)).toBe(0);
      await page.context().close();
    }
  });
});
