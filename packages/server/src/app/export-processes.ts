import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { RunJob, WriteList } from '../features/data-export';
import { HttpError } from '../platform/http';
import type { FromChild, Order, ToChild } from './export-orders';

/** Files that are made at once: two jobs, and one list that somebody waits for. */
const MOST = 3;
/** A process that has nothing to do is ended after this time: the next export need not wait for it to start, and at night there is none. */
const IDLE_MS = 60_000;
/** A job that does not stop in time is ended: its lease is given up, and what it has written is swept. */
const GRACE_MS = 5000;
/** What the objects of one process may take. More rows do not need more; what does is ended instead of the machine. */
const MEMORY_MB = 160;

const extension = path.extname(__filename);
const childFile = path.join(__dirname, `export-child${extension}`);
const execArgv = [`--max-old-space-size=${MEMORY_MB}`, ...(extension === '.ts' ? ['-r', '@swc-node/register'] : [])];

/** Its process ended before the work did. */
class CutOff extends Error {}

/** The processes in which exports are made, so that the server goes on answering. */
export class ExportProcesses {
  private readonly children = new Set<ChildProcess>();
  private readonly idle: { child: ChildProcess; ends: NodeJS.Timeout }[] = [];
  private readonly waiting: (() => void)[] = [];

  /** `env` for tests; the server's own otherwise. */
  constructor(private readonly env?: NodeJS.ProcessEnv) {}

  /** Those that run, by the ids the system knows them by. */
  get pids(): number[] {
    return [...this.children].flatMap(({ pid }) => pid ?? []);
  }

  readonly runJob: RunJob = async (id, worker, signal) => {
    if (signal.aborted) return true;
    const child = await this.take();
    const stop = (): void => {
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref();
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await this.follow(child, { kind: 'job', id, worker });
      return true;
    } catch (error) {
      if (error instanceof CutOff) return false;
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  };

  readonly writeList: WriteList = async ({ ctx, question, format }, begin) => {
    const { actor, locale, requestId, ip } = ctx;
    const gone = ctx.http?.signal();
    const child = await this.take();
    const stop = (): void => void child.kill('SIGKILL');
    if (gone?.aborted) stop();
    gone?.addEventListener('abort', stop, { once: true });
    let output: Writable | undefined;
    try {
      await this.follow(
        child,
        { kind: 'list', question, format, asked: { actor, locale, requestId, ip } },
        async (message) => {
          if (message.kind === 'begun') output = await begin();
          else if (message.kind === 'bytes') await written(output!, message.bytes);
        },
      );
      output!.end();
      await finished(output!);
    } finally {
      gone?.removeEventListener('abort', stop);
    }
  };

  /** Ends those that have nothing to do; the others end with their jobs. */
  close(): void {
    for (const { child, ends } of this.idle.splice(0)) {
      clearTimeout(ends);
      child.disconnect();
    }
  }

  private async take(): Promise<ChildProcess> {
    for (;;) {
      const kept = this.idle.pop();
      if (kept) {
        clearTimeout(kept.ends);
        kept.child.ref();
        kept.child.channel?.ref();
        return kept.child;
      }
      if (this.children.size < MOST) return this.start();
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private start(): Promise<ChildProcess> {
    const child = fork(childFile, [], {
      execArgv,
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      ...(this.env && { env: this.env }),
    });
    this.children.add(child);
    child.once('exit', () => {
      this.children.delete(child);
      const at = this.idle.findIndex((one) => one.child === child);
      if (at >= 0) clearTimeout(this.idle.splice(at, 1)[0]!.ends);
      this.waiting.shift()?.();
    });
    return new Promise((resolve, reject) => {
      const died = () => reject(new Error('The process of exports did not start'));
      child.once('exit', died).once('error', died);
      child.once('message', () => {
        child.off('exit', died).off('error', died);
        // a message to one that is just ending fails; its end is told by `exit`
        child.on('error', () => undefined);
        resolve(child);
      });
    });
  }

  /** Gives an order; ends when it is done. Each message is answered before the next comes. */
  private follow(
    child: ChildProcess,
    order: Order,
    answer: (message: FromChild) => Promise<void> = async () => undefined,
  ): Promise<void> {
    return new Promise<void>((resolve, reject) => {
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
          this.rest(child);
          return settle(() => (message.kind === 'done' ? resolve() : reject(refusalOf(message.refusal))));
        }
        answer(message).then(() => child.send({ kind: 'go' } satisfies ToChild), fail);
      };
      child.on('message', hear).once('exit', died);
      child.send(order satisfies ToChild);
    });
  }

  private rest(child: ChildProcess): void {
    if (!child.connected) return;
    // an idle process must not keep a command from ending
    child.unref();
    child.channel?.unref();
    const ends = setTimeout(() => {
      const at = this.idle.findIndex((one) => one.child === child);
      if (at >= 0) this.idle.splice(at, 1);
      child.disconnect();
    }, IDLE_MS).unref();
    this.idle.push({ child, ends });
    this.waiting.shift()?.();
  }
}

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
