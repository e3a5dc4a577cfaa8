import 'reflect-metadata';
import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { performRun, type RunProcess } from '../features/backup';
import { loadConfig } from '../platform/config';
import { createLog } from '../platform/log';
import { backupServices } from './backup-services';
import { openArchive } from './open-archive';

/** A backup that does not stop in time is ended: what it has written so far is swept. */
const GRACE_MS = 5000;

/** Runs a backup in a process of its own, so that people do not wait for its compressor. */
export const runInProcess: RunProcess = (runId, signal) =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return resolve();
    const child = fork(__filename, [runId], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const stop = (): void => {
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref();
    };
    signal.addEventListener('abort', stop, { once: true });
    child.once('error', reject);
    child.once('exit', () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
  });

async function main(runId: string): Promise<void> {
  setPriority(constants.priority.PRIORITY_LOW);
  const config = loadConfig();
  const log = createLog(config);
  const stopping = new AbortController();
  // the server that asked for it is gone, or wants it to end
  process.once('disconnect', () => stopping.abort());
  process.once('SIGTERM', () => stopping.abort());
  const app = await openArchive(config);
  try {
    const onError = (err: unknown): void => log.error({ err }, 'a backup run stumbled');
    const outcome = await performRun(backupServices(app, config, onError), runId, { signal: stopping.signal });
    log.info({ file: outcome.fileName, rows: outcome.rowCount, bytes: outcome.sizeBytes }, 'backup run finished');
  } catch (err) {
    if (!stopping.signal.aborted) log.error({ err }, 'a backup run failed');
  } finally {
    await app.db.close();
    process.disconnect?.();
  }
}

if (require.main === module) void main(process.argv[2] ?? '');
