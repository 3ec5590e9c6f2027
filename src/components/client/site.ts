/** What every page needs at once: language memory, theme, copy buttons, and the keys that open search. Kept tiny. */
const root = document.documentElement;

/** Runs `use` with storage; a browser that refuses it loses only the memory. */
const withStorage = (use: (s: Storage) => void) => {
  try {
    use(localStorage);
  } catch {
    // Refused storage: nothing to remember, nothing to say.
  }
};

withStorage((s) => {
  s.setItem('lang', root.lang.slice(0, 2));
});
// The switch keeps the query and the place, so that a shared state survives a change of language.
document.querySelector<HTMLAnchorElement>('[data-lang-switch]')?.addEventListener('click', (e) => {
  const a = e.currentTarget as HTMLAnchorElement;
  a.search = location.search;
  a.hash = location.hash;
});

const theme = document.querySelector<HTMLSelectElement>('[data-theme-select]');
if (theme) {
  theme.value = root.dataset.scheme ?? 'auto';
  theme.addEventListener('change', () => {
    if (theme.value === 'auto') delete root.dataset.scheme;
    else root.dataset.scheme = theme.value;
    withStorage((s) => {
      s.setItem('theme', theme.value);
    });
  });
}

document.addEventListener('click', (e) => {
  const button = (e.target as Element).closest<HTMLElement>('[data-copy-next],[data-copy-text],[data-copy-reply]');
  if (button) import('./copy.ts').then((m) => m.copyFrom(button));
});

const openSearch = () => import('./search/dialog.ts').then((m) => m.openSearch());
for (const b of document.querySelectorAll<HTMLElement>('[data-search-open]')) b.addEventListener('click', openSearch);
document.addEventListener('keydown', (e) => {
  const inField = (e.target as Element).closest?.('input,textarea,select,[contenteditable]');
  const combo = (e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey && e.key.toLowerCase() === 'k';
  const slash = e.key === '/' && !inField && !e.ctrlKey && !e.metaKey && !e.altKey;
  if (!combo && !slash) return;
  e.preventDefault();
  openSearch();
});
