import { fold } from '@dossier/shared';
import fc from 'fast-check';
import { long, runs, seed } from '../../test/seed';
import { openTestApp, type TestApp } from '../../test/test-app';
import { createMany } from '../db/write';
import { withoutLegalPart } from './tokens';

jest.setTimeout(long ? 600_000 : 30_000);
let app: TestApp;
afterEach(() => app.close());

const REGIONS = ['', '', '浙江', '浙江省', '上海市', '杭州', '内蒙古'];
const WORDS = [
  '恒信',
  '信恒',
  '恒',
  '华东',
  '长安',
  '鑫海',
  '机械',
  '械机',
  '科技',
  '集团',
  '控股',
  '（中国）',
  '·',
  'ABC',
  'Ａ1',
  '𠮷野',
  '有',
];
const FORMS = [
  '',
  '有限公司',
  '有限责任公司',
  '股份有限公司',
  '集团有限公司',
  '集团公司',
  '股份公司',
  '公司',
  '有限公司杭州分公司',
];
const nameArbitrary = fc
  .tuple(
    fc.constantFrom(...REGIONS),
    fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }),
    fc.constantFrom(...FORMS),
  )
  .map(([region, words, form]) => region + words.join('') + form);
const personArbitrary = fc.constantFrom('张三', '欧阳恒信', '李机械', '王');

const bare = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, '');

test(`a piece of a name finds exactly the names that contain it, best first; DOSSIER_TEST_SEED=${seed}`, async () => {
  app = await openTestApp();
  const names = fc.sample(nameArbitrary, { seed, numRuns: 80 });
  const people = fc.sample(fc.array(personArbitrary, { maxLength: 2 }), { seed, numRuns: 80 });
  await app.write(async (tx) => {
    const ids = await createMany(
      tx,
      tx.models.get('Customer'),
      names.map((name) => ({ name })),
    );
    await createMany(
      tx,
      tx.models.get('Contact'),
      ids.flatMap((customerId, i) => people[i]!.map((name) => ({ customerId, name }))),
    );
  });
  const property = fc.asyncProperty(
    fc.constantFrom(...names),
    fc.nat(20),
    fc.integer({ min: 2, max: 12 }),
    async (name, from, length) => {
      const chars = [...bare(name)];
      const [run] = chars
        .slice(from % chars.length)
        .join('')
        .match(/^\p{Script=Han}+/u) ?? [''];
      const query = [...run].slice(0, length).join('');
      // a search begins in the name, not inside its legal form; single characters are looked for among the cores of names only
      if ([...withoutLegalPart(query)].length < 2 || /^(有限|限公|限责|责任|任公|公司|团公|份有|份公)/.test(query))
        return;
      const { data } = await app.ask('query ($s: String) { customers(search: $s, first: 200) { nodes { name } } }', {
        s: query,
      });
      const found = data.customers.nodes.map((node: { name: string }) => node.name) as string[];
      const expected = names.filter((one, i) => [one, ...people[i]!].some((part) => bare(part).includes(query)));
      expect([query, [...found].sort()]).toEqual([query, [...expected].sort()]);
      const place = (one: string): number => (fold(one) === query ? 0 : fold(one).startsWith(query) ? 1 : 2);
      if ([...query].length > 2) expect(found.map(place)).toEqual(found.map(place).sort());
    },
  );
  await fc.assert(property, { seed, numRuns: runs(150) });
});

test('both engines answer in the same order', async () => {
  app = await openTestApp();
  const names = [
    '恒信',
    '恒信机械有限公司',
    '江苏恒信机械有限公司',
    '大恒信息',
    '恒信 ABC 科技',
    'ABC 恒信',
    'abc',
    'ABCD 贸易',
    '重庆恒信',
    '长沙恒信',
    'Hengxin Ltd',
    '恒信（中国）',
    '恒星',
    '衡信',
    '🏭恒信',
    '恒信恒信恒信',
  ];
  await app.write((tx) =>
    createMany(
      tx,
      tx.models.get('Customer'),
      names.map((name, i) => ({ name, code: `KH${i}`, switchboard: `0571-8888666${i % 10}` })),
    ),
  );
  const answers: Record<string, string[]> = {};
  for (const search of [
    '恒',
    '恒信',
    '恒信机',
    '恒信机械有限公司',
    'h',
    'hx',
    'hengxin',
    'abc',
    'abc 恒信',
    'kh1',
    '0571',
    '6661',
    '恒信 科技',
    '有限公司',
    '🏭',
    'cqhx',
    'heng xin',
  ]) {
    const { data } = await app.ask('query ($s: String) { customers(search: $s, first: 200) { nodes { name } } }', {
      s: search,
    });
    answers[search] = data.customers.nodes.map((node: { name: string }) => node.name);
  }
  expect(answers).toMatchSnapshot();
});
