import type { Lane } from '../context/context';
import type { HeavyLane } from '../db/database';
import type { FilterCompiler } from './filter';
import type { EntityModel, Filter } from './model';
import type { OrderTerm } from './order';
import type { PageArguments } from './page';
import { isColumn } from './page-sql';
import type { ListSource } from './source';

/** Where the parts of a list are read. */
export interface Lanes {
  page: Lane;
  /** Its count. */
  whole: Lane;
  /** Aggregates and groups. */
  sums: HeavyLane;
}

/** The lists of a page's rows are as long as their parents let them be. */
export const NESTED: Lanes = { page: 'main', whole: 'main', sums: 'screen' };

/**
 * Who waits behind whom (ADR 20): a root list is read among what takes no time only where an index leads to no more rows than it gives.
 * Else it takes a look at its table at most, and goes with the screens; one that looks at other tables for each row may take as long as a
 * report. A count within a range looks at all rows.
 */
export function lanesOf(
  { wide, deep, ranged }: Pick<FilterCompiler, 'wide' | 'deep' | 'ranged'>,
  model: EntityModel,
  { filter, search }: Pick<PageArguments, 'filter' | 'search'>,
  { bounded, sorted }: Pick<ListSource, 'bounded'> & { sorted: boolean },
): Lanes {
  const walks = !bounded && (sorted || !(search || isServed(model, filter)));
  if (deep && !bounded) return { page: 'report', whole: 'report', sums: 'report' };
  const page: Lane = wide || deep || walks ? 'screen' : 'main';
  return { page, whole: ranged && !bounded ? 'screen' : page, sums: bounded ? 'screen' : 'report' };
}

/** Whether an index holds the only condition, or there is none. */
function isServed({ indexed, fields, relations }: EntityModel, filter: Filter | null | undefined): boolean {
  const [first, ...more] = Object.entries(filter ?? {});
  if (!indexed || !first) return true;
  const [key, value] = first;
  const field = fields.get(key);
  const columns = field
    ? [field.column, field.foldedColumn, field.pinyinColumn]
    : Object.keys(value as Filter).join() === 'id'
      ? [relations.get(key)?.column]
      : [];
  return more.length === 0 && columns.some((column) => indexed.some((columns) => columns.split(',')[0] === column));
}

/** Whether all rows must be looked at to give the first of them in order. The id comes last in every order and every index. */
export function isSorted({ indexed }: EntityModel, terms: readonly OrderTerm[]): boolean {
  if (!terms.every(isColumn)) return true;
  if (!indexed || terms.length === 1) return false;
  const columns = terms.slice(0, -1).map(({ expression }) => expression.text.replace(/^.*\.|`/g, ''));
  return !indexed.includes(columns.join()) || terms.some(({ descending }) => descending !== terms[0]!.descending);
}
