import { existsSync, readFileSync } from 'node:fs';
import { requireFromServer } from './names.mjs';

const tickMs = 10; // USER_HZ is 100 on every Linux that Node runs on

/** CPU milliseconds that a process and its children have used so far; null where the system does not tell. */
function cpuMs(pid) {
  if (!existsSync('/proc/self/stat')) return null;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return (Number(fields[11]) + Number(fields[12])) * tickMs + children.reduce((ms, child) => ms + cpuMs(child), 0);
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

/**
 * Requests one after the other, however long they take: `amount` of them, or more until `seconds` are over. For answers so slow that
 * a load would end before the first, or with a queue of them.
 */
export async function inTurn(target, requests, { amount, seconds = 0 }) {
  const before = cpuMs(target.pid);
  const began = performance.now();
  let slowest = 0;
  let count = 0;
  for (; count < amount || performance.now() - began < seconds * 1000; count++) {
    const { path, ...request } = requests[count % requests.length];
    const asked = performance.now();
    const response = await fetch(target.url + path, request);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    await response.arrayBuffer();
    slowest = Math.max(slowest, performance.now() - asked);
  }
  return measured(target, before, count, (performance.now() - began) / 1000, slowest);
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
