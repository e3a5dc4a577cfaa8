import { coerceInputValue, GraphQLList, GraphQLNonNull, type GraphQLInputType, type GraphQLSchema } from 'graphql';
import { exportLimits } from '@dossier/shared';
import type { RequestContext } from '../../platform/context/context';
import { fault } from '../../platform/graphql/user-fault';
import { isTooDeep, safeText } from '../../platform/http';
import type { Filter, OrderInput } from '../../platform/query/model';
import type { Models } from '../../platform/query/models';
import { checkRows, columnValue, countRows, streamColumns, streamRows } from '../../platform/query/stream';
import { concealIn, concealNumbers } from '../../platform/secret/conceal';
import type { ListQuestion } from './export-request';
import { scopesOf, type ExportSource } from './export-source';
import { cellOf, heading } from './export.values';

/** A list with its filter, order and search. */
export function listSource(
  { models, locale }: Pick<RequestContext, 'models' | 'locale'>,
  schema: GraphQLSchema,
  question: ListQuestion,
): ExportSource | null {
  const model = models.all().find(({ plural }) => plural === question.list);
  if (!model) return null;
  const max = exportLimits.columns;
  if (question.columns.length === 0 || question.columns.length > max)
    throw fault('EXPORT_COLUMNS', ['columns'], { max });
  const columns = streamColumns(model, question.columns);
  const args = {
    filter: coerced<Filter>(schema, question.filter, 'filter', `${model.name}Filter`),
    orderBy: coerced<OrderInput[]>(schema, question.orderBy, 'orderBy', `${model.name}Order`, true),
    search: question.search,
  };
  return {
    kind: 'LIST',
    model,
    header: columns.map((column) => heading(column, locale)),
    paths: columns.map(({ path }) => path),
    needs: scopesOf(model),
    reads: columns.flatMap(({ relation }) => relation?.target.readScope ?? []),
    told: toldOf(models, question),
    check: (ctx) => checkRows(ctx, model, columns, args),
    count: (ctx) => countRows(ctx, model, args),
    async *rows(ctx) {
      for await (const row of streamRows(ctx, model, columns, args))
        yield {
          cells: () => columns.map((column) => cellOf(column, columnValue(row, column), locale)),
          object: () => Object.fromEntries(columns.map((column) => [column.path, columnValue(row, column) ?? null])),
        };
    },
  };
}

/** A value read by the very input type that the graph uses for it. */
function coerced<T>(schema: GraphQLSchema, value: unknown, field: string, name: string, list = false): T | null {
  if (value === null || value === undefined) return null;
  if (isTooDeep(value)) throw fault('EXPORT_ARGUMENT', [field], { field, detail: 'nesting' });
  const named = schema.getType(name) as GraphQLInputType;
  const type = list ? new GraphQLList(new GraphQLNonNull(named)) : named;
  return coerceInputValue(value, type, (_path, _value, error) => {
    throw fault('EXPORT_ARGUMENT', [field], { field, detail: safeText(error.message) });
  }) as T;
}

function toldOf(models: Models, { filter, orderBy, search }: ListQuestion) {
  const told = {
    filter: filter ? JSON.stringify(concealIn(models, filter)) : null,
    search: concealNumbers(search ?? ''),
    orderBy: orderBy ? JSON.stringify(orderBy) : null,
  };
  return Object.entries(told).flatMap(([field, after]) => (after ? [{ field, before: null, after }] : []));
}
