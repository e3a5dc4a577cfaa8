import { graphql } from 'graphql';
import { openTestApp, type TestApp } from '../../test/test-app';
import type { TxContext } from '../context/context';
import type { Values } from '../db/columns';
import { removeMany, restoreMany } from '../db/bin';
import { createMany, updateMany } from '../db/write';
import { readableId } from '../query/ids';
import { forgetIndexFormat, reindex } from './reindex';
import { INDEX_FORMAT } from './tokens';
import { flushSearch, touchSearch } from './write';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(() =>
  app.write(async (tx) => {
    for (const table of ['customer', 'contact', 'contract', 'search_posting', 'search_document'])
      await tx.connection.execute(`DELETE FROM ${table}`);
  }),
);

const SEARCH = 'query ($s: String!, $n: Int) { found: customers(search: $s, first: $n) { nodes { name } totalCount } }';
async function find(search: string, plural = 'customers'): Promise<string[]> {
  const { data, errors } = await app.ask(SEARCH.replace('customers', plural), { s: search, n: 200 });
  if (errors) throw new Error(JSON.stringify(errors));
  expect(data.found.totalCount).toBe(data.found.nodes.length);
  return data.found.nodes.map((node: { name: string }) => node.name);
}
const create = (entity: string, ...rows: Values[]): Promise<string[]> =>
  app.write((tx) => createMany(tx, tx.models.get(entity), rows));
const customers = (...rows: (string | Values)[]): Promise<string[]> =>
  create('Customer', ...rows.map((row) => (typeof row === 'string' ? { name: row } : row)));

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

test('codes: beginning, any case, in pieces', async () => {
  await customers(
    { name: '甲', code: 'KH202600001', unifiedSocialCreditCode: '91310115MA1K00015K' },
    { name: '乙', code: 'KH-2026/7', unifiedSocialCreditCode: '91330100MA1K000160' },
  );
  for (const query of [
    'KH202600001',
    'kh2026000',
    '91310115',
    '91310115ma1k00015k',
    '9131 0115 MA1K 0001 5K',
    '９１３１０１１５',
  ])
    expect([query, await find(query)]).toEqual([query, ['甲']]);
  for (const query of ['KH-2026/7', 'kh20267', 'kh-2026']) expect(await find(query)).toContain('乙');
});

test('numbers by any four of their digits in a row, those that end so first', async () => {
  const [id] = await customers(
    { name: '甲', code: 'KH202600017' },
    { name: '乙', code: 'KH-2026-00171', unifiedSocialCreditCode: '91330100MA1K000160' },
    { name: '丙', code: '20170026' },
  );
  for (const [query, names] of [
    ['202600017', ['甲']],
    ['00017', ['甲']],
    ['0017', ['甲', '乙']],
    ['0171', ['乙']],
    ['00171', ['乙']],
    ['2600', ['乙', '甲']],
    ['026-0017', ['乙']],
    ['２０２６０００１７', ['甲']],
    ['2017', ['丙']],
    ['0026', ['丙']],
    ['1700', ['丙']],
    ['9999', []],
    // digits of a credit code are found from its beginning only
    ['0016', []],
    ['9133', ['乙']],
  ] as const)
    expect([query, (await find(query)).sort()]).toEqual([query, [...names].sort()]);
  expect((await find('0017'))[0]).toBe('甲');
  await create(
    'Contract',
    { customerId: id, name: '采购合同', number: 'HT2026110050' },
    { customerId: id, name: '外来合同', number: '2026110099' },
  );
  for (const query of ['2026110050', '110050', '0050', 'HT20261100', 'ht-2026-11-0050'])
    expect([query, await find(query, 'contracts')]).toEqual([query, ['采购合同']]);
  expect((await find('20261100', 'contracts')).sort()).toEqual(['外来合同', '采购合同'].sort());
  expect(await find('110099', 'contracts')).toEqual(['外来合同']);
});

