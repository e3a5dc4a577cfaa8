import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const pnpmVersion = '10.34.9';
const windows = process.platform === 'win32';

/** A step of the set-up failed; its output has been shown. */
export class StepError extends Error {}

/** Prints one progress line, Chinese first. */
export const say = (zh, en) => console.log(`› ${zh} · ${en}`);

/** `12.3 s` since `start` (performance.now()). */
export const seconds = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/**
 * Runs a command to its end. `show: false` keeps its words back and prints them only when it fails.
 * Resolves with the exit code when `code: true`, else rejects on any code but 0.
 */
export function run(command, args, { cwd = root, env = {}, show = true, code = false } = {}) {
  return new Promise((resolve, reject) => {
    // npm and npx are .cmd files on Windows, which only a shell can start
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      shell: windows && command !== process.execPath,
    });
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    const stop = forwardSignals(child);
    child.on('error', (error) => (stop(), reject(new StepError(`${command}: ${error.message}`))));
    child.on('close', (exitCode, signal) => {
      stop();
      const result = exitCode ?? 128 + (signal === 'SIGINT' ? 2 : 15);
      if (code) return resolve(result);
      if (result === 0) return resolve(0);
      process.stderr.write(Buffer.concat(output));
      reject(new StepError(`${command} ${args.join(' ')} (${result})`));
    });
  });
}

/** The child ends first and decides the exit code; we only pass the wish on. */
export function forwardSignals(child) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const pass = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, pass);
  return () => signals.forEach((signal) => process.off(signal, pass));
}

/** Runs pnpm in the pinned version without asking for it to be installed. */
export const pnpm = (args, options) => run('npx', ['-y', `pnpm@${pnpmVersion}`, ...args], options);

/** Runs a script of one package; npm is always there, pnpm is not. */
export const packageScript = (name, script, options = {}) =>
  run('npm', ['run', '--silent', script], { cwd: path.join(root, 'packages', name), ...options });

/** Wraps the main function of a script: a failed step ends with one clear line, anything else with its stack. */
export async function main(work) {
  process.chdir(root);
  try {
    await work();
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    console.error(`\n✗ 未能完成 · Could not finish: ${error.message}`);
    process.exitCode = 1;
  }
}
