import type { Field, Label } from '@dossier/shared';
import { parse, type DocumentNode } from 'graphql';
import { rootOf, tell, tellKey, type Told } from './describe';
import { askedKeys, namesOf } from './names';
import type { Column, Table } from './table';
import { periodText } from './ways';

export interface ResultColumn extends Column, Told {}
/** A list or groups of an answer: rows, and what each column of them is. */
export interface Result {
  path: string;
  columns: ResultColumn[];
  rows: Table['rows'];
  /** Rows are groups, so that no two have the same keys. */
  grouped: boolean;
  /** How many rows there are in all, where that is more than these; null where only that there are more is known. */
  more: { all: number | null } | null;
}

/** An answer is a page of its list; what stands beside it tells. */
function moreOf({ beside, rows }: Table): Result['more'] {
  const all = beside.totalGroups ?? beside.totalCount;
  if (typeof all === 'number') return all > rows.length ? { all } : null;
  return beside.truncated === true ? { all: null } : null;
}

const unknown = (numeric: boolean): Told => ({
  title: null,
  field: null,
  way: '',
  role: numeric ? 'figure' : 'text',
  additive: false,
  figure: '',
});

const withCurrency = (title: Label | null, currency: string | undefined): Label | null =>
  title && currency ? { zh: `${title.zh}（${currency}）`, en: `${title.en} (${currency})` } : title;

const pathOf = ({ key, currency }: Column): string => (currency ? key.slice(0, -currency.length - 1) : key);

/** Columns stand as the document asks for them, also where the first row has nothing there. */
function inOrder({ path, columns }: Table, names: ReadonlyMap<string, string>): Column[] {
  const places = new Map([...names.keys()].map((key, at) => [key, at]));
  const placeOf = (column: Column): number =>
    places.get([path, pathOf(column).replace(/^keys\.\d+$/, 'keys')].filter(Boolean).join('.')) ?? places.size;
  return columns
    .map((column) => ({ column, place: placeOf(column) }))
    .sort((a, b) => a.place - b.place)
    .map(({ column }) => column);
}

/** What the columns of a table are, by the document that it answers. */
export function resultOf(table: Table, document: DocumentNode, variables: Readonly<Record<string, unknown>>): Result {
  const names = namesOf(document);
  const [head = ''] = table.path.split('.');
  const root = names.get(head) ?? '';
  const keys = askedKeys(document, head, variables);
  const columns = inOrder(table, names).map((column): ResultColumn => {
    const { numeric, currency } = column;
    const at = pathOf(column);
    const [, place] = /^keys\.(\d+)$/.exec(at) ?? [];
    const asked = place === undefined ? undefined : keys[Number(place)];
    const real = names.get([table.path, at].filter(Boolean).join('.'));
    const told = asked ? tellKey(root, asked) : real ? tell(real.split('.'), keys) : null;
    return { ...column, ...(told ?? unknown(numeric)), title: withCurrency(told?.title ?? null, currency) };
  });
  const grouped = rootOf(root)?.grouped ?? false;
  return { path: table.path, columns, rows: table.rows, grouped, more: moreOf(table) };
}

/** The same from the text of the document; a text that is none is not described. */
export function describedTable(table: Table, text: string, variables: Readonly<Record<string, unknown>>): Result {
  try {
    return resultOf(table, parse(text), variables);
  } catch {
    return {
      path: table.path,
      columns: table.columns.map((column) => ({ ...column, ...unknown(column.numeric) })),
      rows: table.rows,
      grouped: false,
      more: moreOf(table),
    };
  }
}

export type Write = (field: Field | null, value: unknown) => string;

/** `0.1234` → 12.34%. */
const percent = (value: unknown): string => `${(Number(value) * 100).toFixed(2)}%`;

/** A value of a closed list in words; null for what reads as it comes. */
export function wordsOf(column: ResultColumn, value: unknown, write: Write, locale: 'zh' | 'en'): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (column.figure === 'share') return percent(value);
  if (column.way && column.field?.kind !== 'code') return periodText(column.way, String(value), locale);
  if (column.role === 'figure' || !column.field) return null;
  if (column.field.kind === 'bool') return write(column.field, value === true || value === 'true');
  return column.field.kind === 'enum' || column.field.kind === 'code' ? write(column.field, value) : null;
}
