import { existsSync } from 'node:fs';
import { LibsqlDriver } from './libsql-driver';

/** What stands in the way of moving a database file. */
export type FileState = 'FREE' | 'FULL' | 'IN_USE';

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? '');
const isDamaged = (error: unknown): boolean => ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes(codeOf(error));
const isBusy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY') || /locked/.test(String(error));

const tablesQuery = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'migration'`;

/**
 * Folds the log of a database file into it, so that the file alone can be moved. That needs it for oneself: `IN_USE` when somebody else
 * has it open. With `replace` off a file with rows is `FULL`. A damaged file is nobody's, and it is full.
 */
export function releaseSqliteFile(file: string, { replace }: { replace: boolean }): FileState {
  if (!existsSync(file)) return 'FREE';
  let driver: LibsqlDriver | null = null;
  try {
    driver = new LibsqlDriver(file, { timeout: 300 });
    driver.pragma('journal_mode = DELETE');
    const [row] = driver.prepare('PRAGMA journal_mode').all() as { journal_mode: string }[];
    if (row?.journal_mode !== 'delete') return 'IN_USE';
    return !replace && hasRows(driver) ? 'FULL' : 'FREE';
  } catch (error) {
    if (isDamaged(error)) return replace ? 'FREE' : 'FULL';
    if (isBusy(error)) return 'IN_USE';
    throw error;
  } finally {
    driver?.close();
  }
}

function hasRows(driver: LibsqlDriver): boolean {
  const tables = driver.prepare(tablesQuery).all() as { name: string }[];
  return tables.some(({ name }) => driver.prepare(`SELECT 1 FROM \`${name}\` LIMIT 1`).all().length > 0);
}

/** Folds the log of a file that this process alone knows into it. The driver may still hold connections that are closed: they do not read. */
export function foldLog(file: string): boolean {
  const driver = new LibsqlDriver(file);
  try {
    const [row] = driver.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all() as { busy: number }[];
    return row?.busy === 0;
  } finally {
    driver.close();
  }
}
