import { join, raw, sql, type Sql } from '../sql';
import type { Base, BaseKind } from './base';
import { currencyName } from './figures';
import { keyName, outer, partsSql, type Grouping } from './grouping';

/** A value of each group that groups are judged or ordered by. */
export type Refer = (base: Base) => Sql;
export interface GroupOrderTerm {
  readonly expression: Sql;
  readonly descending: boolean;
}
export interface GroupPlan {
  readonly grouping: Grouping;
  /** Conditions on groups. */
  readonly having: (refer: Refer) => Sql;
  /** The keys themselves follow, so that the order is total. */
  readonly order: (refer: Refer, key: (i: number) => Sql) => GroupOrderTerm[];
}
export interface Cut {
  readonly limit: number;
  readonly offset: number;
}

/** How the parts of a group make the whole. */
const UNITE: Record<BaseKind, string> = {
  rows: 'SUM',
  values: 'SUM',
  sum: 'SUM',
  min: 'MIN',
  max: 'MAX',
  distinct: 'MAX',
};
const whole = (name: string): string => `@t${name.slice(2)}`;
const quoted = (name: string): Sql => raw(`\`${name}\``);
const star = (alias: string): Sql => raw(`${alias}.*`);

const orderText = (terms: readonly GroupOrderTerm[]): Sql =>
  join(
    terms.map(({ expression, descending }) => sql`${expression} ${raw(descending ? 'DESC' : 'ASC')}`),
    ', ',
  );

/** Groups in order and cut; `split` groups come as one row for each currency, cut as whole groups. */
export function groupsSql(plan: GroupPlan, { limit, offset }: Cut): Sql {
  const { grouping } = plan;
  const isSplit = grouping.split.length > 0;
  const needed = new Map<string, Base>();
  const alias = isSplit ? 'q' : 'g';
  const refer: Refer = (base) => {
    const name = grouping.bases.of(base);
    needed.set(name, base);
    return outer(alias, isSplit ? whole(name) : name);
  };
  const keys = grouping.keys.map((_, i) => outer(alias, keyName(i)));
  const having = plan.having(refer);
  const asked = plan.order(refer, (i) => keys[i]!);
  const rest = keys.filter(({ text }) => !asked.some(({ expression }) => expression.text === text));
  const order = [...asked, ...rest.map((expression) => ({ expression, descending: false }))];
  // only now is it known what the groups have to tell
  const groups = partsSql(grouping, false);
  if (!isSplit)
    return sql`SELECT ${columns(grouping, 'g')} FROM (${groups}) g WHERE ${having} ORDER BY ${orderText(order)} LIMIT ${raw(String(limit))} OFFSET ${raw(String(offset))}`;
  const names = grouping.keys.map((_, i) => outer('p', keyName(i)));
  const wholes = [...needed].map(
    ([name, { kind }]) =>
      sql`${raw(UNITE[kind])}(${outer('p', name)}) OVER (PARTITION BY ${join(names, ', ')}) AS ${quoted(whole(name))}`,
  );
  const judged = needed.size ? sql`SELECT ${join([star('p'), ...wholes], ', ')} FROM (${groups}) p` : groups;
  const ranked = sql`SELECT ${star('q')}, DENSE_RANK() OVER (ORDER BY ${orderText(order)}) AS ${quoted('@place')} FROM (${judged}) q WHERE ${having}`;
  const place = outer('r', '@place');
  return sql`SELECT ${columns(grouping, 'r')} FROM (${ranked}) r WHERE ${place} > ${offset} AND ${place} <= ${offset + limit} ORDER BY ${place}`;
}

/** What leaves the database: sums as text. */
function columns({ keys, bases, split }: Grouping, alias: string): Sql {
  return join(
    [
      ...keys.map((_, i) => outer(alias, keyName(i))),
      ...split.map((field) => outer(alias, currencyName(field))),
      ...bases
        .all()
        .map(([name, { kind }]) =>
          kind === 'sum' ? sql`CAST(${outer(alias, name)} AS CHAR) AS ${quoted(name)}` : outer(alias, name),
        ),
    ],
    ', ',
  );
}

/** How many groups there are. */
export function countGroupsSql({ grouping, having }: GroupPlan): Sql {
  const refer: Refer = (base) => outer('g', grouping.bases.of(base));
  const condition = having(refer);
  return sql`SELECT COUNT(*) AS n FROM (${partsSql({ ...grouping, split: [] }, false)}) g WHERE ${condition}`;
}
