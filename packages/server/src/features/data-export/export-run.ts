import type { GraphQLSchema } from 'graphql';
import { recordEvent } from '../../platform/audit/event';
import { assertScopes } from '../../platform/auth';
import { createContext, type Actor, type App, type RequestContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { fault } from '../../platform/graphql/user-fault';
import { toHttpError } from '../../platform/http';
import { failureText, isPassing } from './export-failure';
import { exportFile, namePart, partFile, removeFile } from './export-files';
import { HeldJob } from './export-hold';
import { makeFileHere, MakerFailed, type Hold, type Made, type MakeFile } from './export-make';
import type { ExportSource } from './export-source';
import { exportTrace, sourceOf } from './export.service';
import {
  advanceJob,
  claimJob,
  endJob,
  JobLost,
  lapseJob,
  loadJob,
  MOST_ATTEMPTS,
  releaseJob,
  type StoredJob,
} from './export.store';

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
  /** Where the file is made; in this process unless told otherwise. */
  makeFile?: MakeFile;
  /** The process ends: the job is given back. */
  signal?: AbortSignal;
}

/** Runs a job from its first row to a file that is whole, or to none. Throws when what makes files does not start. */
export async function runExport(
  services: ExportServices,
  id: string,
  worker: string,
  options: RunOptions = {},
): Promise<void> {
  const { app, dataDir } = services;
  const { makeFile = makeFileHere(services.schema), signal } = options;
  const system = createContext(app, { actor: null, requestId: `export-${id}` });
  if (!(await inTransaction(system, (tx) => claimJob(tx, id, worker)))) return;
  const job = (await loadJob(app, app.db.read, id))!;
  const hold: Hold = { id, worker };
  const part = await partFile(dataDir, id, worker);
  const held = new HeldJob(system, hold, signal);
  try {
    const ctx = await contextOf(services, job);
    const { question } = job.request!;
    const source = sourceOf(ctx, services.schema, question);
    assertScopes(ctx, [...source.needs, ...job.needs]);
    const made = await makeFile({ ctx, question, format: job.format, part, job: hold }, held);
    await held.end();
    await finish(ctx, hold, { source, made, part, file: exportFile(dataDir, id) });
  } catch (error) {
    await held.end();
    const reason = held.failure ?? error;
    if (reason instanceof JobLost) return;
    if (signal?.aborted) await inTransaction(system, (tx) => releaseJob(tx, id, worker));
    else await breakOff(system, { job, hold, reason, onError: services.onError });
  } finally {
    await removeFile(part);
  }
}

async function contextOf({ app, actorOf }: ExportServices, job: StoredJob): Promise<RequestContext> {
  if (!job.request) throw fault('EXPORT_KEY_CHANGED');
  const person = await actorOf(job.created_by_id);
  const given = job.request.scopes;
  const scopes = given && new Set(given);
  const actor = person && scopes ? { ...person, scopes: narrowed(person, scopes) } : person;
  return createContext(app, { actor, requestId: `export-${job.id}`, locale: job.locale, operationId: job.id });
}
const narrowed = ({ scopes }: Actor, by: ReadonlySet<string>) => new Set([...scopes].filter((scope) => by.has(scope)));

interface Finished {
  source: ExportSource;
  made: Made;
  part: string;
  file: string;
}

/** A part that is whole becomes the file of the job. */
async function finish(ctx: RequestContext, { id, worker }: Hold, { source, made, part, file }: Finished) {
  await inTransaction(ctx, async (tx) => {
    // first whether it is still ours: a cancelled job leaves no file
    await advanceJob(tx, id, worker, {});
    await namePart(part, file);
    await endJob(tx, id, worker, { ...made, status: 'DONE' });
    const result = { rows: String(made.doneRows), bytes: made.sizeBytes };
    await recordEvent(tx, {
      ...exportTrace(source, 'exportJob'),
      fields: Object.entries(result).map(([field, after]) => ({ field, before: null, after })),
    });
  });
}

interface BrokenOff extends Pick<ExportServices, 'onError'> {
  job: StoredJob;
  hold: Hold;
  reason: unknown;
}

/** A job whose file was not made: it is begun anew where that may help, or has failed with a sentence. */
async function breakOff(system: RequestContext, { job, hold: { id, worker }, reason, onError }: BrokenOff) {
  const byMaker = reason instanceof MakerFailed;
  if (byMaker && job.attempts < MOST_ATTEMPTS) await inTransaction(system, (tx) => lapseJob(tx, id, worker));
  // what passes is begun anew when the lease has run out
  else if (!isPassing(reason)) {
    if (!toHttpError(reason)) onError(reason);
    const failure = failureText(reason, job.locale);
    await inTransaction(system, (tx) => endJob(tx, id, worker, { status: 'FAILED', failure })).catch(
      (lost: unknown) => {
        if (!(lost instanceof JobLost)) throw lost;
      },
    );
  }
  if (byMaker && reason.code === 'EXPORT_NOT_STARTED') throw reason;
}

/** The server that had a job is gone: whoever made the file for it gives the job back. It does nothing for a job that has ended. */
export async function giveBack(app: App, { id, worker }: Hold, part: string): Promise<void> {
  await removeFile(part);
  const system = createContext(app, { actor: null, requestId: `export-${id}` });
  await inTransaction(system, (tx) => releaseJob(tx, id, worker));
}
