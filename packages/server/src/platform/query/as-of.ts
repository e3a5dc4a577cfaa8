import { mayRead } from '@dossier/shared';
import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../context/context';
import { decode, type Values } from '../db/columns';
import { RequestError } from '../graphql/errors';
import { checkAsOf } from './as-of-check';
import { markBeyond, shapeConnection, type Connection, type Row } from './connection';
import { assertAffordable } from './cost';
import { FilterCompiler } from './filter';
import { readableId } from './ids';
import { exposeId, type EntityModel, type RelationModel } from './model';
import { argumentsOf } from './relation-arguments';
import { checkPage, type PageArguments } from './page';
import { Reader } from './reader';
import { fieldRight, redactor } from './rights';
import { relationKey, selectRecord, type ConnectionParts, type RelationSelection, type Selection } from './selection';
import { and, column, inList, raw, sql, type Sql } from './sql';
import { readTrail, rebuild } from './trail';

/** Rows of one level at most: they are rebuilt here, not in the database. */
const MOST = 5000;

/** A record with its children as it stood at the end of a business day; null when it did not exist then or lay in the recycle bin. */
export async function readRecordAsOf(
  ctx: RequestContext,
  model: EntityModel,
  id: string,
  day: string,
  info: GraphQLResolveInfo,
): Promise<Row | null> {
  if (day > ctx.clock.today()) throw new RequestError('AS_OF_FUTURE', { day });
  const selection = selectRecord(model, info);
  assertAffordable(ctx, { info }, selection, 1);
  const reader = new PastReader(ctx, info, day);
  checkAsOf(reader, selection);
  const [row] = await reader.rows(selection, sql`t0.\`id\` = ${readableId(model, id)}`);
  return row ?? null;
}

/**
 * Reads a document as of a day: of each level the rows as they are now and their trail, two statements; what they were then is
 * rebuilt from both. Rights are those of today. People and scorecards, which have no history here, are read as they are.
 */
class PastReader {
  private readonly end: string;

  constructor(
    readonly ctx: RequestContext,
    readonly info: GraphQLResolveInfo,
    private readonly day: string,
  ) {
    this.end = ctx.clock.startOf(day, true);
  }

  /** The rows of a condition on `t0` as they were; those in the recycle bin then only on request. */
  async rows(selection: Selection, where: Sql, orDeleted = false): Promise<Row[]> {
    return this.finish(selection, await this.past(selection.model, where, orDeleted));
  }

  /** The records themselves. The condition names them by keys that never change. */
  private async past(model: EntityModel, where: Sql, orDeleted: boolean): Promise<Values[]> {
    const compiler = new FilterCompiler(this.ctx);
    const allowed = compiler.referred(model, compiler.alias());
    const { text, params } =
      sql`SELECT t0.* FROM ${raw(model.table)} t0 WHERE ${and([where, allowed])} LIMIT ${raw(String(MOST + 1))}`;
    const present = (await this.ctx.connection.query<Row>(text, params)).map((row) => decode(model, row));
    if (present.length > MOST) throw new RequestError('AS_OF_TOO_LARGE', { field: model.label, max: MOST });
    const trail = await readTrail(
      this.ctx.connection,
      model,
      present.map(({ id }) => id as string),
    );
    return present.flatMap((values) => {
      const then = rebuild(this.ctx.models, model, values, trail.get(values.id as string)!, ({ at }) => at < this.end);
      return then && (orDeleted || then.deletedAt === null) ? [then] : [];
    });
  }

  /** Records as the graph gives them, with what is asked below. */
  private async finish(selection: Selection, records: readonly Values[]): Promise<Row[]> {
    const rows = records.map((values) => this.shape(selection, values));
    const redact = redactor(this.ctx.actor, selection.model, selection.fields);
    if (redact) rows.forEach(redact);
    await Promise.all(selection.relations.map((relation) => this.relation(relation, rows)));
    return rows;
  }

  private shape(selection: Selection, values: Values): Row {
    const { model } = selection;
    const row: Row = { '@id': values.id };
    for (const { name, field } of selection.fields) {
      const past = model.computed?.[name]?.past;
      if (field.kind === 'id') row[name] = exposeId(model, values.id as string);
      else row[name] = past ? past(values, this.day) : (values[name] ?? null);
    }
    for (const ref of model.refs.values()) row[`@${ref.column}`] = values[ref.name] ?? null;
    return row;
  }

