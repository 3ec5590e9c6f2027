/** RC314, RC315, RC321: headings, ids and text of a page. */
import type { Site, SiteFinding } from '../site.ts';

/** RC314: exactly one h1, before all other headings, and no level is skipped on the way down. */
export function headings(site: Site): SiteFinding[] {
  const out: SiteFinding[] = [];
  for (const { $, ...p } of site.pages) {
    const add = (what: string) =>
      out.push({
        id: 'RC314',
        file: p.file,
        what,
        why: 'People who listen to the page move through it by headings.',
        cure: 'Use one h1, then h2, then h3 below an h2.',
      });
    const all = $('h1,h2,h3,h4,h5,h6').toArray();
    const h1 = all.filter((h) => h.tagName === 'h1').length;
    if (h1 !== 1) add(`There are ${h1} h1.`);
    let level = 0;
    for (const h of all) {
      const n = Number(h.tagName[1]);
      const text = $(h).text().replace(/\s+/g, ' ').trim();
      if (!text) add(`An ${h.tagName} is empty.`);
      if (n > level + 1) add(`"${text.slice(0, 50)}" is ${h.tagName}${level ? ` below h${level}` : ' and comes first'}.`);
      level = n;
    }
  }
  return out;
}

/** RC315: an id stands once on a page. */
export function idsAreUnique(site: Site): SiteFinding[] {
  return site.pages.flatMap((p) => {
    const count = new Map<string, number>();
    for (const e of p.$('[id]').toArray()) count.set(e.attribs.id ?? '', (count.get(e.attribs.id ?? '') ?? 0) + 1);
    return [...count]
      .filter(([, n]) => n > 1)
      .map(([id, n]) => ({
        id: 'RC315',
        file: p.file,
        what: `The id "${id}" stands ${n} times.`,
        why: 'Links and labels reach only the first.',
        cure: 'Give each element an id of its own.',
      }));
  });
}

/** RC321: no Markdown, placeholder of a component or unfilled value is left in the text. */
export function noLeftovers(site: Site): SiteFinding[] {
  const left = /\*\*[^*]+\*\*|\]\((?:[a-z]+:|\/)|\bundefined\b|\[object |(?<!\w)TODO(?!\w)/;
  return site.pages.flatMap((p) => {
    const text = p.$('body').clone().find('pre,code,script,style').remove().end().text();
    const m = left.exec(text);
    if (!m) return [];
    return [
      {
        id: 'RC321',
        file: p.file,
        what: `The text reads "${text
          .slice(Math.max(0, m.index - 20), m.index + 40)
          .replace(/\s+/g, ' ')
          .trim()}".`,
        why: 'Front matter and data are shown as plain text, so Markdown in them stays as it is typed.',
        cure: 'Write the sentence without Markdown, or move it into the body of the page.',
      },
    ];
  });
}
