import { ensureDefaultScorecard } from '../features/assessment/scorecard.service';
import { ensureDemoToken, ensureFirstAdministrator } from '../features/user';
import { warmUpPasswords } from '../platform/auth';
import { loadConfig, localAddress, type Config } from '../platform/config';
import { createContext, type App } from '../platform/context/context';
import { inTransaction } from '../platform/db/transaction';
import { createLog, type Log } from '../platform/log';
import { startBackground } from './background';
import { banner } from './banner';
import { seedDemo } from './demo';
import { ExportProcesses } from './export-processes';
import { openArchive } from './open-archive';
import { progressBar } from './progress';
import { buildGraph } from './schema';
import { createServer } from './server';
import { explainFailure } from './start-failure';

/** Customers that are there when the first page opens; the rest follow while people look around. */
const firstCustomers = 200;

/** Starts the server, or says in plain words why it cannot. */
export async function start(): Promise<void> {
  let config: Config | null = null;
  try {
    config = loadConfig();
    await run(config, createLog(config));
  } catch (error) {
    const text = explainFailure(error, config);
    process.stderr.write(
      text ??
        `\n✗ 启动失败 · could not start\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(1);
  }
}

async function run(config: Config, log: Log): Promise<void> {
  const app = await openArchive(config);
  if (app.migrated.length > 0) log.info({ steps: app.migrated.length }, 'database brought up to date');
  const demoToken = app.demo ? await prepareDemo(app, config) : null;
  await inTransaction(createContext(app, { actor: null, requestId: 'start' }), ensureDefaultScorecard);
  const firstAdministrator = app.demo ? null : await ensureFirstAdministrator(app);
  const schema = buildGraph(app.models);
  const exports = new ExportProcesses();
  const server = await createServer({ app, schema, config, log, writeList: exports.writeList });
  const port = await server.listen(config.port, config.host);
  const background = startBackground({ app, schema, config, log, exports });
  process.stdout.write(banner({ address: localAddress(config, port), demo: app.demo, demoToken, firstAdministrator }));

  const stopping = new AbortController();
  const filling = app.demo ? fillDemo(app, config, log, stopping.signal) : Promise.resolve();
  void warmUpPasswords();
  onSignal(async () => {
    stopping.abort();
    await server.close();
    await Promise.all([background.stop(), filling]);
    exports.close();
    await app.db.close();
  }, log);
}

async function prepareDemo(app: App, config: Config): Promise<string | null> {
  await seedDemo(app, {
    customers: Math.min(firstCustomers, config.demoCustomers),
    onProgress: progressBar('演示数据 · demo data'),
  });
  return ensureDemoToken(app);
}

async function fillDemo(app: App, config: Config, log: Log, signal: AbortSignal): Promise<void> {
  try {
    await seedDemo(app, {
      customers: config.demoCustomers,
      background: true,
      signal,
      onProgress: progressBar('演示数据 · demo data'),
    });
  } catch (err) {
    if (!signal.aborted) log.error({ err }, 'demo data was not completed');
  }
}

/** The first signal ends the server in order, the second at once. */
function onSignal(stop: () => Promise<void>, log: Log): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130);
      stopping = true;
      log.info({ signal }, 'stopping');
      stop().then(
        () => process.exit(0),
        (err: unknown) => (log.error({ err }, 'did not stop in order'), process.exit(1)),
      );
    });
  }
  process.on('unhandledRejection', (err) => log.error({ err }, 'unhandled rejection'));
}
