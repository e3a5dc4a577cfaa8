import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { DatabaseConfig } from './database';
import { LibsqlDriver } from './libsql-driver';

/** The name of a schema in an address. */
export const schemaOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));

/** A trigger with the statement that makes it again. */
export interface Trigger {
  name: string;
  create: string;
}
interface MysqlTrigger {
  name: string;
  timing: string;
  event: string;
  tab: string;
  body: string;
}

/** The triggers of a MySQL schema. */
export async function mysqlTriggers(
  query: (sql: string, params: unknown[]) => Promise<MysqlTrigger[]>,
  schema: string,
): Promise<Trigger[]> {
  const rows = await query(
    `SELECT trigger_name AS name, action_timing AS timing, event_manipulation AS event, event_object_table AS tab, action_statement AS body
     FROM information_schema.triggers WHERE trigger_schema = ? ORDER BY trigger_name`,
    [schema],
  );
  return rows.map(({ name, timing, event, tab, body }) => ({
    name,
    create: `CREATE TRIGGER \`${name}\` ${timing} ${event} ON \`${tab}\` FOR EACH ROW ${body}`,
  }));
}

/** Runs statements about triggers; MySQL takes those as plain text only, which the pool of an open database does not send. */
async function onTarget<T>(
  target: DatabaseConfig,
  work: (run: (sql: string, params?: unknown[]) => Promise<unknown[]>) => Promise<T>,
): Promise<T> {
  if (target.url) {
    const connection = await createConnection({ uri: target.url, charset: 'utf8mb4' });
    try {
      return await work(async (sql, params) => (await connection.query<RowDataPacket[]>(sql, params))[0]);
    } finally {
      await connection.end();
    }
  }
  const driver = new LibsqlDriver(target.file!);
  try {
    return await work(async (sql) => (/^SELECT/.test(sql) ? driver.prepare(sql).all() : (driver.exec(sql), [])));
  } finally {
    driver.close();
  }
}

/**
 * Takes the triggers of a database away that nobody else knows yet, and returns what makes them again: rows that were guarded where they
 * came from go in as they were.
 */
export const layDownTriggers = (target: DatabaseConfig): Promise<Trigger[]> =>
  onTarget(target, async (run) => {
    const triggers = target.url
      ? await mysqlTriggers((sql, params) => run(sql, params) as Promise<MysqlTrigger[]>, schemaOf(target.url))
      : ((await run(
          "SELECT name, sql AS `create` FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
        )) as Trigger[]);
    for (const { name } of triggers) await run(`DROP TRIGGER \`${name}\``);
    return triggers;
  });

/** Makes them again. */
export const takeUpTriggers = (target: DatabaseConfig, triggers: readonly Trigger[]): Promise<void> =>
  onTarget(target, async (run) => {
    for (const { create } of triggers) await run(create);
  });
