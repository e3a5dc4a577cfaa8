import 'reflect-metadata';
import { constants } from 'node:os';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { giveBack, makeFileHere, writeListHere, type ListFile, type Progress } from '../features/data-export';
import { loadConfig } from '../platform/config';
import { createContext } from '../platform/context/context';
import { giveWay } from '../platform/db/give-way';
import { toHttpError } from '../platform/http';
import { createLog } from '../platform/log';
import type { FromChild, Order, ToChild } from './export-orders';
import { joinArchive } from './open-archive';
import { buildGraph } from './schema';

/** Connections to a server: rows have theirs, this is what else is asked. */
const CONNECTIONS = 2;

/** What bytes wait for until the server has handed on those before. */
let handedOn: (() => void) | undefined;
// what no longer reaches the server is followed by `disconnect`
const tell = (message: FromChild): void =>
  void (process.connected && process.send!(message, undefined, undefined, () => undefined));
const tellAndWait = (message: FromChild): Promise<void> =>
  new Promise((resolve) => {
    handedOn = resolve;
    tell(message);
  });

const tellProgress = (progress: Progress): void => tell({ kind: 'progress', progress });

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
 * database by the rights of the person, as the server would, and writes nothing into it: how far a file is, it tells the server. It ends
 * with the server.
 */
async function serve(): Promise<void> {
  // behind the server, but not last: somebody waits for what it makes
  giveWay(constants.priority.PRIORITY_BELOW_NORMAL);
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  // the terminal sends it to the whole group; the server decides
  process.on('SIGINT', () => undefined);
  process.once('SIGTERM', stop);
  let orphaned = false;
  let order: Order | undefined;
  process.once('disconnect', () => {
    // nobody is left whom a list could be sent to
    if (order?.kind === 'list') process.exit(0);
    orphaned = true;
    stop();
  });
  const config = loadConfig();
  const log = createLog(config);
  const { database } = config;
  const app = await joinArchive({
    ...config,
    database: database.url ? { ...database, poolSize: CONNECTIONS } : database,
  });
  const schema = buildGraph(app.models);
  const makeFile = makeFileHere(schema);
  const writeList = writeListHere(schema);

  const follow = async (order: Order): Promise<FromChild> => {
    const ctx = createContext(app, order.asked);
    try {
      if (order.kind === 'list') await sendList(writeList, { ...order, ctx });
      else
        return {
          kind: 'done',
          made: await makeFile({ ...order, ctx }, { tell: tellProgress, signal: stopping.signal }),
        };
      return { kind: 'done' };
    } catch (err) {
      const known = toHttpError(err);
      if (!known && !stopping.signal.aborted) log.error({ err }, 'an export stopped');
      const { status, code, params, headers } = known ?? {};
      return {
        kind: 'failed',
        refusal: known ? { status: status!, code: code!, params: params!, headers: headers! } : null,
      };
    }
  };
  let work = Promise.resolve();
  process.on('message', (message: ToChild) => {
    if (message.kind === 'go') return handedOn?.();
    if (message.kind === 'end') return stop();
    order = message;
    // the server told it to stop, and waits for its end
    work = follow(message).then((answer) => (stopping.signal.aborted ? undefined : tell(answer)));
  });
  tell({ kind: 'ready' });
  if (!stopping.signal.aborted) await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve));
  await work;
  // also when the file was whole: the server may have had no time to give it its name
  if (orphaned && order?.kind === 'file')
    await giveBack(app, order.job, order.part).catch((err: unknown) =>
      log.warn({ err }, 'an export was not given back'),
    );
  await app.db.close();
  process.exit(0);
}

async function sendList(
  writeList: ReturnType<typeof writeListHere>,
  { ctx, question, format }: ListFile,
): Promise<void> {
  const output = toServer();
  await writeList({ ctx, question, format }, async () => {
    await tellAndWait({ kind: 'begun' });
    return output;
  });
  await finished(output);
}

void serve();
