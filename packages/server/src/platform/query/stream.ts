import { setImmediate as nextTurn } from 'node:timers/promises';
import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../context/context';
import { fault } from '../graphql/user-fault';
import { compileColumns } from './columns';
import type { Row } from './connection';
import { FilterCompiler } from './filter';
import type { EntityModel, FieldModel, RelationModel } from './model';
import { compileOrder } from './order';
import type { PageArguments } from './page';
import { keysSql } from './page-sql';
import { Reader } from './reader';
import { ONE, relationKey, type RelationSelection, type Selection } from './selection';
import { listSource } from './source';
import { and, column, inList, raw, Sql, sql } from './sql';

/** A column of a stream: a field, or a field of a to-one relation. */
export interface StreamColumn {
  path: string;
  relation: RelationModel | null;
  field: FieldModel;
}

/** `name`, `owner.name`, `primaryContact.mobile` → what they mean; a wrong name is refused. */
export function streamColumns(model: EntityModel, paths: readonly string[]): StreamColumn[] {
  return paths.map((path, i) => {
    const [first = '', second] = path.split('.');
    const relation = second === undefined ? null : (model.relations.get(first) ?? null);
    const field = (
      relation && relation.kind !== 'many' ? relation.target : second === undefined ? model : undefined
    )?.fields.get(second ?? first);
    if (!field)
      throw fault('EXPORT_UNKNOWN_COLUMN', ['columns', String(i)], {
        value: path.slice(0, 120),
        list: model.plural,
        example: [...model.fields.keys()].find((name) => name !== 'id') ?? 'id',
      });
    return { path, relation, field };
  });
}

function selectionOf(model: EntityModel, columns: readonly StreamColumn[]): Selection {
  const relations = new Map<RelationModel, FieldModel[]>();
  for (const { relation, field } of columns)
    if (relation) relations.set(relation, [...(relations.get(relation) ?? []), field]);
  return {
    model,
    fields: [...new Set(columns.filter(({ relation }) => !relation).map(({ field }) => field))],
    relations: [...relations].map(([relation, fields]): RelationSelection => ({
      key: relation.name,
      owner: model,
      relation,
      parts: ONE,
      child: { model: relation.target, fields, relations: [] },
      node: { kind: 'Field', name: { kind: 'Name', value: relation.name } } as RelationSelection['node'],
    })),
  };
}

/** The value of a column in a row of the stream. */
export const columnValue = (row: Row, { relation, field }: StreamColumn): unknown =>
  relation ? ((row[relationKey(relation.name)] as Row | null)?.[field.name] ?? null) : row[field.name];

/** Compiles all that a stream will ask, and asks nothing: what the caller may not ask by is refused. */
export async function checkRows(
  ctx: RequestContext,
  model: EntityModel,
  columns: readonly StreamColumn[],
  args: PageArguments,
): Promise<void> {
  await planOf(ctx, model, args);
  compileColumns(selectionOf(model, columns), ctx);
}

/** How many rows the stream has. */
export async function countRows(ctx: RequestContext, model: EntityModel, args: PageArguments): Promise<number> {
  const selection = { child: selectionOf(model, []), parts: { ...ONE, rows: false, totalCount: true } };
  const { totalCount } = await new Reader(ctx, {} as GraphQLResolveInfo).connection(model, selection, args);
  return totalCount!;
}

/** Ids that are found at once. An order without an index sorts the whole list each time, so they are many; ids alone are small. */
const KEYS = 20_000;
/** Rows that are read at once. */
const ROWS = 500;

/**
 * All rows of a list in constant memory: the same rows, order and rights as the list. First ids by their order, then their rows: what an
 * order costs is paid once for many rows.
 */
export async function* streamRows(
  ctx: RequestContext,
  model: EntityModel,
  columns: readonly StreamColumn[],
  args: PageArguments,
): AsyncGenerator<Row> {
  const selection = selectionOf(model, columns);
  // to-one relations take no arguments, so nothing of a document is needed
  const reader = new Reader(ctx, {} as GraphQLResolveInfo);
  let after: unknown[] | null = null;
  do {
    const { ids, last }: Keys = await nextKeys(reader, model, args, after);
    for (let from = 0; from < ids.length; from += ROWS) {
      yield* await rowsOf(reader, selection, args, ids.slice(from, from + ROWS));
      // what is made of the rows holds the process up: others get a turn between pages
      await nextTurn();
    }
    after = last;
  } while (after);
}

interface Keys {
  ids: string[];
  /** Order values after which it goes on; null at the end. */
  last: unknown[] | null;
}

async function planOf(ctx: RequestContext, model: EntityModel, args: PageArguments) {
  const compiler = new FilterCompiler(ctx);
  const { alias, from, where, ranked } = await listSource(ctx, compiler, model, args);
  const terms = ranked && !args.orderBy?.length ? ranked : compileOrder(ctx, compiler, model, alias, args.orderBy);
  return { alias, from, where, terms };
}

async function nextKeys(
  reader: Reader,
  model: EntityModel,
  args: PageArguments,
  after: readonly unknown[] | null,
): Promise<Keys> {
  const { terms, ...source } = await planOf(reader.ctx, model, args);
  // a page reads one row more than it has
  const page = { size: KEYS - 1, backwards: false, cursor: null, offset: 0 };
  const rows = await reader.run(
    keysSql({ table: model.table, ...source, terms, page, after, cursors: true, dialect: reader.ctx.db.dialect }),
  );
  const end = rows.length === KEYS ? rows.at(-1)! : null;
  return { ids: rows.map((row) => row['@row'] as string), last: end && terms.map((_, i) => end[`@o${i}`]) };
}

/** Rows of these ids, in their order. One that the list has no longer is left out. */
async function rowsOf(
  reader: Reader,
  selection: Selection,
  args: PageArguments,
  ids: readonly string[],
): Promise<Row[]> {
  const { ctx } = reader;
  const compiler = new FilterCompiler(ctx);
  const { model } = selection;
  const alias = compiler.alias();
  // that they match a search was found with their ids; by these alone they are read
  const allowed = compiler.visible(model, alias, args.filter, args.deleted === true, 'ID');
  const where = and([inList(column(alias, 'id'), ids), allowed]);
  const columns = compileColumns(selection, ctx);
  const own = new Sql(columns.sqlOf(alias), columns.params(alias));
  const text = sql`SELECT ${own}, ${column(alias, 'id')} AS ${raw('`@row`')} FROM ${raw(model.table)} ${raw(alias)} WHERE ${where}`;
  const found = new Map((await reader.run(text)).map((row) => [row['@row'] as string, row]));
  const rows = ids.map((id) => found.get(id)).filter((row) => row !== undefined);
  return reader.finish(selection, rows, columns.finish);
}
