type Json = Readonly<Record<string, unknown>>;
export interface Column {
  /** Path in a row, by response keys. Amounts in a list have a column for each currency: `sum.amount.CNY`. */
  key: string;
  numeric: boolean;
  /** Where the column holds the amounts of one currency. */
  currency?: string;
}
/** One list of an answer as rows. */
export interface Table {
  /** Where it stands in the answer, such as `customers.nodes`; empty for an answer without lists. */
  path: string;
  columns: Column[];
  rows: Json[];
  /** Figures that stand beside the list, such as `totalCount` and `truncated`. */
  beside: Json;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isRows = (value: unknown): value is Json[] => Array.isArray(value) && value.length > 0 && value.every(isObject);

/** What a list inside a cell is told by: its texts, else how many there are. */
function brief(list: readonly unknown[]): unknown {
  const words = list.map((one) =>
    isObject(one) ? Object.values(one).find((value) => typeof value === 'string') : (one as string | number | boolean),
  );
  return words.every((word) => word !== undefined && word !== null) ? words.join('、') : list.length;
}

/** `[{amount, currency}]`: one figure for each currency, which nobody adds up. */
function perCurrency(list: readonly unknown[]): [currency: string, figure: unknown][] | null {
  const pairs = list.map((one) => {
    if (!isObject(one) || typeof one.currency !== 'string') return null;
    const others = Object.keys(one).filter((key) => key !== 'currency');
    return others.length === 1 ? ([one.currency, one[others[0]!]] as [string, unknown]) : null;
  });
  return list.length > 0 && !pairs.includes(null) ? (pairs as [string, unknown][]) : null;
}

interface Flat {
  cells: Record<string, unknown>;
  currencies: Map<string, string>;
}

/** A row as flat cells; `edges { node }` and lists are brought to one level. */
function flatten(value: unknown, path: string, into: Flat): void {
  if (isObject(value)) {
    for (const [key, inner] of Object.entries(value))
      flatten(inner, key === 'node' && isObject(inner) ? path : path ? `${path}.${key}` : key, into);
    return;
  }
  if (!Array.isArray(value)) return void (into.cells[path] = value);
  const figures = perCurrency(value);
  for (const [currency, figure] of figures ?? []) {
    into.cells[`${path}.${currency}`] = figure;
    into.currencies.set(`${path}.${currency}`, currency);
  }
  // the keys of a group, each a column of its own
  if (path === 'keys') value.forEach((key, i) => (into.cells[`keys.${i}`] = key));
  else if (!figures) into.cells[path] = brief(value);
}

const isFigure = (value: unknown): boolean =>
  value === null || value === undefined || typeof value === 'number' || /^-?\d+\.\d+$/.test(String(value));

function tableOf(path: string, list: readonly unknown[], beside: Json = {}): Table {
  const flats = list.map((row) => {
    const into: Flat = { cells: {}, currencies: new Map() };
    flatten(row, '', into);
    return into;
  });
  const rows = flats.map(({ cells }) => cells);
  const currencies = new Map(flats.flatMap(({ currencies: own }) => [...own]));
  const keys = inOrder([...new Set(rows.flatMap((row) => Object.keys(row)))], currencies);
  const columns = keys.map((key): Column => {
    const currency = currencies.get(key);
    const numeric = rows.some((row) => (row[key] ?? null) !== null) && rows.every((row) => isFigure(row[key]));
    return { key, numeric, ...(currency && { currency }) };
  });
  // a reference that is empty in one row and an object in another, a list of amounts that is empty: the parts tell it all
  const parts = columns.filter(({ key }) => !keys.some((other) => other.startsWith(`${key}.`)));
  return { path, columns: parts, rows, beside };
}

/** The currencies of a figure stand together, also one that only a later row has. */
function inOrder(keys: readonly string[], currencies: ReadonlyMap<string, string>): string[] {
  const groups = new Map<string, string[]>();
  for (const key of keys) {
    const currency = currencies.get(key);
    const group = currency ? key.slice(0, -currency.length) : key;
    groups.set(group, [...(groups.get(group) ?? []), key]);
  }
  return [...groups.values()].flat();
}

const leaves = (around: Json): Json =>
  Object.fromEntries(Object.entries(around).filter(([, value]) => typeof value !== 'object'));

/** The rows of a list stand before what is told beside them, such as subtotals. */
const besideRows = (path: string): boolean => /^\w+\.(subtotals|total)$/.test(path);

/** The lists of an answer, the largest first; an answer without one is a single row. */
export function tablesOf(data: unknown): Table[] {
  const found: Table[] = [];
  const visit = (value: unknown, path: string, around: Json): void => {
    if (isRows(value)) found.push(tableOf(path, value, besideRows(path) ? {} : leaves(around)));
    else if (isObject(value) && besideRows(path) && 'nodes' in around) found.push(tableOf(path, [value]));
    else if (isObject(value))
      for (const [key, inner] of Object.entries(value)) visit(inner, path ? `${path}.${key}` : key, value);
  };
  visit(data, '', {});
  if (found.length === 0) return isObject(data) && Object.keys(data).length > 0 ? [tableOf('', [data])] : [];
  return found.sort((a, b) => Number(besideRows(a.path)) - Number(besideRows(b.path)) || b.rows.length - a.rows.length);
}
