import { createReadStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { decode } from '../../platform/db/columns';
import type { RequestContext } from '../../platform/context/context';
import { badRequest, HttpError, sendJson, type Exchange, type Route } from '../../platform/http';
import { readableId } from '../../platform/query/ids';
import { exposeId } from '../../platform/query/model';
import { SheetError } from '../../platform/sheet/sheet';
import { writeXlsx } from '../../platform/sheet/sheet-writer';
import { importOnDuplicate, type ImportOnDuplicate } from './import-job.entity';
import { ImportError, problemText } from './import-problem';
import { writeReport, type ReportScope } from './import-report';
import { importFile } from './import-files';
import { isInReach } from './import-reach';
import { startImport } from './import.service';
import { loadJob } from './import.store';
import { importTemplate } from './template';
import { receiveUpload, type Upload } from './upload';

export interface ImportRouteOptions {
  dataDir: string;
  /** Folder of the sample sheets. */
  samplesDir: string;
}

/** No character set for CSV: the samples have several, and a report carries its mark. */
const MIME = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv' } as const;

/** Doors of the import: a file in, its progress, its rows with their reasons out, a template and samples. */
export const importRoutes = (options: ImportRouteOptions): Route[] => [
  { method: 'POST', path: '/imports', access: 'import:create', handle: (exchange) => submit(exchange, options) },
  { method: 'GET', path: '/imports', access: 'public', handle: toConsole },
  { method: 'GET', path: '/imports/template.xlsx', access: 'signed-in', handle: sendTemplate },
  {
    method: 'GET',
    path: '/imports/samples',
    access: 'signed-in',
    handle: (exchange) => listSamples(exchange, options),
  },
  {
    method: 'GET',
    path: '/imports/samples/:file',
    access: 'signed-in',
    handle: (exchange) => sendSample(exchange, options),
  },
  { method: 'GET', path: '/imports/:id', access: 'import:read', handle: sendProgress },
  {
    method: 'GET',
    path: '/imports/:id/errors',
    access: 'import:read',
    handle: (exchange) => sendReport(exchange, options, 'errors', 'xlsx'),
  },
  {
    method: 'GET',
    path: '/imports/:id/errors.xlsx',
    access: 'import:read',
    handle: (exchange) => sendReport(exchange, options, 'errors', 'xlsx'),
  },
  {
    method: 'GET',
    path: '/imports/:id/errors.csv',
    access: 'import:read',
    handle: (exchange) => sendReport(exchange, options, 'errors', 'csv'),
  },
  {
    method: 'GET',
    path: '/imports/:id/rows.xlsx',
    access: 'import:read',
    handle: (exchange) => sendReport(exchange, options, 'all', 'xlsx'),
  },
];

/** The address that people guess: the page is `/import`. Programs are told that this door takes files. */
function toConsole({ req, res }: Exchange): void {
  if (!req.headers.accept?.includes('text/html'))
    throw new HttpError(405, 'BAD_REQUEST', { detail: 'method' }, { allow: 'POST' });
  res.writeHead(302, { location: '/import', 'cache-control': 'no-store', vary: 'accept' }).end();
}

/** `POST /imports` (multipart: `file`, `dryRun`, `onDuplicate`) → 202 and the job. */
async function submit(exchange: Exchange, { dataDir }: ImportRouteOptions): Promise<void> {
  const { ctx, req, res, requestId, locale } = exchange;
  const upload = await receiveUpload(req, dataDir);
  try {
    const id = await startImport(ctx, dataDir, upload.path, optionsOf(upload));
    sendJson(res, 202, await describe(ctx, id), { location: `/imports/${exposeId(ctx.models.get('ImportJob'), id)}` });
  } catch (error) {
    if (!(error instanceof SheetError) && !(error instanceof ImportError)) throw error;
    // whoever reads that it was refused may rely on it that nothing of it is left
    await rm(upload.path, { force: true });
    const code = error instanceof SheetError ? error.code : error.problem.code;
    const message = error instanceof SheetError ? error.sentence[locale] : problemText(error.problem, locale);
    sendJson(res, 422, { errors: [{ message, extensions: { code, requestId } }] });
  } finally {
    await rm(upload.path, { force: true });
  }
}

function optionsOf({ fileName, fields }: Upload): {
  fileName: string;
  dryRun: boolean;
  onDuplicate: ImportOnDuplicate;
} {
  const onDuplicate = (fields.onDuplicate ?? 'SKIP').toUpperCase();
  if (!(onDuplicate in importOnDuplicate))
    throw badRequest(`onDuplicate: ${Object.keys(importOnDuplicate).join(', ')}`);
  const dryRun = (fields.dryRun ?? 'false').toLowerCase();
  if (!['true', 'false', '1', '0', 'on', ''].includes(dryRun)) throw badRequest('dryRun: true, false');
  return { fileName, dryRun: ['true', '1', 'on'].includes(dryRun), onDuplicate: onDuplicate as ImportOnDuplicate };
}

const PROBLEM_ROWS = 100;

/** The job, and the first rows that did not get in. */
async function describe(ctx: RequestContext, id: string): Promise<Record<string, unknown>> {
  const [job, row] = [ctx.models.get('ImportJob'), ctx.models.get('ImportRow')];
  const [stored] = (await isInReach(ctx, id))
    ? await ctx.connection.query('SELECT * FROM import_job WHERE id = ?', [id])
    : [];
  if (!stored) throw new HttpError(404, 'NOT_FOUND');
  const { createdById, ...values } = decode(job, stored);
  const found = await ctx.connection.query(
    `SELECT * FROM import_row WHERE job_id = ? AND outcome = 'ERROR' ORDER BY \`row_number\` LIMIT ${PROBLEM_ROWS}`,
    [id],
  );
  const errors = found.map((one) => {
    const { rowNumber, customerName, problems } = decode(row, one);
    return { rowNumber, customerName, problems };
  });
  return {
    ...values,
    id: exposeId(job, id),
    createdById: createdById ? exposeId(ctx.models.get('User'), createdById as string) : null,
    errors,
  };
}

async function sendProgress({ ctx, params, res }: Exchange): Promise<void> {
  sendJson(res, 200, await describe(ctx, readableId(ctx.models.get('ImportJob'), params.id!)), {
    'cache-control': 'no-store',
  });
}

async function sendReport(
  { ctx, params, res }: Exchange,
  { dataDir }: ImportRouteOptions,
  scope: ReportScope,
  format: 'xlsx' | 'csv',
): Promise<void> {
  const jobId = readableId(ctx.models.get('ImportJob'), params.id!);
  const job = (await isInReach(ctx, jobId)) ? await loadJob(ctx.connection, jobId) : null;
  if (!job) throw new HttpError(404, 'NOT_FOUND');
  const ending = { zh: scope === 'all' ? '导入结果' : '待改正', en: scope === 'all' ? 'result' : 'to correct' }[
    ctx.locale
  ];
  attach(res, `${job.fileName.replace(/\.\w+$/, '')}-${ending}.${format}`, format);
  await writeReport(res, format, {
    connection: ctx.connection,
    jobId,
    filePath: importFile(dataDir, jobId),
    locale: job.locale,
    scope,
  });
}

async function sendTemplate({ ctx, res }: Exchange): Promise<void> {
  attach(res, ctx.locale === 'zh' ? '客户导入模板.xlsx' : 'customer-import-template.xlsx', 'xlsx');
  await writeXlsx(res, importTemplate(ctx.locale));
}

const samplesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => /\.(xlsx|csv)$/.test(name)).sort();

async function listSamples({ res }: Exchange, { samplesDir }: ImportRouteOptions): Promise<void> {
  sendJson(res, 200, { samples: await samplesIn(samplesDir) });
}

async function sendSample({ params, res }: Exchange, { samplesDir }: ImportRouteOptions): Promise<void> {
  const name = (await samplesIn(samplesDir)).find((one) => one === params.file);
  if (!name) throw new HttpError(404, 'NOT_FOUND');
  // A sample is sent as the bytes it has: one of them is GB 18030 on purpose.
  attach(res, name, name.endsWith('.csv') ? 'csv' : 'xlsx');
  await pipeline(createReadStream(join(samplesDir, name)), res);
}

function attach(res: Exchange['res'], name: string, format: 'xlsx' | 'csv'): void {
  res.writeHead(200, {
    'content-type': MIME[format],
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
}
