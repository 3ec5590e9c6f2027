/** RC304 to RC306: each page is in its language and says so. */
import { hasJapanese } from '../../../src/knowledge/text.ts';
import type { Site, SiteFinding } from '../site.ts';

/** RC304: `<html lang>` is the language of the address; a page of no language has one too. */
export function htmlLang(site: Site): SiteFinding[] {
  return site.pages.flatMap((p) => {
    const lang = p.$('html').attr('lang');
    if (p.lang ? lang === p.lang : lang === 'en' || lang === 'ja') return [];
    return [
      {
        id: 'RC304',
        file: p.file,
        what: `<html lang> is "${lang ?? ''}"${p.lang ? `, not "${p.lang}"` : ''}.`,
        why: 'Screen readers and fonts go by it.',
        cure: 'Set it where the page is rendered.',
      },
    ];
  });
}

/** True when most letters of a text are Japanese; a Japanese name within an English sentence is not enough. */
function mostlyJapanese(text: string): boolean {
  const japanese = text.match(/[ぁ-ゖァ-ヺ一-鿿々ー]/g)?.length ?? 0;
  return japanese > (text.match(/[A-Za-z]/g)?.length ?? 0);
}

/**
 * RC305: text of the other language is marked. On a Japanese page a message plate without any Japanese has a `lang` of
 * its own; on an English page so has everything that is mostly Japanese.
 */
export function foreignTextIsMarked(site: Site): SiteFinding[] {
  const out: SiteFinding[] = [];
  for (const { $, ...p } of site.pages) {
    if (!p.lang) continue;
    const langOf = (node: Parameters<typeof $>[0]) =>
      $(node as string)
        .closest('[lang]')
        .attr('lang') ?? '';
    const add = (text: string, lang: string) =>
      out.push({
        id: 'RC305',
        file: p.file,
        what: `"${text.replace(/\s+/g, ' ').trim().slice(0, 60)}" stands below lang="${lang}".`,
        why: 'A screen reader reads it in the wrong language.',
        cure: 'Give its element a lang attribute.',
      });
    if (p.lang === 'ja') {
      for (const pre of $('main .plate pre').toArray()) {
        const text = $(pre).text();
        if (!hasJapanese(text) && langOf(pre as never) === 'ja') add(text, 'ja');
      }
    } else {
      for (const node of $('body *').toArray()) {
        if ($(node).is('script,style')) continue;
        for (const child of node.children) {
          if (child.type === 'text' && mostlyJapanese(child.data) && langOf(node as never) === 'en') add(child.data, 'en');
        }
      }
    }
  }
  return out;
}

/** RC306: a page is written in its language, not filled with the text of the other. */
export function noFallback(site: Site): SiteFinding[] {
  const twin = new Map(site.pages.filter((p) => p.lang === 'en').map((p) => [p.slug, p]));
  const words = (s: string) => s.replace(/\s+/g, ' ').trim();
  return site.pages.flatMap((p) => {
    if (p.lang !== 'ja') return [];
    const { $ } = p;
    const prose = words($('main').clone().find('pre,code,[lang=en]').remove().end().text());
    const title = words($('h1').text());
    const other = twin.get(p.slug);
    const same = other && title === words(other.$('h1').text()) && !hasJapanese(title);
    if (hasJapanese(prose) && !(same && words(other.$('.prose').text()) === words($('.prose').text())) && $('main').attr('lang') !== 'en')
      return [];
    return [
      {
        id: 'RC306',
        file: p.file,
        what: 'The page is in English.',
        why: 'Starlight fills a missing translation with English text, silently.',
        cure: `Write src/content/ja/${p.slug || 'index'}.mdx.`,
      },
    ];
  });
}
