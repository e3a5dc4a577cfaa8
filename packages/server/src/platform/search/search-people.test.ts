import { searchArchive } from '../../test/search-archive';
import { updateMany } from '../db/write';

const { app, find, create, customers } = searchArchive();

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
  await app().write((tx) =>
    updateMany(tx, tx.models.get('Customer'), [{ id: id!, patch: { name: '鑫海机械有限公司' } }]),
  );
  expect(await find('恒信', 'contracts')).toEqual([]);
  expect(await find('鑫海', 'contracts')).toEqual(['ERP 实施服务合同（二期）']);
});
