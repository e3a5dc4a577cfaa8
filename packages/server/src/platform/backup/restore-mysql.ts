import path from 'node:path';
import { rm } from 'node:fs/promises';
import { MysqlSchema, withSchema } from '../db/mysql-schema';
import { schemaOf } from '../db/triggers';
import { BackupError } from './backup-error';
import { fill } from './fill';
import type { Manifest } from './format';
import type { RestoreOptions, Restored } from './restore-options';
import { moveFiles, sweepRestores } from './restore-files';

/**
 * Fills an empty schema where it stands, under a journal that keeps servers away. A schema with rows is replaced through a second one:
 * filled and proved beside it, then all tables change places in one statement.
 */
export async function restoreMysql(url: string, options: RestoreOptions): Promise<Restored> {
  const live = schemaOf(url);
  const admin = await MysqlSchema.open(url);
  const filesInto = path.join(options.dataDir, `files.restore-${process.pid}.part`);
  try {
    await sweepRestores(filesInto, options.dataDir);
    const cutOff = (await admin.state(live)) === 'LOADING';
    const full = !cutOff && (await admin.hasRows(live));
    if (full && !options.replace) throw new BackupError('TARGET_NOT_EMPTY', live);
    if (await admin.inUse(live)) throw new BackupError('SERVER_RUNNING', live);
    if (full) return await throughSecond(admin, url, options, filesInto);
    const manifest = await into(admin, url, options, filesInto);
    await moveFiles(filesInto, options.dataDir);
    await admin.setState(live, null);
    return { manifest, aside: null };
  } finally {
    await rm(filesInto, { recursive: true, force: true });
    await admin.close();
  }
}

/** The journal stays: the caller takes it away when all is done. */
async function into(admin: MysqlSchema, url: string, options: RestoreOptions, filesInto: string): Promise<Manifest> {
  const schema = schemaOf(url);
  await admin.setState(schema, 'LOADING');
  await admin.empty(schema);
  const manifest = await fill({ ...options, target: { url }, filesInto });
  await options.finish?.({ url }, manifest);
  return manifest;
}

async function throughSecond(
  admin: MysqlSchema,
  url: string,
  options: RestoreOptions,
  filesInto: string,
): Promise<Restored> {
  const live = schemaOf(url);
  const fresh = `${live}__restore`;
  const aside = `${live}__before_${options.stamp.replace(/\D/g, '_')}`;
  const manifest = await prepareSecond(admin, fresh, () => into(admin, withSchema(url, fresh), options, filesInto));
  if (await admin.inUse(live)) throw new BackupError('SERVER_RUNNING', live);
  await moveFiles(filesInto, options.dataDir);
  await admin.create(aside);
  for (const schema of [fresh, live]) await admin.setState(schema, 'SWAPPING');
  await admin.swap(live, fresh, aside);
  await admin.setState(live, null);
  await admin.setState(aside, null);
  await admin.drop(fresh);
  return { manifest, aside };
}

async function prepareSecond<T>(admin: MysqlSchema, fresh: string, work: () => Promise<T>): Promise<T> {
  // left by a restore that was cut off; a schema of that name without a journal is somebody else's
  if (await admin.exists(fresh)) {
    if (!(await admin.state(fresh)) && (await admin.hasRows(fresh))) throw new BackupError('TARGET_NOT_EMPTY', fresh);
    await admin.drop(fresh);
  }
  try {
    await admin.create(fresh);
  } catch (error) {
    if (String((error as { code?: unknown }).code).includes('ACCESS_DENIED'))
      throw new BackupError('NO_RIGHT_TO_CREATE');
    throw error;
  }
  return work();
}
