import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openArchive } from '../../app/open-archive';
import { backupServices } from '../../app/backup-services';
import { verifyBackup } from '../../platform/backup/read';
import type { App } from '../../platform/context/context';
import type { Database, DatabaseConfig } from '../../platform/db/database';
import { openDatabase } from '../../platform/db/open';
import { long } from '../../test/seed';
import { backupsIn } from './backup-files';
import type { BackupParts } from './backup-services';
import { performRun } from './backup.run';
import { insertRun } from './backup.store';
import { crashConfig } from './backup-crash.fixture';
import { freshTarget, insertAwkward, partsIn, sumsOf } from './backup-test-kit.fixture';

// `npm run test:long` asks for more rounds
const rounds = long ? 20 : 2;
jest.setTimeout(rounds * 60_000 + 120_000);

const addressOf = (config: DatabaseConfig): string => config.url ?? config.file!;
const folders: string[] = [];
const partsOf = (config: DatabaseConfig): BackupParts => {
  const parts = partsIn(config);
  folders.push(parts.dataDir);
  return parts;
};
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Some thousand rows, so that there is time to be killed in. */
async function manyRows(db: Database): Promise<void> {
  await db.transaction(async (connection) => {
    for (let i = 0; i < 250; i++) await insertAwkward(connection);
  });
}

/** Starts the fixture and kills it some time after it has said `word`. Returns whether it was still at work. */
async function killAfter(word: string, args: string[], wait = Math.random() * 60): Promise<boolean> {
  const child = spawn(
    process.execPath,
    ['-r', '@swc-node/register', path.join(__dirname, 'backup-crash.fixture.ts'), ...args],
    {
      cwd: path.join(__dirname, '../../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, SWC_NODE_PROJECT: 'tsconfig.json' },
    },
  );
  let said = '';
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  const heard = new Promise<void>((resolve) =>
    child.stdout.on('data', (text: Buffer) => (said += text.toString()).includes(word) && resolve()),
  );
  await Promise.race([heard, ended]);
  await pause(wait);
  child.kill('SIGKILL');
  return (await ended) === 'SIGKILL';
}

it(`a backup that is killed leaves no half file, and the next one is good (${rounds} rounds)`, async () => {
  const target = await freshTarget(manyRows);
  const parts = partsOf(target.config);
  const { dir } = parts.config;
  for (let round = 0; round < rounds; round++) {
    const killed = await killAfter('WRITE', ['backup', parts.dataDir, addressOf(target.config)]);
    // what has its name is whole
    for (const name of await backupsIn(dir)) await verifyBackup({ file: path.join(dir, name), key: parts.key() });
    const config = crashConfig(parts.dataDir, target.config);
    const opened = await openArchive(config);
    const later = new Date(Date.now() + (round + 1) * 120_000);
    const app: App = { ...opened, clock: { ...opened.clock, now: () => later } };
    const id = await app.db.transaction((connection) =>
      insertRun(connection, app, { kind: 'BACKUP', cause: 'COMMAND' }),
    );
    const services = backupServices(app, config, (error) => {
      throw error;
    });
    const outcome = await performRun(services, id);
    expect(readdirSync(dir).filter((name) => name.endsWith('.part'))).toEqual([]);
    await verifyBackup({ file: path.join(dir, outcome.fileName), key: parts.key() });
    const runs = await app.db.read.query<{ status: string; failure: string | null }>(
      'SELECT status, failure FROM backup_run ORDER BY created_at DESC, id DESC',
    );
    // ours is the newest; the one before was cut off, unless it had ended when the process was killed
    const ends = [
      { status: 'FAILED', failure: 'CUT_OFF' },
      { status: 'DONE', failure: null },
    ];
    if (killed) expect(ends).toContainEqual(runs[1]);
    expect(runs.filter(({ status }) => status === 'RUNNING')).toEqual([]);
    await app.db.close();
  }
  await target.drop();
});

it(`a restore that is killed leaves the former archive, and the next one succeeds (${rounds} rounds)`, async () => {
  const source = await freshTarget(manyRows);
  const parts = partsOf(source.config);
  const config = crashConfig(parts.dataDir, source.config);
  const app = await openArchive(config);
  const wanted = await sumsOf(source.config, parts.leaveOut);
  const id = await app.db.transaction((connection) => insertRun(connection, app, { kind: 'BACKUP', cause: 'COMMAND' }));
  const services = backupServices(app, config, () => undefined);
  const { fileName } = await performRun(services, id);
  await app.db.close();
  const file = path.join(parts.config.dir, fileName);

  for (let round = 0; round < rounds; round++) {
    const word = ['READ', 'COMPARING', 'INDEX', 'UPGRADE'][round % 4]!;
    const target = await freshTarget((db) => db.transaction(insertAwkward));
    const before = await sumsOf(target.twin, new Set());
    await killAfter(word, ['replace', parts.dataDir, addressOf(target.config), file]);
    // in its place stands the former archive or the restored one, whole
    const now = await sumsOf(target.config, parts.leaveOut);
    const isBefore = Object.entries(before).every(([name, sum]) => parts.leaveOut.has(name) || now[name] === sum);
    // it was too quick to be killed
    if (!isBefore) expect(now).toEqual(wanted);
    else await killAfter('DONE', ['replace', parts.dataDir, addressOf(target.config), file]);
    expect(await sumsOf(target.config, parts.leaveOut)).toEqual(wanted);
    expect(readdirSync(parts.dataDir).filter((name) => name.includes('.part'))).toEqual([]);
    const opened = await openDatabase(target.config);
    expect(await opened.migrate()).toEqual([]);
    await opened.close();
    await target.drop();
  }
  await source.drop();
});

it('an empty schema of a server that a killed restore has half filled is refused, and filled anew', async () => {
  const target = await freshTarget();
  const source = await freshTarget(manyRows);
  const parts = partsOf(source.config);
  const config = crashConfig(parts.dataDir, source.config);
  const app = await openArchive(config);
  const wanted = await sumsOf(source.config, parts.leaveOut);
  const id = await app.db.transaction((connection) => insertRun(connection, app, { kind: 'BACKUP', cause: 'COMMAND' }));
  const { fileName } = await performRun(
    backupServices(app, config, () => undefined),
    id,
  );
  await app.db.close();
  const file = path.join(parts.config.dir, fileName);
  const killed = await killAfter('COMPARING', ['restore', parts.dataDir, addressOf(target.config), file], 0);
  if (target.config.url && killed)
    await expect(openArchive(crashConfig(parts.dataDir, target.config))).rejects.toMatchObject({
      code: 'RESTORE_UNFINISHED',
    });
  // a file takes its name whole or not at all; the kill may come just after it did
  const inPlace = target.config.file !== undefined && existsSync(target.config.file);
  if (killed && !inPlace) await killAfter('DONE', ['restore', parts.dataDir, addressOf(target.config), file]);
  expect(await sumsOf(target.config, parts.leaveOut)).toEqual(wanted);
  await target.drop();
  await source.drop();
});
