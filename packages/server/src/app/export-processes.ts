import type { ChildProcess } from 'node:child_process';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { MakerFailed, type Made, type MakeFile, type WriteList } from '../features/data-export';
import type { RequestContext } from '../platform/context/context';
import { HttpError } from '../platform/http';
import type { Asked, FromChild, Order, ToChild } from './export-orders';
import { ExportPool, type PoolSettings } from './export-pool';

/** A file that is not given up in time is ended with its process; what was written of it is removed. */
const GRACE_MS = 5000;
/** One that makes a file tells every second how far it is. So long without a word it hangs, and is ended. */
const SILENT_MS = 60_000;

/** Its process ended before the work did. */
class CutOff extends Error {}

/** The processes in which exports are made, so that the server goes on answering. They read; what is to be kept of a job the server writes. */
export class ExportProcesses {
  private readonly pool: ExportPool;
  private readonly silentMs: number;

  constructor({ silentMs = SILENT_MS, ...settings }: PoolSettings & { silentMs?: number } = {}) {
    this.pool = new ExportPool(settings);
    this.silentMs = silentMs;
  }

  get pids(): number[] {
    return this.pool.pids;
  }
  close(): void {
    this.pool.close();
  }

  readonly makeFile: MakeFile = async ({ ctx, question, format, part, job }, { tell, signal }) => {
    const child = await this.pool.take();
    const hangs = setTimeout(() => child.kill('SIGKILL'), this.silentMs);
    const stop = (): void => {
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref();
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      const made = await this.follow(
        child,
        { kind: 'file', question, format, part, job, asked: askedOf(ctx) },
        async (message) => {
          hangs.refresh();
          if (message.kind === 'progress') tell(message.progress);
        },
      );
      return made!;
    } catch (error) {
      if (error instanceof CutOff) throw new MakerFailed('EXPORT_DIED', 'the process that made an export has ended');
      throw error;
    } finally {
      clearTimeout(hangs);
      signal.removeEventListener('abort', stop);
    }
  };

  readonly writeList: WriteList = async ({ ctx, question, format }, begin) => {
    const gone = ctx.http?.signal();
    const child = await this.pool.take();
    const stop = (): void => void child.kill('SIGKILL');
    if (gone?.aborted) stop();
    gone?.addEventListener('abort', stop, { once: true });
    let output: Writable | undefined;
    try {
      await this.follow(child, { kind: 'list', question, format, asked: askedOf(ctx) }, async (message) => {
        if (message.kind === 'begun') output = await begin();
        else if (message.kind === 'bytes') await written(output!, message.bytes);
      });
      output!.end();
      await finished(output!);
    } finally {
      gone?.removeEventListener('abort', stop);
    }
  };

  /** Gives an order; ends when it is done. Each message is answered before the next comes, unless it only tells something. */
  private follow(
    child: ChildProcess,
    order: Order,
    answer: (message: FromChild) => Promise<void>,
  ): Promise<Made | undefined> {
    return new Promise((resolve, reject) => {
      const settle = (work: () => void): void => {
        child.off('message', hear).off('exit', died);
        work();
      };
      const died = () => settle(() => reject(new CutOff()));
      const fail = (error: unknown) => {
        // it is in the middle of its work
        child.kill('SIGKILL');
        settle(() => reject(error as Error));
      };
      const hear = (message: FromChild): void => {
        if (message.kind === 'done' || message.kind === 'failed') {
          this.pool.rest(child);
          return settle(() => (message.kind === 'done' ? resolve(message.made) : reject(refusalOf(message.refusal))));
        }
        const go = (): void => {
          if (message.kind !== 'progress') child.send({ kind: 'go' } satisfies ToChild);
        };
        answer(message).then(go, fail);
      };
      child.on('message', hear).once('exit', died);
      child.send(order satisfies ToChild);
    });
  }
}

/** As whom a process reads. */
const askedOf = ({ actor, locale, requestId, ip, operationId }: RequestContext): Asked => ({
  actor,
  locale,
  requestId,
  ip,
  operationId,
});

const refusalOf = (refusal: Extract<FromChild, { kind: 'failed' }>['refusal']): Error =>
  refusal
    ? new HttpError(refusal.status, refusal.code, refusal.params, refusal.headers)
    : new HttpError(500, 'INTERNAL');

/** Hands bytes on; waits while the reader is slow, and ends when the reader goes. */
async function written(output: Writable, bytes: Uint8Array): Promise<void> {
  if (output.destroyed) throw new HttpError(499, 'INTERNAL');
  if (output.write(bytes)) return;
  await new Promise<void>((resolve) => {
    const on = () => {
      output.off('drain', on).off('close', on);
      resolve();
    };
    output.on('drain', on).on('close', on);
  });
}