  private relation(selection: RelationSelection, rows: Row[]): Promise<void> {
    const { relation, owner, key } = selection;
    const slot = relationKey(key);
    if (relation.kind !== 'many' && !mayRead(fieldRight(this.ctx.actor, owner, relation.name))) {
      for (const row of rows) row[slot] = null;
      return Promise.resolve();
    }
    if (relation.kind === 'one') return this.toOne(selection, rows, slot);
    if (relation.target.base === 'log') return this.log(selection, rows, slot);
    return this.children(selection, rows, slot);
  }

  /** References show removed records, too, as they do on any other page. */
  private async toOne({ relation, child }: RelationSelection, rows: Row[], slot: string): Promise<void> {
    const foreign = `@${relation.column}`;
    const ids = [...new Set(rows.map((row) => row[foreign]).filter((id) => id !== null))];
    const where = inList(raw('t0.`id`'), ids);
    const found =
      ids.length === 0
        ? []
        : relation.target.asOf
          ? await this.rows(child, where, true)
          : await new Reader(this.ctx, this.info).rowsWhere(child, where, true);
    const byId = new Map(found.map((row) => [row['@id'], row]));
    for (const row of rows) row[slot] = byId.get(row[foreign]) ?? null;
  }

  /** A log is its own history: its rows up to the end of that day. */
  private async log(selection: RelationSelection, rows: Row[], slot: string): Promise<void> {
    const { relation } = selection;
    const args = { ...argumentsOf(this, selection), filter: { at: { lt: this.end } } };
    const reader = new Reader(this.ctx, this.info);
    for (const row of rows)
      row[slot] = await reader.connection(relation.target, selection, args, { relation, id: row['@id'] as string });
  }

  private async children(selection: RelationSelection, rows: Row[], slot: string): Promise<void> {
    const { relation, child, parts } = selection;
    const { target } = relation;
    const ref = [...target.refs.values()].find(({ column: key }) => key === relation.column)!.name;
    const parents = rows.map((row) => row['@id']);
    const found = parents.length ? await this.past(target, inList(column('t0', relation.column), parents), false) : [];
    const groups = new Map<unknown, Values[]>(parents.map((id) => [id, []]));
    for (const values of found.sort(this.orderOf(relation)))
      if (matches(relation, values)) groups.get(values[ref])?.push(values);
    if (relation.kind === 'hasOne') {
      const picked = [...groups].flatMap(([id, [first]]) => (first ? [{ id, first }] : []));
      const shown = await this.finish(
        child,
        picked.map(({ first }) => first),
      );
      const byParent = new Map(picked.map(({ id }, i) => [id, shown[i]!]));
      for (const row of rows) row[slot] = byParent.get(row['@id']) ?? null;
      return;
    }
    for (const row of rows)
      row[slot] = await this.connection(child, groups.get(row['@id'])!, parts, argumentsOf(this, selection));
  }

  /** The order of a relation, or of its target's lists, over whole records; the id decides at last, as in SQL. */
  private orderOf({ order, target }: RelationModel): (a: Values, b: Values) => number {
    const wanted = (order ?? target.order ?? []).flatMap((item) =>
      Object.entries(item as Record<string, { direction: string }>).map(([name, { direction }]) => ({
        name,
        sign: direction === 'DESC' ? -1 : 1,
      })),
    );
    const terms = order ? wanted : wanted.filter(({ name }) => mayRead(fieldRight(this.ctx.actor, target, name)));
    const keys = [...terms, { name: 'id', sign: terms.at(-1)?.sign ?? -1 }];
    return (a, b) => {
      for (const { name, sign } of keys) {
        const [x, y] = [a[name] ?? '', b[name] ?? ''] as [string, string];
        if (x !== y) return x < y ? -sign : sign;
      }
      return 0;
    };
  }

  private async connection(
    child: Selection,
    records: readonly Values[],
    parts: ConnectionParts,
    args: PageArguments,
  ): Promise<Connection> {
    const page = checkPage(args, child.model.plural);
    const cut = parts.rows ? records.slice(page.offset, page.offset + page.size + 1) : [];
    const rows = await this.finish(child, cut.slice(0, page.size));
    const marked = markBeyond([...rows, ...cut.slice(page.size)], page.size);
    return shapeConnection(marked, page, parts, { totalCount: records.length });
  }
}

/** Fixed conditions of a relation: equality is all they need. */
const matches = ({ filter }: RelationModel, values: Values): boolean =>
  Object.entries(filter ?? {}).every(([name, condition]) => values[name] === (condition as { eq: unknown }).eq);
