import { Writable } from 'node:stream';
import { createLog } from '.';

function capture(isTTY = false): { out: NodeJS.WriteStream; text: () => string } {
  const chunks: string[] = [];
  const out = new Writable({ write: (chunk, _e, done) => (chunks.push(String(chunk)), done()) });
  return { out: Object.assign(out, { isTTY }) as unknown as NodeJS.WriteStream, text: () => chunks.join('') };
}

test('JSON lines carry the request id and no secret, wherever it hides', () => {
  const { out, text } = capture();
  const log = createLog({ logLevel: 'info', logFormat: 'auto' }, out).child({ requestId: 'abc' });
  log.info(
    { password: 'canary', request: { headers: { cookie: 'canary' } }, user: { password: 'canary' } },
    'signed in',
  );
  const line = JSON.parse(text()) as Record<string, unknown>;
  expect(line).toMatchObject({ level: 'info', requestId: 'abc', msg: 'signed in', password: '[redacted]' });
  expect(text()).not.toContain('canary');
});

test('what drivers hang on an error stays out', () => {
  const { out, text } = capture();
  const error = Object.assign(new Error("Duplicate entry 'canary' for key 'x'"), {
    code: 'ER_DUP_ENTRY',
    sql: 'insert canary',
    parameters: ['canary'],
  });
  createLog({ logLevel: 'info', logFormat: 'json' }, out).error({ err: error }, 'failed');
  expect(text()).toContain('ER_DUP_ENTRY');
  expect(text()).not.toContain('canary');
});

test('a terminal gets short lines', () => {
  const { out, text } = capture(true);
  createLog({ logLevel: 'info', logFormat: 'auto' }, out).warn({ ms: 12, requestId: 'abc' }, '慢查询');
  expect(text()).toMatch(/^\d\d:\d\d:\d\d {2}! 慢查询 {2}ms=12 {2}#abc\n$/);
});
