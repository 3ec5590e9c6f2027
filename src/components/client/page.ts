/** Where this page stands: the site's base path, the page's language, addresses of other pages of that language. */
import type { Lang } from '../../data/schema/shared.ts';

export const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
export const lang = document.documentElement.lang.slice(0, 2) as Lang;
/** `causes/inactivity/` → `/kb/en/causes/inactivity/`. */
export const hrefOf = (path: string): string => `${base}${lang}/${path}`;
