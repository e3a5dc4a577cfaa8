const minute = 60_000;
/** Different events of one kind that an address, and all addresses together, may leave in a minute; more of them are one row. */
const perAddress = 20;
const perKind = 200;

type Row = Readonly<Record<string, unknown>>;
/** A row of the log that may come in floods. */
export interface Flooding {
  kind: string;
  ip: string | null;
  /** What makes it the same as another: person, operation, code. */
  likeness: string;
  row: Row;
}
interface Entry {
  kind: string;
  address: string;
  row: Row;
  startedAt: number;
  lastAt: number;
  times: number;
}

/** Several different events in one row: what they differ in is left out. */
const common = { actor_id: null, record_id: '', customer_id: null, changes: null, subject: null, operation: null };

/**
 * Keeps floods of refusals from filling the disk. Events alike (same kind, person, address and operation) within a minute are one
 * row and a count; an address that varies what it tries gets few rows and a count; so do many addresses. Per process.
 */
export class Tally {
  private readonly entries = new Map<string, Entry>();
  /** How many different entries an address, or a kind, has open. */
  private readonly open = new Map<string, number>();

  /** True: write it now. False: it was counted. */
  admit({ kind, ip, likeness, row }: Flooding, now: number): boolean {
    const address = `${kind}\0${ip}`;
    const own = `${address}\0${likeness}`;
    const entry = { kind, address, row, startedAt: now, lastAt: now };
    if (this.entries.has(own)) return this.count(own, entry);
    if ((this.open.get(kind) ?? 0) >= perKind)
      return this.count(`${kind}\0*`, { ...entry, row: { ...row, ...common, ip: null } });
    if ((this.open.get(address) ?? 0) >= perAddress)
      return this.count(`${address}\0*`, { ...entry, row: { ...row, ...common } });
    this.entries.set(own, { ...entry, times: 0 });
    for (const group of [kind, address]) this.open.set(group, (this.open.get(group) ?? 0) + 1);
    return true;
  }

  /** What was counted in minutes that were over at `now`; it is forgotten here. */
  take(now: number): { row: Row; times: number; lastAt: number }[] {
    const over = [...this.entries].filter(([, entry]) => now - entry.startedAt >= minute);
    for (const [key, { kind, address }] of over) {
      this.entries.delete(key);
      if (!key.endsWith('\0*')) for (const group of [kind, address]) this.close(group);
    }
    return over.map(([, entry]) => entry).filter(({ times }) => times > 0);
  }

  private count(key: string, fresh: Omit<Entry, 'times'>): false {
    const entry = this.entries.get(key) ?? { ...fresh, times: 0 };
    this.entries.set(key, { ...entry, lastAt: fresh.lastAt, times: entry.times + 1 });
    return false;
  }

  private close(group: string): void {
    const left = (this.open.get(group) ?? 1) - 1;
    if (left > 0) this.open.set(group, left);
    else this.open.delete(group);
  }
}
