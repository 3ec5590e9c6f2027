/**
 * npm run -s decide -- --list: one JSON line per action, with what can be asked about it.
 * npm run -s decide -- --jsonl: answers {"id","action","signIn","conditions"?} lines.
 */
import { parseArgs } from 'node:util';
import { actionsOf } from '../src/knowledge/base.ts';
import { decide, signInKindsOf } from '../src/knowledge/decide.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { answerLines } from './lib/jsonl.ts';

const { values } = parseArgs({ options: { list: { type: 'boolean' }, jsonl: { type: 'boolean' } } });

try {
  const kb = loadKnowledge();
  const actions = actionsOf(kb);
  const title = (lang: 'en' | 'ja', id: string) => String(kb.pages.get(`${lang}/actions/${id}`)?.front.title ?? id);
  const asText = (v: unknown, name: string): string => {
    if (typeof v !== 'string') throw new Error(`"${name}" must be a text`);
    return v;
  };
  if (values.list) {
    for (const a of actions.values()) {
      console.log(
        JSON.stringify({
          id: a.id,
          title: { en: title('en', a.id), ja: title('ja', a.id) },
          signIn: signInKindsOf(a),
          conditions: a.conditions.map((c) => ({ id: c.id, values: c.values.map((v) => v.id), signIn: c.signIn })),
        }),
      );
    }
  } else if (values.jsonl) {
    await answerLines((line) => {
      const conditions = line.conditions ?? {};
      if (typeof conditions !== 'object' || Array.isArray(conditions)) throw new Error('"conditions" must be an object');
      const result = decide(
        { action: asText(line.action, 'action'), signIn: asText(line.signIn, 'signIn'), conditions: conditions as Record<string, string> },
        actions,
      );
      if ('error' in result) return { error: result.error };
      const { decision: d } = result;
      return {
        verdict: d.verdict,
        ...(d.effect ? { effect: d.effect } : {}),
        onset: d.onset,
        causes: d.causes,
        errors: d.errors,
        fixedBy: d.fixedBy,
        confidence: d.confidence,
        evidence: d.evidence.map((e) => ({
          source: e.source,
          says: e.says,
          date: e.date ?? kb.sources.get(e.source)?.fact.date ?? null,
          stance: e.stance,
          inference: e.inference,
        })),
      };
    });
  } else {
    console.error('Say --list, or --jsonl with questions on standard input.');
    process.exitCode = 1;
  }
} catch (e) {
  console.error(e instanceof Error ? e.message : String(e));
  process.exitCode = 1;
}
