import { errorText, type Locale } from '@dossier/shared';
import type { GraphQLSchema } from 'graphql';
import { recordEvent } from '../../platform/audit/event';
import { assertScopes } from '../../platform/auth';
import { createContext, type Actor, type App, type RequestContext } from '../../platform/context/context';
import { engineFailure } from '../../platform/db/engine-failure';
import { inTransaction } from '../../platform/db/transaction';
import { fault } from '../../platform/graphql/user-fault';
import { toHttpError } from '../../platform/http';
import { exportFile, namePart, partFile, removeFile, settlePart } from './export-files';
import type { ExportSource, ExportedRow } from './export-source';
import { writeExportFile } from './export-write';
import { exportTrace, sourceOf } from './export.service';
import { advanceJob, claimJob, endJob, JobLost, loadJob, releaseJob, type StoredJob } from './export.store';

/** What an export needs of the running archive. */
export interface ExportServices {
  app: App;
  schema: GraphQLSchema;
  dataDir: string;
  /** The person who started a job, with today's rights; null when they may no longer act. */
  actorOf(userId: string): Promise<Actor | null>;
  onError(error: unknown): void;
}
export interface RunOptions {
  onProgress?(doneRows: number): void;
  /** The process ends: the job is given back. */
  signal?: AbortSignal;
}

/** How often progress is written; a cancelled job is noticed as soon. */
const BEAT_MS = 1000;

/** What is no fault of the question. */
const passing: ReadonlySet<string> = new Set(['BUSY', 'DATABASE_AWAY']);

/** Runs a job from its first row to a file that is whole, or to none. */
export async function runExport(
  services: ExportServices,
  id: string,
  worker: string,
  options: RunOptions = {},
): Promise<void> {
  const { app, dataDir } = services;
  const system = createContext(app, { actor: null, requestId: `export-${id}` });
  if (!(await inTransaction(system, (tx) => claimJob(tx, id, worker)))) return;
  const job = (await loadJob(app, app.db.read, id))!;
  const part = await partFile(dataDir, id, worker);
  const gone = new AbortController();
  const stop = () => gone.abort();
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    const ctx = await contextOf(services, job, gone.signal);
    const source = sourceOf(ctx, services.schema, job.request!.question);
    assertScopes(ctx, [...source.needs, ...job.needs]);
    await new Writing(ctx, { job, source, part, worker, dataDir, gone: gone.signal, ...options }).run();
  } catch (error) {
    if (error instanceof JobLost) return;
    if (options.signal?.aborted) return await inTransaction(system, (tx) => releaseJob(tx, id, worker));
    if (!toHttpError(error)) services.onError(error);
    // it may do better in a minute: the lease runs out, and it is begun anew
    if (passing.has(engineFailure(error) ?? '')) return;
    const failure = failureText(error, job.locale);
    await inTransaction(system, (tx) => endJob(tx, id, worker, { status: 'FAILED', failure })).catch(
      (lost: unknown) => {
        if (!(lost instanceof JobLost)) throw lost;
      },
    );
  } finally {
    gone.abort();
    options.signal?.removeEventListener('abort', stop);
    await removeFile(part);
  }
}

async function contextOf({ app, actorOf }: ExportServices, job: StoredJob, gone: AbortSignal): Promise<RequestContext> {
  if (!job.request) throw fault('EXPORT_KEY_CHANGED');
  const person = await actorOf(job.created_by_id);
  const given = job.request.scopes;
  const scopes = given && new Set(given);
  const actor = person && scopes ? { ...person, scopes: narrowed(person, scopes) } : person;
  return createContext(app, {
    actor,
    requestId: `export-${job.id}`,
    locale: job.locale,
    operationId: job.id,
    connection: app.db.heavy(gone),
  });
}
const narrowed = ({ scopes }: Actor, by: ReadonlySet<string>) => new Set([...scopes].filter((scope) => by.has(scope)));

interface WritingParts extends RunOptions {
  job: StoredJob;
  source: ExportSource;
  part: string;
  worker: string;
  dataDir: string;
  gone: AbortSignal;
}

class Writing {
  private done = 0;
  private told = performance.now();

  constructor(
    private readonly ctx: RequestContext,
    private readonly parts: WritingParts,
  ) {}

  async run(): Promise<void> {
    const { job, source, part, worker, dataDir } = this.parts;
    const totalRows = await source.count(this.ctx);
    await this.advance({ totalRows });
    const sheetCount = await writeExportFile(part, {
      format: job.format,
      sheetName: source.model.label[job.locale],
      header: source.header,
      rows: this.counted(source.rows(this.ctx)),
    });
    const sizeBytes = String(await settlePart(part));
    await inTransaction(this.ctx, async (tx) => {
      // first whether it is still ours: a cancelled job leaves no file
      await advanceJob(tx, job.id, worker, { doneRows: this.done });
      await namePart(part, exportFile(dataDir, job.id));
      await endJob(tx, job.id, worker, { status: 'DONE', doneRows: this.done, sizeBytes, sheetCount });
      const result = { rows: String(this.done), bytes: sizeBytes };
      await recordEvent(tx, {
        ...exportTrace(source, 'exportJob'),
        fields: Object.entries(result).map(([field, after]) => ({ field, before: null, after })),
      });
    });
    this.parts.onProgress?.(this.done);
  }

  private async *counted(rows: AsyncIterable<ExportedRow>): AsyncGenerator<ExportedRow> {
    for await (const row of rows) {
      yield row;
      this.done++;
      if (performance.now() - this.told >= BEAT_MS) await this.beat();
    }
  }

  private async beat(): Promise<void> {
    this.parts.signal?.throwIfAborted();
    await this.advance({ doneRows: this.done });
    this.parts.onProgress?.(this.done);
    this.told = performance.now();
  }

  private advance(values: Record<string, unknown>): Promise<void> {
    return inTransaction(this.ctx, (tx) => advanceJob(tx, this.parts.job.id, this.parts.worker, values));
  }
}

/** The sentence of what ended a job. What nobody expected is told without its insides. */
export function failureText(error: unknown, locale: Locale): string {
  const code = engineFailure(error);
  if (code) return errorText(code, locale);
  const known = toHttpError(error);
  return known ? errorText(known.code, locale, known.params) : errorText('INTERNAL', locale);
}
