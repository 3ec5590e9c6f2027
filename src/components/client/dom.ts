/** Building elements. Text is never read as markup. */
type Attrs = Record<string, string | boolean | undefined>;

/** An element with attributes (true: present, false or undefined: absent) and children. Text is never read as markup. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attrs: Attrs = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs))
    if (value !== undefined && value !== false) el.setAttribute(name, value === true ? '' : value);
  el.append(...children);
  return el;
}
