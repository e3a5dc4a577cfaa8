import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Queryable } from './database';
import type { HeavyAnswer } from './heavy-child';
import { HeavyFailure } from './heavy-failure';
import type { LaneLimits } from './heavy-lanes';
import { toObjects } from './sqlite-queryable';

interface Job {
  sql: string;
  params: readonly unknown[];
  signal: AbortSignal | undefined;
  resolve(rows: Record<string, unknown>[]): void;
  reject(error: Error): void;
}

/** The compiled child, or its source where this file runs from source. */
const extension = path.extname(__filename);
const childFile = path.join(__dirname, `heavy-child${extension}`);
const execArgv = extension === '.ts' ? ['-r', '@swc-node/register'] : [];

/**
 * Heavy reads of a lane of the embedded database in child processes, started when first needed. What takes too long, and what nobody waits for
 * any more, is ended with its process, and a new one takes its place.
 */
export class HeavyReaders {
  private readonly waiting: Job[] = [];
  private readonly idle: ChildProcess[] = [];
  private readonly children = new Set<ChildProcess>();
  private readonly ready = new WeakSet<ChildProcess>();
  private closed = false;

  constructor(
    private readonly file: string,
    private readonly timeoutMs: number,
    private readonly limits: LaneLimits,
  ) {}

  /** Reads that end when the signal is given. */
  queryable(signal?: AbortSignal): Queryable {
    return {
      query: <R>(sql: string, params: readonly unknown[] = []) =>
        new Promise<Record<string, unknown>[]>((resolve, reject) =>
          this.take({ sql, params, signal, resolve, reject }),
        ) as Promise<R[]>,
      execute: () => Promise.reject(new Error('A heavy connection only reads')),
    };
  }

  close(): void {
    this.closed = true;
    for (const child of this.children) child.kill('SIGKILL');
    for (const job of this.waiting.splice(0)) job.reject(new HeavyFailure('HEAVY_CANCELLED'));
  }

  private take(job: Job): void {
    if (this.closed || job.signal?.aborted) return job.reject(new HeavyFailure('HEAVY_CANCELLED'));
    if (this.waiting.length >= this.limits.waiting) return job.reject(new HeavyFailure('HEAVY_BUSY'));
    this.waiting.push(job);
    this.next();
  }

  private next(): void {
    while (this.waiting.length > 0 && !this.closed) {
      const child = this.idle.pop() ?? (this.children.size < this.limits.processes ? this.start() : null);
      if (!child) return;
      this.run(child, this.waiting.shift()!);
    }
  }

  private start(): ChildProcess {
    const child = fork(childFile, [this.file, String(this.limits.priority)], {
      execArgv,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    // an idle child must not keep a command from ending
    child.unref();
    child.channel?.unref();
    this.children.add(child);
    child.once('exit', () => this.gone(child));
    return child;
  }

  private gone(child: ChildProcess): void {
    this.children.delete(child);
    const at = this.idle.indexOf(child);
    if (at >= 0) this.idle.splice(at, 1);
    this.next();
  }

  private run(child: ChildProcess, job: Job): void {
    const { signal } = job;
    if (signal?.aborted) {
      this.idle.push(child);
      return job.reject(new HeavyFailure('HEAVY_CANCELLED'));
    }
    child.channel?.ref();
    const settle = (work: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      child.removeAllListeners('message').removeListener('exit', died).removeListener('error', died);
      child.channel?.unref();
      work();
    };
    const end = (code: HeavyFailure['code']) => {
      settle(() => job.reject(new HeavyFailure(code)));
      child.kill('SIGKILL');
    };
    const cancel = () => end('HEAVY_CANCELLED');
    const died = () => settle(() => job.reject(new HeavyFailure('HEAVY_CANCELLED')));
    // the time of a statement: how long a process takes to start does not count
    let timer: NodeJS.Timeout | undefined;
    const clock = () => (timer = setTimeout(() => end('HEAVY_TIMEOUT'), this.timeoutMs));
    if (this.ready.has(child)) clock();
    signal?.addEventListener('abort', cancel, { once: true });
    child.once('exit', died).once('error', died);
    child.on('message', (answer: HeavyAnswer) => {
      if ('ready' in answer) {
        this.ready.add(child);
        return void clock();
      }
      settle(() => {
        this.idle.push(child);
        if ('error' in answer) job.reject(Object.assign(new Error(answer.error.message), { code: answer.error.code }));
        else job.resolve(toObjects(answer.table));
        this.next();
      });
    });
    child.send({ sql: job.sql, params: job.params.map((value) => (value === undefined ? null : value)) });
  }
}