test('contracts by the sound of their customer', async () => {
  const [one, two] = await customers('江苏恒信机械有限公司', '重庆长安汽车股份有限公司');
  await create('Contract', { customerId: one, name: '设备采购' }, { customerId: two, name: '车辆租赁' });
  for (const query of [
    'hx',
    'hxjx',
    'jshx',
    'hengxin',
    'heng xin',
    'jiangsuheng',
    '恒信',
    '江苏恒信机械有限公司',
    'hx 设备',
  ])
    expect([query, await find(query, 'contracts')]).toEqual([query, ['设备采购']]);
  for (const query of ['cqca', 'zqca', 'chongqingchangan', 'caqc'])
    expect([query, await find(query, 'contracts')]).toEqual([query, ['车辆租赁']]);
  expect(await find('hx 车辆', 'contracts')).toEqual([]);
  await app.write((tx) =>
    updateMany(tx, tx.models.get('Customer'), [{ id: one!, patch: { name: '鑫海机械有限公司' } }]),
  );
  expect(await find('hx', 'contracts')).toEqual([]);
  expect(await find('xh', 'contracts')).toEqual(['设备采购']);
});

test('phones: head, tail, written in pieces or with the country code', async () => {
  const [id, other] = await customers({ name: '甲', switchboard: '0571-88886666-801' }, '乙');
  await create(
    'Contact',
    { customerId: id, name: '张三', mobile: '13800138000' },
    { customerId: other, name: '李四', mobile: '+85221234567' },
  );
  for (const query of [
    '13800138000',
    '1380013',
    '138000',
    '8000',
    '138 0013 8000',
    '138-0013-8000',
    '8613800138000',
    '+86 138 0013 8000',
    '0571-8888',
    '88886666',
    '6666',
  ])
    expect([query, await find(query)]).toEqual([query, ['甲']]);
  expect(await find('4567')).toEqual(['乙']);
  expect(await find('21234567')).toEqual(['乙']);
  expect(await find('5678')).toEqual([]);
  expect(await find('13800138000', 'contacts')).toEqual(['张三']);
});

test('contacts, former and short names, people in Latin letters', async () => {
  const [id] = await customers(
    { name: '新名称科技有限公司', formerNames: ['旧名称实业有限公司', '更旧商行'], shortName: '新科' },
    '别家',
  );
  await create(
    'Contact',
    { customerId: id, name: '欧阳娜娜' },
    { customerId: id, name: 'John Smith', email: 'j.smith@example.com' },
  );
  for (const query of [
    '欧阳',
    '娜娜',
    '欧阳娜娜',
    'smith',
    'john smith',
    '旧名称',
    '更旧商行',
    'jmc',
    '新科',
    'xk',
    '新名称 欧阳',
    '欧阳 john',
  ])
    expect([query, (await find(query)).includes('新名称科技有限公司')]).toEqual([query, true]);
  expect(await find('j.smith@example.com', 'contacts')).toEqual(['John Smith']);
  expect(await find('j.smith', 'contacts')).toEqual(['John Smith']);
  expect(await find('oynn', 'contacts')).toEqual(['欧阳娜娜']);
  expect(await find('欧阳 旧名称 新科')).toEqual(['新名称科技有限公司']);
  expect(await find('欧阳 别家')).toEqual([]);
});

test('contracts by title, number and customer, which may be renamed', async () => {
  const [id] = await customers('恒信机械有限公司');
  await create('Contract', { customerId: id, name: 'ERP 实施服务合同（二期）', number: 'HT-2026-001' });
  for (const query of ['实施服务', 'erp', 'ERP 实施', '服务合同二期', 'HT-2026-001', 'ht2026001', 'ht-2026', '恒信'])
    expect([query, await find(query, 'contracts')]).toEqual([query, ['ERP 实施服务合同（二期）']]);
  await app.write((tx) =>
    updateMany(tx, tx.models.get('Customer'), [{ id: id!, patch: { name: '鑫海机械有限公司' } }]),
  );
  expect(await find('恒信', 'contracts')).toEqual([]);
  expect(await find('鑫海', 'contracts')).toEqual(['ERP 实施服务合同（二期）']);
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
  expect((await app.ask(SEARCH, { s: 'x'.repeat(101) })).errors?.[0]?.extensions.code).toBe('SEARCH_TOO_LONG');
});

