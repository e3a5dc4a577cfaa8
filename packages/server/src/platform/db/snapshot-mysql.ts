import { createConnection, type Connection, type RowDataPacket } from 'mysql2';
import {
  innerTables,
  migrationTable,
  orderOf,
  type ColumnKind,
  type ColumnShape,
  type Snapshot,
  type TableShape,
} from './table-shape';

/** Rows handed on together. */
const BATCH = 200;
/** The server waits this long for a reader that is busy packing. */
const PATIENCE = 3600;

const kinds: Readonly<Record<string, ColumnKind>> = {
  tinyint: 'integer',
  smallint: 'integer',
  mediumint: 'integer',
  int: 'integer',
  bigint: 'integer',
  float: 'real',
  double: 'real',
  binary: 'bytes',
  varbinary: 'bytes',
  tinyblob: 'bytes',
  blob: 'bytes',
  mediumblob: 'bytes',
  longblob: 'bytes',
};

/** A repeatable read that begins now, on a connection of its own. */
export async function mysqlSnapshot(url: string): Promise<Snapshot> {
  const connection = createConnection({
    uri: url,
    charset: 'utf8mb4',
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    connectTimeout: 5000,
  });
  const query = async <R>(sql: string): Promise<R[]> =>
    (await connection.promise().query<RowDataPacket[]>(sql))[0] as unknown as R[];
  try {
    await query(`SET SESSION net_write_timeout = ${PATIENCE}, net_read_timeout = ${PATIENCE}`);
    await query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
    const shapes = await shapesOf(query);
    const hasSteps = shapes.some(({ name }) => name === migrationTable);
    const steps = hasSteps ? await query<{ name: string }>(`SELECT name FROM ${migrationTable} ORDER BY id`) : [];
    return {
      dialect: 'mysql',
      tables: shapes.filter(({ name }) => !innerTables.has(name)),
      migrations: steps.map(({ name }) => name),
      rows: (table) => rowsOf(connection, table),
      count: async (table) => Number((await query<{ n: string }>(`SELECT COUNT(*) AS n FROM \`${table}\``))[0]!.n),
      close: () => connection.promise().end(),
    };
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

interface ColumnRow {
  t: string;
  c: string;
  type: string;
  place: number | null;
}

async function shapesOf(query: <R>(sql: string) => Promise<R[]>): Promise<TableShape[]> {
  const rows = await query<ColumnRow>(
    `SELECT c.table_name AS t, c.column_name AS c, c.data_type AS type, k.ordinal_position AS place
     FROM information_schema.columns c
     JOIN information_schema.tables b ON b.table_schema = c.table_schema AND b.table_name = c.table_name AND b.table_type = 'BASE TABLE'
     LEFT JOIN information_schema.key_column_usage k ON k.table_schema = c.table_schema AND k.table_name = c.table_name
       AND k.column_name = c.column_name AND k.constraint_name = 'PRIMARY'
     WHERE c.table_schema = DATABASE()`,
  );
  const tables = new Map<string, ColumnRow[]>();
  for (const row of rows) tables.set(row.t, [...(tables.get(row.t) ?? []), row]);
  const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
  return [...tables]
    .map(([name, columns]) => ({
      name,
      columns: columns
        .map(({ c, type }) => ({ name: c, kind: kinds[type.toLowerCase()] ?? ('text' as const) }))
        .sort(byName),
      primary: columns
        .filter(({ place }) => place !== null)
        .sort((a, b) => Number(a.place) - Number(b.place))
        .map(({ c }) => c),
    }))
    .sort(byName);
}

const valueOf = ({ name, kind }: ColumnShape): string => (kind === 'bytes' ? `LOWER(HEX(\`${name}\`))` : `\`${name}\``);

async function* rowsOf(connection: Connection, table: TableShape): AsyncGenerator<string[]> {
  const sql = `SELECT ${table.columns.map(valueOf).join(', ')} FROM \`${table.name}\` ORDER BY ${orderOf(table)}`;
  const bare = table.columns.map(({ kind }) => kind === 'integer' || kind === 'real');
  const rows = connection.query({ sql, rowsAsArray: true }).stream({ highWaterMark: BATCH }) as AsyncIterable<
    unknown[]
  >;
  let batch: string[] = [];
  for await (const row of rows) {
    batch.push(rowText(row, bare));
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function rowText(row: unknown[], bare: readonly boolean[]): string {
  let text = '[';
  for (let i = 0; i < row.length; i++) {
    const value = row[i];
    if (i > 0) text += ',';
    text += value === null ? 'null' : bare[i] ? String(value) : JSON.stringify(String(value));
  }
  return `${text}]`;
}
