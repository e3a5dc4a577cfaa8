import { LibsqlDriver } from './libsql-driver';
import {
  migrationTable,
  orderOf,
  type ColumnKind,
  type ColumnShape,
  type Snapshot,
  type TableShape,
} from './table-shape';

/** The engine takes at most 127 arguments for one function. */
const ARGUMENTS = 100;
/** Rows handed on together. */
const BATCH = 200;

const kindOf = (type: string): ColumnKind =>
  /INT/i.test(type) ? 'integer' : /BLOB/i.test(type) ? 'bytes' : /REAL|FLOA|DOUB/i.test(type) ? 'real' : 'text';

/** A read transaction on a connection of its own. The engine itself writes the JSON: integers stay exact, and it is twice as fast. */
export async function sqliteSnapshot(file: string): Promise<Snapshot> {
  const driver = new LibsqlDriver(file, { readonly: true });
  const all = <R>(sql: string): R[] => driver.prepare(sql).all() as R[];
  driver.pragma('busy_timeout = 5000');
  driver.exec('BEGIN');
  // the first read is what pins the moment
  const names = all<{ name: string }>(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name`,
  ).map(({ name }) => name);
  const tables = names.filter((name) => name !== migrationTable).map((name) => shapeOf(all, name));
  const migrations = names.includes(migrationTable)
    ? all<{ name: string }>(`SELECT name FROM ${migrationTable} ORDER BY id`).map(({ name }) => name)
    : [];
  return {
    dialect: 'sqlite',
    tables,
    migrations,
    rows: (table) => rowsOf(driver, table),
    count: async (table) => all<{ n: number }>(`SELECT COUNT(*) AS n FROM \`${table}\``)[0]!.n,
    async close() {
      driver.exec('ROLLBACK');
      driver.close();
    },
  };
}

interface Info {
  name: string;
  type: string;
  pk: number;
}

function shapeOf(all: <R>(sql: string) => R[], name: string): TableShape {
  const info = all<Info>(`SELECT name, type, pk FROM pragma_table_info('${name}') ORDER BY name`);
  const primary = info.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
  return {
    name,
    columns: info.map((column) => ({ name: column.name, kind: kindOf(column.type) })),
    primary: primary.map((column) => column.name),
  };
}

const valueOf = ({ name, kind }: ColumnShape): string => (kind === 'bytes' ? `LOWER(HEX(\`${name}\`))` : `\`${name}\``);

async function* rowsOf(driver: LibsqlDriver, table: TableShape): AsyncGenerator<string[]> {
  const parts: string[] = [];
  for (let at = 0; at < table.columns.length; at += ARGUMENTS)
    parts.push(
      `json_array(${table.columns
        .slice(at, at + ARGUMENTS)
        .map(valueOf)
        .join(', ')})`,
    );
  const statement = driver.prepare(`SELECT ${parts.join(', ')} FROM \`${table.name}\` ORDER BY ${orderOf(table)}`);
  let batch: string[] = [];
  for (const pieces of statement.raw().iterate() as IterableIterator<string[]>) {
    batch.push(pieces.length === 1 ? pieces[0]! : `[${pieces.map((piece) => piece.slice(1, -1)).join(',')}]`);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
