import type { Database, DatabaseConfig } from './database';
import { openMysql } from './mysql';
import { openSqlite } from './sqlite';

/** Opens the database that the configuration names. Does not migrate. */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  if (config.url) return openMysql(config.url, config);
  if (!config.file) throw new Error('openDatabase: neither a url nor a file was given');
  return openSqlite(config.file, config);
}
