import type { ErrorCode } from '@dossier/shared';

const codes: Readonly<Record<string, ErrorCode>> = {
  ECONNREFUSED: 'DATABASE_AWAY',
  ECONNRESET: 'DATABASE_AWAY',
  EPIPE: 'DATABASE_AWAY',
  ETIMEDOUT: 'DATABASE_AWAY',
  EHOSTUNREACH: 'DATABASE_AWAY',
  ENOTFOUND: 'DATABASE_AWAY',
  EAI_AGAIN: 'DATABASE_AWAY',
  PROTOCOL_CONNECTION_LOST: 'DATABASE_AWAY',
  ER_SERVER_SHUTDOWN: 'DATABASE_AWAY',
  ER_CON_COUNT_ERROR: 'BUSY',
  ER_LOCK_DEADLOCK: 'BUSY',
  ER_LOCK_WAIT_TIMEOUT: 'BUSY',
  SQLITE_BUSY: 'BUSY',
  HEAVY_TIMEOUT: 'QUERY_TIMEOUT',
  HEAVY_BUSY: 'BUSY',
  HEAVY_CANCELLED: 'BUSY',
  SQLITE_FULL: 'STORAGE_FULL',
  SQLITE_IOERR_WRITE: 'STORAGE_FULL',
  ER_DISK_FULL: 'STORAGE_FULL',
  ER_RECORD_FILE_FULL: 'STORAGE_FULL',
  ENOSPC: 'STORAGE_FULL',
};

/** What a failure of the engine (not of the request) means to the caller; null for anything else. */
export function engineFailure(error: unknown): ErrorCode | null {
  if (!(error instanceof Error)) return null;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return (typeof code === 'string' ? codes[code] : undefined) ?? engineFailure(cause);
}

/** HTTP status of such a failure. */
export const engineFailureStatus = (code: ErrorCode): number => (code === 'STORAGE_FULL' ? 507 : 503);
