import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { root, run, StepError } from '../lib/run.mjs';
import { openEngine } from './engine.mjs';
import { benchPrefix, requireFromServer } from './names.mjs';

/**
 * A database with this many customers: kept between runs, filled by the archive's own generator when it has fewer.
 * SQLite lives in .dossier/bench, MySQL as dossier_bench_N on the server of DATABASE_URL.
 */
export async function prepareData({ engine, customers }) {
  const dataDir = path.join(root, '.dossier/bench', `${engine}-${customers}`);
  mkdirSync(dataDir, { recursive: true });
  const url = engine === 'mysql' ? await ensureSchema(`dossier_bench_${customers}`) : null;
  const env = {
    DOSSIER_DATA_DIR: dataDir,
    DATABASE_URL: url ?? '',
    DOSSIER_DEMO: String(customers),
    DOSSIER_LOG_LEVEL: 'warn',
  };
  await run(process.execPath, ['scripts/dossier.mjs', 'seed', '--customers', String(customers)], { env });
  const place = url ? { url } : { file: path.join(dataDir, 'dossier.sqlite') };
  await tidy(place);
  return { dataDir, env, place };
}

async function ensureSchema(name) {
  const given = process.env.DATABASE_URL;
  if (!given) throw new StepError('--engine mysql needs DATABASE_URL (a user that may create databases)');
  const url = new URL(given);
  const connection = await requireFromServer('mysql2/promise').createConnection(given);
  await connection.query(`CREATE DATABASE IF NOT EXISTS ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  await connection.end();
  url.pathname = `/${name}`;
  return url.href;
}

/** Takes away what the question "create" has made, in this run or in one that was stopped; its trail cannot be taken away. */
export async function tidy(place) {
  const db = await openEngine(place);
  const mine = '(SELECT id FROM customer WHERE name LIKE ?)';
  const like = [`${benchPrefix}%`];
  const [{ n }] = await db.all('SELECT COUNT(*) AS n FROM customer WHERE name LIKE ?', like);
  if (Number(n) > 0) {
    for (const table of ['search_posting', 'search_document', 'outbox_event'])
      await db.run(`DELETE FROM ${table} WHERE record_id IN ${mine}`, like);
    await db.run('DELETE FROM customer WHERE name LIKE ?', like);
  }
  await db.close();
}
