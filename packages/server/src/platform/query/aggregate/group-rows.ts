import { Exact, roundTo, toMinor, type Money } from '@dossier/shared';
import type { Filter } from '../model';
import type { AggregateAsk } from './ask';
import type { Bases } from './base';
import { countOf, figuresOf, type Aggregate, type Row } from './figures';
import { keyName } from './grouping';
import type { GroupKey } from './keys/compile';
import type { Canon } from './keys/form';

/** A group as the database gave it: its keys and its rows, one for each currency. */
export interface Found {
  readonly keys: readonly (Canon | null)[];
  readonly rows: readonly Row[];
}
/** A group as the graph answers it. */
export interface Group {
  key: Record<string, unknown>;
  keys: (string | null)[];
  level: number;
  count: number;
  aggregate: Aggregate;
  share?: { count?: string | null; sum: Record<string, unknown> };
  drillDown: Filter;
}

/** Rows of one statement → groups, in their order. */
export function gather(keys: readonly GroupKey[], rows: readonly Row[]): Found[] {
  const groups = new Map<string, { keys: (Canon | null)[]; rows: Row[] }>();
  for (const row of rows) {
    const found = keys.map(({ form }, i) => {
      const value = row[keyName(i)];
      return value === null ? null : form.canon(value);
    });
    const id = JSON.stringify(found);
    const known = groups.get(id);
    if (known) known.rows.push(row);
    else groups.set(id, { keys: found, rows: [row] });
  }
  return [...groups.values()];
}

/** Makes groups of what was found; `filter` is the caller's, so that a group's condition stands alone. */
export function groupShaper(keys: readonly GroupKey[], ask: AggregateAsk, bases: Bases, filter: Filter | null) {
  return ({ keys: found, rows }: Found): Group => {
    const level = found.length;
    const conditions = [...(filter ? [filter] : []), ...found.map((key, i) => keys[i]!.drill(key))];
    return {
      key: typedKey(keys.slice(0, level), found),
      keys: found.map((key, i) => (key === null ? null : keys[i]!.form.text(key))),
      level,
      count: ask.count ? countOf(bases, rows) : 0,
      aggregate: figuresOf(ask, bases, rows),
      drillDown: conditions.length === 1 ? conditions[0]! : { and: conditions },
    };
  };
}

/** The first of two keys of one field is the one that is told; `keys` tells all. */
function typedKey(keys: readonly GroupKey[], found: readonly (Canon | null)[]): Record<string, unknown> {
  const typed: Record<string, unknown> = {};
  keys.forEach(({ path, form }, i) => {
    let at = typed;
    for (const name of path.slice(0, -1)) at = (at[name] ??= {}) as Record<string, unknown>;
    const last = path.at(-1)!;
    const key = found[i]!;
    if (!(last in at)) at[last] = key === null ? null : form.show(key);
  });
  return typed;
}

const PLACES = 6;
const part = (of: string | number, whole: string | number): string | null =>
  Number(whole) === 0 ? null : roundTo(new Exact(of).div(whole), PLACES);

/** What part of the whole a group is; amounts per currency. */
export function shareOf(
  ask: AggregateAsk,
  group: Group,
  whole: { count: number; aggregate: Aggregate },
): Group['share'] {
  const sum: Record<string, unknown> = {};
  for (const { field } of ask.measures) {
    const [own, all] = [group.aggregate.sum[field.name], whole.aggregate.sum[field.name]];
    if (!Array.isArray(own)) sum[field.name] = own == null || all == null ? null : part(own as string, all as string);
    else
      sum[field.name] = (own as Money[]).map(({ amount, currency }) => {
        const total = (all as Money[]).find((money) => money.currency === currency)!;
        return { currency, share: part(String(toMinor(amount)), String(toMinor(total.amount))) };
      });
  }
  return { count: ask.count ? part(group.count, whole.count) : null, sum };
}
