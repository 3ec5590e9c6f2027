/** Plans over the real facts: order, days, roles, notice, addresses. Golden files hold whole plans of 1, 5 and 20 changes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGS } from '../../src/data/schema/index.ts';
import { actionsApi } from '../../src/knowledge/actions-api.ts';
import { actionsOf, questionsOf } from '../../src/knowledge/base.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { isDay, MAX_ITEMS, makePlan, type Plan, type PlanFacts, type PlanItem, planQuery, readPlan } from '../../src/knowledge/plan.ts';
import { notice, notices } from '../../src/knowledge/plan-notice.ts';

const kb = loadKnowledge();
const actions = actionsOf(kb);
// Through JSON, as the browser gets it.
const facts: PlanFacts = JSON.parse(JSON.stringify(actionsApi(kb, { site: 'https://kb.example', base: '/' })));

const item = (action: string, date: string, signIn: string[] = ['entra-user'], conditions: Record<string, string> = {}): PlanItem => ({
  action,
  date,
  signIn,
  conditions,
});
function plan(items: PlanItem[]): Plan {
  const made = makePlan(items, facts);
  if ('problems' in made) throw new Error(JSON.stringify(made.problems));
  return made.plan;
}
const outline = (p: Plan) =>
  p.steps.map((s) =>
    s.kind === 'change'
      ? `${s.number} ${s.on} ${s.item.action} (${s.stage})`
      : `${s.number} ${s.on} sign in again after ${s.covers.join(', ')}: ${s.roles.join(', ')}`,
  );

/** The usual answer to every condition. */
function usual(action: string, date: string, signIn: string[] = ['entra-user']): PlanItem {
  const conditions = Object.fromEntries((actions.get(action)?.conditions ?? []).map((c) => [c.id, c.values[0]?.id ?? '']));
  return item(action, date, signIn, conditions);
}
const ONE = [usual('admin-revokes-sessions', '2027-03-01')];
const FIVE = [
  item('delete-owner-account', '2027-03-01', ['entra-user', 'stored-password'], { 'login-too': 'no' }),
  item('admin-resets-password', '2027-03-01', ['entra-user', 'stored-password', 'service-principal'], { portal: 'not-sure' }),
  item('new-ca-policy-mfa', '2027-03-04', ['entra-user'], { 'mfa-in-token': 'no' }),
  item('exclude-owner-from-terms', '2027-03-02'),
  item('unused-for-90-days', '2027-06-02', ['entra-user'], { 'other-use': 'no' }),
];
const TWENTY = [
  usual('delete-owner-account', '2027-04-01', ['entra-user', 'machine-account']),
  usual('admin-resets-password', '2027-04-01', ['entra-user', 'stored-password']),
  usual('admin-revokes-sessions', '2027-04-02'),
  usual('new-ca-policy-mfa', '2027-04-03'),
  usual('add-terms-of-use', '2027-04-05'),
  usual('exclude-owner-from-terms', '2027-04-04'),
  usual('align-ca-policies', '2027-04-02'),
  usual('user-changes-own-password', '2027-04-02', ['entra-user', 'stored-password', 'machine-account']),
  usual('web-single-sign-out', '2027-04-06'),
  usual('client-secret-expires', '2027-04-03', ['service-principal']),
  usual('rotate-api-key', '2027-04-20', ['api-key']),
  usual('rotate-client-secret', '2027-04-22', ['service-principal']),
  usual('data-policy-blocks-connector', '2027-04-21'),
  usual('data-policy-moves-connector', '2027-04-21'),
  usual('turn-on-tenant-isolation', '2027-04-23'),
  usual('delete-connection', '2027-04-20'),
  usual('fix-connection', '2027-04-20'),
  usual('gateway-off', '2027-04-25', ['stored-password']),
  usual('unused-for-90-days', '2027-05-10'),
  usual('keep-alive-flow', '2027-05-12'),
];
const PLANS = { one: ONE, five: FIVE, twenty: TWENTY };

