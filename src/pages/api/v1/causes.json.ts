/** The cause facts with their words in both languages, for machines. */
import type { APIRoute } from 'astro';
import { answerOf, entryHref, goHref, kb, titleOf } from '../../../components/kb.ts';
import { LANGS } from '../../../data/schema/index.ts';

export const GET: APIRoute = ({ site }) => {
  const abs = (path: string) => new URL(path, site).href;
  const causes = [...kb.causes.values()].map(({ fact }) => ({
    ...fact,
    title: Object.fromEntries(LANGS.map((l) => [l, titleOf(l, 'cause', fact.id)])),
    answer: Object.fromEntries(LANGS.map((l) => [l, answerOf(l, 'cause', fact.id)])),
    url: Object.fromEntries(LANGS.map((l) => [l, abs(entryHref(l, 'cause', fact.id))])),
    ticketUrl: abs(goHref(fact.ticket)),
  }));
  return new Response(JSON.stringify({ license: 'CC BY 4.0', causes }), { headers: { 'content-type': 'application/json' } });
};
