import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../context/context';
import type { Database, Queryable } from '../db/database';
import { RequestError } from '../graphql/errors';
import { costOf } from '../query/cost';

/** Header that asks what a query would cost, without running it. */
export const costOnlyHeader = 'x-cost-only';

const notRun = new RequestError('NOT_RUN');
const idle = new WeakSet<Database>();

/** Whether nothing runs there. */
export const isIdle = (db: Database): boolean => idle.has(db);

/** A database that refuses to do anything: a query is planned, its cost is reckoned, and there it ends. */
export function nothingRuns(db: Database): Database {
  const refuse = () => Promise.reject(notRun);
  const read: Queryable = { query: refuse, execute: refuse };
  const idling: Database = Object.assign(Object.create(db) as Database, {
    read,
    heavy: () => read,
    transaction: refuse,
  });
  idle.add(idling);
  return idling;
}

/** Tells the cost as `extensions.cost`, to those who asked for nothing else. */
export const costOnlyPlugin: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, contextValue }) {
        if (idle.has(contextValue.db) && operation?.operation !== 'query') throw new RequestError('COST_OF_QUERY_ONLY');
      },
      async willSendResponse({ response, contextValue }) {
        if (!idle.has(contextValue.db) || response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        const faults = result.errors?.filter(({ extensions }) => extensions?.['code'] !== 'NOT_RUN') ?? [];
        result.data = null;
        result.errors = faults.length > 0 ? faults : undefined;
        result.extensions = { ...result.extensions, cost: costOf(contextValue) };
      },
    };
  },
};
