/** A map of the site for language models: what it is, and where the facts are. */
import type { APIRoute } from 'astro';
import { entryHref, kb, pageHref, rootHref, titleOf } from '../components/kb.ts';

export const GET: APIRoute = ({ site }) => {
  const abs = (path: string) => new URL(path, site).href;
  const lines = [
    '# Reconnect',
    '',
    '> Why Microsoft Power Platform and Power Automate connections break (invalid connection, AADSTS errors), how to mend them, and which actions break them. English and Japanese. Independent of Microsoft. Texts CC BY 4.0.',
    '',
    '## Facts for machines',
    '',
    ...['causes', 'errors', 'actions', 'schema'].map((n) => `- [${n}.json](${abs(rootHref(`api/v1/${n}.json`))})`),
    '',
    '## Lists',
    '',
    ...['causes', 'errors', 'actions', 'guides', 'sources', 'glossary'].map(
      (s) => `- [${s}](${abs(pageHref('en', s))}), [日本語](${abs(pageHref('ja', s))})`,
    ),
    '',
    '## Causes',
    '',
    ...[...kb.causes.values()].map(
      ({ fact }) => `- [${titleOf('en', 'cause', fact.id)}](${abs(entryHref('en', 'cause', fact.id))}) (${fact.ticket})`,
    ),
    '',
  ];
  return new Response(lines.join('\n'), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
