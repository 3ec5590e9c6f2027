import { z } from 'zod';
import { Day, Id } from './shared.ts';

/** One document the knowledge base rests on. `sources.yaml` holds a list of them. */
export const Source = z
  .strictObject({
    id: Id,
    title: z.string().trim().min(1).describe('Title as the publisher prints it, in its own language'),
    publisher: z.string().trim().min(1).describe('Who publishes it'),
    url: z
      .url({ protocol: /^https$/ })
      .optional()
      .describe('Public address; absent only when `locator` says where it was read'),
    locator: z.string().trim().min(1).optional().describe('Where it was read when it has no public address of its own'),
    lang: z.enum(['en', 'ja', 'de', 'fr', 'es', 'zh', 'mul']).describe('Language of the document'),
    date: Day.nullable().describe('Date printed in the document; null when it prints none'),
    read: Day.describe('Day we read it'),
    version: z.string().trim().min(1).optional().describe('Commit or stored version that was read'),
    weight: z
      .enum(['owner', 'team', 'troubleshooting', 'community'])
      .describe(
        'How far we trust it when sources disagree: the page that owns the behaviour, the product team, a troubleshooting page, the community',
      ),
    aiAssisted: z.boolean().default(false).describe('True when the page says it was written with AI assistance'),
    superseded: Id.optional().describe('Id of the newer version of the same document'),
    doc: z.enum(['doc0', 'doc1', 'doc2', 'doc3', 'doc4']).optional().describe('Set for the five documents this site replaces'),
  })
  .refine((s) => s.url !== undefined || s.locator !== undefined, {
    message: 'needs `url`, or `locator` where no public address exists',
    path: ['url'],
  });
export type Source = z.infer<typeof Source>;
