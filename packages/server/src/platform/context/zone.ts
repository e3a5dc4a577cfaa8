/** From `at` on, local time is this many minutes ahead of UTC. */
export interface Offset {
  readonly at: number;
  readonly minutes: number;
}

const FROM = Date.UTC(1970, 0, 1);
const UNTIL = Date.UTC(2060, 0, 1);
const STEP = 14 * 86_400_000;

function reader(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (at) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    const local = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!);
    return Math.round((local - Math.floor(at / 60_000) * 60_000) / 60_000);
  };
}

/** The local time of a zone. Its changes of offset are found once. */
export class Zone {
  private static readonly known = new Map<string, Zone>();
  readonly offsets: readonly Offset[];

  private constructor(timeZone: string) {
    const minutesAt = reader(timeZone);
    const offsets: Offset[] = [{ at: Number.NEGATIVE_INFINITY, minutes: minutesAt(FROM) }];
    for (let at = FROM; at < UNTIL; at += STEP) {
      const [before, after] = [offsets.at(-1)!.minutes, minutesAt(at + STEP)];
      if (before !== after) offsets.push({ at: changeBetween(at, at + STEP, before, minutesAt), minutes: after });
    }
    this.offsets = offsets;
  }

  /** The zone of an IANA name; null when there is none of that name. */
  static of(timeZone: string): Zone | null {
    let zone = Zone.known.get(timeZone);
    if (zone) return zone;
    try {
      zone = new Zone(timeZone);
    } catch {
      return null;
    }
    // names come from callers; there are some six hundred
    if (Zone.known.size > 1000) Zone.known.clear();
    Zone.known.set(timeZone, zone);
    return zone;
  }

  /** The first instant (ISO) at which the local clock shows `YYYY-MM-DD HH:MM`, or would have if it had not been put forward. */
  instantOf(local: string): string {
    const wall = Date.parse(`${local.replace(' ', 'T')}:00.000Z`);
    const candidates = this.offsets
      .filter(({ at }, i) => at <= wall + 86_400_000 && (this.offsets[i + 1]?.at ?? Infinity) >= wall - 86_400_000)
      .map(({ minutes }) => wall - minutes * 60_000)
      .sort((a, b) => a - b);
    const shown = candidates.find((at) => at + this.minutesAt(at) * 60_000 === wall);
    return new Date(shown ?? candidates.at(-1)!).toISOString();
  }

  /** The local date of an instant. */
  dayOf(instant: string): string {
    const at = Date.parse(instant);
    return new Date(at + this.minutesAt(at) * 60_000).toISOString().slice(0, 10);
  }

  private minutesAt(at: number): number {
    return this.offsets.findLast((offset) => offset.at <= at)!.minutes;
  }
}

function changeBetween(from: number, to: number, before: number, minutesAt: (at: number) => number): number {
  let [low, high] = [from, to];
  while (high - low > 60_000) {
    const middle = Math.floor((low + high) / 120_000) * 60_000;
    if (minutesAt(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
