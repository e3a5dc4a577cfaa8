/** A process that imports until it is killed: `node -r @swc-node/register import-crash.fixture.ts <folder> <job>`. */
import 'reflect-metadata';
import { join } from 'node:path';
import { importServices } from '../../app/import-services';
import { openArchive } from '../../app/open-archive';
import { runJob } from './import-run';

const [folder, jobId] = process.argv.slice(2) as [string, string];

export const crashConfig = (dataDir: string) => ({
  database: { file: join(dataDir, 'archive.sqlite') },
  dataDir,
  keyFile: join(dataDir, 'key'),
  secretKeyFile: join(dataDir, 'secrets.keys'),
  timeZone: 'Asia/Shanghai',
  demoCustomers: 0,
});

async function main(): Promise<void> {
  const app = await openArchive(crashConfig(folder) as never);
  const services = importServices(app, { dataDir: folder, timeZone: 'Asia/Shanghai' }, (error) =>
    process.stderr.write(`${String(error)}\n`),
  );
  await runJob(services, jobId, 'crashing', { onProgress: (done) => process.stdout.write(`${done}\n`) });
}

if (require.main === module) void main();
