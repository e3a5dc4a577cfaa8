/**
 * libsql behind the interface of better-sqlite3 that TypeORM's driver expects. Three differences are mended here:
 * a single `null` bind throws unless binds go as one array, `undefined` is refused, and `readonly` is ignored
 * (so `PRAGMA query_only` does it).
 */
interface RawStatement {
  reader: boolean;
  all(binds?: unknown[]): unknown[];
  get(binds?: unknown[]): unknown;
  run(binds?: unknown[]): { changes: number; lastInsertRowid: number | bigint };
  iterate(binds?: unknown[]): IterableIterator<unknown>;
  raw(on?: boolean): RawStatement;
  columns(): { name: string }[];
}
interface RawDatabase {
  prepare(sql: string): RawStatement;
  exec(sql: string): void;
  pragma(sql: string): unknown;
  close(): void;
}
// eslint-disable-next-line @typescript-eslint/no-require-imports -- libsql ships no ES types for its sync entry
const Base = require('libsql') as new (file: string, options?: { timeout?: number }) => RawDatabase;

const clean = (binds: unknown[]): unknown[] => {
  const list = binds.length === 1 && Array.isArray(binds[0]) ? (binds[0] as unknown[]) : binds;
  return list.map((value) => (value === undefined ? null : typeof value === 'boolean' ? Number(value) : value));
};

export class LibsqlStatement {
  constructor(private readonly inner: RawStatement) {}
  get reader(): boolean {
    return this.inner.reader;
  }
  all(...binds: unknown[]): unknown[] {
    return binds.length ? this.inner.all(clean(binds)) : this.inner.all();
  }
  get(...binds: unknown[]): unknown {
    return binds.length ? this.inner.get(clean(binds)) : this.inner.get();
  }
  run(...binds: unknown[]): { changes: number; lastInsertRowid: number | bigint } {
    return binds.length ? this.inner.run(clean(binds)) : this.inner.run();
  }
  iterate(...binds: unknown[]): IterableIterator<unknown> {
    return binds.length ? this.inner.iterate(clean(binds)) : this.inner.iterate();
  }
  columns(): { name: string }[] {
    return this.inner.columns();
  }
  raw(on = true): this {
    this.inner.raw(on);
    return this;
  }
}

export class LibsqlDriver {
  private readonly inner: RawDatabase;
  constructor(file: string, options: { timeout?: number; readonly?: boolean } = {}) {
    this.inner = new Base(file, { timeout: options.timeout ?? 5000 });
    if (options.readonly) this.inner.pragma('query_only = 1');
  }
  prepare(sql: string): LibsqlStatement {
    return new LibsqlStatement(this.inner.prepare(sql));
  }
  exec(sql: string): void {
    this.inner.exec(sql);
  }
  pragma(sql: string): unknown {
    return this.inner.pragma(sql);
  }
  close(): void {
    this.inner.close();
  }
}
