import { ask } from '../lib/server-process.mjs';
import { requireFromServer } from './names.mjs';

/** What the questions are asked about: people, customers, places in a list. */

/** The raw ids of the people whose customers the manager reaches. */
export async function managersPeople({ url, cookie, managerCookie }) {
  const { data } = await ask(url, managerCookie, '{ viewer { user { department { id } } } }');
  const people = '($d: ID!) { users(filter: { department: { id: { eq: $d } } }, first: 200) { nodes { id } } }';
  const found = await ask(url, cookie, `query${people}`, { d: data.viewer.user.department.id });
  return found.data.users.nodes.map(({ id }) => id.slice(4)).join();
}

/**
 * Customers from all over what this person reaches, each with a two-character piece of its name, the initials of four characters, and
 * what somebody has typed, character by character, who looks for a piece of it.
 */
export async function sampleCustomers({ url, cookie }) {
  const { pinyin } = requireFromServer('pinyin-pro');
  const query = `query($o: Int!) { customers(orderBy: [{ name: { direction: ASC } }], first: 1, offset: $o) { totalCount nodes { id name } } }`;
  const total = (await ask(url, cookie, query, { o: 0 })).data.customers.totalCount;
  const found = [];
  const step = Math.max(1, Math.floor(Math.min(total, 10_000) / 48));
  for (let offset = 0; offset < Math.min(total, 10_000) && found.length < 48; offset += step) {
    const [{ id, name }] = (await ask(url, cookie, query, { o: offset })).data.customers.nodes;
    const letters = [...name].filter((character) => /\p{Script=Han}/u.test(character));
    if (letters.length < 6) continue;
    const initials = pinyin(letters.slice(0, 4).join(''), { pattern: 'first', toneType: 'none', type: 'array' }).join(
      '',
    );
    const typed = [1, 2, 3].map((length) => letters.slice(2, 2 + length).join(''));
    found.push({ id, piece: typed[1], initials, typed });
  }
  return found;
}

/** The cursor after `count` rows, in pages as large as they may be. */
export async function walkTo({ url, cookie }, count) {
  const query = `query($n: Int!, $after: String) { customers(orderBy: [{ updatedAt: { direction: DESC } }], first: $n, after: $after) { nodes { id updatedAt } pageInfo { endCursor } } }`;
  let cursor = null;
  let last = null;
  for (let left = count; left > 0; left -= 200) {
    const { nodes, pageInfo } = (await ask(url, cookie, query, { n: Math.min(left, 200), after: cursor })).data
      .customers;
    cursor = pageInfo.endCursor;
    last = nodes.at(-1);
  }
  return { cursor, ...last };
}
