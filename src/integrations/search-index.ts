import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import * as pagefind from 'pagefind';
import { LANGS } from '../data/schema/index.ts';
import { makeFindIndex } from '../knowledge/find-index.ts';
import { loadKnowledge } from '../knowledge/load.ts';

/** After the build: the two small index files of each language, and Pagefind's full-text index. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'reconnect:search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const out = fileURLToPath(dir);
        const kb = loadKnowledge();
        await mkdir(`${out}search`, { recursive: true });
        for (const lang of LANGS) {
          const { codes, entries } = makeFindIndex(kb, lang);
          await writeFile(`${out}search/codes-${lang}.json`, JSON.stringify(codes));
          await writeFile(`${out}search/entries-${lang}.json`, JSON.stringify(entries));
        }
        const { index, errors } = await pagefind.createIndex({ rootSelector: 'html', includeCharacters: '.-_' });
        if (!index) throw new Error(`Pagefind could not start: ${errors.join('; ')}`);
        const added = await index.addDirectory({ path: out });
        // Written by us: Pagefind's own writeFiles was seen to return before the last files were whole.
        const { files, errors: problems } = await index.getFiles();
        await pagefind.close();
        if (added.errors.length || problems.length) throw new Error(`Pagefind: ${[...added.errors, ...problems].join('; ')}`);
        for (const file of files) {
          // Its ready-made interfaces are not used here.
          if (/(?:-ui\.(?:js|css)|highlight\.js)$/.test(file.path)) continue;
          const path = join(out, 'pagefind', file.path);
          await mkdir(dirname(path), { recursive: true });
          await writeFile(path, file.content);
        }
        logger.info(`${added.page_count} pages indexed for full-text search`);
      },
    },
  };
}
