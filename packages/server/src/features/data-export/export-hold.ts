import type { RequestContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import type { Hold, Progress } from './export-make';
import { advanceJob, JobLost } from './export.store';
import { isPassing } from './export-failure';

/** How often progress is written; a cancelled job is noticed as soon. */
const BEAT_MS = 1000;

/** Keeps a job while its file is made: its lease, and how far it is. `signal` is given when the work is to stop. */
export class HeldJob {
  private readonly stopping = new AbortController();
  private progress: Progress = { totalRows: null, doneRows: 0 };
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private ended = false;
  /** Why it stopped by itself: it was cancelled or taken over, or could not be written for a reason that will not pass. */
  failure: unknown;

  /** `outer`: the server ends. */
  constructor(
    private readonly ctx: RequestContext,
    private readonly hold: Hold,
    private readonly outer?: AbortSignal,
  ) {
    if (outer?.aborted) this.stop();
    outer?.addEventListener('abort', this.stop, { once: true });
    this.next();
  }

  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /** What is written with the next beat. */
  readonly tell = (progress: Progress): void => void (this.progress = progress);

  /** Nothing is written any more. */
  async end(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    this.outer?.removeEventListener('abort', this.stop);
    await this.writing;
  }

  private readonly stop = (): void => this.stopping.abort();

  private next(): void {
    this.timer = setTimeout(() => (this.writing = this.beat()), BEAT_MS);
  }

  private async beat(): Promise<void> {
    const { id, worker } = this.hold;
    try {
      await inTransaction(this.ctx, (tx) => advanceJob(tx, id, worker, { ...this.progress }));
    } catch (error) {
      // the database may be back with the next beat; until then the lease holds
      if (error instanceof JobLost || !isPassing(error)) {
        this.failure = error;
        return this.stop();
      }
    }
    if (!this.ended) this.next();
  }
}
