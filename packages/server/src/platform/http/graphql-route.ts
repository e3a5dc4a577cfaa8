import { HeaderMap } from '@apollo/server';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Config } from '../config';
import { readJson } from './body';
import type { Exchange } from './exchange';
import { isLoopback } from './facts';
import { preflightHeader, type GraphServer } from './graphql-server';
import { plainParams } from './known-documents';
import type { Route } from './router';
import { apiHeaders } from './security-headers';
import { explainHeader } from './statements';

const compressAbove = 1024;

/** The two doors of the graph. */
export function graphqlRoutes(server: GraphServer, config: Pick<Config, 'compress'>): Route[] {
  const handle = (exchange: Exchange) => answer(server, exchange, config);
  return [
    { method: 'POST', path: '/graphql', access: 'public', handle },
    { method: 'GET', path: '/graphql', access: 'public', handle },
  ];
}

async function answer(server: GraphServer, exchange: Exchange, config: Pick<Config, 'compress'>): Promise<void> {
  const { req } = exchange;
  const body = req.method === 'POST' ? await readJson(req) : undefined;
  const known = await answerKnown(server, exchange, body);
  if (known !== null) return send(exchange, config, known);
  return send(exchange, config, await askApollo(server, exchange, body));
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

async function answerKnown(server: GraphServer, { req, ctx }: Exchange, body: unknown): Promise<Answer | null> {
  const mediaType = mediaTypes.get(req.headers.accept ?? '*/*');
  const params = mediaType && req.headers[explainHeader] === undefined ? plainParams(body) : null;
  const text = params && (await server.answerKnown(params, ctx));
  return text ? { status: 200, headers: { 'content-type': mediaType! }, text } : null;
}

async function askApollo({ apollo }: GraphServer, { req, ctx, url }: Exchange, body: unknown): Promise<Answer> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  // no other site's page can send a token of ours
  if (ctx.actor?.via === 'token') headers.set(preflightHeader, '1');
  const answered = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: req.method ?? 'GET', headers, search: url.search, body },
    context: async () => ctx,
  });
  // only @defer answers in parts, and the schema has none
  if (answered.body.kind !== 'complete') throw new Error('An answer in parts was not expected');
  return { status: answered.status ?? 200, headers: Object.fromEntries(answered.headers), text: answered.body.string };
}

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
