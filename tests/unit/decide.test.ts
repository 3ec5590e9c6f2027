/** The whole input space of "Does this action break my connection?", over the real knowledge base. */
import { describe, expect, it } from 'vitest';
import { type Condition, type Effect, LANGS, type SignInKind, type Verdict } from '../../src/data/schema/index.ts';
import { type Action, actionsOf, matchingRows, questionsOf } from '../../src/knowledge/base.ts';
import { type Askable, answer, decide, nextCondition, type RowKey, signInKindsOf } from '../../src/knowledge/decide.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';

const kb = loadKnowledge();
const actions = actionsOf(kb);
const all = [...actions.values()];

/** The research's headline verdict of every action, by its number there: a plain copy, so that a change of facts shows. */
const RESEARCH: [number, string, Verdict, Effect?][] = [
  [1, 'user-changes-own-password', 'stays'],
  [2, 'password-expires', 'stays'],
  [3, 'self-service-password-reset', 'stays'],
  [4, 'admin-resets-password-m365', 'breaks'],
  [5, 'admin-resets-password-entra', 'breaks'],
  [6, 'admin-resets-password-azure', 'stays'],
  [7, 'ad-password-reset-synced', 'unknown'],
  [8, 'stored-login-changes', 'breaks'],
  [9, 'machine-account-password-changes', 'breaks'],
  [10, 'admin-revokes-sessions', 'breaks'],
  [11, 'user-signs-out-everywhere', 'breaks'],
  [12, 'web-single-sign-out', 'stays'],
  [13, 'close-browser-clear-cookies', 'stays'],
  [14, 'unused-for-90-days', 'breaks'],
  [15, 'keep-alive-flow', 'stays', 'prevents'],
  [16, 'change-access-token-lifetime', 'stays'],
  [17, 'enable-per-user-mfa', 'breaks'],
  [18, 'loosen-mfa', 'unknown'],
  [19, 'require-reregister-mfa', 'depends'],
  [20, 'new-ca-policy-mfa', 'breaks'],
  [21, 'ca-policy-blocks', 'breaks'],
  [22, 'ca-policy-device', 'breaks'],
  [23, 'ca-policy-app-protection', 'breaks'],
  [24, 'add-terms-of-use', 'breaks'],
  [25, 'terms-consent-expires', 'breaks'],
  [26, 'per-device-terms-of-use', 'breaks'],
  [27, 'terms-reaccept', 'depends'],
  [28, 'turn-on-remember-mfa', 'breaks'],
  [29, 'sign-in-frequency-policy', 'depends'],
  [30, 'named-location-changes', 'depends'],
  [31, 'owner-travels', 'stays'],
  [32, 'unregister-disable-device', 'depends'],
  [33, 'turn-on-security-defaults', 'breaks'],
  [34, 'align-ca-policies', 'stays', 'repairs'],
  [35, 'exclude-owner-from-terms', 'stays', 'prevents'],
  [36, 'workload-identity-ca-policy', 'breaks'],
  [37, 'disable-owner-account', 'breaks'],
  [38, 'delete-owner-account', 'breaks'],
  [39, 'restore-owner-account', 'depends'],
  [40, 'remove-premium-license', 'stays'],
  [41, 'remove-mailbox-license', 'breaks'],
  [42, 'rename-user-upn', 'depends'],
  [43, 'move-user-to-other-tenant', 'breaks'],
  [44, 'revoke-guest-in-resource-tenant', 'stays'],
  [45, 'account-lockout-or-risk', 'breaks'],
  [46, 'disable-enterprise-app', 'breaks'],
  [47, 'delete-app-registration', 'breaks'],
  [48, 'client-secret-expires', 'breaks'],
  [49, 'rotate-client-secret', 'breaks'],
  [50, 'certificate-expires', 'breaks'],
  [51, 'revoke-admin-consent', 'breaks'],
  [52, 'remove-app-assignment', 'breaks'],
  [53, 'rotate-api-key', 'breaks'],
  [54, 'custom-connector-no-offline-access', 'breaks'],
  [55, 'edit-custom-connector', 'depends'],
  [56, 'data-policy-blocks-connector', 'breaks'],
  [57, 'data-policy-moves-connector', 'stays'],
  [58, 'turn-on-tenant-isolation', 'breaks'],
  [59, 'delete-connection', 'breaks'],
  [60, 'turn-flow-off', 'stays'],
  [61, 'flow-never-triggered', 'stays'],
  [62, 'transfer-flow-ownership', 'stays'],
  [63, 'remove-co-owner', 'breaks'],
  [64, 'unshare-connection', 'breaks'],
  [65, 'import-solution', 'breaks'],
  [66, 'change-connection-reference', 'stays', 'repairs'],
  [67, 'change-app-flow-connections', 'stays'],
  [68, 'copy-environment', 'breaks'],
  [69, 'administration-mode', 'stays'],
  [70, 'fix-connection', 'stays', 'repairs'],
  [71, 'switch-account', 'depends'],
  [72, 'gateway-off', 'stays'],
  [73, 'gateway-wrong-region', 'stays', 'creation-blocked'],
  [74, 'reimage-machine', 'breaks'],
  [75, 'service-outage', 'stays'],
  [76, 'target-renamed-moved', 'stays'],
  [77, 'permission-removed', 'stays'],
  [78, 'endpoints-not-allowlisted', 'stays', 'creation-blocked'],
  [79, 'sharepoint-network-control', 'stays', 'creation-blocked'],
  [80, 'other-provider-password', 'unknown'],
];
/** Where the facts differ from the research on purpose; the row itself argues it. */
const DIFFERS: Record<string, Verdict> = {
  // The research says "depends" and "unsupported" at once: no page says what a rename does to connections.
  'rename-user-upn': 'unknown',
};

