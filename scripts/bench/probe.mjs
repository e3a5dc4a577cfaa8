import path from 'node:path';
import { root, StepError } from '../lib/run.mjs';
import { startProcess } from '../lib/server-process.mjs';

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The built archive with an ear at its event loop: `loop()` tells what it has suffered since the last time it was asked. */
export async function startProbed({ dataDir, env }) {
  const server = await startProcess(path.join(root, 'scripts/bench/loop-probe.cjs'), {
    args: [path.join(root, 'packages/server/dist/main.js')],
    env: { DOSSIER_DATA_DIR: dataDir, NODE_ENV: 'production', ...env },
  });
  let turn = 0;
  const loop = async () => {
    turn++;
    process.kill(server.pid, 'SIGUSR2');
    for (let tries = 0; tries < 100; tries++) {
      await pause(20);
      const told = [...server.output().matchAll(/^loop (\{.*\})\n/gm)].map(([, text]) => JSON.parse(text)).at(-1);
      if (told?.turn === turn) return told;
    }
    throw new StepError('the server does not tell of its event loop');
  };
  return { ...server, loop };
}
