import { graphql } from 'graphql';
import { searchArchive } from '../../test/search-archive';
import { createMany } from '../db/write';

const { app, SEARCH, find, customers } = searchArchive();

test('rank: whole code, exact name, beginning, pinyin, inside; shorter names first', async () => {
  await customers('ABC12345 贸易有限公司', { name: '甲公司', code: 'ABC12345' }, 'ABC12345', {
    name: '乙',
    code: 'ABC123456',
  });
  expect(await find('abc12345')).toEqual(['甲公司', '乙', 'ABC12345', 'ABC12345 贸易有限公司']);
  await customers(
    '恒信',
    '恒信机械有限公司',
    '江苏恒信机械有限公司',
    '上海大恒信息技术有限公司',
    '恒信机械',
    '恒信机械制造股份有限公司',
  );
  expect(await find('恒信机械')).toEqual([
    '恒信机械',
    '恒信机械有限公司',
    '恒信机械制造股份有限公司',
    '江苏恒信机械有限公司',
  ]);
  expect(await find('恒信')).toEqual([
    '恒信',
    '恒信机械',
    '恒信机械有限公司',
    '江苏恒信机械有限公司',
    '恒信机械制造股份有限公司',
    '上海大恒信息技术有限公司',
  ]);
  await customers('HX 科技');
  expect((await find('hx')).slice(0, 2)).toEqual(['HX 科技', '恒信']);
});

test.each([
  [
    '重庆长安汽车股份有限公司',
    ['重庆', 'cqca', 'zqca', 'chongqing', 'chongqingchangan', 'cqcaqc', 'caqc', 'changanqiche'],
  ],
  ['厦门建发集团有限公司', ['厦门', 'xmjf', 'xiamen', 'xmjfjt']],
  ['长沙中联重科股份有限公司', ['长沙', 'cszl', 'changsha', 'zlzk', '中联重科']],
  ['曾氏食品有限公司', ['曾氏', 'zssp', 'cssp', 'zengshi']],
])('%s is found by all of its readings', async (name, queries) => {
  await customers(name, '无关贸易有限公司');
  for (const query of queries) expect([query, await find(query)]).toEqual([query, [name]]);
});

test('one character, two characters, and over the borders of region, core and legal form', async () => {
  const name = '浙江恒信机械制造有限公司';
  await customers(name, '浙江华东医药有限责任公司');
  for (const query of [
    '恒',
    '械',
    '浙江恒',
    '江恒',
    '江恒信',
    '信机',
    '恒信机械制',
    '制造有',
    '恒信机械制造有',
    '恒信机械制造有限',
    '恒信机械制造有限公',
    name,
    `${name} `,
  ])
    expect([query, await find(query)]).toEqual([query, [name]]);
  expect(await find('华东医药有限责任')).toEqual(['浙江华东医药有限责任公司']);
  // the legal form itself is looked for in the text
  expect(await find('有限责任公司')).toEqual(['浙江华东医药有限责任公司']);
  expect(await find('有限公司')).toEqual([name]);
  expect(await find('华东医药股份')).toEqual([]);
  // bigrams that are all there, but not next to each other
  await customers('恒信械机械信恒有限公司');
  expect(await find('机械信机')).toEqual([]);
});

test('the group and share parts of a name are found as they are typed', async () => {
  await customers('鑫海集团公司', '鑫海控股集团有限公司', '鑫海股份有限公司', '鑫海股份公司');
  expect(await find('鑫海集')).toEqual(['鑫海集团公司']);
  expect(await find('鑫海集团')).toEqual(['鑫海集团公司']);
  expect(await find('鑫海控股集团')).toEqual(['鑫海控股集团有限公司']);
  expect(await find('鑫海股')).toEqual(['鑫海股份公司', '鑫海股份有限公司']);
  expect(await find('鑫海股份')).toEqual(['鑫海股份公司', '鑫海股份有限公司']);
  expect(await find('鑫海股份有')).toEqual(['鑫海股份有限公司']);
  expect(await find('鑫海')).toHaveLength(4);
});

