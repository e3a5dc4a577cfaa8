import path from 'node:path';
import { root, say, StepError } from '../lib/run.mjs';
import { ask, signIn, startProcess } from '../lib/server-process.mjs';
import { prepareData, tidy } from './data.mjs';
import { graphRequest, load, median } from './measure.mjs';
import { figures, groups, lists } from './questions.mjs';

/** What people must not notice: times their p99, and milliseconds for which the server answers nobody. */
const bounds = { ratio: 2, loop: 50 };

const exportInput = {
  list: 'contracts',
  columns: ['number', 'name', 'customer.name', 'amount', 'signedOn', 'expiresOn', 'approvalStatus', 'updatedAt'],
};
const startDocument =
  'mutation Start($input: ExportInput!) { startExport(input: $input) { exportJob { id } userErrors { message } } }';
const jobDocument = 'query Job($id: ID!) { exportJob(id: $id) { status doneRows failure } }';
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * The console's list alone, and beside heavy reads that never end: `heavy` sums and groups at once, and exports one after the other.
 * Prints what the p99 of the list becomes, and for how long the event loop of the server stood still.
 */
export async function beside(settings, heavy) {
  const data = await prepareData(settings);
  const server = await startProbed(data);
  const rounds = [];
  try {
    const cookie = await signIn(server.url, 'admin');
    const requests = lists.map((one) => graphRequest(cookie, one));
    const measure = async () => ({ ...(await load(server, requests, settings)), ...(await loopOf(server)) });
    // warm, and the processes of heavy reads and exports are there
    await load(server, requests, settings);
    await withHeavy(server.url, cookie, heavy, () => pause(5000));
    for (let round = 0; round < settings.rounds; round++) {
      say(`第 ${round + 1}/${settings.rounds} 轮`, `round ${round + 1} of ${settings.rounds}`);
      await loopOf(server);
      const alone = await measure();
      const { result: with_, done } = await withHeavy(server.url, cookie, heavy, measure);
      rounds.push({ alone, beside: with_, done });
      print(rounds.length, rounds.at(-1));
    }
  } finally {
    await server.stop();
    await tidy(data.place);
  }
  const ratios = rounds.map(({ alone, beside }) => beside.p99 / Math.max(alone.p99, 1));
  const loops = rounds.map(({ beside }) => beside.own);
  const text = (value) => value.toFixed(2);
  console.log(
    `\n${settings.engine}, ${settings.customers} customers, ${settings.connections} connections, ${heavy} heavy reads and an export beside:` +
      `\np99 ratio: median ${text(median(ratios))}, best ${text(Math.min(...ratios))} (at most ${bounds.ratio})` +
      `\nevent loop, longest stop without waiting for a processor: median ${text(median(loops))} ms, best ${text(Math.min(...loops))} ms (at most ${bounds.loop})`,
  );
}

function print(number, { alone, beside, done }) {
  const side = ({ p99, rps, max, own, rss }) =>
    `p99 ${p99.toFixed(0)} ms, ${rps.toFixed(0)} req/s, loop stopped ${max.toFixed(0)} ms (${own.toFixed(0)} by itself), ${rss} MB`;
  console.log(`${number}. alone: ${side(alone)}`);
  console.log(`   beside ${done.reads} heavy reads and ${done.rows} exported rows: ${side(beside)}`);
}

const startProbed = ({ dataDir, env }) =>
  startProcess(path.join(root, 'scripts/bench/loop-probe.cjs'), {
    args: [path.join(root, 'packages/server/dist/main.js')],
    env: { DOSSIER_DATA_DIR: dataDir, NODE_ENV: 'production', ...env },
  });

/** What the event loop has suffered since the last time it was asked. */
async function loopOf(server) {
  const before = server.output().lastIndexOf('loop {');
  process.kill(server.pid, 'SIGUSR2');
  for (let tries = 0; tries < 100; tries++) {
    await pause(20);
    const output = server.output();
    const at = output.lastIndexOf('loop {');
    const end = output.indexOf('\n', at);
    if (at > before && end > at) return JSON.parse(output.slice(at + 5, end));
  }
  throw new StepError('the server does not tell of its event loop');
}

/** Does the work while heavy reads and exports go on. */
async function withHeavy(url, cookie, heavy, work) {
  const done = { reads: 0, rows: 0 };
  let going = true;
  const questions = [...figures, ...groups];
  const reader = async (from) => {
    for (let i = from; going; i++) {
      const { query, variables } = questions[i % questions.length];
      await ask(url, cookie, query, variables);
      done.reads++;
    }
  };
  const exporter = async () => {
    for (let i = 0; going; i++) {
      const input = { ...exportInput, format: ['XLSX', 'CSV', 'JSONL'][i % 3] };
      const { exportJob, userErrors } = (await ask(url, cookie, startDocument, { input })).data.startExport;
      if (!exportJob) throw new StepError(userErrors[0].message);
      done.rows += await ended(url, cookie, exportJob.id);
    }
  };
  const others = [...Array.from({ length: heavy }, (_, i) => reader(i * 5)), exporter()];
  try {
    return { result: await work(), done };
  } finally {
    going = false;
    await Promise.all(others);
  }
}

async function ended(url, cookie, id) {
  for (;;) {
    await pause(200);
    const { status, doneRows, failure } = (await ask(url, cookie, jobDocument, { id })).data.exportJob;
    if (status === 'DONE') return doneRows;
    if (status !== 'QUEUED' && status !== 'RUNNING') throw new StepError(failure ?? status);
  }
}
