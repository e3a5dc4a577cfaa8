import { existsSync, readFileSync } from 'node:fs';
import { requireFromServer } from './names.mjs';

const tickMs = 10; // USER_HZ is 100 on every Linux that Node runs on

/** CPU milliseconds that a process has used so far; null where the system does not tell. */
function cpuMs(pid) {
  if (!existsSync('/proc/self/stat')) return null;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

/**
 * One load: `connections` at once for `seconds`. Each connection goes round the requests from another start; with `once` each
 * has requests of its own and none is sent twice.
 */
export async function load(target, requests, { connections, seconds, once = false }) {
  const autocannon = requireFromServer('autocannon');
  const before = cpuMs(target.pid);
  let at = 0;
  const result = await autocannon({
    url: target.url,
    connections,
    duration: seconds,
    requests: requests.slice(0, 1),
    setupClient: (client) => client.setRequests((once ? shareOf : turnOf)(requests, at++, connections)),
  });
  if (result.non2xx + result.errors + result.timeouts > 0)
    throw new Error(`${result.non2xx} answers were not 2xx, ${result.errors} errors, ${result.timeouts} time-outs`);
  return measured(target, before, result.requests.total, result.duration, result.latency.p99);
}

/** So many requests one after the other, however long they take: for answers so slow that a load would end before the first. */
export async function inTurn(target, requests, amount) {
  const before = cpuMs(target.pid);
  const began = performance.now();
  let slowest = 0;
  for (const { path } of requests.slice(0, amount)) {
    const asked = performance.now();
    const response = await fetch(target.url + path);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    await response.arrayBuffer();
    slowest = Math.max(slowest, performance.now() - asked);
  }
  return measured(target, before, amount, (performance.now() - began) / 1000, slowest);
}

function measured({ pid }, before, count, seconds, p99) {
  const used = before === null ? null : cpuMs(pid) - before;
  return { count, rps: count / seconds, p99, cpu: used === null || count === 0 ? null : used / count };
}

const shareOf = (requests, at, connections) => requests.filter((_, i) => i % connections === at);
const turnOf = (requests, at) => {
  const from = (at * 7) % requests.length;
  return [...requests.slice(from), ...requests.slice(0, from)];
};

/** A document of the graph as a request of the load. */
export const graphRequest = (cookie, body) => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json', cookie },
  body: JSON.stringify(body),
});
export const getRequest = (path) => ({ method: 'GET', path });

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
