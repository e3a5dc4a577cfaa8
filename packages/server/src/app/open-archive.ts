import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { registerRegions } from '@dossier/shared/regions';
import { ensureBuiltInRoles } from '../features/role/role.store';
import { Tally } from '../platform/audit/tally';
import { loadKey, type Config } from '../platform/config';
import { zoneClock } from '../platform/context/clock';
import type { App } from '../platform/context/context';
import { assertRestored } from '../platform/backup/unfinished';
import type { Database, DatabaseConfig as OpenConfig } from '../platform/db/database';
import { openDatabase } from '../platform/db/open';
import { Budget } from '../platform/query/budget';
import { openKeyring } from '../platform/secret/keyring';
import { assertKeysComplete } from '../platform/secret/reseal';
import { buildModels } from './schema';
import { subscribersOf } from './subscribers';

/** Opens the archive that the configuration names, with every migration applied. */
export async function openArchive(config: Config): Promise<App & { migrated: string[] }> {
  if (config.database.file) mkdirSync(path.dirname(config.database.file), { recursive: true });
  const app = await joinArchive(config);
  await assertRestored(app.db);
  const migrated = await app.db.migrate();
  await assertKeysComplete(app, config.secretKeys ? 'DOSSIER_SECRET_KEYS' : config.secretKeyFile);
  await ensureBuiltInRoles(app);
  return { ...app, migrated };
}

/** The archive as a server has opened it: for a process that helps that server. Nothing is checked or written. */
export async function joinArchive(config: Config): Promise<App> {
  const cursorKey = loadKey(config);
  const secrets = openKeyring(config, sayKeepSafe);
  registerRegions();
  const models = buildModels();
  return {
    db: await openReachable(config.database),
    models,
    clock: zoneClock(config.timeZone),
    cursorKey,
    secrets,
    subscribers: subscribersOf(),
    demo: config.demoCustomers > 0,
    signIn: config.signIn,
    revealsPerHour: config.revealsPerHour,
    tally: new Tally(),
    budget: new Budget(config.tokenRowsPerMinute),
    anchorFiles: config.anchorFiles,
    backup: config.backup,
  };
}

const sayKeepSafe = (file: string): void =>
  void process.stderr.write(
    `› 已生成加密密钥 ${file}，请另存一份并与数据库备份分开保管，丢失后账号与证件号码无法恢复 · made the key of account and identity numbers; keep a copy apart from the backups, without it they are lost\n`,
  );

const tries = 10;
const pauseMs = 2000;
/** A database server that is only starting is worth waiting for: it and the archive are often started together. */
const starting = new Set(['ECONNREFUSED', 'ECONNRESET', 'EAI_AGAIN', 'PROTOCOL_CONNECTION_LOST']);

async function openReachable(config: OpenConfig): Promise<Database> {
  for (let left = tries; ; left--) {
    try {
      return await openDatabase(config);
    } catch (error) {
      if (left === 1 || !starting.has(codeOf(error))) throw error;
      if (left === tries) process.stderr.write('› 等待数据库启动…… · waiting for the database to start\n');
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? '');
