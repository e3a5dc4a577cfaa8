import 'reflect-metadata';
import { registerRegions } from '@dossier/shared/regions';
import { builtInRoles, wholeReach, type RoleName } from '@dossier/shared';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphql, type GraphQLSchema } from 'graphql';
import { createConnection } from 'mysql2/promise';
import { subscribersOf } from '../app/subscribers';
import { buildGraph, buildModels } from '../app/schema';
import { passwordsOnly, type SignInPolicy } from '../platform/auth';
import type { DatabaseConfig } from '../platform/config';
import { Tally } from '../platform/audit/tally';
import { Budget } from '../platform/query/budget';
import { zoneClock } from '../platform/context/clock';
import { createContext, type Actor, type App, type RequestContext, type TxContext } from '../platform/context/context';
import type { Database, Queryable } from '../platform/db/database';
import { openDatabase } from '../platform/db/open';
import { inTransaction } from '../platform/db/transaction';
import { createMany } from '../platform/db/write';
import { newKeyring } from '../platform/secret/keyring';

export interface TestApp extends App {
  schema: GraphQLSchema;
  /** Where it is, for another process. */
  database: DatabaseConfig;
  /** One user of each role, made at start. */
  actors: Record<RoleName, Actor>;
  /** Statements that went to the read connection since the last call. */
  statements(): string[];
  ctx(role?: RoleName | null): RequestContext;
  write<T>(work: (tx: TxContext) => Promise<T>, role?: RoleName): Promise<T>;
  /** Runs a document; errors are returned, not thrown. */
  ask<T = Record<string, any>>(
    source: string,
    variables?: Record<string, unknown>,
    role?: RoleName | null,
  ): Promise<{ data: T; errors?: readonly { message: string; extensions: Record<string, unknown> }[] }>;
  close(): Promise<void>;
}

/** An empty database of the engine under test: a temp file of SQLite, or a new schema on the server of TEST_DATABASE_URL. */
export async function freshDatabase(): Promise<{ db: Database; database: DatabaseConfig; drop: () => Promise<void> }> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) {
    const folder = mkdtempSync(join(tmpdir(), 'dossier-test-'));
    const database = { file: join(folder, 'test.sqlite') };
    return {
      db: await openDatabase(database),
      database,
      drop: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const url = new URL(server);
  const name = `dossier_test_${randomBytes(6).toString('hex')}`;
  url.pathname = '/';
  const run = async (statement: string) => {
    const connection = await createConnection(url.href);
    await connection.query(statement);
    await connection.end();
  };
  await run(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  url.pathname = `/${name}`;
  const database = { url: url.href };
  return { db: await openDatabase({ ...database, poolSize: 10 }), database, drop: () => run(`DROP DATABASE ${name}`) };
}

const recorded = (inner: Queryable, log: string[]): Queryable => ({
  query: (sql, params) => (log.push(sql), inner.query(sql, params)),
  execute: (sql, params) => (log.push(sql), inner.execute(sql, params)),
});

let graph: GraphQLSchema | undefined;

/** The assembled archive on a real, empty database with one user per role. `now` fixes the clock. */
export async function openTestApp(options: { now?: () => Date; signIn?: SignInPolicy } = {}): Promise<TestApp> {
  registerRegions();
  const { db, database, drop } = await freshDatabase();
  await db.migrate();
  const models = buildModels();
  const schema = (graph ??= buildGraph(models));
  const log: string[] = [];
  const app: App = {
    db: { ...db, read: recorded(db.read, log), heavy: (asked) => recorded(db.heavy(asked), log) },
    models,
    clock: zoneClock('Asia/Shanghai', options.now),
    cursorKey: randomBytes(32),
    secrets: newKeyring(),
    revealsPerHour: 30,
    subscribers: subscribersOf(),
    demo: false,
    signIn: options.signIn ?? passwordsOnly,
    tally: new Tally(),
    budget: new Budget(1_000_000),
    anchorFiles: [],
  };
  const actors = {} as Record<RoleName, Actor>;
  const ctx = (role: RoleName | null = 'ADMINISTRATOR') =>
    createContext(app, { actor: role && actors[role], requestId: 'test' });
  const roles = Object.keys(builtInRoles) as RoleName[];
  const rows = roles.map((role) => ({
    userName: role.toLowerCase(),
    name: `测试${role}`,
    roles: [role],
    active: true,
  }));
  const ids = await inTransaction(ctx(null), (tx) => createMany(tx, models.get('User'), rows));
  roles.forEach(
    (role, i) =>
      (actors[role] = {
        userId: ids[i]!,
        name: rows[i]!.name,
        userName: rows[i]!.userName,
        roles: [role],
        scopes: new Set(builtInRoles[role].scopes),
        reach: wholeReach,
        fieldRights: new Map(),
        via: 'session',
      }),
  );
  return {
    ...app,
    schema,
    database,
    actors,
    ctx,
    statements: () => log.splice(0),
    write: (work, role) => inTransaction(ctx(role), work),
    ask: async (source, variableValues, role = 'ADMINISTRATOR') =>
      (await graphql({ schema, source, variableValues, contextValue: ctx(role) })) as never,
    close: async () => {
      await db.close();
      await drop();
    },
  };
}
