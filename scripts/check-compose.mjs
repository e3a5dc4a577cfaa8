import './lib/node-version.mjs';

// Reads docker-compose.yml and the Dockerfile without Docker: they parse, name nothing that is not there, and set only
// variables that the server knows.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { main } from './lib/run.mjs';
import { Tally } from './lib/tally.mjs';

const list = (value) => (Array.isArray(value) ? value : Object.keys(value ?? {}));
const instructions =
  /^(FROM|ARG|ENV|WORKDIR|COPY|RUN|USER|EXPOSE|VOLUME|HEALTHCHECK|CMD|ENTRYPOINT|LABEL|STOPSIGNAL)\b/;

await main(async () => {
  const tally = new Tally();
  const compose = parse(readFileSync('docker-compose.yml', 'utf8'));
  const services = Object.entries(compose.services ?? {});

  await tally.check('docker-compose.yml: each service has an image or a build', () => {
    assert.ok(services.length >= 2, 'a server and a database are expected');
    for (const [name, service] of services) assert.ok(service.image ?? service.build, name);
  });
  await tally.check('docker-compose.yml: what is named is there', () => {
    for (const [name, service] of services) {
      for (const other of list(service.depends_on)) assert.ok(other in compose.services, `${name} waits for ${other}`);
      for (const volume of service.volumes ?? []) {
        const source = typeof volume === 'string' ? volume.split(':')[0] : volume.source;
        if (/^[./~]/.test(source)) continue; // a folder of the machine
        assert.ok(source in (compose.volumes ?? {}), `${name} mounts ${source}`);
      }
    }
  });
  await tally.check('docker-compose.yml: only settings the server knows', () => {
    const known = readFileSync('packages/server/src/platform/config/settings.ts', 'utf8');
    for (const [name, { build, environment = {} }] of services.filter(([, service]) => service.build)) {
      assert.ok(build);
      const names = Array.isArray(environment)
        ? environment.map((line) => line.split('=')[0])
        : Object.keys(environment);
      for (const variable of names.filter((n) => n !== 'NODE_ENV' && n !== 'TZ'))
        assert.match(known, new RegExp(`^  ${variable}: `, 'm'), `${name}: ${variable}`);
    }
  });
  await tally.check('Dockerfile: known instructions, a Node that is new enough, copied files exist', () => {
    const lines = logicalLines(readFileSync('Dockerfile', 'utf8'));
    for (const line of lines) assert.match(line, instructions);
    const node = lines
      .flatMap((line) => /^FROM node:(\d+)(?:\.(\d+))?/.exec(line) ?? [])
      .slice(1, 3)
      .map(Number);
    assert.ok(node[0] > 20 || (node[0] === 20 && (node[1] ?? 99) >= 19), `node ${node.join('.')}`);
    for (const line of lines.filter((l) => l.startsWith('COPY') && !l.includes('--from='))) {
      const sources = line
        .split(/\s+/)
        .slice(1, -1)
        .filter((word) => !word.startsWith('--'));
      for (const source of sources) assert.ok(source.includes('*') || existsSync(source), source);
    }
  });
  tally.finish();
});

/** Comments and empty lines dropped, continued lines joined. */
function logicalLines(text) {
  return text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
