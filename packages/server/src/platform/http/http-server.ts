import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config';
import type { HttpPart, RequestContext } from '../context/context';
import type { Log } from '../log';
import { sendError, type RequestFacts } from './exchange';
import { factsOf } from './facts';
import { assertAccess } from './guard';
import { HttpError, toHttpError } from './http-error';
import { Router, type Route } from './router';
import { recordRefusal } from './refusal';
import { transportHeaders } from './security-headers';
import { staticFiles } from './static-files';

export interface HttpServerOptions {
  config: Pick<Config, 'https' | 'trustProxy'>;
  log: Log;
  routes: readonly Route[];
  /** Who asks: makes the context of one request. */
  contextOf(
    req: IncomingMessage,
    facts: RequestFacts,
    answer: Pick<HttpPart, 'setCookie' | 'signal'>,
  ): Promise<RequestContext>;
  /** Folder of the built console. */
  consoleFolder: string;
}

export interface HttpServer {
  listen(port: number, host: string): Promise<number>;
  /** Takes no new requests, lets running ones finish for `graceMs`, then cuts them. */
  close(graceMs?: number): Promise<void>;
}

const signals = new WeakMap<ServerResponse, AbortSignal>();

/** Tells that the caller has gone before he was answered. Made only where somebody listens. */
function signalOf(res: ServerResponse): AbortSignal {
  const known = signals.get(res);
  if (known) return known;
  const controller = new AbortController();
  if (res.destroyed) controller.abort();
  else res.once('close', () => !res.writableFinished && controller.abort());
  signals.set(res, controller.signal);
  return controller.signal;
}

const slowMs = 1000;
/** Doors that never show the console's page, whether a feature has opened them or not. */
const reserved = ['files', 'imports', 'exports'];

/** node:http with a router, the console's files and one way to fail. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { config, log } = options;
  const router = new Router(options.routes, reserved);
  const transport = transportHeaders(config);
  const files = staticFiles(options.consoleFolder, transport);
  let closing = false;

  const answer = async (req: IncomingMessage, res: ServerResponse, facts: RequestFacts): Promise<void> => {
    const { pathname } = facts.url;
    const method = req.method === 'HEAD' ? 'GET' : (req.method ?? 'GET');
    const match = router.match(method, pathname);
    if (match?.kind === 'method')
      throw new HttpError(405, 'BAD_REQUEST', { detail: 'method' }, { allow: match.allowed.join(', ') });
    if (!match) {
      if (method !== 'GET' || router.owns(pathname)) throw new HttpError(404, 'NOT_FOUND');
      return files(req, res, () => sendError({ req, res, ...facts }, new HttpError(404, 'NOT_FOUND')));
    }
    const setCookie = (value: string) => void res.appendHeader('set-cookie', config.https ? `${value}; Secure` : value);
    const ctx = await options.contextOf(req, facts, { setCookie, signal: () => signalOf(res) });
    try {
      assertAccess(match.route, req, ctx);
      await match.route.handle({ ...facts, req, res, params: match.params, ctx });
    } catch (error) {
      if (toHttpError(error)?.code === 'FORBIDDEN')
        await recordRefusal(ctx, log, `${method} ${match.route.path}`, match.params);
      throw error;
    }
  };

  const server = createServer((req, res) => {
    const facts = factsOf(req, config);
    const start = performance.now();
    for (const [name, value] of Object.entries(transport)) res.setHeader(name, value);
    if (closing) res.setHeader('connection', 'close');
    // a connection kept alive by an answer that was begun before the stop would hold it up
    res.on('close', () => closing && setImmediate(() => server.closeIdleConnections()));
    res.on('finish', () => logRequest(log, req, res, facts, performance.now() - start));
    answer(req, res, facts).catch((error: unknown) => fail(log, { req, res, ...facts }, error));
  });
  limitTimes(server);
  refuseMalformed(server);

  return {
    listen: (port, host) => listen(server, port, host),
    async close(graceMs = 10_000) {
      closing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(cut);
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** A caller that sends its request drop by drop is cut off; uploads may take minutes, headers may not. */
function limitTimes(server: Server): void {
  server.headersTimeout = 10_000;
  server.requestTimeout = 10 * 60_000;
  server.keepAliveTimeout = 65_000; // longer than the 60 s that proxies keep a connection
  server.maxRequestsPerSocket = 0;
}

/** What is not HTTP still gets an answer that can be read. */
function refuseMalformed(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy();
    const [status, detail] =
      error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? ['408 Request Timeout', 'timeout'] : ['400 Bad Request', 'malformed'];
    const body = JSON.stringify({
      errors: [{ message: `请求无效：${detail} · The request is not valid`, extensions: { code: 'BAD_REQUEST' } }],
    });
    socket.end(
      `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\nconnection: close\r\n\r\n${body}`,
    );
  });
}

function fail(log: Log, exchange: Parameters<typeof sendError>[0], error: unknown): void {
  const expected = toHttpError(error);
  if (!expected) {
    // a caller that went away is no fault of ours
    if (exchange.req.destroyed && !exchange.req.complete) return;
    log.error({ requestId: exchange.requestId, err: error }, 'unexpected error');
  }
  sendError(exchange, expected ?? new HttpError(500, 'INTERNAL'));
}

/** Path without query: it may hold what somebody searched for. */
function logRequest(
  log: Log,
  req: IncomingMessage,
  res: ServerResponse,
  { requestId, url }: RequestFacts,
  ms: number,
): void {
  const level = ms > slowMs ? 'warn' : 'debug';
  if (!log.isLevelEnabled(level)) return;
  log[level](
    { requestId, method: req.method, path: url.pathname, status: res.statusCode, ms: Math.round(ms) },
    ms > slowMs ? 'slow request' : 'request',
  );
}
