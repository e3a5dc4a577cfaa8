/** A server of exports that is killed: works the queue off until then. Its settings come from the environment. */
import { ExportProcesses } from '../../app/export-processes';
import { exportServices } from '../../app/export-services';
import { openArchive } from '../../app/open-archive';
import { buildGraph } from '../../app/schema';
import { loadConfig } from '../../platform/config';
import { startExportRunner } from './export.runner';

async function main(): Promise<void> {
  const config = loadConfig();
  const app = await openArchive(config);
  const services = exportServices(app, buildGraph(app.models), config, (error) =>
    process.stderr.write(`${String(error)}\n`),
  );
  startExportRunner(services, new ExportProcesses().makeFile);
  // the runner's own timers do not keep a process alive
  setInterval(() => undefined, 1000);
}

void main();
