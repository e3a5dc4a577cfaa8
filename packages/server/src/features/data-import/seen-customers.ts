/** What became of the first row of a customer in this file. */
export interface SeenCustomer {
  row: number;
  name: string;
  code: string | null;
  /** `kept` = in the archive; `failed` = its first row had faults; `skipped` = the archive had it before and it was left alone. */
  state: 'kept' | 'failed' | 'skipped';
  /** This file created it. */
  isNew?: boolean;
  /** Raw id; null when it is not in the archive (failed, or a dry run of an earlier chunk). */
  id: string | null;
}

export interface CustomerKeys {
  code: string | null;
  name: string | null;
}

/** Recognises rows of the same customer over the whole file: by credit code, then by normalised name. */
export class SeenCustomers {
  private readonly byCode = new Map<string, SeenCustomer>();
  private readonly byName = new Map<string, SeenCustomer>();

  find({ code, name }: CustomerKeys): SeenCustomer | null {
    return (code ? this.byCode.get(code) : undefined) ?? (name ? this.byName.get(name) : undefined) ?? null;
  }

  add({ code, name }: CustomerKeys, customer: SeenCustomer): void {
    if (code) this.byCode.set(code, customer);
    if (name && !this.byName.has(name)) this.byName.set(name, customer);
  }

  /** A working copy for one chunk: nothing is remembered of a chunk that is rolled back. */
  fork(): SeenChunk {
    return new SeenChunk(this);
  }
}

/** What a chunk adds; `commit` hands it to the file's memory. */
export class SeenChunk {
  private readonly own = new SeenCustomers();
  private readonly added: Array<[CustomerKeys, SeenCustomer]> = [];

  constructor(private readonly whole: SeenCustomers) {}

  find(keys: CustomerKeys): SeenCustomer | null {
    return this.own.find(keys) ?? this.whole.find(keys);
  }

  add(keys: CustomerKeys, customer: SeenCustomer): void {
    this.own.add(keys, customer);
    this.added.push([keys, customer]);
  }

  /** After a rolled-back rehearsal: what was created is not there. */
  forgetNewIds(): void {
    for (const [, customer] of this.added) if (customer.isNew) customer.id = null;
  }

  commit(): void {
    for (const [keys, customer] of this.added) this.whole.add(keys, customer);
  }
}
