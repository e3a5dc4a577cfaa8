import { Agent, request } from 'node:http';
import { graphRequest } from './measure.mjs';
import { nameOf } from './screens.mjs';

/**
 * People who ask one question after the other for `seconds`, `connections` of them at once, each from another start, and each at least
 * `least` questions. Every answer that was asked for is waited for: one that takes longer than a round counts as long as it took.
 */
export async function waitFor(url, { cookie, questions }, { connections, seconds, least = 1 }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const requests = questions.map((question) => ({ name: nameOf(question), ...graphRequest(cookie, question) }));
  const began = performance.now();
  const answers = [];
  const person = async (_, at) => {
    // spread over all of them, and over the documents of a screen, too
    const from = Math.floor((at * requests.length) / connections) + at;
    for (let i = from; i < from + least || performance.now() - began < seconds * 1000; i++) {
      const { name, ...asked } = requests[i % requests.length];
      const start = performance.now();
      const fault = await faultOf(url, { agent, ...asked });
      answers.push({ name, ms: performance.now() - start, fault });
    }
  };
  await Promise.all(Array.from({ length: connections }, person));
  agent.destroy();
  return { answers, rps: answers.length / ((performance.now() - began) / 1000) };
}

/** Asks; resolves with what is wrong with the answer, null when nothing is. */
function faultOf(url, { body, ...options }) {
  return new Promise((resolve) => {
    const asked = request(url + options.path, options, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', ({ message }) => resolve(message));
      response.on('end', () => {
        const text = Buffer.concat(chunks);
        // a quote within a value is written \", so this is the member of that name
        resolve(response.statusCode === 200 && !text.includes('"errors":[') ? null : text.toString().slice(0, 300));
      });
    });
    asked.on('error', ({ code, message }) =>
      // closed as idle just when it was used again: a browser asks once more, too
      resolve(asked.reusedSocket && code === 'ECONNRESET' ? faultOf(url, { ...options, agent: false, body }) : message),
    );
    asked.end(body);
  });
}

/** The value that so large a share of the answers does not exceed. */
export function percentile(answers, share) {
  const sorted = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}
