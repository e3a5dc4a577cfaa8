import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { HeavyRead, Queryable } from './database';
import type { HeavyAnswer, HeavyQuestion } from './heavy-child';
import { HeavyFailure } from './heavy-failure';
import type { LaneLimits } from './heavy-lanes';
import { toObjects } from './sqlite-queryable';
import { Turns } from './turns';

type Rows = Record<string, unknown>[];

/** The compiled child, or its source where this file runs from source. */
const extension = path.extname(__filename);
const childFile = path.join(__dirname, `heavy-child${extension}`);
const execArgv = extension === '.ts' ? ['-r', '@swc-node/register'] : [];

/**
 * Heavy reads of a lane of the embedded database in child processes, started when first needed. What takes too long, and what nobody waits for
 * any more, is ended with its process, and a new one takes its place.
 */
export class HeavyReaders {
  private readonly turns: Turns;
  private readonly idle: ChildProcess[] = [];
  private readonly children = new Set<ChildProcess>();
  private readonly ready = new WeakSet<ChildProcess>();
  private closed = false;

  constructor(
    private readonly file: string,
    private readonly limits: LaneLimits,
  ) {
    this.turns = new Turns(limits.atOnce, limits.waiting);
  }

  /** Reads of somebody, which end when the signal is given. */
  queryable({ signal, person = '' }: HeavyRead): Queryable {
    return {
      query: async <R>(sql: string, params: readonly unknown[] = []) => {
        const end = await this.turns.take(person, signal);
        try {
          return (await this.ask(this.idle.pop() ?? this.start(), { sql, params }, signal)) as R[];
        } finally {
          end();
        }
      },
      execute: () => Promise.reject(new Error('A heavy connection only reads')),
    };
  }

  close(): void {
    this.closed = true;
    this.turns.close();
    for (const child of this.children) child.kill('SIGKILL');
  }

  private start(): ChildProcess {
    if (this.closed) throw new HeavyFailure('HEAVY_CANCELLED');
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
  }

  private ask(child: ChildProcess, { sql, params }: HeavyQuestion, signal: AbortSignal | undefined): Promise<Rows> {
    return new Promise((resolve, reject) => {
      child.channel?.ref();
      const settle = (work: () => void) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', cancel);
        child.removeAllListeners('message').removeListener('exit', died).removeListener('error', died);
        child.channel?.unref();
        work();
      };
      const end = (code: HeavyFailure['code']) => {
        settle(() => reject(new HeavyFailure(code)));
        child.kill('SIGKILL');
      };
      const cancel = () => end('HEAVY_CANCELLED');
      const died = () => settle(() => reject(new HeavyFailure('HEAVY_CANCELLED')));
      // the time of a statement: how long a process takes to start does not count
      let timer: NodeJS.Timeout | undefined;
      const clock = () => (timer = setTimeout(() => end('HEAVY_TIMEOUT'), this.limits.timeoutMs));
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
          if ('error' in answer) reject(Object.assign(new Error(answer.error.message), { code: answer.error.code }));
          else resolve(toObjects(answer.table));
        });
      });
      child.send({ sql, params: params.map((value) => (value === undefined ? null : value)) });
    });
  }
}
