import { say, StepError } from '../lib/run.mjs';
import { signIn } from '../lib/server-process.mjs';
import { besideTable, described, verdicts } from './beside-report.mjs';
import { prepareData, tidy } from './data.mjs';
import { withHeavy } from './heavy.mjs';
import { pause, startProbed } from './probe.mjs';
import { documentsOf, prepareScreens, proveScreen } from './screens.mjs';
import { waitFor } from './waiting.mjs';

/**
 * What people of the console wait for, alone, and beside heavy reads that never end: `heavy` sums and groups at once, and exports one
 * after the other. Prints for every screen what becomes of its answers, and for how long the event loop of the server stood still.
 */
export async function beside({ heavy, isWanted, ...settings }) {
  const data = await prepareData(settings);
  const server = await startProbed(data);
  const rows = [];
  try {
    const [cookie, managerCookie] = [await signIn(server.url, 'admin'), await signIn(server.url, 'manager')];
    const screens = await prepareScreens({ url: server.url, cookie, managerCookie });
    rows.push(...screens.filter(isWanted).map((screen) => ({ screen, rounds: [], readyAt: 0 })));
    if (rows.length === 0)
      throw new StepError(
        `--only 一个也没选中 · chooses none of: ${screens.map(({ zh, name }) => `${name} (${zh})`).join(', ')}`,
      );
    for (const { screen } of rows) await proveScreen(server.url, screen);
    // warm, and the processes of heavy reads and exports are there
    for (const { screen } of rows) await waitFor(server.url, screen, settings);
    await withHeavy(server.url, cookie, heavy, () => pause(5000));
    say('一个人，单独', 'one person, alone');
    const single = await measureAll(server, rows, { ...settings, connections: 1, everyDocument: true });
    rows.forEach((row, i) => (row.single = single[i]));
    for (let round = 1; round <= settings.rounds; round++) {
      say(`第 ${round}/${settings.rounds} 轮，单独`, `round ${round} of ${settings.rounds}, alone`);
      const alone = await measureAll(server, rows, settings);
      say(
        `第 ${round}/${settings.rounds} 轮，与重查询并行`,
        `round ${round} of ${settings.rounds}, beside heavy reads`,
      );
      let loaded = [];
      const done = await withHeavy(server.url, cookie, heavy, async () => {
        loaded = await measureAll(server, rows, settings);
      });
      say(`其间重查询 ${done.reads} 次`, `${done.reads} heavy reads, ${done.rows} exported rows`);
      rows.forEach(({ rounds }, i) => rounds.push({ alone: alone[i], beside: loaded[i] }));
    }
  } finally {
    await server.stop();
    await tidy(data.place);
  }
  const title = `${settings.engine}, ${settings.customers} customers, ${settings.connections} connections, ${heavy} heavy reads and an export beside, median of ${settings.rounds} rounds of ${settings.seconds} s`;
  console.log(`\n${title}\n\n${besideTable(rows)}\n\n${verdicts(rows)}`);
}

/** All screens, one after the other. */
async function measureAll(server, rows, settings) {
  const measured = [];
  for (const row of rows) {
    await pause(Math.max(0, row.readyAt - performance.now()));
    await server.loop();
    const least = settings.everyDocument ? documentsOf(row.screen) : 1;
    const answered = await waitFor(server.url, row.screen, { ...settings, least });
    const result = { ...answered, loop: await server.loop() };
    row.readyAt = performance.now() + (row.screen.kept ?? 0);
    console.log(`  ${row.screen.zh} · ${row.screen.name}: ${described(result)}`);
    measured.push(result);
  }
  return measured;
}
