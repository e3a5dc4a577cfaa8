import 'reflect-metadata';
import { constants } from 'node:os';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { runExport, writeListHere } from '../features/data-export';
import { loadConfig } from '../platform/config';
import { createContext, type App } from '../platform/context/context';
import { giveWay } from '../platform/db/give-way';
import { toHttpError } from '../platform/http';
import { createLog } from '../platform/log';
import type { FromChild, Order, ToChild } from './export-orders';
import { exportServices } from './export-services';
import { openArchive } from './open-archive';
import { buildGraph } from './schema';

/** Connections to a server: one to note progress with, and one to spare. */
const CONNECTIONS = 2;

/** What bytes wait for until the server has handed on those before. */
let handedOn: (() => void) | undefined;
const tell = (message: FromChild): void => void (process.connected && process.send!(message));
const tellAndWait = (message: FromChild): Promise<void> =>
  new Promise((resolve) => {
    handedOn = resolve;
    tell(message);
  });

/** Hands bytes to the server, each piece when the one before has gone out. */
const toServer = (): Writable =>
  new Writable({
    write: (bytes: Buffer, _encoding, done) => void tellAndWait({ kind: 'bytes', bytes }).then(() => done()),
    writev: (pieces, done) =>
      void tellAndWait({ kind: 'bytes', bytes: Buffer.concat(pieces.map(({ chunk }) => chunk as Buffer)) }).then(() =>
        done(),
      ),
  });

/**
 * A process that makes the files of exports: reading, shaping and packing a million rows there holds up nobody in the server. It asks the
 * database by the rights of the person, as the server would. It ends with the server.
 */
async function serve(): Promise<void> {
  // behind the server, but not last: for a moment it holds the lock that writers wait for
  giveWay(constants.priority.PRIORITY_BELOW_NORMAL);
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  // the terminal sends it to the whole group; the server decides
  process.on('SIGINT', () => undefined);
  process.once('SIGTERM', stop);
  process.once('disconnect', stop);
  const config = loadConfig();
  const log = createLog(config);
  const { database } = config;
  const app = await openArchive({
    ...config,
    database: database.url ? { ...database, poolSize: CONNECTIONS } : database,
  });
  const schema = buildGraph(app.models);
  const services = exportServices(app, schema, config, (err) => log.error({ err }, 'an export stopped'));
  const writeList = writeListHere(schema);

  const follow = async (order: Order): Promise<FromChild> => {
    try {
      if (order.kind === 'job') await runExport(services, order.id, order.worker, { signal: stopping.signal });
      else await sendList(app, writeList, order);
      return { kind: 'done' };
    } catch (err) {
      const known = toHttpError(err);
      if (!known) log.error({ err }, 'an export stopped');
      const { status, code, params, headers } = known ?? {};
      return {
        kind: 'failed',
        refusal: known ? { status: status!, code: code!, params: params!, headers: headers! } : null,
      };
    }
  };
  let work = Promise.resolve();
  process.on('message', (message: ToChild) => {
    if (message.kind === 'go') handedOn?.();
    else {
      // nobody is left whom a list could be sent to
      if (message.kind === 'list') process.once('disconnect', () => process.exit(0));
      work = follow(message).then(tell);
    }
  });
  tell({ kind: 'ready' });
  if (!stopping.signal.aborted) await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve));
  await work;
  await app.db.close();
  process.exit(0);
}

async function sendList(
  app: App,
  writeList: ReturnType<typeof writeListHere>,
  { question, format, asked }: Extract<Order, { kind: 'list' }>,
): Promise<void> {
  const output = toServer();
  await writeList({ ctx: createContext(app, asked), question, format }, async () => {
    await tellAndWait({ kind: 'begun' });
    return output;
  });
  await finished(output);
}

void serve();
