import { existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { constants, setPriority } from 'node:os';
import { backupParts, backupServices } from '../app/backup-services';
import { progressBar } from '../app/progress';
import { backupsIn, insertRun, performRun, prepareFolder, type BackupParts, type RunOptions } from '../features/backup';
import { BackupError } from '../platform/backup/backup-error';
import { fill } from '../platform/backup/fill';
import type { Manifest } from '../platform/backup/format';
import { verifyBackup } from '../platform/backup/read';
import { UsageError, type Command, type CommandInput } from './command';

export const backup: Command = {
  name: 'backup',
  summary: { zh: '备份、校验、恢复演练', en: 'back up, verify, drill a restore' },
  usage: [
    'backup [--out FILE]       立即备份，期间可照常使用 · back up now, while people work',
    'backup verify [FILE]      通读一份备份并核对全部校验值 · read a backup and check every sum',
    'backup drill [FILE]       恢复到临时库并逐行比对，然后删除 · restore into a temporary database, compare, throw away',
    'backup list               列出备份目录中的备份 · backups in the folder',
    '  不写 FILE 即最新一份；备份用密钥文件或 DOSSIER_BACKUP_PASSPHRASE_FILE 的口令加密，两者都不在备份里',
    '  without FILE: the newest. Locked with the key file or the passphrase of DOSSIER_BACKUP_PASSPHRASE_FILE; neither is in the backup',
  ],
  options: { out: { type: 'string' } },
  async run(input) {
    const [what, file] = input.args;
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
    const parts = backupParts(input.config);
    if (!what) return makeBackup(input, parts);
    if (what === 'list') return list(input, parts);
    if (what !== 'verify' && what !== 'drill') throw new UsageError(what);
    const source = file ? path.resolve(input.config.callerDir, file) : await newest(parts);
    const manifest = what === 'verify' ? await verify(parts, source) : await drill(parts, source);
    input.print(
      `✓ ${what === 'verify' ? '备份完整无误 · the backup is whole' : '恢复演练通过，逐行一致 · restored and equal, row by row'}: ${source}`,
    );
    describe(input, manifest, (await stat(source)).size);
  },
};

async function makeBackup(input: CommandInput, parts: BackupParts): Promise<void> {
  const app = await input.open();
  const services = backupServices(app, input.config, (error) => input.print(`  ! ${String(error)}`));
  const out = input.options['out'];
  const options: RunOptions = { onProgress: bars() };
  if (typeof out === 'string') options.file = path.resolve(input.config.callerDir, out);
  if (options.file && existsSync(options.file)) throw new UsageError(`文件已存在 · the file exists: ${options.file}`);
  const id = await app.db.transaction((connection) => insertRun(connection, app, { kind: 'BACKUP', cause: 'COMMAND' }));
  const began = performance.now();
  const outcome = await performRun(services, id, options);
  const seconds = (performance.now() - began) / 1000;
  input.print(
    `✓ 已备份并通读核对 · backed up and read back: ${options.file ?? path.join(parts.config.dir, outcome.fileName)}`,
  );
  input.print(
    `  ${outcome.rowCount} 行 rows · ${megabytes(outcome.sizeBytes)} · ${seconds.toFixed(1)} s · ${Math.round(outcome.rowCount / seconds)} rows/s`,
  );
}

/** One bar for each step. */
function bars(): NonNullable<RunOptions['onProgress']> {
  const labels = {
    WRITE: '备份 · write (rows)',
    READ: '核对 · read back (bytes)',
    RESTORE: '恢复 · restore (bytes)',
    COMPARE: '比对 · compare (rows)',
  };
  const made = new Map<string, ReturnType<typeof progressBar>>();
  return (done, total, step) => {
    if (!made.has(step)) made.set(step, progressBar(labels[step]));
    made.get(step)!(done, total);
  };
}

const verify = (parts: BackupParts, file: string): Promise<Manifest> => {
  const onProgress = bars();
  return verifyBackup({ file, key: parts.key(), onProgress: (done, total) => onProgress(done, total, 'READ') });
};

async function drill(parts: BackupParts, file: string): Promise<Manifest> {
  await prepareFolder(parts.config.dir);
  const target = { file: path.join(parts.config.dir, `drill-${process.pid}.sqlite.part`) };
  const onProgress = bars();
  try {
    return await fill({
      file,
      target,
      key: parts.key(),
      derive: parts.derive,
      onProgress: (done, total) => onProgress(done, total, 'RESTORE'),
      onCompared: (done, total) => onProgress(done, total, 'COMPARE'),
    });
  } finally {
    for (const tail of ['', '-wal', '-shm', '-journal']) await rm(target.file + tail, { force: true });
  }
}

async function newest({ config }: BackupParts): Promise<string> {
  const [name] = await backupsIn(config.dir);
  if (!name) throw new BackupError('NO_BACKUP', config.dir);
  return path.join(config.dir, name);
}

async function list({ print }: CommandInput, { config }: BackupParts): Promise<void> {
  const names = await backupsIn(config.dir);
  if (names.length === 0) throw new BackupError('NO_BACKUP', config.dir);
  print(config.dir);
  for (const name of names) print(`  ${name}  ${megabytes((await stat(path.join(config.dir, name))).size)}`);
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** What a backup holds. */
export function describe({ print }: Pick<CommandInput, 'print'>, manifest: Manifest, bytes: number): void {
  print(`  数据时点 as of ${manifest.instant} · Dossier ${manifest.version} · ${manifest.migrations.at(-1) ?? ''}`);
  print(
    `  ${manifest.tables.length} 表 tables · ${manifest.rows} 行 rows · ${manifest.files.length} 附件 files · ${megabytes(bytes)}`,
  );
  print(`  SHA-256 ${manifest.sha256}`);
}
