import { addDays } from '@dossier/shared';
import type { Clock } from '../../platform/context/context';
import type { Random } from './random';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** Time as the demo sees it: everything lies some days before or after the day on which it was begun. */
export class Calendar {
  private readonly dates = new Map<number, string>();
  private readonly starts = new Map<number, number>();

  /** `anchor` is the moment at which the demo was begun, `today` its date in the business time zone. */
  constructor(
    private readonly clock: Pick<Clock, 'startOf'>,
    readonly anchor: number,
    readonly today: string,
  ) {}

  /** The date some days ago; negative: ahead. */
  date(ago: number): string {
    const known = this.dates.get(ago);
    if (known) return known;
    const date = addDays(this.today, -ago);
    this.dates.set(ago, date);
    return date;
  }

  /** 0 = Sunday. */
  weekday(ago: number): number {
    return new Date(`${this.date(ago)}T00:00:00.000Z`).getUTCDay();
  }

  private startOf(ago: number): number {
    let start = this.starts.get(ago);
    if (start === undefined) this.starts.set(ago, (start = Date.parse(this.clock.startOf(this.date(ago)))));
    return start;
  }

  /** A moment in office hours of that day, never after the anchor and not before `earliest`. */
  moment(ago: number, random: Random, earliest = 0): number {
    const wished = this.startOf(ago) + Math.floor(random.between(8.5, 18.2) * 60) * MINUTE + random.int(0, MINUTE - 1);
    const latest = ago <= 0 ? this.anchor - random.int(MINUTE, 240 * MINUTE) : this.anchor;
    return Math.max(Math.min(wished, latest), earliest);
  }

  /** A moment in office hours of a day ahead. */
  ahead(days: number, random: Random): number {
    return this.startOf(-days) + random.int(18, 35) * 30 * MINUTE;
  }

  /** Whole days between a moment and today; at least 0. */
  ago(moment: number): number {
    return Math.max(0, Math.floor((this.startOf(0) + DAY - 1 - moment) / DAY));
  }
}

export const iso = (moment: number): string => new Date(moment).toISOString();
