import { mayRead } from '@dossier/shared';
import {
  BREAK,
  getArgumentValues,
  visit,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
} from 'graphql';
import type { RequestContext } from '../context/context';
import { RequestError } from '../graphql/errors';
import { isEmpty } from './aggregate/ask';
import { noFigures } from './aggregate/figures';
import { assertAggregatable, readAggregates } from './aggregate/read';
import { compileColumns } from './columns';
import { markBeyond, isBeyond, setCursors, shapeConnection, type Connection, type Row, type Whole } from './connection';
import { questionOf } from './cursor';
import { assertReadable, FilterCompiler } from './filter';
import type { EntityModel, RelationModel } from './model';
import { compileOrder, orderSql } from './order';
import { checkPage, type Page, type PageArguments } from './page';
import { fieldRight, withoutFieldRights } from './rights';
import { relationKey, type ConnectionSelection, type RelationSelection, type Selection } from './selection';
import { and, column, inList, join, raw, sql, Sql } from './sql';

/** What a relation needs of the reader of its level. */
export interface Level {
  readonly ctx: RequestContext;
  readonly info: GraphQLResolveInfo;
  run(text: Sql): Promise<Row[]>;
  /** `orDeleted`: rows of the recycle bin, too. */
  rowsWhere(selection: Selection, where: Sql, orDeleted?: boolean): Promise<Row[]>;
  connection(
    model: EntityModel,
    selection: ConnectionSelection,
    args: PageArguments,
    parent?: { relation: RelationModel; id: string },
  ): Promise<Connection>;
  finish(selection: Selection, rows: Row[], finish: (row: Row) => void): Promise<Row[]>;
}

/** Reads one relation for all rows of a level, in one statement (a second one if its count is asked). */
export function readRelation(level: Level, selection: RelationSelection, rows: Row[]): Promise<void> {
  const { relation, owner } = selection;
  if (relation.kind !== 'many' && !mayRead(fieldRight(level.ctx.actor, owner, relation.name))) {
    for (const row of rows) row[relationKey(selection.key)] = null;
    return Promise.resolve();
  }
  if (relation.kind === 'one') return toOne(level, selection, rows);
  if (relation.kind === 'hasOne') return hasOne(level, selection, rows);
  const args = argumentsOf(level, selection);
  return rows.length === 1 ? onlyParent(level, selection, rows[0]!, args) : toMany(level, selection, rows, args);
}

/** Rights and arguments below a level without rows: whether a document is answered must not depend on the data. */
export const checkBelow = (level: Level, selection: Selection): void =>
  selection.relations.forEach((relation) => checkRelation(level, relation));

function checkRelation(level: Level, selection: RelationSelection): void {
  assertReadable(level.ctx, selection.relation.target);
  if (selection.relation.kind === 'many') checkPage(argumentsOf(level, selection), selection.key);
  if (selection.parts.aggregate) assertAggregatable(level.ctx, selection.parts.aggregate);
  checkBelow(level, selection.child);
}

const idOf = (row: Row): string => row['@id'] as string;

/** `IN` lists grow in steps, so that pages of nearly equal size share one prepared statement. */
function padded(ids: readonly unknown[]): unknown[] {
  const step =
    ids.length <= 4 ? ids.length : ids.length <= 50 ? Math.ceil(ids.length / 10) * 10 : Math.ceil(ids.length / 50) * 50;
  return [...ids, ...Array.from({ length: step - ids.length }, () => ids[0])];
}

/** Arguments of a nested list as its document gives them; those without variables are read once and kept with the selection. */
export function argumentsOf(level: Pick<Level, 'info'>, selection: RelationSelection): PageArguments {
  if (selection.constantArguments) return selection.constantArguments;
  const owner = level.info.schema.getType(selection.owner.name) as GraphQLObjectType;
  const field = owner.getFields()[selection.relation.name]!;
  const args = getArgumentValues(field, selection.node, level.info.variableValues) as PageArguments;
  if (!hasVariables(selection.node)) selection.constantArguments = args;
  return args;
}

function hasVariables({ arguments: given = [] }: FieldNode): boolean {
  let found = false;
  for (const argument of given)
    visit(argument, {
      Variable() {
        found = true;
        return BREAK;
      },
    });
  return found;
}

async function toOne(level: Level, selection: RelationSelection, rows: Row[]): Promise<void> {
  const { relation, child, key } = selection;
  const foreign = `@${relation.column}`;
  const ids = [...new Set(rows.map((row) => row[foreign]).filter((id) => id !== null))];
  if (ids.length === 0) checkRelation(level, selection);
  const found = ids.length ? await level.rowsWhere(child, inList(raw('t0.`id`'), padded(ids)), true) : [];
  const byId = new Map(found.map((row) => [idOf(row), row]));
  for (const row of rows) row[relationKey(key)] = byId.get(row[foreign] as string) ?? null;
}

async function onlyParent(level: Level, selection: RelationSelection, row: Row, args: PageArguments): Promise<void> {
  const parent = { relation: selection.relation, id: idOf(row) };
  row[relationKey(selection.key)] = await level.connection(selection.relation.target, selection, args, parent);
}

