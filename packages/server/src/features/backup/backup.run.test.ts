import { readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { graphql } from 'graphql';
import { createContext } from '../../platform/context/context';
import { zoneClock } from '../../platform/context/clock';
import { createMany } from '../../platform/db/write';
import type { RoleName } from '@dossier/shared';
import { openTestApp, type TestApp } from '../../test/test-app';
import { backupName } from './backup-files';
import type { BackupServices } from './backup-services';
import { performRun } from './backup.run';
import { queueDue, startBackupRunner } from './backup.runner';
import { dueSlot, timesAround } from './backup.schedule';
import { insertRun, type NewRun } from './backup.store';
import { partsIn } from './backup-test-kit.fixture';

jest.setTimeout(120_000);
let now = '2026-11-22T04:00:00.000Z';
let app: TestApp;
let services: BackupServices;
const problems: unknown[] = [];

beforeAll(async () => {
  app = await openTestApp({ now: () => new Date(now) });
  services = { ...partsIn(app.database), app, onError: (error) => problems.push(error) };
  await app.write((tx) => createMany(tx, tx.models.get('Customer'), [{ name: '上海机密机械有限公司' }]));
});
afterAll(async () => {
  await app.close();
  rmSync(services.dataDir, { recursive: true, force: true });
});

const insert = (run: NewRun) => app.db.transaction((connection) => insertRun(connection, app, run));
const make = async (run: NewRun) => performRun(services, await insert(run));
const rowsOf = () =>
  app.db.read.query<Record<string, unknown>>('SELECT kind, status, cause, failure, slot FROM backup_run ORDER BY id');

test('a backup, its verification and a drill are kept with their figures, and told in the operation log', async () => {
  const made = await make({ kind: 'BACKUP', cause: 'COMMAND' });
  expect(made).toMatchObject({ fileName: 'dossier-20261122-040000.backup', asOf: now });
  const bytes = readFileSync(path.join(services.config.dir, made.fileName));
  expect(bytes.includes('机密机械')).toBe(false);
  const verified = await make({ kind: 'VERIFY', cause: 'PERSON' });
  const drilled = await make({ kind: 'DRILL', cause: 'PERSON', fileName: made.fileName });
  expect([verified, drilled]).toEqual([made, made]);
  expect(readdirSync(services.config.dir)).toEqual([made.fileName]);
  const told = await app.db.read.query<Record<string, unknown>>(
    "SELECT verb, outcome FROM audit_event WHERE entity = 'BackupRun' ORDER BY id",
  );
  expect(told).toEqual([
    { verb: 'BACKUP', outcome: 'OK' },
    { verb: 'VERIFY_BACKUP', outcome: 'OK' },
    { verb: 'VERIFY_BACKUP', outcome: 'OK' },
  ]);
});

test('two are never at work at once; one whose process died gives way', async () => {
  const [first, second] = [
    await insert({ kind: 'BACKUP', cause: 'COMMAND' }),
    await insert({ kind: 'BACKUP', cause: 'COMMAND' }),
  ];
  await app.db.transaction((connection) =>
    connection.execute("UPDATE backup_run SET status = 'RUNNING', active = 'RUN', lease_until = ? WHERE id = ?", [
      '2026-11-22T04:01:00.000Z',
      first,
    ]),
  );
  await expect(performRun(services, second)).rejects.toMatchObject({ code: 'RUNNING' });
  now = '2026-11-22T04:02:00.000Z';
  await performRun(services, second);
  const rows = await rowsOf();
  expect(rows.slice(-2)).toMatchObject([{ status: 'FAILED', failure: 'CUT_OFF' }, { status: 'DONE' }]);
});

test('a damaged backup fails its drill with a reason that people can read', async () => {
  const file = path.join(services.config.dir, backupName(new Date('2026-11-22T05:00:00.000Z')));
  const sound = readFileSync(path.join(services.config.dir, 'dossier-20261122-040000.backup'));
  sound[sound.length - 40]! ^= 1;
  writeFileSync(file, sound);
  await expect(make({ kind: 'DRILL', cause: 'PERSON', fileName: path.basename(file) })).rejects.toMatchObject({
    code: 'DAMAGED',
  });
  expect((await rowsOf()).at(-1)).toMatchObject({ kind: 'DRILL', status: 'FAILED', failure: 'DAMAGED' });
  rmSync(file);
  await expect(make({ kind: 'VERIFY', cause: 'PERSON', fileName: path.basename(file) })).rejects.toMatchObject({
    code: 'FILE_MISSING',
  });
});

test('old backups go, the newest stays, other files are left alone', async () => {
  const old = backupName(new Date('2026-10-01T00:00:00.000Z'));
  for (const name of [old, 'notes.txt', 'dossier-20261122-030000.backup.part', `drill-${process.pid}.sqlite.part`])
    writeFileSync(path.join(services.config.dir, name), 'x');
  utimesSync(path.join(services.config.dir, old), new Date(), new Date());
  now = '2026-11-30T04:00:00.000Z';
  const { fileName } = await make({ kind: 'BACKUP', cause: 'COMMAND' });
  expect(readdirSync(services.config.dir)).toEqual([
    'dossier-20261122-040000.backup',
    'dossier-20261122-040200.backup',
    fileName,
    'notes.txt',
  ]);
});

test('the schedule asks once a day, tries again after an hour, three times at most', () => {
  const clock = (at: string) => zoneClock('Asia/Shanghai', () => new Date(at));
  expect(timesAround(clock('2026-11-22T04:00:00.000Z'), '03:30')).toEqual({
    last: new Date('2026-11-21T19:30:00.000Z'),
    next: new Date('2026-11-22T19:30:00.000Z'),
  });
  // the clock on the wall, also on the day on which Berlin is an hour short
  expect(
    timesAround(
      zoneClock('Europe/Berlin', () => new Date('2027-03-28T12:00:00.000Z')),
      '03:30',
    ),
  ).toEqual({
    last: new Date('2027-03-28T01:30:00.000Z'),
    next: new Date('2027-03-29T01:30:00.000Z'),
  });
  const slot = '2026-11-21T19:30:00.000Z';
  const failed = (n: number, at: string) => ({ slot: `${slot}#${n}`, status: 'FAILED', finished_at: at });
  const due = (at: string, ...attempts: Parameters<typeof dueSlot>[2][number][]) =>
    dueSlot(clock(at), '03:30', attempts);
  expect(due('2026-11-21T19:30:00.000Z')).toBe(`${slot}#1`);
  expect(due('2026-11-21T19:31:00.000Z', { slot: `${slot}#1`, status: 'RUNNING', finished_at: null })).toBeNull();
  expect(due('2026-11-21T20:00:00.000Z', failed(1, '2026-11-21T19:31:00.000Z'))).toBeNull();
  expect(due('2026-11-21T20:31:00.000Z', failed(1, '2026-11-21T19:31:00.000Z'))).toBe(`${slot}#2`);
  expect(due('2026-11-22T10:00:00.000Z', failed(1, slot), failed(2, slot), failed(3, slot))).toBeNull();
});

test('two servers make one backup of one time, and the drill follows it', async () => {
  const scheduled: BackupServices = { ...services, config: { ...services.config, at: '11:00' } };
  const long = Date.parse('2026-11-01T00:00:00.000Z');
  await Promise.all([queueDue(scheduled, long), queueDue(scheduled, long)]);
  await queueDue(scheduled, long);
  const queued = (await rowsOf()).filter(({ slot }) => slot !== null);
  expect(queued).toMatchObject([{ kind: 'BACKUP', status: 'QUEUED', cause: 'SCHEDULE' }]);
  const runner = startBackupRunner(scheduled, (id, signal) =>
    performRun(scheduled, id, { signal }).then(() => undefined),
  );
  while ((await rowsOf()).some(({ status }) => ['QUEUED', 'RUNNING'].includes(String(status))))
    await new Promise((resolve) => setTimeout(resolve, 50));
  await runner.stop();
  await app.db.transaction((connection) => connection.execute("DELETE FROM backup_run WHERE kind = 'DRILL'"));
  await queueDue(scheduled, long);
  expect((await rowsOf()).filter(({ slot }) => slot !== null)).toMatchObject([
    { kind: 'BACKUP', status: 'DONE' },
    { kind: 'DRILL', status: 'QUEUED', slot: expect.stringMatching(/^drill 2026-11-30T03:00:00.000Z#1/) },
  ]);
  expect(problems).toEqual([]);
  await app.db.transaction((connection) => connection.execute("DELETE FROM backup_run WHERE kind = 'DRILL'"));
});

const ask = async (source: string, role: RoleName) => {
  const actor = app.actors[role];
  const contextValue = createContext(
    { ...app, backup: { ...services.config, at: '03:30' } },
    { actor, requestId: 'test', locale: 'en' },
  );
  return graphql({ schema: app.schema, source, contextValue }) as Promise<{
    data?: any;
    errors?: readonly { message: string }[];
  }>;
};

test('the screen asks how backups stand, starts them, and nobody but the administrator may', async () => {
  const overview =
    '{ backupOverview { at nextAt keepDays late passphrase lastGoodAsOf lastDrillAt files { name sizeBytes } } }';
  const { data } = await ask(overview, 'ADMINISTRATOR');
  expect(data.backupOverview).toMatchObject({
    at: '03:30',
    nextAt: '2026-11-30T19:30:00.000Z',
    keepDays: 14,
    late: false,
    passphrase: false,
  });
  expect(data.backupOverview.files).toHaveLength(3);
  const start =
    'mutation { startBackup { backupRun { id kind status cause createdBy { userName } } userErrors { code } } }';
  const first = (await ask(start, 'ADMINISTRATOR')).data.startBackup.backupRun;
  expect(first).toMatchObject({
    kind: 'BACKUP',
    status: 'QUEUED',
    cause: 'PERSON',
    createdBy: { userName: 'administrator' },
  });
  expect((await ask(start, 'ADMINISTRATOR')).data.startBackup.backupRun.id).toBe(first.id);
  const wrong = await ask(
    'mutation { startRestoreDrill(fileName: "../../etc/passwd") { userErrors { code path } } }',
    'ADMINISTRATOR',
  );
  expect(wrong.data.startRestoreDrill.userErrors).toEqual([{ code: 'NOT_FOUND', path: ['fileName'] }]);
  for (const role of ['MANAGER', 'SALES', 'ANALYST', 'AUDITOR'] as const)
    for (const source of [overview, start, '{ backupRuns { nodes { id } } }'])
      expect([role, (await ask(source, role)).errors?.length]).toEqual([role, 1]);
  now = '2026-12-02T04:00:00.000Z';
  expect((await ask('{ backupOverview { late } }', 'ADMINISTRATOR')).data.backupOverview.late).toBe(true);
});