describe('golden plans', () => {
  for (const [name, items] of Object.entries(PLANS)) {
    it(`${name}: order`, async () => {
      await expect(`${outline(plan(items)).join('\n')}\n`).toMatchFileSnapshot(`golden/plan-${name}.order.txt`);
    });
    for (const lang of LANGS) {
      it(`${name}: notice in ${lang}, plain and Markdown`, async () => {
        await expect(`${notice(plan(items), facts, lang, 'text')}\n`).toMatchFileSnapshot(`golden/plan-${name}.${lang}.txt`);
        await expect(`${notice(plan(items), facts, lang, 'markdown')}\n`).toMatchFileSnapshot(`golden/plan-${name}.${lang}.md`);
      });
    }
  }
});

describe('the order', () => {
  it('prepares, breaks together, signs in once, and deletes last', () => {
    expect(outline(plan(FIVE))).toEqual([
      '1 2027-03-02 exclude-owner-from-terms (prepare)',
      '2 2027-03-04 admin-resets-password (breaking)',
      '3 2027-03-04 new-ca-policy-mfa (breaking)',
      '4 2027-03-04 sign in again after 2, 3: owner, entra-admin',
      '5 2027-03-04 delete-owner-account (lasting)',
      '6 2027-06-02 unused-for-90-days (breaking)',
      '7 2027-08-31 sign in again after 6: owner',
    ]);
  });
  it('keeps the order of entry on equal days', () => {
    const two = [usual('admin-revokes-sessions', '2027-03-01'), usual('user-signs-out-everywhere', '2027-03-01')];
    const order = (items: PlanItem[]) => plan(items).steps.flatMap((s) => (s.kind === 'change' ? [s.item.action] : []));
    expect(order(two)).toEqual(['admin-revokes-sessions', 'user-signs-out-everywhere']);
    expect(order([...two].reverse())).toEqual(['user-signs-out-everywhere', 'admin-revokes-sessions']);
  });
  it('does not put changes off for others that come more than 7 days later', () => {
    const days = (second: string) =>
      plan([usual('admin-revokes-sessions', '2027-03-01'), usual('user-signs-out-everywhere', second)]).steps.map((s) => s.on);
    expect(days('2027-03-08')).toEqual(['2027-03-08', '2027-03-08', '2027-03-08']);
    expect(days('2027-03-09')).toEqual(['2027-03-01', '2027-03-01', '2027-03-09', '2027-03-09']);
  });
  it('does not move what comes by itself', () => {
    const steps = plan([
      usual('client-secret-expires', '2027-03-01', ['service-principal']),
      usual('admin-revokes-sessions', '2027-03-04'),
    ]).steps;
    const expiry = steps.find((s) => s.kind === 'change' && s.item.action === 'client-secret-expires');
    expect(expiry).toMatchObject({ on: '2027-03-01', fixed: true });
    // It is mended at once, not when the others are.
    expect(steps.filter((s) => s.kind === 'reauth').map((s) => s.on)).toEqual(['2027-03-01', '2027-03-04']);
  });
  it('needs no new sign-in when nothing breaks', () => {
    expect(plan([usual('web-single-sign-out', '2027-03-01')]).steps.map((s) => s.kind)).toEqual(['change']);
  });
});

describe('when it shows', () => {
  const shows = (action: string, conditions?: Record<string, string>) => {
    const s = plan([{ ...usual(action, '2027-02-28'), ...(conditions ? { conditions } : {}) }]).steps[0];
    return s?.kind === 'change' ? [s.parts[0]?.earliest, s.parts[0]?.latest] : [];
  };
  it('counts the minutes of the onset from any hour of the day', () => {
    expect(shows('delete-owner-account')).toEqual(['2027-02-28', '2027-03-01']);
    expect(shows('unused-for-90-days', { 'other-use': 'no' })).toEqual(['2027-05-29', null]);
    expect(shows('web-single-sign-out')).toEqual([null, null]);
  });
});

