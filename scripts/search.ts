/**
 * npm run -s search -- --lang en|ja --jsonl: answers {"id","query"} lines from the built site.
 * Without --jsonl the words after the options are the query, and the answer is for people.
 */
import { parseArgs } from 'node:util';
import { LANGS, type Lang } from '../src/data/schema/shared.ts';
import { pagePath } from '../src/knowledge/addresses.ts';
import { builtBase, openBuiltFinder, openBuiltFullText } from './lib/built-index.ts';
import { answerLines } from './lib/jsonl.ts';

const { values, positionals } = parseArgs({
  options: { lang: { type: 'string', default: 'en' }, jsonl: { type: 'boolean' } },
  allowPositionals: true,
});
try {
  if (!LANGS.includes(values.lang as Lang)) throw new Error(`--lang must be en or ja, not "${values.lang}".`);
  const lang = values.lang as Lang;
  const finder = openBuiltFinder(lang);
  const fullText = openBuiltFullText(lang);
  const base = builtBase();
  const ask = async (query: string) => {
    const found = await finder.find(query, fullText);
    return {
      outcome: found.outcome,
      results: found.results.map((r) => ({ id: r.id, kind: r.kind, url: pagePath(base, lang, r.path), title: r.title })),
      ...(found.unknownCodes.length ? { unknownCodes: found.unknownCodes } : {}),
    };
  };
  if (values.jsonl) {
    await answerLines(async (line) => {
      if (typeof line.query !== 'string') throw new Error('"query" must be a text');
      return ask(line.query);
    });
  } else {
    const { outcome, results, unknownCodes } = await ask(positionals.join(' '));
    console.log(
      outcome === 'unknown-code'
        ? `${unknownCodes?.join(', ')}: not in this knowledge base.`
        : outcome === 'none'
          ? 'Nothing found.'
          : results.map((r) => `${r.title}\n  ${r.url}`).join('\n'),
    );
  }
} catch (e) {
  console.error(e instanceof Error ? e.message : String(e));
  process.exitCode = 1;
}
