import { backupFaults, type BackupFault } from '@dossier/shared';

/** Why a backup could not be made, read or restored. The sentences name the cure. */
export class BackupError extends Error {
  constructor(
    readonly code: BackupFault,
    /** What it is about: a file, a table, a name. */
    readonly detail = '',
  ) {
    super(`${backupFaults[code].en}${detail ? `: ${detail}` : ''}`);
    this.name = 'BackupError';
  }
}
