import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { MakerFailed } from '../features/data-export';
import type { ToChild } from './export-orders';

/** Files that are made at once: two jobs, and one list that somebody waits for. */
const MOST = 3;
/** A process that has nothing to do is ended after this time: the next export need not wait for it to start, and at night there is none. */
const IDLE_MS = 60_000;
/** One that has not begun by then never will. A database that is only starting is waited for within it. */
const START_MS = 60_000;
/** What the objects of one process may take. More rows do not need more; what does is ended instead of the machine. */
const MEMORY_MB = 160;

const extension = path.extname(__filename);
const childFile = path.join(__dirname, `export-child${extension}`);
const execArgv = [`--max-old-space-size=${MEMORY_MB}`, ...(extension === '.ts' ? ['-r', '@swc-node/register'] : [])];

/** For tests; the server's own otherwise. */
export interface PoolSettings {
  env?: NodeJS.ProcessEnv;
  file?: string;
}

/** The processes themselves: as many as there is work for, few at most, and none for long without work. */
export class ExportPool {
  private readonly children = new Set<ChildProcess>();
  private readonly idle: { child: ChildProcess; ends: NodeJS.Timeout }[] = [];
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly settings: PoolSettings) {}

  /** Those that run, by the ids the system knows them by. */
  get pids(): number[] {
    return [...this.children].flatMap(({ pid }) => pid ?? []);
  }

  /** One that has nothing to do; throws when none starts. */
  async take(): Promise<ChildProcess> {
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

  /** Takes one back that has done its work. One that was told to stop is about to end. */
  rest(child: ChildProcess): void {
    if (!child.connected || child.killed) return;
    // an idle process must not keep a command from ending
    child.unref();
    child.channel?.unref();
    const ends = setTimeout(() => {
      const at = this.idle.findIndex((one) => one.child === child);
      if (at >= 0) this.idle.splice(at, 1);
      end(child);
    }, IDLE_MS).unref();
    this.idle.push({ child, ends });
    this.waiting.shift()?.();
  }

  /** Ends those that have nothing to do; the others end with their work. */
  close(): void {
    for (const { child, ends } of this.idle.splice(0)) {
      clearTimeout(ends);
      end(child);
    }
  }

  private start(): Promise<ChildProcess> {
    const { env, file = childFile } = this.settings;
    if (!existsSync(file))
      return Promise.reject(new MakerFailed('EXPORT_NOT_STARTED', notStarted(`${file} is missing`)));
    const child = fork(file, [], {
      execArgv,
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      ...(env && { env }),
    });
    this.children.add(child);
    child.once('exit', () => {
      this.children.delete(child);
      const at = this.idle.findIndex((one) => one.child === child);
      if (at >= 0) clearTimeout(this.idle.splice(at, 1)[0]!.ends);
      this.waiting.shift()?.();
    });
    const late = setTimeout(() => child.kill('SIGKILL'), START_MS);
    return new Promise((resolve, reject) => {
      const died = (code: unknown, signal: unknown) => {
        clearTimeout(late);
        reject(
          new MakerFailed(
            'EXPORT_NOT_STARTED',
            notStarted(`ended with ${String(code ?? signal)}, what it said stands above`),
          ),
        );
      };
      child.once('exit', died).once('error', died);
      child.once('message', () => {
        clearTimeout(late);
        child.off('exit', died).off('error', died);
        // a message to one that is just ending fails; its end is told by `exit`
        child.on('error', () => undefined);
        resolve(child);
      });
    });
  }
}

/** Not simply cut off: that is how it learns that the server is gone. */
const end = (child: ChildProcess): void => void child.send({ kind: 'end' } satisfies ToChild);

const notStarted = (why: string): string =>
  `The process that makes exports does not start: ${why}. If the build is older than the program: npm run build, then restart`;
