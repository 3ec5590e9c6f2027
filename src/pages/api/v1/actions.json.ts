import type { APIRoute } from 'astro';
import { kb, rootHref } from '../../../components/kb.ts';
import { actionsApi } from '../../../knowledge/actions-api.ts';

/** Every action with every answer, both languages: for machines, and for the planner. */
export const GET: APIRoute = ({ site }) => Response.json(actionsApi(kb, { site: site?.origin ?? '', base: rootHref('') }));
