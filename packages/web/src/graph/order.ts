/** One key of a list's order. */
export interface SortKey {
  /** Dotted path, such as `owner.name`. */
  path: string;
  descending: boolean;
}

/** `-updatedAt,name` ⇄ keys. */
export const sortToText = (keys: readonly SortKey[]): string =>
  keys.map((key) => (key.descending ? `-${key.path}` : key.path)).join(',');

/** Reads the text form; nonsense is left out. */
export const sortFromText = (text: string): SortKey[] =>
  text
    .split(',')
    .filter((part) => /^-?[A-Za-z][A-Za-z.]*$/.test(part))
    .map((part) => ({ path: part.replace(/^-/, ''), descending: part.startsWith('-') }));

/** The graph's order: a nested object per key; records without a value come last either way. */
export function orderToGraph(keys: readonly SortKey[]): Record<string, unknown>[] {
  return keys.map(({ path, descending }) =>
    path
      .split('.')
      .reverse()
      .reduce<Record<string, unknown>>((inner, name) => ({ [name]: inner }), {
        direction: descending ? 'DESC' : 'ASC',
        nulls: 'LAST',
      }),
  );
}

/** The order after a click on a header: ascending, descending, none; with Shift the other keys stay. */
export function nextSort(keys: readonly SortKey[], path: string, keepOthers: boolean): SortKey[] {
  const present = keys.find((key) => key.path === path);
  const others = keepOthers ? keys.filter((key) => key.path !== path) : [];
  if (!present) return [...others, { path, descending: false }];
  if (present.descending) return others;
  return keepOthers
    ? keys.map((key) => (key.path === path ? { path, descending: true } : key))
    : [{ path, descending: true }];
}
