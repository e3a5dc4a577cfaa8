import { LRUCache } from 'lru-cache';

interface Account {
  left: number;
  at: number;
}

/**
 * Rows that the tokens of one person or service may have read: so many in a minute, saved up for a minute at most. What was charged
 * for and not read is given back. Per process.
 */
export class Budget {
  private readonly accounts = new LRUCache<string, Account>({ max: 10_000 });

  constructor(private readonly perMinute: number) {}

  /** Takes from the account; how many seconds to wait when there is too little, and then nothing is taken. */
  take(key: string, rows: number, now: number): number {
    const { left, at } = this.accounts.get(key) ?? { left: this.perMinute, at: now };
    const saved = Math.min(this.perMinute, left + (Math.max(0, now - at) * this.perMinute) / 60_000);
    // one document may be dearer than a minute: it has the whole minute
    const lacking = Math.min(rows, this.perMinute) - saved;
    if (lacking > 0) {
      this.accounts.set(key, { left: saved, at: now });
      return Math.ceil((lacking * 60) / this.perMinute);
    }
    this.accounts.set(key, { left: saved - rows, at: now });
    return 0;
  }

  refund(key: string, rows: number): void {
    const account = this.accounts.get(key);
    if (account && rows > 0) account.left = Math.min(this.perMinute, account.left + rows);
  }
}
