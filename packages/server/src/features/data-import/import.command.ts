import { copyFile, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { RequestContext } from '../../platform/context/context';
import { decode, type Values } from '../../platform/db/columns';
import { SheetError } from '../../platform/sheet/sheet';
import { importOnDuplicate, type ImportOnDuplicate } from './import-job.entity';
import { ImportError, problemText } from './import-problem';
import { writeReport } from './import-report';
import { runJob } from './import-run';
import type { ImportServices } from './import-services';
import { workerName } from './import.runner';
import { importFile, incomingFile } from './import-files';
import { startImport } from './import.service';

/** What `npm run dossier -- import …` was asked to do. */
export interface ImportCommandOptions {
  filePath: string;
  dryRun: boolean;
  onDuplicate: ImportOnDuplicate;
  /** Where rows that did not get in are written; null = nowhere. */
  errorFile: string | null;
}

export interface ImportCommandHost {
  /** Acts as the person who imports. */
  ctx: RequestContext;
  services: ImportServices;
  print(text: string): void;
  onProgress(done: number, total: number): void;
}

/** `SKIP`, `skip` … → an option; null when it is none. */
export function readOnDuplicate(word: string): ImportOnDuplicate | null {
  const upper = word.toUpperCase();
  return upper in importOnDuplicate ? (upper as ImportOnDuplicate) : null;
}

/** Imports a file from the command line with the same job that the console uses; true when every row got in. */
export async function importFromCommandLine(host: ImportCommandHost, options: ImportCommandOptions): Promise<boolean> {
  const { ctx, services, print } = host;
  const id = await queue(host, options);
  if (id === null) return false;
  const via: ImportServices = { ...services, actorOf: async () => ctx.actor };
  await runJob(via, id, workerName(), { onProgress: host.onProgress });
  const job = await finishedJob(host, id);
  for (const message of (job.messages as string[] | null) ?? []) print(`  ! ${message}`);
  if (job.status !== 'DONE') {
    print(`✗ ${String(job.failure ?? job.status)}`);
    return false;
  }
  print(summary(job, options.dryRun));
  const open = Number(job.errorCount) + Number(job.skippedCount);
  if (options.errorFile && open > 0) {
    const format = options.errorFile.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx';
    await writeReport(createWriteStream(options.errorFile), format, {
      connection: ctx.db.read,
      jobId: id,
      filePath: importFile(services.dataDir, id),
      locale: ctx.locale,
      scope: 'errors',
    });
    print(`  → ${options.errorFile}`);
  }
  return Number(job.errorCount) === 0;
}

const POLL_MS = 300;

/** A server that runs on the same archive may have taken the job: then its progress is watched. */
async function finishedJob({ ctx, onProgress }: ImportCommandHost, id: string): Promise<Values> {
  for (;;) {
    const [row] = await ctx.db.read.query('SELECT * FROM import_job WHERE id = ?', [id]);
    const job = decode(ctx.models.get('ImportJob'), row!);
    if (job.status !== 'QUEUED' && job.status !== 'RUNNING') return job;
    if (job.totalRows) onProgress(Number(job.doneRows), Number(job.totalRows));
    await setTimeout(POLL_MS);
  }
}

/** Works on a copy: the clerk's own file stays where it is. */
async function queue(
  { ctx, services: { dataDir }, print }: ImportCommandHost,
  { filePath, dryRun, onDuplicate }: ImportCommandOptions,
): Promise<string | null> {
  const copy = await incomingFile(dataDir);
  try {
    await copyFile(filePath, copy);
    return await startImport(ctx, dataDir, copy, { fileName: basename(filePath), dryRun, onDuplicate });
  } catch (error) {
    const text = refusal(error, filePath);
    if (text === null) throw error;
    print(`✗ ${text}`);
    return null;
  } finally {
    await rm(copy, { force: true });
  }
}

/** Why a file is refused, in both languages; null when nobody foresaw it. */
function refusal(error: unknown, filePath: string): string | null {
  if (error instanceof SheetError) return `${error.sentence.zh} · ${error.sentence.en}`;
  if (error instanceof ImportError) return `${problemText(error.problem, 'zh')} · ${problemText(error.problem, 'en')}`;
  return (error as { code?: string }).code === 'ENOENT' ? `没有这个文件 · no such file: ${filePath}` : null;
}

function summary(job: Record<string, unknown>, dryRun: boolean): string {
  const part = (zh: string, en: string, field: string) =>
    Number(job[field]) > 0 ? `${zh} ${String(job[field])} · ${en}` : null;
  const parts = [
    part('新建客户', 'customers created', 'createdCount'),
    part('更新', 'updated', 'updatedCount'),
    part('新建联系人', 'contacts created', 'contactCount'),
    part('跳过', 'skipped', 'skippedCount'),
    part('有误', 'with errors', 'errorCount'),
    part('非数据行', 'not data', 'ignoredCount'),
    part('空行', 'blank', 'blankCount'),
  ].filter(Boolean);
  const head = dryRun ? '✓ 试运行完成，未写入任何数据 · dry run, nothing was written' : '✓ 导入完成 · imported';
  return [head, ...parts.map((line) => `  ${line}`)].join('\n');
}
