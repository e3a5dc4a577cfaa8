/** How many tiles ask at the same time: a board of many must not keep the archive from everybody else. */
export const MOST_AT_ONCE = 3;

interface Waiting {
  /** What is asked first has the least; worked out when a place is free, as a board is scrolled meanwhile. */
  rank: () => number;
  begin: () => void;
}

/** Lets a few pieces of work run at a time, the nearest first. */
export class Turns {
  private running = 0;
  private waiting: Waiting[] = [];
  private soon: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly most = MOST_AT_ONCE) {}

  /** Does the work when its turn has come. */
  take<T>(rank: () => number, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const begin = (): void => {
        this.running++;
        void work()
          .then(resolve, reject)
          .finally(() => {
            this.running--;
            this.next();
          });
      };
      this.waiting.push({ rank, begin });
      // those that ask together are ranked together
      this.soon ??= setTimeout(() => {
        this.soon = undefined;
        this.next();
      });
    });
  }

  private next(): void {
    while (this.running < this.most && this.waiting.length > 0) {
      const ranks = this.waiting.map(({ rank }) => rank());
      const [first] = this.waiting.splice(ranks.indexOf(Math.min(...ranks)), 1);
      first!.begin();
    }
  }
}

/** How far an element is from what is seen of the page; 0 for one on screen. */
export function farOff(element: Element | null): number {
  if (!element) return 0;
  const { top, bottom } = element.getBoundingClientRect();
  return Math.max(0, top - window.innerHeight, -bottom);
}
