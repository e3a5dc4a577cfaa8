import { mysqlTriggers, type Trigger } from './triggers';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';

/**
 * Stands in a schema while a restore is at work on it: `LOADING` over rows that came from the backup only, `SWAPPING` while tables change
 * places. A server does not start on such a schema.
 */
export const restoreJournal = 'restore_journal';
export type RestoreState = 'LOADING' | 'SWAPPING';

/** The same server, another schema. */
export function withSchema(url: string, schema: string): string {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(schema)}`;
  return other.href;
}

/** What a restore does to whole schemas, on one connection. */
export class MysqlSchema {
  private constructor(private readonly connection: Connection) {}

  static async open(url: string): Promise<MysqlSchema> {
    return new MysqlSchema(await createConnection({ uri: url, charset: 'utf8mb4', connectTimeout: 5000 }));
  }
  close(): Promise<void> {
    return this.connection.end();
  }

  private async query<R>(sql: string, params: unknown[] = []): Promise<R[]> {
    return (await this.connection.query<RowDataPacket[]>(sql, params))[0] as unknown as R[];
  }

  async exists(schema: string): Promise<boolean> {
    const rows = await this.query('SELECT 1 FROM information_schema.schemata WHERE schema_name = ?', [schema]);
    return rows.length > 0;
  }
  async create(schema: string): Promise<void> {
    await this.query(`CREATE DATABASE \`${schema}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  }
  async drop(schema: string): Promise<void> {
    await this.query(`DROP DATABASE \`${schema}\``);
  }

  async tables(schema: string): Promise<string[]> {
    const rows = await this.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_type = 'BASE TABLE' ORDER BY table_name`,
      [schema],
    );
    return rows.map(({ name }) => name);
  }
  async hasRows(schema: string): Promise<boolean> {
    for (const table of await this.tables(schema)) {
      if (table === 'migration' || table === restoreJournal) continue;
      if ((await this.query(`SELECT 1 FROM \`${schema}\`.\`${table}\` LIMIT 1`)).length > 0) return true;
    }
    return false;
  }
  /** Drops every table but the journal. */
  async empty(schema: string): Promise<void> {
    for (const table of await this.tables(schema))
      if (table !== restoreJournal) await this.query(`DROP TABLE \`${schema}\`.\`${table}\``);
  }

  async state(schema: string): Promise<RestoreState | null> {
    if (!(await this.tables(schema)).includes(restoreJournal)) return null;
    const [row] = await this.query<{ state: RestoreState }>(`SELECT state FROM \`${schema}\`.${restoreJournal}`);
    return row?.state ?? 'LOADING';
  }
  async setState(schema: string, state: RestoreState | null): Promise<void> {
    const journal = `\`${schema}\`.${restoreJournal}`;
    if (!state) return void (await this.query(`DROP TABLE IF EXISTS ${journal}`));
    await this.query(`CREATE TABLE IF NOT EXISTS ${journal} (state VARCHAR(20) NOT NULL PRIMARY KEY) ENGINE=InnoDB`);
    await this.query(`DELETE FROM ${journal}`);
    await this.query(`INSERT INTO ${journal} (state) VALUES (?)`, [state]);
  }

  /** Whether other connections stand in the schema. */
  async inUse(schema: string): Promise<boolean> {
    const rows = await this.query(
      'SELECT 1 FROM information_schema.processlist WHERE db = ? AND id <> CONNECTION_ID() LIMIT 1',
      [schema],
    );
    return rows.length > 0;
  }

  /** All tables of `fresh` take the place of those of `live`, which go to `aside`, in one statement. */
  async swap(live: string, fresh: string, aside: string): Promise<void> {
    const read = (schema: string): Promise<Trigger[]> =>
      mysqlTriggers((sql, params) => this.query(sql, params), schema);
    const triggers = await read(fresh);
    // a trigger does not move between schemas: those of the live tables are gone with them, those of the fresh ones are made again
    for (const schema of [live, fresh])
      for (const { name } of await read(schema)) await this.query(`DROP TRIGGER \`${schema}\`.\`${name}\``);
    const away = (await this.tables(live)).map((table) => `\`${live}\`.\`${table}\` TO \`${aside}\`.\`${table}\``);
    const home = (await this.tables(fresh)).map((table) => `\`${fresh}\`.\`${table}\` TO \`${live}\`.\`${table}\``);
    await this.query(`RENAME TABLE ${[...away, ...home].join(', ')}`);
    await this.query(`USE \`${live}\``);
    for (const { create } of triggers) await this.query(create);
  }
}
