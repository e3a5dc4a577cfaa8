import { HeaderMap } from '@apollo/server';
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Config } from '../config';
import type { RequestContext } from '../context/context';
import { readJson } from './body';
import type { Exchange } from './exchange';
import { isLoopback } from './facts';
import { preflightHeader, type GraphServer } from './graphql-server';
import { costOnlyHeader } from './cost-only';
import { plainParams } from './known-documents';
import { namedBody, type FindDocument } from './named-documents';
import { idleContext } from './rehearsal';
import type { Route } from './router';
import { apiHeaders } from './security-headers';
import { explainHeader } from './statements';

const compressAbove = 1024;
/** Values of a request of somebody who is not signed in: enough to sign in. */
const strangersValues = 200;

/** The two doors of the graph. */
export function graphqlRoutes(server: GraphServer, config: Pick<Config, 'compress'>, find: FindDocument): Route[] {
  const handle = (exchange: Exchange) => answer(server, exchange, config, find);
  return [
    { method: 'POST', path: '/graphql', access: 'public', handle },
    { method: 'GET', path: '/graphql', access: 'public', handle },
  ];
}

/** What is asked of the graph, wherever the document came from. */
interface Asked {
  req: IncomingMessage;
  ctx: RequestContext;
  method: string;
  search: string;
  body: unknown;
}

async function answer(
  server: GraphServer,
  exchange: Exchange,
  config: Pick<Config, 'compress'>,
  find: FindDocument,
): Promise<void> {
  const { req, url } = exchange;
  const method = req.method ?? 'GET';
  const body =
    method === 'POST' ? await readJson(req, undefined, exchange.ctx.actor ? undefined : strangersValues) : undefined;
  const named = await namedBody(find, exchange, body);
  const ctx = req.headers[costOnlyHeader] === '1' ? idleContext(exchange.ctx) : exchange.ctx;
  const asked: Asked = named
    ? { req, ctx, method: 'POST', search: '', body: named }
    : { req, ctx, method, search: url.search, body };
  const known = ctx === exchange.ctx ? await answerKnown(server, asked) : null;
  return send(exchange, config, known ?? (await askApollo(server, asked)));
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** What callers usually say they take, and what Apollo then gives: the console, curl and fetch, Apollo's clients. */
const mediaTypes: ReadonlyMap<string, string> = new Map([
  ['*/*', 'application/json; charset=utf-8'],
  ['application/json', 'application/json; charset=utf-8'],
  ['application/graphql-response+json,application/json;q=0.9', 'application/graphql-response+json; charset=utf-8'],
]);

async function answerKnown(server: GraphServer, { req, ctx, body }: Asked): Promise<Answer | null> {
  // a page of another site could make a browser send a GET with its cookie: Apollo refuses those
  if (req.method === 'GET' && ctx.actor?.via !== 'token') return null;
  const mediaType = mediaTypes.get(req.headers.accept ?? '*/*');
  const params = mediaType && req.headers[explainHeader] === undefined ? plainParams(body) : null;
  const text = params && (await server.answerKnown(params, ctx));
  return text ? { status: 200, headers: { 'content-type': mediaType! }, text } : null;
}

async function askApollo({ apolloFor }: GraphServer, { req, ctx, method, search, body }: Asked): Promise<Answer> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  // no other site's page can send a token of ours
  if (ctx.actor?.via === 'token') headers.set(preflightHeader, '1');
  const answered = await apolloFor(ctx, textOf(body)).executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, headers, search, body },
    context: async () => ctx,
  });
  // only @defer answers in parts, and the schema has none
  if (answered.body.kind !== 'complete') throw new Error('An answer in parts was not expected');
  return { status: answered.status ?? 200, headers: Object.fromEntries(answered.headers), text: answered.body.string };
}

const textOf = (body: unknown): string => {
  const text = (body as { query?: unknown } | null | undefined)?.query;
  return typeof text === 'string' ? text : '';
};

async function send(exchange: Exchange, config: Pick<Config, 'compress'>, answer: Answer): Promise<void> {
  const { res, requestId } = exchange;
  const size = Buffer.byteLength(answer.text);
  const packed = await compressed(answer.text, size, exchange, config);
  res.writeHead(answer.status, {
    ...apiHeaders,
    ...answer.headers,
    'x-request-id': requestId,
    'content-length': String(packed?.length ?? size),
    ...(packed && { 'content-encoding': 'gzip', vary: 'accept-encoding' }),
  });
  // a text goes out in one piece with its headers, bytes in two
  res.end(packed ?? answer.text);
}

/** Worth it over a network only; level 3 costs a third of the default and packs JSON nearly as well. */
async function compressed(
  text: string,
  size: number,
  { req, ip }: Exchange,
  { compress }: Pick<Config, 'compress'>,
): Promise<Buffer | null> {
  if (compress === 'off' || size < compressAbove || (compress === 'auto' && isLoopback(ip))) return null;
  if (!/\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''))) return null;
  return promisify(gzip)(text, { level: 3 });
}