test('brackets, dots and width do not matter', async () => {
  await customers('示例科技（深圳）有限公司', 'Ａ·Ｂ 精密（苏州）有限公司');
  for (const query of ['示例科技深圳', '示例科技（深圳）', '示例科技(深圳)有限公司', '科技深圳'])
    expect([query, await find(query)]).toEqual([query, ['示例科技（深圳）有限公司']]);
  for (const query of ['精密苏州', 'ａ 精密', 'A·B精密', 'b精密'])
    expect([query, await find(query)]).toEqual([query, ['Ａ·Ｂ 精密（苏州）有限公司']]);
});

test('Latin names by word, beginning of a word, joined or not', async () => {
  await customers('Acme Trading (Shanghai) Co., Ltd.', 'Société Générale 中国', '3M-2000 材料');
  for (const query of [
    'acme',
    'trading',
    'TRAD',
    'acme trading',
    'trading acme',
    'shang',
    'co., ltd',
    'acme trading co',
  ])
    expect([query, await find(query)]).toEqual([query, ['Acme Trading (Shanghai) Co., Ltd.']]);
  for (const query of ['société', 'SOCIÉTÉ générale', '中国'])
    expect([query, await find(query)]).toEqual([query, ['Société Générale 中国']]);
  for (const query of ['3m', '3m-2000', '3m 材料', '材料 2000'])
    expect([query, await find(query)]).toEqual([query, ['3M-2000 材料']]);
});

test('pinyin typed in pieces', async () => {
  await customers('江苏恒信机械有限公司');
  for (const query of ['heng xin', 'hengxin jixie', 'hx jx', "heng'xin", 'hxj'])
    expect([query, await find(query)]).toEqual([query, ['江苏恒信机械有限公司']]);
});

test('signs mean themselves', async () => {
  await customers('100% 果汁', 'a_b', '工厂🏭一号', '什么!', "O'Neil", '反\\斜', 'Газпром');
  for (const [query, names] of [
    ['%', ['100% 果汁']],
    ['_', ['a_b']],
    ['🏭', ['工厂🏭一号']],
    ['!', ['什么!']],
    ['\\', ['反\\斜']],
    ['газпром', ['Газпром']],
    ['%%', []],
    ['*', []],
    ['"', []],
  ] as const)
    expect([query, await find(query)]).toEqual([query, names]);
});

test('a blank search is none, a long one is refused', async () => {
  await customers('甲', '乙');
  expect(await find('')).toHaveLength(2);
  expect(await find('  　')).toHaveLength(2);
  expect(await find('公'.repeat(100))).toEqual([]);
  expect(await find(`x${'1'.repeat(99)}`)).toEqual([]);
  expect((await app().ask(SEARCH, { s: 'x'.repeat(101) })).errors?.[0]?.extensions.code).toBe('SEARCH_TOO_LONG');
});

test('what a transaction wrote is found inside it, and nowhere else before it commits', async () => {
  const inside = await app().write(async (tx) => {
    await createMany(tx, tx.models.get('Customer'), [{ name: '刚刚建档有限公司' }]);
    const ask = (contextValue: unknown) =>
      graphql({ schema: app().schema, source: '{ customers(search: "刚刚") { totalCount } }', contextValue });
    return [(await ask(tx)).data, (await ask(app().ctx())).data];
  });
  expect(JSON.parse(JSON.stringify(inside))).toEqual([
    { customers: { totalCount: 1 } },
    { customers: { totalCount: 0 } },
  ]);
  expect(await find('刚刚')).toEqual(['刚刚建档有限公司']);
});

test('results page by cursor', async () => {
  await customers(
    ...Array.from({ length: 25 }, (_, i) => `恒信${'甲乙丙丁戊'[i % 5]!.repeat(1 + (i % 3))}${i}有限公司`),
  );
  for (const search of ['恒信', '恒信甲', 'hx', 'hengxin']) {
    const all = await find(search);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data }: { data: Record<string, any> } = await app().ask(
        'query ($s: String, $a: String) { customers(search: $s, first: 4, after: $a) { nodes { name } pageInfo { hasNextPage endCursor } } }',
        { s: search, a: after },
      );
      seen.push(...data.customers.nodes.map((node: { name: string }) => node.name));
      after = data.customers.pageInfo.hasNextPage ? data.customers.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(all);
  }
});
