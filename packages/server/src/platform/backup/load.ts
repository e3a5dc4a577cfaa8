import type { Database, Queryable } from '../db/database';
import type { TableShape } from '../db/snapshot';

/** Rows that are committed together. */
const COMMIT = 2000;
/** Values of one statement on MySQL; the embedded engine is fastest with one row at a time. */
const VALUES = 8000;

/** Numbers that a double cannot hold; the pattern also meets texts, which costs a little time and changes nothing. */
const LONG = /\d{16}/;
const TEXT_OR_LONG = /"(?:[^"\\]|\\.)*"|-?\d{16,}/g;

/** The values of a row; whole numbers that are too long for a double stay exact as texts, which the column turns back. */
export function valuesOf(line: string): unknown[] {
  if (!LONG.test(line)) return JSON.parse(line) as unknown[];
  return JSON.parse(line.replace(TEXT_OR_LONG, (found) => (found[0] === '"' ? found : `"${found}"`))) as unknown[];
}

/** Puts rows into a table, many in one transaction. */
export class TableLoad {
  private waiting: string[] = [];
  private readonly bytes: readonly number[];
  private readonly perStatement: number;

  constructor(
    private readonly db: Database,
    private readonly table: TableShape,
  ) {
    this.bytes = table.columns.flatMap(({ kind }, i) => (kind === 'bytes' ? [i] : []));
    this.perStatement = db.dialect === 'sqlite' ? 1 : Math.max(1, Math.floor(VALUES / table.columns.length));
  }

  async add(lines: readonly string[]): Promise<void> {
    for (const line of lines) this.waiting.push(line);
    if (this.waiting.length >= COMMIT) await this.flush();
  }

  /** What is left; the table is complete afterwards. */
  async flush(): Promise<void> {
    const lines = this.waiting;
    this.waiting = [];
    if (lines.length > 0) await this.db.transaction((connection) => this.insert(connection, lines));
  }

  private async insert(connection: Queryable, lines: readonly string[]): Promise<void> {
    for (let at = 0; at < lines.length; at += this.perStatement) {
      const rows = lines.slice(at, at + this.perStatement).map((line) => this.row(line));
      await connection.execute(this.statement(rows.length), rows.length === 1 ? rows[0] : rows.flat());
    }
  }

  private row(line: string): unknown[] {
    const values = valuesOf(line);
    for (const i of this.bytes) if (typeof values[i] === 'string') values[i] = Buffer.from(values[i], 'hex');
    return values;
  }

  private statement(rows: number): string {
    const { name, columns } = this.table;
    const tuple = `(${columns.map(() => '?').join(',')})`;
    const names = columns.map((column) => `\`${column.name}\``).join(',');
    return `INSERT INTO \`${name}\` (${names}) VALUES ${Array<string>(rows).fill(tuple).join(',')}`;
  }
}
