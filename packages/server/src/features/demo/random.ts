/**
 * Random numbers that come out the same on every machine: sfc32, seeded by a few integers. Each record draws from a stream of its
 * own, so that a new draw in one place does not move the values of another.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;

  constructor(...seeds: number[]) {
    let state = 0x9e3779b9;
    const mixed = [0x243f6a88, 0x85a308d3, 0x13198a2e].map((start) => {
      for (const seed of seeds) state = scramble(state ^ scramble(seed + start));
      return state;
    });
    [this.a, this.b, this.c] = mixed as [number, number, number];
    for (let i = 0; i < 8; i++) this.bits();
  }

  /** 32 random bits. */
  bits(): number {
    const sum = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** From 0 to just below 1. */
  next(): number {
    return this.bits() / 4294967296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number; both ends belong to it. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }

  /** Around 0 with deviation 1. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** Skewed to the right, as sizes and amounts are: half of all values lie below `median`. */
  skewed(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal());
  }

  /** How many events of a mean rate happen. */
  count(mean: number): number {
    const limit = Math.exp(-mean);
    let events = 0;
    for (let left = this.next(); left > limit && events < 60; left *= this.next()) events++;
    return events;
  }

  /** Digits as text, zeros in front kept. */
  digits(length: number): string {
    let text = '';
    while (text.length < length) text += this.int(0, 9);
    return text;
  }
}

/** Murmur3's finish: every bit of the input moves every bit of the result. */
function scramble(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}

/** Something to choose from, each with its weight. */
export type Weighted<T> = readonly (readonly [T, number])[];

/** A chooser over a fixed list; the sums are made once. */
export function chooser<T>(list: Weighted<T>): (random: Random) => T {
  const edges: number[] = [];
  let sum = 0;
  for (const [, weight] of list) edges.push((sum += weight));
  return (random) => {
    const at = random.next() * sum;
    let low = 0;
    let high = edges.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (edges[middle]! > at) high = middle;
      else low = middle + 1;
    }
    return list[low]![0];
  };
}
