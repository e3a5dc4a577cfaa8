import { writersArchive } from '../../test/writers-archive';
import { removeMany, restoreMany } from './bin';

jest.setTimeout(30_000);
const { app, model, create, update, load, rows, trail, codes } = writersArchive();

describe('the recycle bin', () => {
  const alive = async (table: string, ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => (await rows(table, 'id = ?', [id]))[0]!.deleted_at === null));

  test('takes the whole file along and gives back what went together', async () => {
    const [id, other] = await create('Customer', { name: '整档甲' }, { name: '整档乙' });
    const contacts = await create(
      'Contact',
      { customerId: id, name: '先走' },
      { customerId: id, name: '同去' },
      { customerId: other, name: '无关' },
    );
    const [contract] = await create('Contract', { customerId: id, name: '合同' });
    const items = await create(
      'ContractItem',
      { contractId: contract, product: 'a', quantity: '1', unitPrice: '1' },
      { contractId: contract, product: 'b', quantity: '1', unitPrice: '1' },
    );
    await app().write((tx) => removeMany(tx, model('Contact'), [contacts[0]!]));
    await app().write((tx) => removeMany(tx, model('ContractItem'), [items[0]!]));
    await app().write((tx) => removeMany(tx, model('Customer'), [id!], { reason: '重复' }));
    expect(await alive('contact', contacts)).toEqual([false, false, true]);
    expect(await alive('contract', [contract!])).toEqual([false]);
    expect(await alive('contract_item', items)).toEqual([false, false]);
    expect((await trail(contract!)).map((one) => one.verb)).toEqual(['CREATE', 'REMOVE']);
    expect((await rows('audit_event', "record_id = ? AND verb = 'REMOVE'", [`con_${contacts[1]!}`]))[0]).toMatchObject({
      customer_id: id,
      reason: '重复',
    });
    await app().write((tx) => restoreMany(tx, model('Customer'), [id!]));
    expect(await alive('contact', contacts)).toEqual([false, true, true]);
    expect(await alive('contract_item', items)).toEqual([false, true]);
    expect(await load('Customer', id!)).toMatchObject({ version: 3, deletedAt: null, deletedById: null });
  });

  test('removing twice and restoring twice change nothing', async () => {
    const [id] = await create('Customer', { name: '两次' });
    for (const _ of [1, 2]) await app().write((tx) => removeMany(tx, model('Customer'), [id!]));
    for (const _ of [1, 2]) await app().write((tx) => restoreMany(tx, model('Customer'), [id!]));
    expect((await trail(id!)).map((one) => one.verb)).toEqual(['CREATE', 'REMOVE', 'RESTORE']);
  });

  test('keys are free while their record is there; who comes back must find them free', async () => {
    const [id] = await create('Customer', {
      name: '占号甲',
      code: 'K-1',
      unifiedSocialCreditCode: '91310115MA1K00015K',
    });
    expect(await codes(create('Customer', { name: '占号乙', code: 'K-1' }))).toEqual(['DUPLICATE_CODE']);
    expect(await codes(create('Customer', { name: '占号乙', unifiedSocialCreditCode: '91310115MA1K00015K' }))).toEqual([
      'DUPLICATE_CREDIT_CODE',
    ]);
    await app().write((tx) => removeMany(tx, model('Customer'), [id!]));
    const [heir] = await create('Customer', { name: '占号乙', code: 'K-1' });
    expect(await codes(app().write((tx) => restoreMany(tx, model('Customer'), [id!])))).toEqual(['DUPLICATE_CODE']);
    expect(await alive('customer', [id!])).toEqual([false]);
    await update('Customer', { id: heir!, patch: { code: 'K-2' } });
    await app().write((tx) => restoreMany(tx, model('Customer'), [id!]));
    expect(await codes(update('Customer', { id: heir!, patch: { code: 'K-1' } }))).toEqual(['DUPLICATE_CODE']);
    expect(await codes(create('User', { userName: 'ADMINISTRATOR', name: '假', roles: ['SALES'] }))).toEqual([
      'DUPLICATE_USER_NAME',
    ]);
  });

  test('a customer has one live primary contact', async () => {
    const [id] = await create('Customer', { name: '主要' });
    const [first] = await create('Contact', { customerId: id, name: '甲', isPrimary: true });
    expect(await codes(create('Contact', { customerId: id, name: '乙', isPrimary: true }))).toEqual([
      'DUPLICATE_PRIMARY',
    ]);
    await app().write((tx) => removeMany(tx, model('Contact'), [first!]));
    await create('Contact', { customerId: id, name: '乙', isPrimary: true });
    expect(await codes(app().write((tx) => restoreMany(tx, model('Contact'), [first!])))).toEqual([
      'DUPLICATE_PRIMARY',
    ]);
  });
});
