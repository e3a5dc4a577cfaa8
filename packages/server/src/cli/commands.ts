import { audit } from './audit.command';
import { backup } from './backup.command';
import type { Command } from './command';
import { demoReset } from './demo-reset.command';
import { importCommand } from './import.command';
import { keys } from './keys.command';
import { migrate } from './migrate.command';
import { reindexCommand } from './reindex.command';
import { restore } from './restore.command';
import { seed } from './seed.command';
import { token } from './token.command';
import { user } from './user.command';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  migrate,
  seed,
  user,
  token,
  importCommand,
  reindexCommand,
  keys,
  audit,
  backup,
  restore,
  demoReset,
];
