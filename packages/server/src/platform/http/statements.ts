import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../context/context';
import type { Database, HeavyRead, Queryable } from '../db/database';

/** Header that asks how many SQL statements an answer took. */
export const explainHeader = 'x-dossier-explain';

interface Counter {
  statements: number;
}
const counters = new WeakMap<Database, Counter>();

/** The same database, counting what goes through it. */
export function countStatements(db: Database): Database {
  const counter: Counter = { statements: 0 };
  const counted = (connection: Queryable): Queryable => ({
    query: (sql, params) => (counter.statements++, connection.query(sql, params)),
    execute: (sql, params) => (counter.statements++, connection.execute(sql, params)),
  });
  const counting: Database = Object.assign(Object.create(db) as Database, {
    read: counted(db.read),
    heavy: (asked?: HeavyRead) => counted(db.heavy(asked)),
    transaction: <T>(work: (connection: Queryable) => Promise<T>) =>
      db.transaction((connection) => work(counted(connection))),
  });
  counters.set(counting, counter);
  return counting;
}

/** Tells the number as `extensions.statements`, to those who asked. */
export const statementsPlugin: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, contextValue }) {
        const counter = counters.get(contextValue.db);
        if (!counter || response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        result.extensions = { ...result.extensions, statements: counter.statements };
      },
    };
  },
};
