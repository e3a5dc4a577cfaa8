// The built server with an ear at its event loop: `node loop-probe.cjs <main.js>`. SIGUSR2 prints one line, `loop {"p99":…,"max":…}`
// in milliseconds and the memory in MB since the last, and begins anew.
const { monitorEventLoopDelay } = require('node:perf_hooks');
const path = require('node:path');

const resolution = 1;
const delay = monitorEventLoopDelay({ resolution });
// its own sleep is in what it measures
const ms = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - resolution);
delay.enable();
process.on('SIGUSR2', () => {
  const rss = process.memoryUsage.rss() / 1e6;
  process.stdout.write(
    `loop ${JSON.stringify({ p99: ms(delay.percentile(99)), max: ms(delay.max), rss: Math.round(rss) })}\n`,
  );
  delay.reset();
});

void require(path.resolve(process.argv[2])).start();
