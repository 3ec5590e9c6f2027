/** Ways on where nothing answers: the guided way and the list of codes. */
import { t } from '../strings.ts';
import { h } from './dom.ts';
import { hrefOf, lang } from './page.ts';

export const nextSteps = (): HTMLElement =>
  h(
    'ul',
    {},
    h('li', {}, h('a', { href: hrefOf('troubleshoot/'), 'data-result': '' }, t(lang, 'openGuided'))),
    h('li', {}, h('a', { href: hrefOf('errors/'), 'data-result': '' }, t(lang, 'openErrors'))),
  );
