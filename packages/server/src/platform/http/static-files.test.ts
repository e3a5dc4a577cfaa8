import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { staticFiles } from './static-files';

const folder = mkdtempSync(path.join(tmpdir(), 'dossier-console-'));
mkdirSync(path.join(folder, 'assets'));
writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Dossier</title>');
writeFileSync(path.join(folder, 'assets/app-1a2b.js'), 'console.log(1)');
writeFileSync(path.join(folder, 'assets/app-1a2b.js.br'), brotliCompressSync('console.log(1)'));
writeFileSync(path.join(folder, '..', 'outside.txt'), 'secret');

const files = staticFiles(folder, {});
const server = createServer((req, res) => files(req, res, () => void res.writeHead(404).end('no')));
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const get = (target: string, headers: Record<string, string> = {}) =>
  fetch(url + target, { headers: { 'accept-encoding': 'identity', ...headers } });

test('every path of the console gets its page, asked for anew each time', async () => {
  for (const target of ['/', '/customers/cus_1', '/settings?tab=1']) {
    const answer = await get(target);
    expect([answer.status, await answer.text()]).toEqual([200, '<!doctype html><title>Dossier</title>']);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('content-security-policy')).toMatch(/script-src 'self';.*frame-ancestors 'none'/);
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
  }
});

test('assets are kept for ever, and sent compressed', async () => {
  const answer = await get('/assets/app-1a2b.js', { 'accept-encoding': 'br' });
  expect(answer.headers.get('content-encoding')).toBe('br');
  expect(await answer.text()).toBe('console.log(1)');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(answer.headers.get('vary')).toBe('Accept-Encoding');
});

test('a missing file is missing, not the page', async () => {
  expect((await get('/assets/gone.js')).status).toBe(404);
  expect((await get('/favicon.ico')).status).toBe(404);
});

test('nothing outside the folder is served', async () => {
  for (const target of [
    '/../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/assets/..%2f..%2foutside.txt',
    '/%2e%2e%5coutside.txt',
  ])
    expect(await (await get(target)).text()).not.toContain('secret');
});

test('a build under the running server is a 404, not a crash', async () => {
  rmSync(path.join(folder, 'assets/app-1a2b.js'));
  rmSync(path.join(folder, 'assets/app-1a2b.js.br'));
  expect((await get('/assets/app-1a2b.js')).status).toBe(404);
});

test('without a build the address says what to do', async () => {
  const none = staticFiles('/nonexistent', {});
  const write = jest.fn();
  const res = { writeHead: write, end: jest.fn() };
  none({ url: '/' } as never, res as never, () => undefined);
  expect(res.end).toHaveBeenCalledWith(expect.stringContaining('npm run build'));
});
