/**
 * npm run -s diagnose -- --jsonl: reads {"id","text"} lines and prints what the recogniser makes of each.
 * Without --jsonl it reads one paste from standard input and prints a short answer in the language of --lang.
 */
import { parseArgs } from 'node:util';
import { LANGS, type Lang } from '../src/data/schema/shared.ts';
import { createFinder } from '../src/knowledge/find.ts';
import { makeFindIndex } from '../src/knowledge/find-index.ts';
import { loadKnowledge } from '../src/knowledge/load.ts';
import { answerLines, readAll } from './lib/jsonl.ts';

const { values } = parseArgs({ options: { lang: { type: 'string', default: 'en' }, jsonl: { type: 'boolean' } }, allowPositionals: true });
const WORDS = {
  en: {
    none: 'Not recognized. No code and no message this site knows stands in the text.',
    unknown: (c: string) => `${c} is a code this knowledge base has no page for.`,
    causes: 'Likely causes',
    by: 'Who can mend it',
    secret: 'Warning: the text contains a secret or token. Revoke it if it was shared.',
  },
  ja: {
    none: '該当するエラーを特定できませんでした。登録済みのコードやメッセージは含まれていません。',
    unknown: (c: string) => `${c} は、このナレッジ ベースにページがないコードです。`,
    causes: '考えられる原因',
    by: '直せる人',
    secret: '注意: シークレットまたはトークンが含まれています。共有した場合は無効化してください。',
  },
} as const;
try {
  if (!LANGS.includes(values.lang as Lang)) throw new Error(`--lang must be en or ja, not "${values.lang}".`);
  const lang = values.lang as Lang;
  const { codes, entries } = makeFindIndex(loadKnowledge(), lang);
  const finder = createFinder(codes, entries);
  if (values.jsonl) {
    await answerLines((line) => {
      if (typeof line.text !== 'string') throw new Error('"text" must be a text');
      const r = finder.read(line.text);
      return {
        recognised: r.recognised,
        codes: r.codes,
        answers: r.answers.map((a) => ({ kind: a.kind, id: a.id, confidence: a.confidence })),
        causes: r.causes,
        details: r.details,
      };
    });
  } else {
    const r = finder.read(await readAll());
    const w = WORDS[lang];
    const lines: string[] = [];
    for (const a of r.answers) {
      const e = finder.entryOf(a.kind, a.id);
      lines.push(`${e?.title ?? a.id}\n  ${e?.text ?? ''}${e?.by ? `\n  ${w.by}: ${e.by}` : ''}`);
    }
    for (const c of r.unknownCodes) lines.push(w.unknown(c));
    if (!lines.length) lines.push(w.none);
    if (r.causes.length)
      lines.push(
        `${w.causes}:\n${r.causes
          .slice(0, 5)
          .map((c) => `  - ${finder.entryOf('cause', c)?.title ?? c}`)
          .join('\n')}`,
      );
    if (r.secret) lines.push(w.secret);
    console.log(lines.join('\n'));
  }
} catch (e) {
  console.error(e instanceof Error ? e.message : String(e));
  process.exitCode = 1;
}
