import { defineCollection } from 'astro:content';
import { docsSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

/**
 * The pages. What the front matter must hold is decided in src/data/schema/content.ts and enforced by the knowledge
 * check before this schema is reached; here it is only named, so that components can read it.
 */
export const collections = {
  docs: defineCollection({
    loader: glob({ base: './src/content', pattern: '{en,ja}/**/[^_]*.mdx' }),
    schema: docsSchema({
      extend: z.object({
        answer: z.string().optional(),
        questions: z.array(z.string()).default([]),
        aliases: z.array(z.string()).default([]),
        reading: z.string().optional(),
        causes: z.array(z.string()).default([]),
        sources: z.array(z.string()).default([]),
        // Astro's own YAML reader makes a Date of it; components read the front matter through src/knowledge instead.
        reviewed: z.union([z.string(), z.date()]).optional(),
        translates: z.coerce.string().optional(),
      }),
    }),
  }),
};
