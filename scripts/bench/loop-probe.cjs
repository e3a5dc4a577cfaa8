// The built server with an ear at its event loop: `node loop-probe.cjs <main.js>`. SIGUSR2 prints one line with the longest stop of the
// loop since the last, in milliseconds, and begins anew: `max` by the clock, `own` without what the thread waited for a processor that
// others had (Linux; elsewhere the same), the memory in MB, and how often it was asked (`turn`).
const { readFileSync } = require('node:fs');
const path = require('node:path');

const tickMs = 5;

/** Milliseconds that this thread has waited for a processor so far. */
function waited() {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}

let longest = { max: 0, own: 0 };
let turn = 0;
let last = { at: performance.now(), waited: waited() };
setInterval(() => {
  const now = { at: performance.now(), waited: waited() };
  const late = Math.max(0, now.at - last.at - tickMs);
  const own = Math.max(0, late - (now.waited - last.waited));
  longest = { max: Math.max(longest.max, late), own: Math.max(longest.own, own) };
  last = now;
}, tickMs).unref();
process.on('SIGUSR2', () => {
  const rss = Math.round(process.memoryUsage.rss() / 1e6);
  process.stdout.write(`loop ${JSON.stringify({ ...longest, rss, turn: ++turn })}\n`);
  longest = { max: 0, own: 0 };
});

void require(path.resolve(process.argv[2])).start();
