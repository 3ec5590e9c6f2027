/** JSON Schema of the facts, made from the Zod schemas that type them. */
import type { APIRoute } from 'astro';
import { z } from 'zod';
import { ActionFact, CauseFact, ConflictFact, ErrorFact, Source } from '../../../data/schema/index.ts';

const definitions = { cause: CauseFact, error: ErrorFact, action: ActionFact, conflict: ConflictFact, source: Source };

export const GET: APIRoute = () =>
  new Response(
    JSON.stringify(
      Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [name, z.toJSONSchema(schema, { io: 'output' })])),
    ),
    {
      headers: { 'content-type': 'application/schema+json' },
    },
  );