test('what a transaction wrote is found inside it, and nowhere else before it commits', async () => {
  const inside = await app.write(async (tx) => {
    await createMany(tx, tx.models.get('Customer'), [{ name: '刚刚建档有限公司' }]);
    const ask = (contextValue: unknown) =>
      graphql({ schema: app.schema, source: '{ customers(search: "刚刚") { totalCount } }', contextValue });
    return [(await ask(tx)).data, (await ask(app.ctx())).data];
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
      const { data }: { data: Record<string, any> } = await app.ask(
        'query ($s: String, $a: String) { customers(search: $s, first: 4, after: $a) { nodes { name } pageInfo { hasNextPage endCursor } } }',
        { s: search, a: after },
      );
      seen.push(...data.customers.nodes.map((node: { name: string }) => node.name));
      after = data.customers.pageInfo.hasNextPage ? data.customers.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(all);
  }
});

describe('postings', () => {
  const sorted = (body: string) => body.split('\n').sort().join('\n');
  const dump = async () => ({
    postings: await app.db.read.query(
      'SELECT entity, token, rank_no, sort_key, record_id FROM search_posting ORDER BY entity, token, record_id, rank_no, sort_key',
    ),
    documents: (
      await app.db.read.query<{ body: string }>(
        'SELECT entity, record_id, sort_key, title, body FROM search_document ORDER BY entity, record_id',
      )
    ).map((row) => ({ ...row, body: sorted(row.body) })),
  });
  /** What a rebuild from nothing would keep. */
  async function rebuilt(): Promise<Awaited<ReturnType<typeof dump>>> {
    await app.write(async (tx: TxContext) => {
      await tx.connection.execute('DELETE FROM search_posting');
      await tx.connection.execute('DELETE FROM search_document');
      for (const model of tx.models.all().filter((one) => one.search))
        touchSearch(tx, model, await tx.connection.query(`SELECT id FROM ${model.table}`), true);
      await flushSearch(tx);
    });
    return dump();
  }
  const expectRight = async () => {
    const kept = await dump();
    expect(kept).toEqual(await rebuilt());
    return kept;
  };

  test('stay right through changes, removal and restoring', async () => {
    const [one, two] = await customers(
      { name: '江苏恒信机械有限公司', shortName: '恒信', switchboard: '0571-88886666' },
      '重庆长安汽车股份有限公司',
    );
    const [zhang] = await create(
      'Contact',
      { customerId: one, name: '张三', mobile: '13800138000' },
      { customerId: one, name: '李四' },
      { customerId: two, name: '王五' },
    );
    const [contract] = await create(
      'Contract',
      { customerId: one, name: '采购合同', number: 'HT1' },
      { customerId: one, name: '销售合同', number: 'HT2' },
    );
    await expectRight();
    const write = (
      entity: string,
      work: (tx: TxContext, model: ReturnType<TxContext['models']['get']>) => Promise<unknown>,
    ) => app.write((tx) => work(tx, tx.models.get(entity)));
    await write('Customer', (tx, m) =>
      updateMany(tx, m, [
        {
          id: one!,
          patch: { name: '江苏恒信智能机械有限公司', formerNames: ['江苏恒信机械有限公司'], shortName: null },
        },
        { id: two!, patch: { remarks: '不搜' } },
      ]),
    );
    await expectRight();
    // the same tokens in other places: they change their rank
    await write('Customer', (tx, m) => updateMany(tx, m, [{ id: two!, patch: { name: '长安重庆汽车股份有限公司' } }]));
    await expectRight();
    await write('Contact', (tx, m) => updateMany(tx, m, [{ id: zhang!, patch: { name: '张三丰', mobile: null } }]));
    await expectRight();
    await write('Contact', (tx, m) => removeMany(tx, m, [zhang!]));
    await write('Contract', (tx, m) => removeMany(tx, m, [contract!]));
    await expectRight();
    await write('Customer', (tx, m) => removeMany(tx, m, [one!]));
    const { postings } = await expectRight();
    expect(postings.some((row) => row.record_id === one)).toBe(false);
    expect(await find('恒信')).toEqual([]);
    await write('Customer', (tx, m) => restoreMany(tx, m, [one!]));
    await write('Contact', (tx, m) => restoreMany(tx, m, [zhang!]));
    await expectRight();
    expect(await find('张三丰')).toEqual(['江苏恒信智能机械有限公司']);
    await app.write(async (tx) => {
      const [id] = await createMany(tx, tx.models.get('Customer'), [{ name: '一次建改' }]);
      await updateMany(tx, tx.models.get('Customer'), [{ id: id!, patch: { name: '一次建改又改' } }]);
      await createMany(tx, tx.models.get('Contact'), [{ customerId: id, name: '赵六' }]);
    });
    await expectRight();
    expect(await find('赵六')).toEqual(['一次建改又改']);
  });

  test('of an earlier format are brought up to date beside the archive; cut off, it goes on', async () => {
    const ids = await customers(
      ...Array.from({ length: 250 }, (_, n) => ({ name: `恒信${n}机械有限公司`, code: `KH${202600000 + n}` })),
    );
    await create('Contract', { customerId: ids[0], name: '采购合同', number: 'HT2026110050' });
    const right = await expectRight();
    // as the first format had it: no digits, an initial too many
    await app.write(async (tx) => {
      await tx.connection.execute("DELETE FROM search_posting WHERE token LIKE 'd%'");
      for (const { entity, record_id, sort_key, tokens } of await tx.connection.query<Record<string, string>>(
        'SELECT entity, record_id, sort_key, tokens FROM search_document',
      )) {
        const kept = tokens!.split('\n').filter((line) => line[1] !== 'd');
        await tx.connection.execute('UPDATE search_document SET tokens = ? WHERE entity = ? AND record_id = ?', [
          [...kept, '2iold'].join('\n'),
          entity,
          record_id,
        ]);
        await tx.connection.execute(
          "INSERT INTO search_posting (entity, token, rank_no, sort_key, record_id) VALUES (?, 'iold', 2, ?, ?)",
          [entity, sort_key, record_id],
        );
      }
      await tx.connection.execute("UPDATE search_index SET format = 1, reached = ''");
    });
    expect(await find('2600249')).toEqual([]);
    expect(await find('恒信249')).toHaveLength(1);
    const cut = new AbortController();
    expect(await reindex(app, { signal: cut.signal, onProgress: () => cut.abort() })).toBe(100);
    expect(await find('恒信0')).toHaveLength(1);
    const progress: string[] = [];
    const state = () =>
      app.db.read.query("SELECT format, reached > '' AS begun FROM search_index WHERE entity = 'Customer'");
    expect(await state()).toEqual([{ format: -INDEX_FORMAT, begun: 1 }]);
    const rest = await reindex(app, {
      background: true,
      onProgress: (done, total) => progress.push(`${done}/${total}`),
    });
    expect(rest).toBe(151);
    expect(progress.at(-1)).toBe('151/151');
    expect(await dump()).toEqual(right);
    expect(await find('2600249')).toEqual(['恒信249机械有限公司']);
    expect(await reindex(app)).toBe(0);
    await forgetIndexFormat(app);
    expect(await reindex(app)).toBe(251);
    // what a rebuild to another format had reached counts for nothing
    await app.write((tx) => tx.connection.execute("UPDATE search_index SET format = -1, reached = 'zzzz'"));
    expect(await reindex(app)).toBe(251);
    expect(await dump()).toEqual(right);
  });

  test('of an ordinary customer are few', async () => {
    await customers({
      name: '江苏恒信机械制造有限公司',
      code: 'KH202600001',
      unifiedSocialCreditCode: '91310115MA1K00015K',
      switchboard: '0571-88886666',
    });
    expect((await dump()).postings.length).toBeLessThanOrEqual(40);
  });
});

test('a rolled-back write leaves no posting', async () => {
  await expect(
    app.write(async (tx) => {
      await createMany(tx, tx.models.get('Customer'), [{ name: '不会留下' }]);
      await flushSearch(tx);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await app.db.read.query('SELECT * FROM search_posting')).toEqual([]);
  expect(readableId(app.models.get('Customer'), 'x')).toBe('');
});
