import { label } from '@dossier/shared';
import type { IncomingMessage } from 'node:http';
import { badRequest, HttpError } from './http-error';
import { holdsTooMany, isTooDeep, maxNesting, mostValues } from './nesting';

/** Largest body of a graph request. Files come by their own routes, as streams. */
export const maxBodyBytes = 1024 * 1024;
const maxBodyMs = 20_000;

/** Reads a JSON body, refusing it as soon as it is known to be too large; `values`: how many keys and items it may hold. */
export async function readJson(req: IncomingMessage, limit = maxBodyBytes, values = mostValues): Promise<unknown> {
  const encoding = req.headers['content-encoding'];
  // a compressed body could unpack to anything
  if (encoding && encoding !== 'identity')
    throw new HttpError(415, 'BAD_REQUEST', { detail: 'content-encoding is not supported' });
  if (!/^application\/([\w.-]+\+)?json\b/i.test(req.headers['content-type'] ?? ''))
    throw new HttpError(415, 'BAD_REQUEST', { detail: 'content-type must be application/json' });
  if (Number(req.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  return parseJson((await readBytes(req, limit)).toString('utf8'), values);
}

function readBytes(req: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(
      () => finish(() => reject(new HttpError(408, 'BAD_REQUEST', { detail: 'the body took too long' }))),
      maxBodyMs,
    );
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      req.off('data', onData).off('end', onEnd).off('error', onError).off('aborted', onError);
      settle();
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) return finish(() => (req.pause(), reject(tooLarge(limit))));
      chunks.push(chunk);
    };
    const onEnd = () => finish(() => resolve(Buffer.concat(chunks)));
    const onError = () => finish(() => reject(badRequest('the body was cut off')));
    req.on('data', onData).on('end', onEnd).on('error', onError).on('aborted', onError);
  });
}

const tooLarge = (limit: number): HttpError =>
  new HttpError(413, 'BODY_TOO_LARGE', { max: `${limit / 1024 / 1024} MB` });

/** Names that would reach an object's prototype when values are copied by key. */
const suspicious = /__proto__|constructor|prototype|\\u00[567]/i;
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

function parseJson(text: string, values: number): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest('the body is not valid JSON');
  }
  if (holdsTooMany(value, values))
    throw new HttpError(413, 'BAD_REQUEST', {
      detail: label(
        `内容超过 ${values} 个值，请分几次提交`,
        `the body holds more than ${values} values; send it in several parts`,
      ),
    });
  if (isTooDeep(value))
    throw badRequest(
      label(`内容嵌套超过 ${maxNesting} 层，请减少嵌套`, `the body nests deeper than ${maxNesting}; nest less`),
    );
  if (suspicious.test(text) && hasForbiddenKey(value)) throw badRequest('a key of the body is not allowed');
  return value;
}

function hasForbiddenKey(value: unknown): boolean {
  const pending = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, inner] of Object.entries(next)) {
      if (forbidden.has(key)) return true;
      pending.push(inner);
    }
  }
  return false;
}