const questions = all.flatMap((a) => questionsOf(a).map((q) => ({ action: a, ...q })));

describe('the whole input space', () => {
  it('has every action of the research, and only one more: a reset whose portal is the question', () => {
    expect(all.map((a) => a.id).sort()).toEqual([...RESEARCH.map((r) => r[1]), 'admin-resets-password'].sort());
  });

  it('gives exactly one row, and that row, for every action, sign-in kind and condition', () => {
    expect(questions.length).toBeGreaterThan(6 * all.length);
    const wrong = questions.filter(({ action, signIn, conditions }) => {
      const rows = matchingRows(action.rows, { signIn, conditions });
      const result = decide({ action: action.id, signIn, conditions }, actions);
      return rows.length !== 1 || !('decision' in result) || result.decision.row !== rows[0];
    });
    expect(wrong.map((q) => [q.action.id, q.signIn, q.conditions])).toEqual([]);
  });

  it('reaches every row', () => {
    const reached = new Set(questions.flatMap((q) => matchingRows(q.action.rows, q).map((r) => `${q.action.id}/${r.id}`)));
    expect(all.flatMap((a) => a.rows.map((r) => `${a.id}/${r.id}`)).filter((r) => !reached.has(r))).toEqual([]);
  });

  it('answers for all six sign-in kinds of every action', () => {
    for (const a of all) expect([a.id, signInKindsOf(a).length]).toEqual([a.id, 6]);
  });

  it('asks only for what matters, and one answer at a time leads to the same row as all at once', () => {
    for (const { action, signIn, conditions } of questions) {
      const given: Record<string, string> = {};
      for (let c: Condition | undefined = nextCondition(action, signIn, given); c; c = nextCondition(action, signIn, given)) {
        expect(c.signIn).toContain(signIn);
        given[c.id] = conditions[c.id] as string;
      }
      const few = decide({ action: action.id, signIn, conditions: given }, actions);
      const full = decide({ action: action.id, signIn, conditions }, actions);
      expect(few).toEqual(full);
    }
  });

  it('has every text in both languages', () => {
    const japanese = /[ぁ-んァ-ヶ一-鿿]/;
    for (const a of all) {
      for (const lang of LANGS) expect(kb.pages.get(`${lang}/actions/${a.id}`)?.front.title, `${lang} title of ${a.id}`).toBeTruthy();
      const texts = [
        ...a.conditions.map((c) => c.question),
        ...a.rows.flatMap((r) => [r.why, ...(r.settle ? [r.settle] : []), ...r.evidence.map((e) => e.says)]),
      ];
      for (const text of texts) {
        expect(text.en, a.id).not.toMatch(japanese);
        expect(text.ja, a.id).toMatch(japanese);
      }
    }
  });

  it('has evidence that resolves and supports for every verdict that is not unknown; unknown says what would settle it', () => {
    for (const a of all) {
      for (const r of a.rows) {
        const name = `${a.id}/${r.id}`;
        for (const e of r.evidence) {
          const source = kb.sources.get(e.source)?.fact;
          expect(source, `${name}: ${e.source}`).toBeDefined();
        }
        if (r.verdict === 'unknown') expect(r.settle, name).toBeDefined();
        else expect(r.evidence.filter((e) => e.stance === 'supports').length, name).toBeGreaterThan(0);
        expect(kb.onsets.has(r.onset), name).toBe(true);
        for (const id of r.causes) expect(kb.causes.has(id), `${name}: ${id}`).toBe(true);
        for (const id of r.errors) expect(kb.errors.has(id), `${name}: ${id}`).toBe(true);
      }
    }
  });
});

