/**
 * Turns links by id (`cause:inactivity`) into addresses of the page's language below the base path, and gives the
 * fixed headings the same anchors in both languages. A plugin of Sätteri, Astro's Markdown processor.
 */
import { fileURLToPath } from 'node:url';
import type { HastPluginEntry } from 'satteri';
import { hrefOf } from '../knowledge/addresses.ts';
import { anchorOf } from '../knowledge/checks/skeleton.ts';
import { addressOf, kindOf } from '../knowledge/page.ts';

export function factLinks({ base }: { base: string }): HastPluginEntry {
  return ({ fileURL }) => {
    const path = fileURL ? fileURLToPath(fileURL) : '';
    const address = addressOf(path.slice(path.indexOf('src/content/')));
    if (!address) return { name: 'fact-links' };
    const kind = kindOf(address.slug);
    const seen = new Map<string, number>();
    let section = '';
    return {
      name: 'fact-links',
      element: [
        {
          filter: ['a'],
          visit(node, ctx) {
            const href = node.properties?.href;
            if (typeof href !== 'string') return;
            const target = hrefOf(href, address.lang, base);
            if (target) ctx.setProperty(node, 'href', target);
            else if (/^https:/.test(href)) ctx.setProperty(node, 'rel', 'noreferrer');
          },
        },
        {
          filter: ['h2', 'h3'],
          visit(node, ctx) {
            const fixed = anchorOf(kind, address.lang, ctx.textContent(node).trim());
            if (node.tagName === 'h2') section = fixed ?? `section-${seen.size + 1}`;
            const id = fixed ?? (node.tagName === 'h2' ? section : `${section}-${(seen.get(section) ?? 0) + 1}`);
            if (node.tagName === 'h3') seen.set(section, (seen.get(section) ?? 0) + 1);
            else seen.set(section, 0);
            ctx.setProperty(node, 'id', id);
          },
        },
      ],
    };
  };
}
