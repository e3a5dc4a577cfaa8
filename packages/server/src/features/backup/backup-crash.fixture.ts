/** A process that backs up or restores until it is killed: `… backup-crash.fixture.ts backup|restore <folder> <database> <file>`. */
import 'reflect-metadata';
import { openArchive } from '../../app/open-archive';
import { backupServices } from '../../app/backup-services';
import { loadConfig } from '../../platform/config';
import { restore } from '../../platform/backup/restore';
import { performRun } from './backup.run';
import { insertRun } from './backup.store';
import { partsIn } from './backup-test-kit.fixture';

export const crashConfig = (folder: string, database: { url?: string; file?: string }) =>
  loadConfig({
    DOSSIER_DATA_DIR: folder,
    DOSSIER_DEMO: '0',
    DOSSIER_BACKUP_AT: 'off',
    DATABASE_URL: database.url ?? `sqlite:${database.file}`,
  });

async function main([mode, folder, address, file]: string[]): Promise<void> {
  const database = address!.startsWith('mysql:') ? { url: address! } : { file: address! };
  const say = (word: string) => process.stdout.write(`${word}\n`);
  if (mode === 'backup') {
    const config = crashConfig(folder!, database);
    const app = await openArchive(config);
    const services = backupServices(app, config, (error) => process.stderr.write(`${String(error)}\n`));
    const id = await app.db.transaction((connection) =>
      insertRun(connection, app, { kind: 'BACKUP', cause: 'COMMAND' }),
    );
    await performRun(services, id, { onProgress: (_done, _total, step) => say(step) });
    return app.db.close();
  }
  const parts = partsIn(database, folder);
  await restore({
    file: file!,
    key: parts.key(),
    database,
    dataDir: folder!,
    replace: mode === 'replace',
    stamp: '20261122-033000',
    derive: parts.derive,
    onStep: say,
    onCompared: () => say('COMPARING'),
  });
  say('DONE');
}

if (require.main === module) void main(process.argv.slice(2));
