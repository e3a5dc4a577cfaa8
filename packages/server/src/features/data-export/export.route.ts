import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { ExportFormat } from '@dossier/shared';
import type { GraphQLSchema } from 'graphql';
import { inTransaction } from '../../platform/db/transaction';
import { assertScopes } from '../../platform/auth';
import { recordEvent } from '../../platform/audit/event';
import { HttpError, type Exchange, type Route } from '../../platform/http';
import { readableId } from '../../platform/query/ids';
import { exportFile } from './export-files';
import { exportTrace, ownJob, questionOf } from './export.service';
import { listFileSource, writeListHere, type WriteList } from './list-file';

const FILES: Readonly<Record<ExportFormat, { end: string; type: string }>> = {
  CSV: { end: 'csv', type: 'text/csv; charset=utf-8' },
  XLSX: { end: 'xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  JSONL: { end: 'jsonl', type: 'application/jsonl; charset=utf-8' },
};

/** Doors of the export: a list as a file at once, for scripts, and the files that jobs have made. */
export const exportRoutes = (
  schema: GraphQLSchema,
  dataDir: string,
  writeList: WriteList = writeListHere(schema),
): Route[] => [
  { method: 'GET', path: '/exports', access: 'public', handle: toConsole },
  // which scope it takes, the list knows
  {
    method: 'GET',
    path: '/exports/:file',
    access: 'signed-in',
    handle: (exchange) => streamList(exchange, schema, writeList),
  },
  { method: 'GET', path: '/exports/jobs/:id', access: 'signed-in', handle: (exchange) => sendFile(exchange, dataDir) },
];

/** The address that people guess: the page is `/export`. */
function toConsole({ req, res }: Exchange): void {
  if (!req.headers.accept?.includes('text/html')) throw new HttpError(404, 'NOT_FOUND');
  res.writeHead(302, { location: '/export', 'cache-control': 'no-store', vary: 'accept' }).end();
}

/**
 * `GET /exports/customers.xlsx?columns=name,code,owner.name&filter={…}&orderBy=[…]&search=…`: all matching rows of a list, with the same
 * filter, order and rights as the list, streamed. Each export leaves a trace.
 */
async function streamList(exchange: Exchange, schema: GraphQLSchema, writeList: WriteList): Promise<void> {
  const { ctx, params, url, res } = exchange;
  const [, list = '', end = ''] = /^([a-zA-Z]+)\.(csv|xlsx)$/.exec(params.file ?? '') ?? [];
  if (!end) throw new HttpError(404, 'NOT_FOUND');
  const format = end === 'csv' ? 'CSV' : 'XLSX';
  const given = (name: string) => url.searchParams.get(name);
  const question = questionOf(
    {
      format,
      list,
      columns: (given('columns') ?? '').split(',').filter(Boolean),
      filter: given('filter'),
      orderBy: given('orderBy'),
      search: given('search'),
    },
    null,
  );
  if (!('list' in question)) throw new HttpError(404, 'NOT_FOUND');
  const file = { ctx, question, format } as const;
  const source = listFileSource(file, schema);
  assertScopes(ctx, source.needs);
  await writeList(file, async () => {
    await inTransaction(ctx, (tx) => recordEvent(tx, exportTrace(source, `GET /exports/${params.file}`)));
    attach(res, `${source.model.label[ctx.locale]}-${ctx.clock.today()}`, format);
    return res;
  });
}

/** The file of a job: its owner's alone, while they may still take such rows out. */
async function sendFile({ req, ctx, params, res }: Exchange, dataDir: string): Promise<void> {
  const id = readableId(ctx.models.get('ExportJob'), params.id!);
  const job = await ownJob(ctx, id);
  assertScopes(ctx, job.needs);
  if (job.status === 'QUEUED' || job.status === 'RUNNING') throw new HttpError(409, 'EXPORT_NOT_READY');
  const over = !job.expires_at || Date.parse(job.expires_at) <= ctx.clock.now().getTime();
  if (job.status !== 'DONE' || over) throw new HttpError(410, 'EXPORT_GONE');
  const file = createReadStream(exportFile(dataDir, id));
  await new Promise<void>((resolve, reject) =>
    // the job is done and not over: it was made, but elsewhere
    file.once('open', () => resolve()).once('error', () => reject(new HttpError(404, 'EXPORT_ELSEWHERE'))),
  );
  // whether it could be had, without having it
  if (req.method === 'HEAD') {
    file.destroy();
    return void res.writeHead(204, { 'cache-control': 'no-store' }).end();
  }
  await inTransaction({ ...ctx, operationId: id }, (tx) =>
    recordEvent(tx, { kind: 'EXPORT', entity: job.entity, operation: 'GET /exports/jobs/:id', reason: job.title }),
  );
  attach(res, `${job.title}-${job.created_at.slice(0, 10)}`, job.format);
  await pipeline(file, res);
}

function attach(res: Exchange['res'], title: string, format: ExportFormat): void {
  const { end, type } = FILES[format];
  const name = encodeURIComponent(`${title.replace(/[\\/:*?"<>|]/g, ' ')}.${end}`);
  res.writeHead(200, {
    'content-type': type,
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
}