describe('every action can be planned', () => {
  const single = [...actions.values()].flatMap((a) => questionsOf(a).map((q) => item(a.id, '2027-03-01', [q.signIn], q.conditions)));
  it('alone, for every question, with a complete notice in both languages', () => {
    for (const i of single) {
      const p = plan([i]);
      const change = p.steps.find((s) => s.kind === 'change');
      expect(change?.kind === 'change' && change.parts.length).toBe(1);
      for (const lang of LANGS) {
        const text = notice(p, facts, lang, 'text');
        expect(text, `${i.action} ${lang}`).not.toMatch(/undefined|\bnull\b|NaN|\{\w+\}/);
        expect(text).toContain(String(kb.pages.get(`${lang}/actions/${i.action}`)?.front.title));
      }
    }
  });
  it('in any mixture of 1 to 20: each change once, days never brought forward, each break mended after it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(single.length - 1), fc.nat(40)), { minLength: 1, maxLength: MAX_ITEMS }), (picks) => {
        const items = picks.map(([n, day]) => ({
          ...(single[n] as PlanItem),
          date: new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10),
        }));
        const { steps } = plan(items);
        const changes = steps.filter((s) => s.kind === 'change');
        expect(changes.map((c) => c.index).sort((a, b) => a - b)).toEqual(items.map((_, i) => i));
        expect(steps.map((s) => s.number)).toEqual(steps.map((_, i) => i + 1));
        for (const [i, s] of steps.entries()) expect(s.on >= (steps[i - 1]?.on ?? '')).toBe(true);
        for (const c of changes) {
          expect(c.on >= c.item.date).toBe(true);
          if (c.fixed) expect(c.on).toBe(c.item.date);
          if (c.stage !== 'breaking' && c.stage !== 'uncertain') continue;
          const mend = steps.filter((s) => s.kind === 'reauth' && s.covers.includes(c.number));
          expect(mend.length).toBe(1);
          expect((mend[0]?.number ?? 0) > c.number).toBe(true);
        }
      }),
      { numRuns: 200, seed: 20261121 },
    );
  });
});

describe('addresses', () => {
  it('survive: what is written is read again, for 1, 5 and 20 changes', () => {
    for (const items of Object.values(PLANS)) {
      const query = planQuery(items);
      expect(query).not.toMatch(/[%+ ]/);
      const read = readPlan(`?${query}&utm=x`, facts);
      expect(read).toMatchObject({ malformed: [], total: items.length });
      expect(planQuery(read.items)).toBe(planQuery(readPlan(planQuery(read.items), facts).items));
      expect(outline(plan(read.items))).toEqual(outline(plan(items)));
    }
  });
  it('say what is malformed and how many were too many', () => {
    const bad = [
      'no-such.2027-03-01.entra-user',
      'delete-connection.2027-02-30.entra-user',
      'delete-connection..entra-user',
      'delete-connection.2027-03-01.fax',
      'delete-connection.2027-03-01',
      'admin-resets-password.2027-03-01.entra-user',
      'admin-resets-password.2027-03-01.entra-user.portal_moon',
      '',
      '<script>',
    ];
    const read = readPlan(bad.map((b) => `c=${encodeURIComponent(b)}`).join('&'), facts);
    expect(read).toEqual({ items: [], malformed: bad, total: bad.length });
    const many = planQuery(Array.from({ length: 23 }, () => ONE[0] as PlanItem));
    expect(readPlan(many, facts)).toMatchObject({ total: 23, malformed: [] });
    expect(readPlan(many, facts).items).toHaveLength(20);
  });
  it('never throw, whatever they hold', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (s) => {
        readPlan(`?c=${encodeURIComponent(s)}`, facts);
        readPlan(s, facts);
      }),
      { numRuns: 300, seed: 20261121 },
    );
  });
});

describe('problems', () => {
  const problems = (items: PlanItem[]) => {
    const made = makePlan(items, facts);
    return 'problems' in made ? made.problems.map((p) => p.what) : [];
  };
  it('are all named at once', () => {
    expect(problems([])).toEqual(['count']);
    expect(problems(Array.from({ length: 21 }, () => ONE[0] as PlanItem))).toEqual(['count']);
    expect(problems([item('no-such', 'soon', [])])).toEqual(['date', 'action']);
    expect(problems([item('admin-resets-password', '2027-03-01')])).toEqual(['condition']);
    expect(problems([item('admin-resets-password', '2027-03-01', [])])).toEqual(['kinds']);
  });
  it('a day must exist', () => {
    expect(['2027-02-28', '2028-02-29'].map(isDay)).toEqual([true, true]);
    expect(['2027-02-29', '2027-13-01', '27-01-01', '2027-1-1', '', '2027-01-01T00:00'].map(isDay)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

it('both languages are one text, English first', () => {
  const both = notices(plan(ONE), facts, ['en', 'ja'], 'text');
  expect(both).toBe(`${notice(plan(ONE), facts, 'en', 'text')}\n\n---\n\n${notice(plan(ONE), facts, 'ja', 'text')}`);
});
