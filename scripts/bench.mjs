import './lib/node-version.mjs';

// `npm run bench [-- --customers 20000 --engine sqlite|mysql --rounds 5 --seconds 2 --connections 16 --only list,search]`
// The archive beside its floor: the same rows by hand-written SQL over the same driver on bare node:http. Both run as processes
// of their own, question by question in turns; what counts are the ratios within a round. `--smoke` only shows that it works.
// `--beside 4`: what people of the console wait for (lists, a customer's page, the home page, a text typed), alone, then beside 4 heavy
// reads at once and exports one after the other; `--only home,text` chooses here, too.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { beside } from './bench/beside.mjs';
import { prepareData, tidy } from './bench/data.mjs';
import { getRequest, graphRequest, inTurn, load } from './bench/measure.mjs';
import { prepareQuestions } from './bench/questions.mjs';
import { summary, table } from './bench/report.mjs';
import { prepareScreens, proveScreen } from './bench/screens.mjs';
import { prepare } from './lib/prepare.mjs';
import { main, root, say } from './lib/run.mjs';
import { ask, signIn, startArchive, startProcess } from './lib/server-process.mjs';
import { Tally } from './lib/tally.mjs';

const { values: given } = parseArgs({
  options: {
    customers: { type: 'string' },
    engine: { type: 'string', default: 'sqlite' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    connections: { type: 'string', default: '16' },
    only: { type: 'string', default: '' },
    beside: { type: 'string' },
    smoke: { type: 'boolean', default: false },
  },
});
const settings = {
  engine: given.engine,
  customers: Number(given.customers ?? (given.smoke ? 1000 : 20_000)),
  rounds: Number(given.rounds ?? (given.smoke ? 1 : 5)),
  seconds: Number(given.seconds ?? (given.smoke ? 1 : 2)),
  connections: Number(given.connections),
};

const words = given.only.split(',').filter(Boolean);
const isWanted = ({ name, zh = '' }) => words.length === 0 || words.some((word) => `${zh} ${name}`.includes(word));

/** Answers of a question that looks at every row, in one round. */
const scans = given.smoke ? 1 : 5;

await main(async () => {
  await prepare({ only: ['install', 'shared', 'server'] });
  say(`准备 ${settings.customers} 个客户（${settings.engine}）`, `preparing ${settings.customers} customers`);
  if (given.beside) return beside({ ...settings, heavy: Number(given.beside), isWanted });
  const data = await prepareData(settings);
  const server = await startArchive({ dataDir: data.dataDir, env: data.env });
  const startFloor = () =>
    startProcess(path.join(root, 'scripts/bench/floor.mjs'), { args: [JSON.stringify(data.place)], ready: '/ready' });
  const floor = await startFloor();
  const scanner = await startFloor();
  try {
    // the administrator reaches every customer, as the floor does; the manager those of his departments
    const [cookie, managerCookie] = [await signIn(server.url, 'admin'), await signIn(server.url, 'manager')];
    await compare({ archive: { ...server, cookie, managerCookie }, floor, scanner });
  } finally {
    await Promise.all([server.stop(), floor.stop(), scanner.stop()]);
    await tidy(data.place);
  }
});

async function compare(sides) {
  const { archive } = sides;
  const sizes = await sizesOf(archive);
  const pages = Math.min(10_000, Math.floor(sizes.customers / 20)) - 1;
  const questions = (await prepareQuestions(archive, { pages })).filter(isWanted);

  const tally = new Tally();
  const results = [];
  for (const question of questions) results.push({ question, rounds: [], statements: 0 });
  for (const result of results) {
    const { question } = result;
    await tally.check(`${question.name}: answers`, async () => (result.statements = await prove(sides, question)));
  }
  // the documents of `--beside`, which takes too long for every change, stay true
  if (given.smoke)
    for (const screen of (await prepareScreens(archive)).filter(isWanted))
      await tally.check(`${screen.name}: answers`, () => proveScreen(archive.url, screen));
  const sound = results.filter(({ statements }) => statements > 0);
  // both sides are measured warm: compiled, cached, connected
  if (!given.smoke) for (const { question } of sound) await playRound(sides, question, 0);
  for (let round = 0; round < settings.rounds; round++) {
    say(`第 ${round + 1}/${settings.rounds} 轮`, `round ${round + 1} of ${settings.rounds}`);
    for (const { question, rounds } of sound) rounds.push(await playRound(sides, question, round));
  }
  const rows = sound.map(summary);
  const title = `${sizes.database}, Node ${process.versions.node}: ${sizes.customers} customers, ${sizes.contacts} contacts, ${sizes.contracts} contracts, ${sizes.assessments} assessments; ${settings.connections} connections, median of ${settings.rounds} rounds of ${settings.seconds} s`;
  console.log(
    `\n${title}\nFirst figure: the archive; second: what it is compared to. A ratio above 1 is good for throughput, below 1 for CPU and p99.\n\n${table(rows)}`,
  );
  keep({ title, settings, sizes, rows });
  tally.finish();
}

/** Both sides are asked everything once; equal questions must have equal answers. Returns how many statements the archive took. */
async function prove({ archive, floor, scanner }, { name, pairs, fresh, same, scan }) {
  let statements = 0;
  for (const [i, pair] of (pairs ?? [fresh()]).entries()) {
    const answer = await ask(archive.url, cookieOf(archive, pair), pair.ours.query, pair.ours.variables, {
      'x-dossier-explain': '1',
    });
    const created = answer.data.createCustomer;
    if (created) assert.deepEqual(created.userErrors, []);
    statements = Math.max(statements, answer.extensions.statements);
    if (same && pair.second) {
      const second = await ask(archive.url, archive.cookie, pair.second.query, pair.second.variables);
      assert.deepEqual(answer.data, second.data, name);
    }
    if (!pair.floor || (scan && i > 0)) continue;
    const response = await fetch((scan ? scanner : floor).url + pair.floor);
    assert.ok(response.ok, `${pair.floor}\n${floor.output()}`);
    const { data } = await response.json();
    if (same) assert.deepEqual(answer.data, data, pair.floor);
  }
  return statements;
}

function cookieOf(archive, { manager }) {
  return manager ? archive.managerCookie : archive.cookie;
}

/** One round of one question: who begins changes from round to round. */
async function playRound({ archive, floor, scanner }, { pairs, fresh, scan, heavy }, round) {
  // new customers: more than a round can use up, for a second one of the same name would be refused
  const asked = () => pairs ?? Array.from({ length: settings.seconds * 5000 }, fresh);
  const options = { ...settings, once: fresh !== undefined };
  const play = (target, requests) =>
    heavy ? inTurn(target, requests, { ...settings, amount: scans }) : load(target, requests, options);
  const first = () =>
    play(
      archive,
      asked().map((pair) => graphRequest(cookieOf(archive, pair), pair.ours)),
    );
  const second = () => {
    const requests = asked().map((pair) =>
      pair.floor ? getRequest(pair.floor) : graphRequest(archive.cookie, pair.second),
    );
    if (scan) return inTurn(scanner, requests, { amount: scans });
    return play(requests[0].method === 'GET' ? floor : archive, requests);
  };
  const before = fresh && (await sizesOf(archive)).customers;
  const results = round % 2 === 0 ? [await first(), await second()] : [await second(), await first()].reverse();
  if (fresh) {
    const made = (await sizesOf(archive)).customers - before;
    assert.ok(made >= results[0].count + results[1].count, 'every answered create has made a customer');
  }
  return results;
}

async function sizesOf({ url, cookie }) {
  const count = ['customers', 'contacts', 'contracts', 'assessments'];
  const { data } = await ask(url, cookie, `{ ${count.map((name) => `${name} { totalCount }`).join(' ')} }`);
  const health = await (await fetch(`${url}/health`, { headers: { cookie } })).json();
  return { database: health.database, ...Object.fromEntries(count.map((name) => [name, data[name].totalCount])) };
}

function keep(result) {
  const folder = path.join(root, '.dossier/bench');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, `result-${settings.engine}-${settings.customers}.json`),
    JSON.stringify(result, null, 2) + '\n',
  );
}
