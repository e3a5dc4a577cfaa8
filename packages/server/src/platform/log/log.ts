import pino, { type Logger, type LoggerOptions } from 'pino';
import type { Config } from '../config';
import { prettyStream } from './pretty';

export type Log = Logger;

/** Fields that may hold a secret or what a person typed: they never reach the log, however they got into an object. */
const secretFields = [
  'password',
  'secret',
  'token',
  'cookie',
  'authorization',
  'variables',
  'input',
  'params',
  'body',
  'accountNumber',
  'legalRepresentativeIdNumber',
];
const redact = { paths: secretFields.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' };

/** Database engines quote the offending value in their message. */
const isEngineCode = (code: string | undefined): boolean => /^(ER_|SQLITE_)/.test(code ?? '');

/** What is kept of an error: its kind and stack. Drivers hang statements and bound values on errors; those stay out. */
function errorFacts(error: Error & { code?: unknown }): Record<string, unknown> {
  const code = typeof error.code === 'string' ? error.code : undefined;
  const message = isEngineCode(code) ? error.message.replace(/'[^']*'/g, "'…'") : error.message;
  const frames = error.stack?.slice(error.stack.indexOf('\n    at '));
  const cause = error.cause instanceof Error ? { cause: errorFacts(error.cause) } : {};
  return {
    name: error.name,
    message,
    stack: `${error.name}: ${message}${frames ?? ''}`,
    ...(code && { code }),
    ...cause,
  };
}

/** The log of the server: JSON lines on stdout, short lines on a terminal. */
export function createLog(
  config: Pick<Config, 'logLevel' | 'logFormat'>,
  out: NodeJS.WriteStream = process.stdout,
): Log {
  const options: LoggerOptions = {
    level: config.logLevel,
    base: null,
    redact,
    serializers: { err: (error: unknown) => (error instanceof Error ? errorFacts(error) : { message: String(error) }) },
    formatters: { level: (label) => ({ level: label }) },
  };
  const pretty = config.logFormat === 'pretty' || (config.logFormat === 'auto' && out.isTTY);
  if (!pretty) return pino({ ...options, timestamp: pino.stdTimeFunctions.isoTime }, out);
  return pino({ ...options, formatters: {} }, prettyStream(out));
}

/** A log that says nothing, for tests. */
export const silentLog = (): Log => pino({ level: 'silent' });
