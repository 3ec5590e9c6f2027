/** Remembering results for parsed files, which never change: a second check of the same tree does only what is new. */

/** `f`, computed once for each object. */
export function memo<K extends object, V>(f: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { value: V }>();
  return (key) => {
    let hit = known.get(key);
    if (!hit) {
      hit = { value: f(key) };
      known.set(key, hit);
    }
    return hit.value;
  };
}
