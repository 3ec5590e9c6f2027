/** The error facts with their words in both languages, for machines. */
import type { APIRoute } from 'astro';
import { answerOf, entryHref, goHref, kb, titleOf } from '../../../components/kb.ts';
import { LANGS } from '../../../data/schema/index.ts';

export const GET: APIRoute = ({ site }) => {
  const abs = (path: string) => new URL(path, site).href;
  const errors = [...kb.errors.values()].map(({ fact }) => ({
    ...fact,
    title: Object.fromEntries(LANGS.map((l) => [l, titleOf(l, 'error', fact.id)])),
    answer: Object.fromEntries(LANGS.map((l) => [l, answerOf(l, 'error', fact.id)])),
    url: Object.fromEntries(LANGS.map((l) => [l, abs(entryHref(l, 'error', fact.id))])),
    ticketUrl: abs(goHref(fact.id)),
  }));
  return new Response(JSON.stringify({ license: 'CC BY 4.0', errors }), { headers: { 'content-type': 'application/json' } });
};
