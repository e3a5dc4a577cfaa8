import { randomInt } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../lib/run.mjs';

/** The server's packages: what the bench measures with is what the server runs on. */
export const requireFromServer = createRequire(path.join(root, 'packages/server/package.json'));

/** Customers made by the bench are known by the beginning of their name, and taken away again. */
export const benchPrefix = '压测企业';

const characters = [
  ...'安宝昌达德丰福广海恒宏华汇嘉建金锦康利联隆美明鹏启乾强庆荣瑞盛顺泰天通万旺祥新信兴旭亚永优裕远悦长正中卓',
];
const some = (letters, length) => Array.from({ length }, () => letters[randomInt(letters.length)]).join('');

/** What a new customer needs that no other has: name, customer code, credit code with its check characters. */
export function newcomer() {
  const { creditCheckCharacter, organisationCheckCharacter } = requireFromServer('@dossier/shared');
  const organisation = `MA${some('0123456789ABCDEFGHJKLMNPQRTUWXY', 6)}`;
  const body = `91310000${organisation}${organisationCheckCharacter(organisation)}`;
  return {
    name: `${benchPrefix}${some(characters, 8)}有限公司`,
    code: `BENCH-${some('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 12)}`,
    credit: body + creditCheckCharacter(body),
  };
}
