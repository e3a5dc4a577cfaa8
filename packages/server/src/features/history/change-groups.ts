import { addDays } from '@dossier/shared';
import { RequestError } from '../../platform/graphql/errors';
import type { Clock, RequestContext } from '../../platform/context/context';
import { assertReadable, FilterCompiler } from '../../platform/query/filter';
import type { Filter } from '../../platform/query/model';
import { assertFieldReadable } from '../../platform/query/rights';
import { column, join, raw, sql, type Sql } from '../../platform/query/sql';

export const groupKeys = ['FIELD', 'PERSON', 'DAY', 'MONTH', 'ENTITY', 'VERB'] as const;
export type GroupKey = (typeof groupKeys)[number];

/** Changes that have these keys in common. */
export interface ChangeGroup {
  field: string | null;
  /** Raw id; null: the archive itself. */
  personId: string | null;
  day: string | null;
  month: string | null;
  entity: string | null;
  verb: string | null;
  count: number;
}

/** Groups that the engine may hand over before hours are gathered to days. */
const MOST = 50_000;
const MOST_GIVEN = 500;

/** The field of a change that a key reads. */
const sources: Readonly<Record<GroupKey, string>> = {
  FIELD: 'changes',
  PERSON: 'actor',
  DAY: 'at',
  MONTH: 'at',
  ENTITY: 'entity',
  VERB: 'verb',
};

export interface GroupArguments {
  by: readonly GroupKey[];
  filter?: Filter | null;
  first?: number | null;
}

/** Counts the changes that the caller may see, by one or more keys; the most frequent first, days and months from the latest. */
export async function changeGroups(ctx: RequestContext, args: GroupArguments): Promise<ChangeGroup[]> {
  const model = ctx.models.get('Change');
  assertReadable(ctx, model);
  const by = [...new Set(args.by)];
  const first = args.first ?? 100;
  if (first < 1 || first > MOST_GIVEN) throw new RequestError('PAGE_SIZE', { max: MOST_GIVEN });
  if (by.length === 0) throw new RequestError('GROUP_BY_EMPTY');
  for (const key of by) assertFieldReadable(ctx, model, sources[key]);
  const compiler = new FilterCompiler(ctx);
  const alias = compiler.alias();
  const where = compiler.visible(model, alias, args.filter);
  const parts = by.map((key) => sql`${expression(ctx, alias, key)} AS ${raw(`\`${key}\``)}`);
  const names = raw(by.map((key) => `\`${key}\``).join(', '));
  const { text, params } =
    sql`SELECT ${join([...parts, raw('COUNT(*) AS n')], ', ')} FROM audit_event ${raw(alias)}${by.includes('FIELD') ? fieldsOf(ctx, alias) : raw('')} WHERE ${where} GROUP BY ${names} LIMIT ${raw(String(MOST))}`;
  const rows = await ctx.connection.query<Record<GroupKey | 'n', string | number | null>>(text, params);
  return gathered(ctx.clock, by, rows).slice(0, first);
}

function expression(ctx: RequestContext, alias: string, key: GroupKey): Sql {
  if (key === 'FIELD') return raw(ctx.db.dialect === 'sqlite' ? "json_extract(f.value, '$.field')" : 'f.field');
  if (key === 'PERSON') return column(alias, 'actor_id');
  // days and months begin at local midnight: whole hours are gathered afterwards, minutes where the zone is off the hour
  if (key === 'DAY' || key === 'MONTH')
    return sql`SUBSTR(${column(alias, 'at')}, 1, ${raw(ctx.clock.startOf(ctx.clock.today()).slice(14, 16) === '00' ? '13' : '16')})`;
  return column(alias, key.toLowerCase());
}

/** One row for each field that a change touched. */
const fieldsOf = (ctx: RequestContext, alias: string): Sql =>
  ctx.db.dialect === 'sqlite'
    ? sql` CROSS JOIN json_each(COALESCE(${column(alias, 'changes')}, '[]')) f`
    : sql` CROSS JOIN JSON_TABLE(COALESCE(${column(alias, 'changes')}, '[]'), '$[*]' COLUMNS (field VARCHAR(60) PATH '$.field')) f`;

function gathered(
  clock: Clock,
  by: readonly GroupKey[],
  rows: readonly Record<GroupKey | 'n', string | number | null>[],
): ChangeGroup[] {
  const groups = new Map<string, ChangeGroup>();
  const days = new Map<string, string>();
  const text = (value: string | number | null | undefined) => (value == null ? null : String(value));
  const dayOf = (hour: string): string => {
    if (!days.has(hour)) days.set(hour, businessDay(clock, `${hour.padEnd(16, ':00')}:00.000Z`));
    return days.get(hour)!;
  };
  for (const row of rows) {
    const hour = text(row.DAY ?? row.MONTH);
    const group: ChangeGroup = {
      field: text(row.FIELD),
      personId: text(row.PERSON),
      day: row.DAY ? dayOf(hour!) : null,
      month: row.MONTH ? dayOf(hour!).slice(0, 7) : null,
      entity: text(row.ENTITY),
      verb: text(row.VERB),
      count: Number(row.n),
    };
    const key = JSON.stringify({ ...group, count: 0 });
    const known = groups.get(key);
    if (known) known.count += group.count;
    else groups.set(key, group);
  }
  const latestFirst = by[0] === 'DAY' ? 'day' : by[0] === 'MONTH' ? 'month' : null;
  return [...groups.values()].sort(
    (a, b) =>
      (latestFirst ? (b[latestFirst] ?? '').localeCompare(a[latestFirst] ?? '') : 0) ||
      b.count - a.count ||
      JSON.stringify(a).localeCompare(JSON.stringify(b)),
  );
}

/** The business day of an instant. */
function businessDay(clock: Clock, at: string): string {
  const day = at.slice(0, 10);
  if (at >= clock.startOf(day, true)) return addDays(day, 1);
  return at < clock.startOf(day) ? addDays(day, -1) : day;
}
