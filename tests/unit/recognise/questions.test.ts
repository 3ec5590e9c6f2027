/** The guided way: every way enumerated. */
import { describe, expect, it } from 'vitest';
import { type Question, Question as QuestionSchema } from '../../../src/data/schema/index.ts';
import { waysThrough } from '../../../src/knowledge/questions.ts';
import { kb } from './fixture.ts';

const questions = [...kb.questions.values()].map((h) => h.fact);
const ways = waysThrough(questions);
const text = (s: string) => ({ en: s, ja: `${s} です` });
const question = (id: string, ...options: Question['options']): Question => ({ id, text: text(id), options });
const to = (id: string, next: string) => ({ id, label: text(id), next });
const end = (id: string, cause: string) => ({ id, label: text(id), causes: [{ id: cause, reason: text('reason') }] });

describe('the questions', () => {
  it('every way ends in causes that exist', () => {
    expect(ways.length).toBeGreaterThan(80);
    for (const w of ways) {
      expect(w.broken, w.steps.map((s) => s.option).join(' ')).toBeUndefined();
      expect(w.causes.length).toBeGreaterThan(0);
      for (const c of w.causes) expect(kb.causes.has(c), c).toBe(true);
    }
  });
  it('every question is reached', () => {
    const reached = new Set(ways.flatMap((w) => w.steps.map((s) => s.question)));
    expect(questions.map((q) => q.id).filter((id) => !reached.has(id))).toEqual([]);
  });
  it('every cause is reached', () => {
    const named = new Set(ways.flatMap((w) => w.causes));
    expect([...kb.causes.keys()].filter((id) => !named.has(id))).toEqual([]);
  });
  it('no way asks more than seven questions, and none names a cause twice', () => {
    for (const w of ways) {
      expect(w.steps.length).toBeLessThanOrEqual(7);
      expect(new Set(w.causes).size).toBe(w.causes.length);
    }
  });
});

describe('waysThrough', () => {
  it('cuts a way that comes back', () => {
    const loop = waysThrough([question('a', to('x', 'b'), end('y', 'c1')), question('b', to('z', 'a'), end('v', 'c2'))]);
    expect(loop.filter((w) => w.broken)).toEqual([
      {
        steps: [
          { question: 'a', option: 'x' },
          { question: 'b', option: 'z' },
        ],
        causes: [],
        broken: { loop: 'a' },
      },
    ]);
  });
  it('names a question that does not exist', () => {
    expect(waysThrough([question('a', to('x', 'nowhere'), end('y', 'c1'))])[0]?.broken).toEqual({ missing: 'nowhere' });
  });
});

describe('the schema', () => {
  it('refuses an answer that leads both on and to causes, or nowhere', () => {
    const both = { ...to('x', 'b'), causes: [{ id: 'c1', reason: text('r') }] };
    expect(QuestionSchema.safeParse(question('a', both, end('y', 'c1'))).success).toBe(false);
    expect(QuestionSchema.safeParse(question('a', { id: 'x', label: text('x') }, end('y', 'c1'))).success).toBe(false);
    expect(QuestionSchema.safeParse(question('a', to('x', 'b'), end('y', 'c1'))).success).toBe(true);
  });
});
