import type { Actor, App, RequestContext } from '../../platform/context/context';
import type { ImportTarget } from './import-target';
import type { StoredJob } from './import.store';

/** What an import needs of the running archive. */
export interface ImportServices {
  app: App;
  target: ImportTarget;
  /** Folder that holds the uploaded files, one subfolder a job. */
  dataDir: string;
  /** The person who started a job, with today's rights; null when they may no longer act. */
  actorOf(userId: string): Promise<Actor | null>;
  /** Business time zone, for dates that become instants. */
  timeZone: string;
  onError(error: unknown): void;
}

export interface RunOptions {
  onProgress?(doneRows: number, totalRows: number): void;
  /** The process ends: the job is given back after the chunk at hand. */
  signal?: AbortSignal;
}

/** One run of a job by one worker. */
export interface Run extends RunOptions {
  services: ImportServices;
  ctx: RequestContext;
  job: StoredJob;
  worker: string;
}
