import { searchArchive } from '../../test/search-archive';
import { updateMany } from '../db/write';

const { app, find, create, customers } = searchArchive();

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
  await app().write((tx) =>
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
