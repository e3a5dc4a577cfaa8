/** Another server process on the database of a test: `node -r @swc-node/register second-server.fixture.ts <database as JSON>`. Prints its port. */
import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArchive } from '../../app/open-archive';
import { buildGraph } from '../../app/schema';
import { createServer } from '../../app/server';
import { passwordsOnly } from '../../platform/auth';
import { silentLog } from '../../platform/log';

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dossier-second-'));
  const timeZone = 'Asia/Shanghai';
  const app = await openArchive({
    database: JSON.parse(process.argv[2]!),
    dataDir,
    keyFile: join(dataDir, 'key'),
    secretKeyFile: join(dataDir, 'secrets.keys'),
    timeZone,
    demoCustomers: 0,
    signIn: passwordsOnly,
  } as never);
  const server = await createServer({
    app,
    schema: buildGraph(app.models),
    config: { executor: 'jit', compress: 'auto', https: false, trustProxy: true, dataDir, timeZone },
    log: silentLog(),
    consoleFolder: '/nonexistent',
  });
  process.stdout.write(`${await server.listen(0, '127.0.0.1')}\n`);
}

void main();
