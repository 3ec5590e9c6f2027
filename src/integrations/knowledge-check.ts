import type { AstroIntegration } from 'astro';
import { AstroError } from 'astro/errors';
import { forgetKnowledge } from '../knowledge/load.ts';
import { runCheck } from '../knowledge/run-check.ts';

/** Runs the knowledge check before anything is built: a hole cannot be published. */
export function knowledgeCheck(): AstroIntegration {
  return {
    name: 'reconnect:knowledge-check',
    hooks: {
      'astro:config:setup': ({ command, logger, addWatchFile, config }) => {
        forgetKnowledge();
        addWatchFile(new URL('./src/data/', config.root));
        if (command !== 'build' && command !== 'dev') return;
        const lines: string[] = [];
        const code = runCheck(process.cwd(), { print: (l) => lines.push(l) });
        if (code === 0) {
          logger.info(lines.at(-1) ?? '');
        } else if (command === 'build') {
          for (const l of lines) console.error(l);
          const stop = new AstroError(
            'The knowledge base has findings, so nothing is published.',
            'Mend what is listed above; docs/checks.md explains each.',
          );
          stop.stack = '';
          throw stop;
        } else {
          for (const l of lines) logger.warn(l);
        }
      },
    },
  };
}
