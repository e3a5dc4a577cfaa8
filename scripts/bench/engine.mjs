import { requireFromServer } from './names.mjs';

/**
 * The same database and the same settings as the archive, with nothing between SQL and driver: `all` for rows, `run` for a
 * write, `transaction` for several.
 */
export async function openEngine({ file, url }) {
  return url ? openMysql(url) : openSqlite(file);
}

function openSqlite(file) {
  const Database = requireFromServer('libsql');
  const db = new Database(file, { timeout: 5000 });
  for (const pragma of ['busy_timeout = 5000', 'cache_size = -65536', 'temp_store = MEMORY', 'synchronous = FULL'])
    db.pragma(pragma);
  const known = new Map();
  const prepare = (sql) => known.get(sql) ?? known.set(sql, db.prepare(sql)).get(sql);
  const connection = {
    all: async (sql, params = []) => prepare(sql).all(params),
    run: async (sql, params = []) => prepare(sql).run(params),
  };
  let queue = Promise.resolve();
  const alone = async (work) => {
    db.exec('BEGIN IMMEDIATE');
    try {
      const result = await work(connection);
      db.exec('COMMIT');
      return result;
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    }
  };
  return {
    ...connection,
    transaction: (work) => {
      const result = queue.then(() => alone(work));
      queue = result.catch(() => undefined);
      return result;
    },
    close: async () => db.close(),
  };
}

function openMysql(url) {
  const pool = requireFromServer('mysql2/promise').createPool({
    uri: url,
    charset: 'utf8mb4',
    connectionLimit: 10,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    maxPreparedStatements: 200,
  });
  const on = (target) => ({
    all: async (sql, params = []) => (await target.execute(sql, params))[0],
    run: async (sql, params = []) => (await target.query(sql, params))[0],
  });
  return {
    ...on(pool),
    async transaction(work) {
      const connection = await pool.getConnection();
      try {
        await connection.beginTransaction();
        const result = await work(on(connection));
        await connection.commit();
        return result;
      } catch (error) {
        await connection.rollback();
        throw error;
      } finally {
        connection.release();
      }
    },
    close: () => pool.end(),
  };
}
