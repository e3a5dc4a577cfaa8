import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.mjs';

const stampFile = path.join(root, '.dossier', 'stamp.json');
const ignored = /(\.test\.tsx?|\.snap|\.DS_Store)$/;
const ignoredFolders = new Set(['node_modules', 'dist', 'test', '__snapshots__', 'coverage']);

/** What each step is made from, and what it must leave behind. A step runs again when either changed. */
const steps = {
  install: {
    from: ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...inPackages('package.json')],
    makes: ['node_modules/.modules.yaml', ...inPackages('node_modules')],
  },
  shared: {
    from: ['.swcrc', 'pnpm-lock.yaml', 'packages/shared/package.json', 'packages/shared/src'],
    makes: ['packages/shared/dist/index.js'],
  },
  server: {
    from: ['.swcrc', 'pnpm-lock.yaml', 'packages/server/package.json', 'packages/server/src'],
    makes: ['packages/server/dist/main.js'],
  },
  web: {
    from: [
      'pnpm-lock.yaml',
      'packages/shared/src',
      ...inWeb('package.json', 'vite.config.ts', 'index.html', 'public', 'src'),
    ],
    makes: ['packages/web/dist/index.html'],
  },
};

function inPackages(name) {
  return ['shared', 'server', 'web'].map((folder) => `packages/${folder}/${name}`);
}
function inWeb(...names) {
  return names.map((name) => `packages/web/${name}`);
}

/** The names of the steps whose result is missing or older than its sources. */
export function staleSteps() {
  const done = readStamp();
  return Object.keys(steps).filter(
    (step) => done[step] !== hashOf(step) || steps[step].makes.some((file) => !existsSync(path.join(root, file))),
  );
}

/** What these steps are made from, right now. Taken before a step runs: a source edited meanwhile must count as stale. */
export const fingerprints = (names) => Object.fromEntries(names.map((name) => [name, hashOf(name)]));

/** Remembers what these steps were made from. */
export function stamp(made) {
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ ...readStamp(), ...made }, null, 2) + '\n');
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}

function hashOf(step) {
  const hash = createHash('sha256');
  for (const source of steps[step].from) {
    for (const file of filesOf(source))
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(path.join(root, file)))
        .update('\0');
  }
  return hash.digest('hex');
}

function filesOf(source) {
  const full = path.join(root, source);
  if (!existsSync(full)) return [];
  let entries;
  try {
    entries = readdirSync(full, { withFileTypes: true });
  } catch {
    return [source]; // a file, not a folder
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .filter((entry) => !(entry.isDirectory() ? ignoredFolders.has(entry.name) : ignored.test(entry.name)))
    .flatMap((entry) => (entry.isDirectory() ? filesOf(`${source}/${entry.name}`) : [`${source}/${entry.name}`]));
}
