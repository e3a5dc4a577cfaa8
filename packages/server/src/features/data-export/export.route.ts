import { coerceInputValue, GraphQLList, GraphQLNonNull, type GraphQLInputType, type GraphQLSchema } from 'graphql';
import { heavyConnection, type RequestContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { assertScopes } from '../../platform/auth';
import { recordEvent, type TraceEvent } from '../../platform/audit/event';
import { badRequest, HttpError, isTooDeep, safeText, type Route } from '../../platform/http';
import type { EntityModel, Filter, OrderInput } from '../../platform/query/model';
import { concealIn, concealNumbers } from '../../platform/secret/conceal';
import { columnValue, streamColumns, streamRows, type StreamColumn } from '../../platform/query/stream';
import { writeCsv, writeXlsx, type OutputRow } from '../../platform/sheet/sheet-writer';
import { cellOf, heading } from './export.values';

const MAX_COLUMNS = 60;

interface ExportRequest {
  model: EntityModel;
  columns: StreamColumn[];
  filter: Filter | null;
  orderBy: OrderInput[] | null;
  search: string | null;
}

/** JSON of the query string, coerced by the very input type that the graph uses for it. */
function argument<T>(schema: GraphQLSchema, text: string | null, name: string, list = false): T | null {
  if (!text) return null;
  const named = schema.getType(name) as GraphQLInputType;
  const type = list ? new GraphQLList(new GraphQLNonNull(named)) : named;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest(`${name}: JSON`);
  }
  if (isTooDeep(value)) throw badRequest(`${name}: nesting`);
  return coerceInputValue(value, type, (_path, _value, error) => {
    throw badRequest(safeText(error.message));
  }) as T;
}

function requestOf(ctx: RequestContext, schema: GraphQLSchema, plural: string, query: URLSearchParams): ExportRequest {
  const model = ctx.models.all().find((candidate) => candidate.plural === plural);
  if (!model) throw new HttpError(404, 'NOT_FOUND');
  assertScopes(ctx, [model.exportScope ?? 'export:create']);
  const paths = (query.get('columns') ?? '').split(',').filter(Boolean);
  if (paths.length === 0 || paths.length > MAX_COLUMNS) throw badRequest(`columns: 1 – ${MAX_COLUMNS}`);
  return {
    model,
    columns: streamColumns(model, paths),
    filter: argument<Filter>(schema, query.get('filter'), `${model.name}Filter`),
    orderBy: argument<OrderInput[]>(schema, query.get('orderBy'), `${model.name}Order`, true),
    search: query.get('search'),
  };
}

async function* rowsOf(ctx: RequestContext, request: ExportRequest): AsyncGenerator<OutputRow> {
  const { model, columns, filter, orderBy, search } = request;
  const apart = { ...ctx, connection: heavyConnection(ctx) };
  for await (const row of streamRows(apart, model, columns, { filter, orderBy, search }))
    yield columns.map((column) => cellOf(column, columnValue(row, column), ctx.locale));
}

/** What was taken out: which columns of which rows. */
function traceOf(
  { models }: Pick<RequestContext, 'models'>,
  { model, columns, filter }: ExportRequest,
  file: string,
  query: URLSearchParams,
): TraceEvent {
  const told = {
    filter: filter && JSON.stringify(concealIn(models, filter)),
    search: concealNumbers(query.get('search') ?? ''),
    orderBy: query.get('orderBy'),
  };
  const asked = Object.entries(told).flatMap(([field, after]) => (after ? [{ field, before: null, after }] : []));
  return {
    kind: 'EXPORT',
    entity: model.name,
    operation: `GET /exports/${file}`,
    reason: columns.map(({ path }) => path).join(', '),
    fields: asked,
  };
}

/**
 * `GET /exports/customers.xlsx?columns=name,code,owner.name&filter={…}&orderBy=[…]&search=…`: all matching rows of a list, with the same
 * filter, order and rights as the list, streamed. Each export leaves a trace.
 */
export const exportRoute = (schema: GraphQLSchema): Route => ({
  method: 'GET',
  path: '/exports/:file',
  // which scope it takes, the list knows
  access: 'signed-in',
  async handle({ ctx, params, url, res }) {
    const [, plural = '', format = ''] = /^([a-zA-Z]+)\.(csv|xlsx)$/.exec(params.file ?? '') ?? [];
    if (!format) throw new HttpError(404, 'NOT_FOUND');
    const request = requestOf(ctx, schema, plural, url.searchParams);
    // the first page is read before a byte is sent, so that what is wrong with the question is still an error
    const rows = rowsOf(ctx, request);
    const first = await rows.next();
    await inTransaction(ctx, (tx) => recordEvent(tx, traceOf(ctx, request, params.file!, url.searchParams)));
    const name = encodeURIComponent(`${request.model.label[ctx.locale]}-${ctx.clock.today()}.${format}`);
    res.writeHead(200, {
      'content-type':
        format === 'csv'
          ? 'text/csv; charset=utf-8'
          : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    async function* all() {
      if (!first.done) yield first.value;
      yield* rows;
    }
    const table = {
      sheetName: request.model.label[ctx.locale],
      header: request.columns.map((column) => heading(column, ctx.locale)),
      rows: all(),
    };
    await (format === 'csv' ? writeCsv(res, table) : writeXlsx(res, table));
  },
});
