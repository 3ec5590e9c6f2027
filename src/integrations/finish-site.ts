import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

const sha = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Contents of the inline elements of a kind, exactly as the browser hashes them. */
function inline(html: string, tag: 'script' | 'style'): string[] {
  return [...html.matchAll(new RegExp(`<${tag}(\\s[^>]*)?>([\\s\\S]*?)</${tag}>`, 'g'))]
    .filter((m) => !/\ssrc=/.test(m[1] ?? '') && !/type="application\/(?:ld\+)?json"/.test(m[1] ?? ''))
    .map((m) => m[2] as string);
}

/**
 * The security policy of one page: own files only, inline scripts and styles by hash, nothing sent anywhere else.
 * 'wasm-unsafe-eval' is for Pagefind's WebAssembly.
 */
export function policyFor(html: string): string {
  const hashes = (tag: 'script' | 'style') => [...new Set(inline(html, tag).map(sha))].join(' ');
  return [
    `default-src 'none'`,
    `script-src 'self' 'wasm-unsafe-eval' ${hashes('script')}`.trim(),
    `style-src 'self' ${hashes('style')}`.trim(),
    `img-src 'self' data:`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    `worker-src 'self'`,
    `base-uri 'self'`,
    `form-action 'self'`,
  ].join('; ');
}

/** Puts the policy in front of everything else in <head>, and takes out the print sheet that theme.css replaces. */
export function finishPage(html: string): string {
  const lean = html.replace(/<link rel="stylesheet" href="[^"]*print[^"]*\.css" media="print">/g, '');
  const meta = `<meta http-equiv="content-security-policy" content="${policyFor(lean)}">`;
  return lean.replace(/<head>/, `<head>${meta}`);
}

/** After the build: security policy in every page. */
export function finishSite(): AstroIntegration {
  return {
    name: 'reconnect:finish-site',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const out = fileURLToPath(dir);
        const files = (await readdir(out, { recursive: true })).filter((f) => f.endsWith('.html'));
        for (const f of files) {
          const path = join(out, f);
          await writeFile(path, finishPage(await readFile(path, 'utf8')));
        }
        for (const f of await readdir(join(out, '_astro')).catch(() => [])) {
          if (/^print\..*\.css$/.test(f)) await rm(join(out, '_astro', f));
        }
        logger.info(`security policy written into ${files.length} pages`);
      },
    },
  };
}
