import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { publishedQuery } from '../features/saved-query/published-query';
import { identityStore } from '../features/user';
import { recordLimited } from '../platform/audit/event';
import type { Config } from '../platform/config';
import { type RequestContext, createContext, type App } from '../platform/context/context';
import {
  countStatements,
  createGraphServer,
  createHttpServer,
  explainHeader,
  graphqlRoutes,
  type HttpServer,
  type HttpServerOptions,
  type RequestFacts,
} from '../platform/http';
import type { Log } from '../platform/log';
import { authenticate, type RefusedToken } from './authenticate';
import { routesOf, type RouteParts } from './routes';

export interface ServerParts extends RouteParts {
  config: RouteParts['config'] & Pick<Config, 'executor' | 'compress' | 'https' | 'trustProxy'>;
  /** Folder of the built console; the one beside this package when left out. */
  consoleFolder?: string;
}

export interface ArchiveServer extends HttpServer {
  /** Swaps the schema while requests run. */
  replaceSchema(schema: GraphQLSchema): void;
}

const builtConsole = path.join(__dirname, '../../../web/dist');

/** Whoever writes questions in the console, by hand or by clicks; programs keep to the usual length. */
const usesWorkbench = ({ actor }: RequestContext): boolean =>
  actor?.via === 'session' && actor.scopes.has('query:read');

/** The archive behind HTTP: graph, byte routes, health, console. */
export async function createServer({
  app,
  schema,
  config,
  log,
  writeList,
  consoleFolder = builtConsole,
}: ServerParts): Promise<ArchiveServer> {
  const graph = await createGraphServer(schema, config, log, usesWorkbench);
  const store = identityStore(app, (err) => log.warn({ err }, 'use of a session was not noted'));

  const contextOf: HttpServerOptions['contextOf'] = async (req, facts, answer) => {
    const identity = await authenticate(store, req, facts, (refused) => traceToken(app, log, { req, facts, refused }));
    const explained = req.headers[explainHeader] === '1' ? { ...app, db: countStatements(app.db) } : app;
    return createContext(explained, {
      actor: identity?.actor ?? null,
      requestId: facts.requestId,
      locale: facts.localeGiven || !identity ? facts.locale : identity.locale,
      ip: facts.ip,
      http: { ...answer, cookies: facts.cookies, userAgent: req.headers['user-agent'] ?? null },
    });
  };
  const http = createHttpServer({
    config,
    log,
    routes: [...graphqlRoutes(graph, config, publishedQuery), ...routesOf({ app, schema, config, log, writeList })],
    contextOf,
    consoleFolder,
  });
  return {
    listen: http.listen,
    replaceSchema: graph.replaceSchema,
    async close(graceMs) {
      await http.close(graceMs);
      await graph.stop();
    },
  };
}

interface RefusedRequest {
  req: IncomingMessage;
  facts: RequestFacts;
  refused: RefusedToken;
}

/** A program whose token has ended, or somebody who guesses: told in the operation log, floods as a count. */
async function traceToken(app: App, log: Log, { req, facts, refused }: RefusedRequest): Promise<void> {
  const { requestId, ip, url } = facts;
  const ctx = createContext(app, { actor: null, requestId, ip });
  await recordLimited(ctx, {
    kind: 'REFUSED',
    outcome: 'REFUSED',
    operation: `${req.method} ${url.pathname}`,
    subject: refused.beginning,
    reason: refused.code,
  }).catch((err: unknown) => log.error({ requestId, err }, 'a refusal left no trace'));
}