describe('the verdicts of the research', () => {
  it.each(RESEARCH)('%i %s: %s', (_, id, verdict, effect) => {
    const headline = (actions.get(id) as Action).rows[0];
    expect(headline?.verdict).toBe(DIFFERS[id] ?? verdict);
    if (effect) expect(headline?.effect).toBe(effect);
    if (DIFFERS[id]) expect(headline?.settle?.en.length).toBeGreaterThan(40);
  });
});

describe('what the issue names', () => {
  const ask = (action: string, signIn: SignInKind, conditions: Record<string, string> = {}) => {
    const result = decide({ action, signIn, conditions }, actions);
    if ('error' in result) throw new Error(result.error);
    return result.decision;
  };

  it("a user's own password change: stays with Entra, breaks with a stored password, the contradicting documents named and dated", () => {
    const entra = ask('user-changes-own-password', 'entra-user');
    expect(entra.verdict).toBe('stays');
    expect(ask('user-changes-own-password', 'stored-password').verdict).toBe('breaks');
    const against = entra.evidence.filter((e) => e.stance === 'against');
    expect(against.map((e) => e.source)).toEqual(['doc0', 'p-err']);
    for (const e of against) expect(e.date ?? kb.sources.get(e.source)?.fact.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('an admin reset differs by portal, and one whose portal is not known counts as breaking', () => {
    const by = (portal: string) => ask('admin-resets-password', 'entra-user', { portal }).verdict;
    expect(by('m365-admin-center')).toBe('breaks');
    expect(by('entra-admin-center')).toBe('breaks');
    expect(by('azure-portal')).toBe('stays');
    expect(by('not-sure')).toBe('breaks');
  });
});

describe('questions that are wrong', () => {
  const error = (q: Parameters<typeof decide>[0]) => {
    const result = decide(q, actions);
    return 'error' in result ? result.error : undefined;
  };
  it('names the wrong part', () => {
    expect(error({ action: 'no-such', signIn: 'entra-user' })).toBe('there is no action "no-such"');
    expect(error({ action: 'delete-connection', signIn: 'fax' })).toMatch(/^there is no sign-in kind "fax"/);
    expect(error({ action: 'admin-resets-password', signIn: 'entra-user' })).toMatch(/"portal" must be given; it is one of not-sure, /);
    expect(error({ action: 'admin-resets-password', signIn: 'entra-user', conditions: { portal: 'x' } })).toMatch(/has no value "x"/);
    expect(error({ action: 'admin-resets-password', signIn: 'entra-user', conditions: { moon: 'full' } })).toMatch(/no condition "moon"/);
    expect(error({ action: 'admin-resets-password', signIn: 'entra-user', conditions: { constructor: 'x' } })).toMatch(/no condition/);
  });
  it('does not ask for a condition that matters only to another sign-in kind', () => {
    expect(error({ action: 'admin-resets-password', signIn: 'stored-password' })).toBeUndefined();
    expect(error({ action: 'admin-resets-password', signIn: 'stored-password', conditions: { portal: 'azure-portal' } })).toBeUndefined();
  });
  it('skips a condition that earlier answers have settled', () => {
    const kinds = ['entra-user'] as const;
    const yesNo = [{ id: 'yes' }, { id: 'no' }];
    const action: Askable<RowKey & { id: string }> = {
      id: 'made-up',
      conditions: [
        { id: 'first', signIn: kinds, values: yesNo },
        { id: 'second', signIn: kinds, values: yesNo },
      ],
      rows: [
        { id: 'a', signIn: kinds, when: { first: ['no'] } },
        { id: 'b', signIn: kinds, when: { first: ['yes'], second: ['yes'] } },
        { id: 'c', signIn: kinds, when: { first: ['yes'], second: ['no'] } },
      ],
    };
    expect(nextCondition(action, 'entra-user', { first: 'no' })).toBeUndefined();
    expect(nextCondition(action, 'entra-user', { first: 'yes' })?.id).toBe('second');
    expect(answer({ action: 'made-up', signIn: 'entra-user', conditions: { first: 'no' } }, action)).toEqual({ row: action.rows[0] });
    // Two rows for one question are said, not silently the first.
    const twice = { ...action, rows: [...action.rows, { id: 'd', signIn: kinds, when: { first: ['no'] } }] };
    expect(answer({ action: 'made-up', signIn: 'entra-user', conditions: { first: 'no' } }, twice)).toEqual({
      error: '2 rows answer this question; run npm run check',
    });
  });
});
