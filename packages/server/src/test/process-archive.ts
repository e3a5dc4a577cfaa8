import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { openArchive } from '../app/open-archive';
import { buildGraph } from '../app/schema';
import { loadConfig, type Config } from '../platform/config';
import { createContext, type Actor, type App, type RequestContext } from '../platform/context/context';
import { inTransaction } from '../platform/db/transaction';
import { createMany } from '../platform/db/write';
import { findActor } from '../features/user';
import { freshDatabase } from './test-app';

/** An archive of its own that other processes can open as well: by its settings alone. */
export interface ProcessArchive {
  app: App;
  schema: GraphQLSchema;
  config: Config;
  /** The settings, for the environment of another process. */
  env: NodeJS.ProcessEnv;
  actor: Actor;
  ctx(): RequestContext;
  close(): Promise<void>;
}

/** Made on the engine under test, with one analyst in it. */
export async function openProcessArchive(): Promise<ProcessArchive> {
  const { db, database, drop } = await freshDatabase();
  await db.close();
  const dataDir = mkdtempSync(join(tmpdir(), 'dossier-processes-'));
  const settings = {
    DOSSIER_DATA_DIR: dataDir,
    DOSSIER_DEMO: '0',
    DOSSIER_BACKUP_AT: 'off',
    DOSSIER_LOG_LEVEL: 'warn',
    DATABASE_URL: database.url ?? `sqlite:${database.file}`,
  };
  const config = loadConfig(settings);
  const app = await openArchive(config);
  const nobody = createContext(app, { actor: null, requestId: 'test' });
  const user = { userName: 'analyst', name: '测试分析', roles: ['ANALYST'], active: true };
  const [id] = await inTransaction(nobody, (tx) => createMany(tx, tx.models.get('User'), [user]));
  const actor = (await findActor(app.db.read, id!, 'session'))!;
  return {
    app,
    schema: buildGraph(app.models),
    config,
    env: { ...process.env, ...settings, SWC_NODE_PROJECT: 'tsconfig.json' },
    actor,
    ctx: () => createContext(app, { actor, requestId: 'test' }),
    async close() {
      await app.db.close();
      await drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
