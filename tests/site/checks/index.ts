/** All checks over the built site, by id. */
import type { SiteCheck } from '../site.ts';
import { descriptions, languagePairs, titles } from './head.ts';
import { foreignTextIsMarked, htmlLang, noFallback } from './language.ts';
import { anchorsResolve, linksResolve, linksStayInLanguage } from './links.ts';
import { hashesMatch, noInlineCode, noOtherHosts, policyIsStrict } from './policy.ts';
import {
  errorPagesNameTheirCode,
  everyEntryHasPages,
  messagesAreCarried,
  type Published,
  searchIndexIsWhole,
  sitemap,
} from './published.ts';
import { headings, idsAreUnique, noLeftovers } from './structure.ts';

/** Checks by id; `facts` is what must be published. */
export const siteChecks = (facts: Published): Record<string, SiteCheck> => ({
  RC301: linksResolve,
  RC302: anchorsResolve,
  RC303: linksStayInLanguage,
  RC304: htmlLang,
  RC305: foreignTextIsMarked,
  RC306: noFallback,
  RC307: titles,
  RC308: descriptions,
  RC309: languagePairs,
  RC310: noOtherHosts,
  RC311: policyIsStrict,
  RC312: hashesMatch,
  RC313: noInlineCode,
  RC314: headings,
  RC315: idsAreUnique,
  RC316: sitemap,
  RC317: everyEntryHasPages(facts),
  RC318: searchIndexIsWhole(facts),
  RC319: errorPagesNameTheirCode(facts),
  RC320: messagesAreCarried(facts),
  RC321: noLeftovers,
});
