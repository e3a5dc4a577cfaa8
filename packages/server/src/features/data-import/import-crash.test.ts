import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { builtInRoles, wholeReach } from '@dossier/shared';
import { importServices } from '../../app/import-services';
import { openArchive } from '../../app/open-archive';
import { createContext, type App } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { createMany } from '../../platform/db/write';
import { crashConfig } from './import-crash.fixture';
import { runJob } from './import-run';
import { startImport } from './import.service';

// `npm run test:long` asks for more rounds
const rounds = process.env.DOSSIER_TEST_LONG ? 20 : 1;
const CUSTOMERS = 600;

const csv = `客户名称,联系人,手机\n${Array.from({ length: CUSTOMERS }, (_, i) => `断电${i}有限公司,张三,1990000${String(i).padStart(4, '0')}\n断电${i}有限公司,李四,1980000${String(i).padStart(4, '0')}`).join('\n')}\n`;

async function newArchive(folder: string): Promise<{ app: App; jobId: string }> {
  const app = await openArchive(crashConfig(folder) as never);
  const system = createContext(app, { actor: null, requestId: 'test' });
  const [userId] = await inTransaction(system, (tx) =>
    createMany(tx, app.models.get('User'), [
      { userName: 'admin', name: '管理员', roles: ['ADMINISTRATOR'], active: true },
    ]),
  );
  const actor = {
    userId: userId!,
    name: '管理员',
    userName: 'admin',
    roles: ['ADMINISTRATOR'],
    scopes: new Set(builtInRoles.ADMINISTRATOR.scopes),
    reach: wholeReach,
    fieldRights: new Map<string, never>(),
    via: 'cli',
  } as const;
  const upload = join(folder, 'upload.csv');
  writeFileSync(upload, csv);
  const ctx = createContext(app, { actor, requestId: 'test' });
  const jobId = await startImport(ctx, folder, upload, { fileName: '断电.csv', dryRun: false, onDuplicate: 'ERROR' });
  return { app, jobId };
}

/** Kills the importing process at a random moment after its first chunk. Returns whether it was still at work. */
async function killOnTheWay(folder: string, jobId: string): Promise<boolean> {
  const child = spawn(
    process.execPath,
    ['-r', '@swc-node/register', join(__dirname, 'import-crash.fixture.ts'), folder, jobId],
    {
      cwd: join(__dirname, '../../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended]);
  await pause(Math.random() * 1200);
  child.kill('SIGKILL');
  return (await ended) === 'SIGKILL';
}

it(
  `loses nothing and doubles nothing when the power fails (${rounds} rounds)`,
  async () => {
    for (let round = 0; round < rounds; round++) {
      const folder = mkdtempSync(join(tmpdir(), 'dossier-crash-'));
      const { app, jobId } = await newArchive(folder);
      const killed = await killOnTheWay(folder, jobId);
      const later: App = { ...app, clock: { ...app.clock, now: () => new Date(Date.now() + 120_000) } };
      const before = await app.db.read.query<{ done: number; rows: number }>(
        'SELECT done_rows AS done, (SELECT COUNT(*) FROM import_row) AS `rows` FROM import_job',
      );
      expect(Number(before[0]!.rows)).toBe(Number(before[0]!.done));
      await runJob(
        importServices(later, { dataDir: folder, timeZone: 'Asia/Shanghai' }, (error) => {
          throw error;
        }),
        jobId,
        'rescuer',
      );
      const [after] = await app.db.read.query<Record<string, number | string>>(
        `SELECT status, done_rows, created_count, contact_count, error_count, (SELECT COUNT(*) FROM customer) AS customers, (SELECT COUNT(*) FROM contact) AS contacts,
        (SELECT COUNT(*) FROM contact WHERE is_primary = 1) AS primaries, (SELECT COUNT(*) FROM audit_event WHERE entity = 'Customer' AND verb = 'CREATE') AS trails FROM import_job`,
      );
      expect({ killed, ...after }).toEqual({
        killed,
        status: 'DONE',
        done_rows: 2 * CUSTOMERS,
        created_count: CUSTOMERS,
        contact_count: 2 * CUSTOMERS,
        error_count: 0,
        customers: CUSTOMERS,
        contacts: 2 * CUSTOMERS,
        primaries: CUSTOMERS,
        trails: CUSTOMERS,
      });
      await app.db.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  rounds * 90_000,
);
