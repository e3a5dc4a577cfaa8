import { createContext } from '../context/context';
import { silentLog } from '../log';
import { sendJson } from './exchange';
import { createHttpServer } from './http-server';
import type { Route } from './router';

let release: () => void = () => undefined;
/** The request has reached its route. */
let taken: () => void = () => undefined;
let running: Promise<void>;
beforeEach(() => void (running = new Promise((resolve) => (taken = resolve))));
const slow: Route = {
  method: 'GET',
  path: '/slow',
  access: 'public',
  async handle({ res }) {
    await new Promise<void>((resolve) => {
      release = resolve;
      taken();
    });
    sendJson(res, 200, { done: true });
  },
};
const open = () =>
  createHttpServer({
    config: { https: false, trustProxy: false },
    log: silentLog(),
    routes: [slow],
    contextOf: async () => createContext({ db: {} } as never, { actor: null, requestId: 'x' }),
    consoleFolder: '/nonexistent',
  });

test('a request that runs when the server stops is answered, a new one is not taken', async () => {
  const server = open();
  const url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}/slow`;
  const answer = fetch(url);
  await running;
  const closed = server.close(5000);
  await expect(fetch(url)).rejects.toThrow();
  release();
  expect(await (await answer).json()).toEqual({ done: true });
  await closed;
});

test('one that does not end is cut after the time of grace', async () => {
  const server = open();
  const url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}/slow`;
  const answer = fetch(url).catch(() => 'cut');
  await running;
  await server.close(50);
  expect(await answer).toBe('cut');
});
