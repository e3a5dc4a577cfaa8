import { HeaderMap } from '@apollo/server';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Config } from '../config';
import { readJson } from './body';
import type { Exchange } from './exchange';
import { isLoopback } from './facts';
import { preflightHeader, type GraphServer } from './graphql-server';
import type { Route } from './router';
import { apiHeaders } from './security-headers';

const compressAbove = 1024;

/** The two doors of the graph. */
export function graphqlRoutes(server: GraphServer, config: Pick<Config, 'compress'>): Route[] {
  const handle = (exchange: Exchange) => answer(server, exchange, config);
  return [
    { method: 'POST', path: '/graphql', access: 'public', handle },
    { method: 'GET', path: '/graphql', access: 'public', handle },
  ];
}

async function answer({ apollo }: GraphServer, exchange: Exchange, config: Pick<Config, 'compress'>): Promise<void> {
  const { req, res, ctx, url, requestId } = exchange;
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  // no other site's page can send a token of ours
  if (ctx.actor?.via === 'token') headers.set(preflightHeader, '1');
  const body = req.method === 'POST' ? await readJson(req) : undefined;
  const {
    status,
    headers: given,
    body: answered,
  } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: req.method ?? 'GET', headers, search: url.search, body },
    context: async () => ctx,
  });
  // only @defer answers in parts, and the schema has none
  if (answered.kind !== 'complete') throw new Error('An answer in parts was not expected');

  const bytes = Buffer.from(answered.string);
  const packed = await compressed(bytes, exchange, config);
  res.writeHead(status ?? 200, {
    ...apiHeaders,
    ...Object.fromEntries(given),
    'x-request-id': requestId,
    'content-length': String((packed ?? bytes).length),
    ...(packed && { 'content-encoding': 'gzip', vary: 'accept-encoding' }),
  });
  res.end(packed ?? bytes);
}

/** Worth it over a network only; level 3 costs a third of the default and packs JSON nearly as well. */
async function compressed(
  bytes: Buffer,
  { req, ip }: Exchange,
  { compress }: Pick<Config, 'compress'>,
): Promise<Buffer | null> {
  if (compress === 'off' || bytes.length < compressAbove || (compress === 'auto' && isLoopback(ip))) return null;
  if (!/\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''))) return null;
  return promisify(gzip)(bytes, { level: 3 });
}
