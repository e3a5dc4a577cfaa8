import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../context/context';
import type { Connection, Row } from './connection';
import type { EntityModel, RelationModel } from './model';
import type { PageArguments } from './page';
import type { ConnectionSelection, Selection } from './selection';
import type { Sql } from './sql';

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
