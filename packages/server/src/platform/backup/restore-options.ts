import type { DatabaseConfig } from '../db/database';
import type { FillOptions } from './fill';
import type { Manifest } from './format';

export interface RestoreOptions extends Omit<FillOptions, 'target' | 'filesInto'> {
  database: DatabaseConfig;
  /** Files go here. */
  dataDir: string;
  /** What is there is put aside. */
  replace: boolean;
  /** `20261122-033000`, for the name of what is put aside. */
  stamp: string;
  /** The last words in the restored archive, before it takes its place. */
  finish?(target: DatabaseConfig, manifest: Manifest): Promise<void>;
}
export interface Restored {
  manifest: Manifest;
  /** Where the former archive is kept; null when there was none. */
  aside: string | null;
}