async function hasOne(level: Level, selection: RelationSelection, rows: Row[]): Promise<void> {
  const { filter, order } = selection.relation;
  const { groups } = await windowed(
    level,
    selection,
    rows,
    { filter, orderBy: order },
    { size: 1, backwards: false, cursor: null, offset: 0 },
    0,
    true,
  );
  for (const row of rows) row[relationKey(selection.key)] = groups.get(idOf(row))?.[0] ?? null;
}

async function toMany(level: Level, selection: RelationSelection, rows: Row[], args: PageArguments): Promise<void> {
  const page = checkPage(args, selection.key);
  if (page.cursor !== null) throw new RequestError('INVALID_CURSOR');
  const [{ groups, terms }, whole] = await Promise.all([
    selection.parts.rows
      ? windowed(level, selection, rows, args, page, 1)
      : { groups: new Map<string, Row[]>(), terms: 0 },
    wholeByParent(level, selection, rows, args),
  ]);
  for (const row of rows) {
    const id = idOf(row);
    const children = groups.get(id) ?? [];
    if (selection.parts.cursors) {
      const question = questionOf([selection.relation.target.name, selection.relation.name, id], args);
      setCursors(
        level.ctx.cursorKey,
        question,
        children.filter((child) => !isBeyond(child)),
        terms,
      );
    }
    row[relationKey(selection.key)] = shapeConnection(children, page, selection.parts, whole(id));
  }
}

/**
 * The children of all parents of a page in one statement: numbered within each parent and cut there. `beyond` = 1 reads one more
 * per parent, to know whether there is one; it stays as a mark. `ours`: filter and order are the archive's, not the caller's.
 */
async function windowed(
  level: Level,
  selection: RelationSelection,
  rows: Row[],
  args: PageArguments,
  page: Page,
  beyond: 0 | 1,
  ours = false,
): Promise<{ groups: Map<string, Row[]>; terms: number }> {
  const { relation, child, parts: asked } = selection;
  // how the archive picks a single child is its own rule: it may use what the caller may not ask
  const ctx = ours ? withoutFieldRights(level.ctx) : level.ctx;
  const compiler = new FilterCompiler(ctx);
  const alias = compiler.alias();
  const owner = column(alias, relation.column);
  const columns = compileColumns(child, level.ctx);
  const terms = compileOrder(ctx, compiler, relation.target, alias, args.orderBy);
  const parts = [
    new Sql(columns.sqlOf(alias), columns.params(alias)),
    sql`${owner} AS \`@parent\``,
    ...(asked.cursors ? terms.map((term, i) => sql`${term.expression} AS ${raw(`\`@o${i}\``)}`) : []),
    sql`ROW_NUMBER() OVER (PARTITION BY ${owner} ORDER BY ${orderSql(terms, page.backwards)}) AS \`@n\``,
  ];
  const visible = compiler.visible(relation.target, alias, args.filter, args.deleted === true, Boolean(args.filter));
  const where = and([inList(owner, padded(rows.map(idOf))), visible]);
  const inner = sql`SELECT ${join(parts, ', ')} FROM ${raw(relation.target.table)} ${raw(alias)} WHERE ${where}`;
  const end = page.offset + page.size + beyond;
  const range = page.offset ? sql`w.\`@n\` > ${page.offset} AND w.\`@n\` <= ${end}` : sql`w.\`@n\` <= ${end}`;
  const found = await level.run(sql`SELECT * FROM (${inner}) w WHERE ${range} ORDER BY w.\`@parent\`, w.\`@n\``);
  const groups = new Map<string, Row[]>();
  for (const row of found) {
    const id = row['@parent'] as string;
    const group = groups.get(id);
    if (group) group.push(row);
    else groups.set(id, [row]);
  }
  for (const [id, group] of groups) groups.set(id, markBeyond(group, page.size));
  await level.finish(
    child,
    [...groups.values()].flat().filter((row) => !isBeyond(row)),
    columns.finish,
  );
  return { groups, terms: terms.length };
}

/** What is asked of all children of each parent: a count, or aggregates and with them the count, in one statement. */
async function wholeByParent(
  level: Level,
  { relation, parts }: RelationSelection,
  rows: Row[],
  args: PageArguments,
): Promise<(id: string) => Whole> {
  const { totalCount } = parts;
  const aggregate = parts.aggregate && !isEmpty(parts.aggregate) ? parts.aggregate : null;
  if (!totalCount && !aggregate) return () => ({ aggregate: noFigures() });
  const compiler = new FilterCompiler(level.ctx);
  const alias = compiler.alias();
  const owner = column(alias, relation.column);
  const visible = compiler.visible(relation.target, alias, args.filter, args.deleted === true, true);
  const from = sql`${raw(relation.target.table)} ${raw(alias)}`;
  const where = and([inList(owner, padded(rows.map(idOf))), visible]);
  if (aggregate) {
    const found = await readAggregates(level.ctx, aggregate, { alias, from, where }, { owner, counted: totalCount });
    return (id) => ({ aggregate: found(id).aggregate, totalCount: totalCount ? found(id).count : undefined });
  }
  const counts = await level.run(
    sql`SELECT ${owner} AS owner, COUNT(*) AS n FROM ${from} WHERE ${where} GROUP BY ${owner}`,
  );
  const byOwner = new Map(counts.map((row) => [row.owner as string, Number(row.n)]));
  return (id) => ({ aggregate: noFigures(), totalCount: byOwner.get(id) ?? 0 });
}
