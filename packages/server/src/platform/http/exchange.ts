import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorText, type ErrorCode, type ErrorParams, type Locale } from '@dossier/shared';
import type { RequestContext } from '../context/context';
import type { HttpError } from './http-error';
import { apiHeaders } from './security-headers';

/** What is known of a request before anybody is authenticated. */
export interface RequestFacts {
  readonly requestId: string;
  readonly ip: string | null;
  readonly url: URL;
  readonly locale: Locale;
  /** The request named its language; else the person's choice counts. */
  readonly localeGiven: boolean;
  readonly cookies: Readonly<Record<string, string>>;
}

/** One request and its answer, as route handlers see it. */
export interface Exchange extends RequestFacts {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** Values of the `:names` of the route's path. */
  readonly params: Readonly<Record<string, string>>;
  readonly ctx: RequestContext;
}

/** The language a request asks for; null when it leaves it open. */
export function localeOf(headers: IncomingMessage['headers']): Locale | null {
  const wish = headers['accept-language'];
  if (!wish || wish === '*') return null;
  return /^\s*en\b/i.test(wish) ? 'en' : 'zh';
}

/** Answers with JSON. */
export function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string | string[]> = {},
): void {
  const text = JSON.stringify(body);
  res.writeHead(status, {
    ...apiHeaders,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  });
  res.end(text);
}

/** The one shape of errors outside the graph, the same as inside it. */
export function errorBody(code: ErrorCode, params: ErrorParams, facts: { requestId: string; locale: Locale }) {
  const message = errorText(code, facts.locale, { ...params, requestId: facts.requestId });
  return { errors: [{ message, extensions: { code, requestId: facts.requestId } }] };
}

/** Answers with an error; a connection whose body was not read to its end is not used again. */
export function sendError(exchange: Pick<Exchange, 'req' | 'res' | 'requestId' | 'locale'>, error: HttpError): void {
  const { req, res } = exchange;
  if (res.headersSent) return void res.destroy();
  const unread: Record<string, string> = hasBody(req) && !req.complete ? { connection: 'close' } : {};
  sendJson(res, error.status, errorBody(error.code, error.params, exchange), {
    'x-request-id': exchange.requestId,
    ...error.headers,
    ...unread,
  });
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
