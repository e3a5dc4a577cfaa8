import type { GraphQLResolveInfo } from 'graphql';
import { connectionIn, type Lane, type RequestContext } from '../context/context';
import { isEmpty } from './aggregate/ask';
import { noFigures } from './aggregate/figures';
import { readAggregates, type Rows } from './aggregate/read';
import { compileColumns } from './columns';
import { isBeyond, markBeyond, setCursors, shapeConnection, type Connection, type Row, type Whole } from './connection';
import { isMetered, refund } from './cost';
import { decodeCursor, questionOf } from './cursor';
import { FilterCompiler } from './filter';
import { isSorted, lanesOf, NESTED, type Lanes } from './lanes';
import type { Level } from './level';
import type { EntityModel, RelationModel } from './model';
import { checkBelow, readRelation } from './nested';
import { compileOrder, type OrderTerm } from './order';
import { checkPage, mostOf, type Page, type PageArguments } from './page';
import { isColumn, pageSql } from './page-sql';
import { assertReadable } from './rights';
import type { ConnectionParts, ConnectionSelection, Selection } from './selection';
import { listSource } from './source';
import { and, column, raw, sql, Sql } from './sql';

/** Reads one document: every statement goes through here. */
export class Reader implements Level {
  /** How many came so far. */
  private rows = 0;
  private readonly metered: boolean;

  constructor(
    readonly ctx: RequestContext,
    readonly info: GraphQLResolveInfo,
  ) {
    this.metered = isMetered(ctx);
  }

  /** Reads, and gives back what was paid for rows that did not come. */
  paid<T>(rows: number, read: (reader: Reader) => Promise<T>): Promise<T> {
    const reading = read(this);
    return this.metered ? reading.finally(() => refund(this.ctx, rows - this.rows)) : reading;
  }

  async byId(selection: Selection, rawId: string, orDeleted = false): Promise<Row | null> {
    assertReadable(this.ctx, selection.model);
    if (!rawId) return null;
    const [row] = await this.rowsWhere(selection, sql`t0.\`id\` = ${rawId}`, orDeleted);
    return row ?? null;
  }

  async rowsWhere(selection: Selection, where: Sql, orDeleted = false): Promise<Row[]> {
    const compiler = new FilterCompiler(this.ctx);
    const alias = compiler.alias();
    const { model } = selection;
    const allowed = orDeleted ? compiler.referred(model, alias) : compiler.visible(model, alias, null, false, 'ID');
    const columns = compileColumns(selection, this.ctx);
    const text = sql`SELECT ${new Sql(columns.sqlOf(alias), columns.params(alias))} FROM ${raw(model.table)} ${raw(alias)} WHERE ${and([where, allowed])}`;
    return this.finish(selection, await this.run(text), columns.finish);
  }

  async connection(
    model: EntityModel,
    selection: ConnectionSelection,
    args: PageArguments,
    parent?: { relation: RelationModel; id: string },
  ): Promise<Connection> {
    const page = checkPage(args, parent?.relation.name ?? model.plural, parent ? undefined : mostOf(this.ctx));
    const compiler = new FilterCompiler(this.ctx);
    const own = parent && ((rows: string) => sql`${column(rows, parent.relation.column)} = ${parent.id}`);
    const met = await listSource(this.ctx, compiler, model, args, own);
    const { alias, ranked, bounded } = met;
    const terms =
      ranked && !args.orderBy?.length ? ranked : compileOrder(this.ctx, compiler, model, alias, args.orderBy);
    const sorted = ranked ? !terms.every(isColumn) : isSorted(model, terms);
    const lanes = parent ? NESTED : lanesOf(compiler, model, args, { bounded, sorted });
    // a page judges the rows that it meets; what looks at all of them compares them with all that is in reach
    const all =
      compiler.ranged && !parent && !bounded && (sorted || selection.parts.totalCount || selection.parts.aggregate)
        ? await listSource(this.ctx, new FilterCompiler(this.ctx, { whole: true }), model, args)
        : met;
    const { from, where } = sorted ? all : met;
    // hashed only where a cursor is given or asked
    const question =
      page.cursor || selection.parts.cursors
        ? questionOf(parent ? [model.name, parent.relation.name, parent.id] : [model.name], args)
        : '';
    const [rows, whole] = await Promise.all([
      selection.parts.rows
        ? this.page(selection, { alias, from, condition: where, terms, page, question, lane: lanes.page })
        : Promise.resolve([]),
      this.whole(selection.parts, all, lanes),
    ]);
    return shapeConnection(rows, page, selection.parts, whole);
  }

  /** What is asked of all rows: a count, or aggregates and with them the count. */
  private async whole({ totalCount, aggregate }: ConnectionParts, rows: Rows, lanes: Lanes): Promise<Whole> {
    if (aggregate && !isEmpty(aggregate)) {
      const found = (await readAggregates(this.ctx, aggregate, rows, { counted: totalCount, lane: lanes.sums }))();
      return { aggregate: found.aggregate, totalCount: totalCount ? found.count : undefined };
    }
    if (!totalCount) return { aggregate: noFigures() };
    const [row] = await this.run(sql`SELECT COUNT(*) AS n FROM ${rows.from} WHERE ${rows.where}`, lanes.whole);
    return { aggregate: noFigures(), totalCount: Number(row!.n) };
  }

  private async page(
    selection: ConnectionSelection,
    plan: {
      alias: string;
      from: Sql;
      condition: Sql;
      terms: readonly OrderTerm[];
      page: Page;
      question: string;
      lane: Lane;
    },
  ): Promise<Row[]> {
    const { terms, page, question } = plan;
    const columns = compileColumns(selection.child, this.ctx);
    const after = page.cursor !== null ? decodeCursor(this.ctx.cursorKey, question, page.cursor, terms.length) : null;
    const { table } = selection.child.model;
    const text = pageSql(
      { ...plan, table, where: plan.condition, after, cursors: selection.parts.cursors, dialect: this.ctx.db.dialect },
      (alias) => new Sql(columns.sqlOf(alias), columns.params(alias)),
    );
    const rows = markBeyond(await this.run(text, plan.lane), page.size);
    const real = rows.filter((row) => !isBeyond(row));
    await this.finish(selection.child, real, columns.finish);
    if (selection.parts.cursors) setCursors(this.ctx.cursorKey, question, real, terms.length);
    return rows;
  }

  /** Finishes rows of one level, then reads each asked relation once for all of them; independent relations run at once. */
  async finish(selection: Selection, rows: Row[], finish: (row: Row) => void): Promise<Row[]> {
    rows.forEach(finish);
    if (rows.length === 0) checkBelow(this, selection);
    else await Promise.all(selection.relations.map((relation) => readRelation(this, relation, rows)));
    return rows;
  }

  run(text: Sql, lane: Lane = 'main'): Promise<Row[]> {
    const reading = connectionIn(this.ctx, lane).query<Row>(text.text, text.params);
    if (!this.metered) return reading;
    return reading.then((rows) => {
      this.rows += rows.length;
      return rows;
    });
  }
}
