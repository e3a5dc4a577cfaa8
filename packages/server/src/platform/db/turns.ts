import { setMaxListeners } from 'node:events';
import { HeavyFailure } from './heavy-failure';

interface Waiting {
  begin(): void;
  fail(): void;
}

/**
 * Turns at what only so many may do at once. People take turns with each other, so that nobody waits for all that somebody else has
 * asked; what one person asks goes in its order.
 */
export class Turns {
  /** Those who wait, by person; the first person's turn is next. */
  private readonly waiting = new Map<string, Waiting[]>();
  private closed = false;

  constructor(
    private free: number,
    /** How many turns of one person may wait; the next is told to come back. */
    private readonly most: number,
  ) {}

  /** Resolves when it is this person's turn, with what ends it. Rejects when he has too many, when the signal is given and when closed. */
  async take(person: string, signal?: AbortSignal): Promise<() => void> {
    if (this.closed || signal?.aborted) throw new HeavyFailure('HEAVY_CANCELLED');
    if (this.free > 0) {
      this.free--;
      return this.end;
    }
    const queue = this.waiting.get(person) ?? [];
    if (queue.length >= this.most) throw new HeavyFailure('HEAVY_BUSY');
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        queue.splice(queue.indexOf(one), 1);
        if (queue.length === 0) this.waiting.delete(person);
        one.fail();
      };
      const one: Waiting = {
        begin: () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        },
        fail: () => reject(new HeavyFailure('HEAVY_CANCELLED')),
      };
      // many reads of one document may end by the same
      if (signal) setMaxListeners(0, signal);
      signal?.addEventListener('abort', leave, { once: true });
      queue.push(one);
      this.waiting.set(person, queue);
    });
    if (this.closed) throw new HeavyFailure('HEAVY_CANCELLED');
    return this.end;
  }

  /** Nobody gets a turn any more. */
  close(): void {
    this.closed = true;
    for (const queue of this.waiting.values()) for (const one of queue) one.fail();
    this.waiting.clear();
  }

  private readonly end = (): void => {
    const [next] = this.waiting;
    if (!next) return void this.free++;
    const [person, queue] = next;
    // behind everybody else who waits
    this.waiting.delete(person);
    const one = queue.shift()!;
    if (queue.length > 0) this.waiting.set(person, queue);
    one.begin();
  };
}
