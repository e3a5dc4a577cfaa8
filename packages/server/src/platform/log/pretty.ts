import { Writable } from 'node:stream';

const levels: Record<number, string> = { 20: 'debug', 30: '', 40: '! ', 50: '✗ ' };

interface Line {
  level: number;
  time: number;
  msg?: string;
  requestId?: string;
  err?: { stack?: string; message?: string };
  [key: string]: unknown;
}

/** Turns pino's JSON lines into one short line each, for people at a terminal. */
export function prettyStream(out: NodeJS.WritableStream): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      out.write(prettyLine(JSON.parse(chunk.toString('utf8')) as Line));
      done();
    },
  });
}

function prettyLine({ level, time, msg, requestId, err, ...rest }: Line): string {
  const clock = new Date(time).toTimeString().slice(0, 8);
  const facts = Object.entries(rest).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const line = [clock, (levels[level] ?? '') + (msg ?? ''), ...facts, requestId ? `#${requestId}` : '']
    .filter(Boolean)
    .join('  ');
  return line + (err ? `\n${err.stack ?? err.message ?? ''}` : '') + '\n';
}
