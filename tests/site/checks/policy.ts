/** RC310 to RC313: nothing is asked of another host, and the security policy holds without exceptions. */
import { createHash } from 'node:crypto';
import type { Site, SiteFinding } from '../site.ts';

const sha = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const RESOURCE_RELS = /\b(?:stylesheet|icon|preload|modulepreload|prefetch|preconnect|dns-prefetch|manifest|apple-touch-icon)\b/;

/** RC310: no page, style or script asks another host for anything. Links a reader follows are free. */
export function noOtherHosts(site: Site): SiteFinding[] {
  const out: SiteFinding[] = [];
  const add = (file: string, what: string) =>
    out.push({
      id: 'RC310',
      file,
      what,
      why: 'The site sends nothing anywhere, and works on a network that reaches no other host.',
      cure: 'Serve it from the site, or leave it out.',
    });
  const foreign = (value: string | undefined, at: string) => {
    if (!value || /^(?:data|blob):/.test(value)) return false;
    return URL.canParse(value, site.origin + at) && new URL(value, site.origin + at).origin !== site.origin;
  };
  const styles = (css: string, file: string, at: string) => {
    for (const m of css.matchAll(/url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/g)) {
      const value = m[1] ?? m[2];
      if (foreign(value, at)) add(file, `A style asks for ${value}.`);
    }
  };
  const scripts = (js: string, file: string) => {
    const call =
      /(?:\bfetch|\bimport|importScripts|sendBeacon|new\s+(?:Worker|SharedWorker|EventSource|WebSocket|Image))\s*\(\s*["'`]((?:https?:|wss?:)?\/\/[^"'`]+)/g;
    for (const m of js.matchAll(call)) if (foreign(m[1], '/')) add(file, `A script asks for ${m[1]}.`);
    for (const m of js.matchAll(/\b(?:from|import)\s*["']((?:https?:)?\/\/[^"']+)["']/g)) add(file, `A script imports ${m[1]}.`);
  };
  for (const { $, ...p } of site.pages) {
    for (const e of $('[src],[srcset],[poster],[data],[action],[ping],[background]').toArray()) {
      const el = $(e);
      const values = ['src', 'poster', 'data', 'action', 'ping', 'background'].map((n) => el.attr(n));
      const set = (el.attr('srcset') ?? '').split(',').map((s) => s.trim().split(/\s+/)[0]);
      for (const v of [...values, ...set]) if (foreign(v, p.path)) add(p.file, `<${e.tagName}> asks for ${v}.`);
    }
    for (const e of $('link[href]').toArray()) {
      if (RESOURCE_RELS.test($(e).attr('rel') ?? '') && foreign($(e).attr('href'), p.path))
        add(p.file, `<link rel="${$(e).attr('rel')}"> asks for ${$(e).attr('href')}.`);
    }
    for (const e of $('image[href],use[href]').toArray())
      if (foreign($(e).attr('href'), p.path)) add(p.file, `<${e.tagName}> asks for ${$(e).attr('href')}.`);
    for (const e of $('style').toArray()) styles($(e).text(), p.file, p.path);
    for (const e of $('script:not([src])').toArray()) scripts($(e).text(), p.file);
  }
  for (const [file, text] of site.files) {
    if (file.endsWith('.css')) styles(text, file, `${site.base}${file}`);
    else if (file.endsWith('.js')) scripts(text, file);
  }
  return out;
}

/** The policy of a page by directive; undefined when there is none. */
function policyOf(content: string | undefined): Map<string, string[]> | undefined {
  if (content === undefined) return undefined;
  return new Map(
    content.split(';').map((d) => {
      const [name = '', ...values] = d.trim().split(/\s+/);
      return [name, values];
    }),
  );
}

/** RC311: the policy is the first thing in head and allows nothing but the site's own files and hashes. */
export function policyIsStrict(site: Site): SiteFinding[] {
  const out: SiteFinding[] = [];
  for (const { $, ...p } of site.pages) {
    const add = (what: string) =>
      out.push({
        id: 'RC311',
        file: p.file,
        what,
        why: 'The policy is what enforces that nothing foreign runs and nothing leaves the browser.',
        cure: 'Mend policyFor or finishPage in src/integrations/finish-site.ts.',
      });
    const first = $('head').children().first();
    if ((first.attr('http-equiv') ?? '').toLowerCase() !== 'content-security-policy') {
      add('The security policy is not the first element of head.');
      continue;
    }
    const policy = policyOf(first.attr('content')) as Map<string, string[]>;
    if (policy.get('default-src')?.join(' ') !== `'none'`) add(`default-src is not 'none'.`);
    for (const [name, values] of policy) {
      for (const v of values) {
        const fine = v === `'self'` || v === `'none'` || v.startsWith(`'sha256-`);
        const known = (name === 'img-src' && v === 'data:') || (name === 'script-src' && v === `'wasm-unsafe-eval'`);
        if (!fine && !known) add(`${name} allows ${v}.`);
      }
    }
    for (const name of ['base-uri', 'form-action'])
      if (!policy.has(name)) add(`There is no ${name}, and default-src does not stand in for it.`);
  }
  return out;
}

/** RC312: the hash of every inline script and style stands in the policy, and no hash stands there without one. */
export function hashesMatch(site: Site): SiteFinding[] {
  const out: SiteFinding[] = [];
  for (const { $, ...p } of site.pages) {
    const policy = policyOf($('meta[http-equiv="content-security-policy" i]').attr('content'));
    if (!policy) continue;
    for (const tag of ['script', 'style'] as const) {
      const allowed = new Set((policy.get(`${tag}-src`) ?? []).filter((v) => v.startsWith(`'sha256-`)));
      const needed = new Set<string>();
      for (const e of $(`${tag}:not([src])`).toArray()) {
        // Data blocks are not run and need no hash.
        if (/json$/.test($(e).attr('type') ?? '')) continue;
        const hash = sha($(e).html() ?? '');
        needed.add(hash);
        if (!allowed.has(hash))
          out.push({
            id: 'RC312',
            file: p.file,
            what: `The inline ${tag} "${($(e).html() ?? '').trim().slice(0, 40)}…" has no hash in the policy.`,
            why: 'The browser refuses it.',
            cure: 'Hash it in src/integrations/finish-site.ts after the last change of the page.',
          });
      }
      for (const hash of allowed)
        if (!needed.has(hash))
          out.push({
            id: 'RC312',
            file: p.file,
            what: `The policy allows a ${tag} that is not there (${hash}).`,
            why: 'An allowance nobody needs is a hole.',
            cure: 'Compute the policy from the finished page.',
          });
    }
  }
  return out;
}

/** RC313: no event handlers, style attributes or javascript: links, which the policy would refuse. */
export function noInlineCode(site: Site): SiteFinding[] {
  const out: SiteFinding[] = [];
  for (const { $, ...p } of site.pages) {
    for (const e of $('html, html *').toArray()) {
      for (const [name, value] of Object.entries(e.attribs)) {
        const bad =
          name.startsWith('on') || name === 'style' || (['href', 'src', 'action'].includes(name) && /^\s*javascript:/i.test(value));
        if (!bad) continue;
        out.push({
          id: 'RC313',
          file: p.file,
          what: `<${e.tagName} ${name}="${value.slice(0, 40)}">.`,
          why: 'The security policy refuses it, so it does nothing but log a violation.',
          cure: name === 'style' ? 'Use a class.' : 'Attach a listener in src/components/client.',
        });
      }
    }
  }
  return out;
}
