import { setImmediate as nextTurn } from 'node:timers/promises';
import { label } from '@dossier/shared';
import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../context/context';
import { RequestError } from '../graphql/errors';
import type { Row } from './connection';
import type { EntityModel, FieldModel, RelationModel } from './model';
import { MAX_PAGE, type PageArguments } from './page';
import { Reader } from './read';
import { ONE, relationKey, type RelationSelection, type Selection } from './selection';

/** A column of a stream: a field, or a field of a to-one relation. */
export interface StreamColumn {
  path: string;
  relation: RelationModel | null;
  field: FieldModel;
}

/** `name`, `owner.name`, `primaryContact.mobile` → what they mean; a wrong name is refused. */
export function streamColumns(model: EntityModel, paths: readonly string[]): StreamColumn[] {
  return paths.map((path) => {
    const [first = '', second] = path.split('.');
    const relation = second === undefined ? null : (model.relations.get(first) ?? null);
    const field = (
      relation && relation.kind !== 'many' ? relation.target : second === undefined ? model : undefined
    )?.fields.get(second ?? first);
    if (!field)
      throw new RequestError('FILTER_INVALID', { detail: label(`没有字段 ${path}`, `there is no field ${path}`) });
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

/** How many rows the stream has. */
export async function countRows(ctx: RequestContext, model: EntityModel, args: PageArguments): Promise<number> {
  const selection = { child: selectionOf(model, []), parts: { ...ONE, rows: false, totalCount: true } };
  const { totalCount } = await new Reader(ctx, {} as GraphQLResolveInfo).connection(model, selection, args);
  return totalCount!;
}

/** All rows of a list, page by page by key: the same rows, order and rights as the list, in constant memory. */
export async function* streamRows(
  ctx: RequestContext,
  model: EntityModel,
  columns: readonly StreamColumn[],
  args: PageArguments,
): AsyncGenerator<Row> {
  const selection = { child: selectionOf(model, columns), parts: { ...ONE, cursors: true } };
  // to-one relations take no arguments, so nothing of a document is needed
  const reader = new Reader(ctx, {} as GraphQLResolveInfo);
  let after: string | null = null;
  do {
    const page = await reader.connection(model, selection, {
      ...args,
      first: MAX_PAGE,
      last: null,
      before: null,
      offset: null,
      after,
    });
    yield* page.nodes;
    // what is made of the rows holds the process up: others get a turn between pages
    await nextTurn();
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
}
