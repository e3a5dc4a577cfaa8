import type { Database, DatabaseConfig } from './database';
import { openMysql } from './mysql';
import { openSqlite } from './sqlite';

/** Opens the database that the configuration names. Does not migrate. */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  const { heavyTimeoutMs = 30_000 } = config;
  if (config.url) return openMysql(config.url, config.poolSize ?? 10, heavyTimeoutMs);
  if (!config.file) throw new Error('openDatabase: neither a url nor a file was given');
  return openSqlite(config.file, heavyTimeoutMs);
}
