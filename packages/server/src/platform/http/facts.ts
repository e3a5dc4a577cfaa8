import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Config } from '../config';
import { localeOf, type RequestFacts } from './exchange';

const process36 = randomBytes(4).toString('hex');
let count = 0;

/** Short, unique over restarts and processes, easy to read out on the telephone. */
const nextRequestId = (): string => `${process36}-${(count++).toString(36)}`;

/** Reads what every request tells about itself. */
export function factsOf(req: IncomingMessage, config: Pick<Config, 'trustProxy'>): RequestFacts {
  const given = req.headers['x-request-id'];
  const locale = localeOf(req.headers);
  const useGiven = config.trustProxy && typeof given === 'string' && /^[\w-]{1,40}$/.test(given);
  return {
    requestId: useGiven ? given : nextRequestId(),
    ip: addressOf(req, config.trustProxy),
    url: urlOf(req.url ?? '/'),
    locale: locale ?? 'zh',
    localeGiven: locale !== null,
    cookies: parseCookies(req.headers.cookie),
  };
}

/** Only path and query matter; the host a caller claims is never used. */
function urlOf(target: string): URL {
  const path = target.startsWith('/') ? target : '/';
  return new URL(`http://dossier.invalid${path.startsWith('//') ? path.replace(/^\/+/, '/') : path}`);
}

/** The last hop of X-Forwarded-For is what our own proxy saw; those before it are the caller's claim. */
function addressOf(req: IncomingMessage, trustProxy: boolean): string | null {
  const forwarded = trustProxy
    ? String(req.headers['x-forwarded-for'] ?? '')
        .split(',')
        .pop()
        ?.trim()
    : '';
  const address = forwarded || req.socket.remoteAddress;
  return address?.replace(/^::ffff:/, '').slice(0, 45) ?? null;
}

export function parseCookies(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=');
    if (at > 0) cookies[part.slice(0, at).trim()] = part.slice(at + 1).trim();
  }
  return cookies;
}

/** The caller sits on this machine: compressing for it only costs time. */
export const isLoopback = (ip: string | null): boolean => ip === '::1' || (ip?.startsWith('127.') ?? false);
