import { setMaxListeners } from 'node:events';
import { HeavyFailure } from './heavy-failure';

interface Waiting {
  begin(): void;
  fail(): void;
}

/**
 * Turns at what only so many may do at once. The next is whose last turn began longest ago, so that nobody waits for all that somebody
 * else has asked; what one person asks goes in its order.
 */
export class Turns {
  /** Those who wait, by person, in the order in which people came. */
  private readonly waiting = new Map<string, Waiting[]>();
  /** When the last turn of a person began, while somebody waits or works: the number of the turn. */
  private readonly begun = new Map<string, number>();
  private turn = 0;
  private closed = false;

  constructor(
    private free: number,
    /** How many turns of one person may wait; the next is told to come back. */
    private readonly most: number,
  ) {}

  /** Resolves when it is this person's turn, with what ends it. Rejects when he has too many, when the signal is given and when closed. */
  async take(person: string, signal?: AbortSignal): Promise<() => void> {
    if (this.closed || signal?.aborted) throw new HeavyFailure('HEAVY_CANCELLED');
    // many reads of one document may end by the same
    if (signal) setMaxListeners(0, signal);
    if (this.free > 0) {
      this.free--;
      this.begun.set(person, ++this.turn);
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
    const [first, ...others] = this.waiting.keys();
    if (first === undefined) {
      this.begun.clear();
      return void this.free++;
    }
    const last = (person: string) => this.begun.get(person) ?? 0;
    const person = others.reduce((next, other) => (last(other) < last(next) ? other : next), first);
    const queue = this.waiting.get(person)!;
    const one = queue.shift()!;
    if (queue.length === 0) this.waiting.delete(person);
    this.begun.set(person, ++this.turn);
    one.begin();
  };
}
