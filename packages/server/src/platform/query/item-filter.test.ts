import { openTestApp, type TestApp } from '../../test/test-app';
import { createMany, updateMany } from '../db/write';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  await app.write(async (tx) => {
    const model = tx.models.get('Customer');
    const [first, second] = await createMany(tx, model, [
      { name: '甲有限公司', addresses: [{ kind: 'OFFICE', text: '人民路 1 号', region: '320500' }] },
      {
        name: '乙有限公司',
        remarks: '"field":"grade"',
        addresses: [{ kind: 'SHIPPING', text: '100%_"路"', region: '330100' }],
      },
      { name: '丙有限公司' },
    ]);
    await updateMany(tx, model, [{ id: first!, patch: { grade: 'A' } }]);
    await updateMany(tx, model, [{ id: second!, patch: { remarks: '另一段"field":"grade"' } }]);
  });
});
afterAll(() => app.close());

const names = async (filter: object): Promise<string[]> => {
  const { data, errors } = await app.ask(
    'query ($filter: CustomerFilter) { customers(filter: $filter, orderBy: [{code: {}}, {name: {}}]) { nodes { name } } }',
    { filter },
  );
  if (errors) throw new Error(errors[0]!.message);
  return data.customers.nodes.map((node: { name: string }) => node.name[0]);
};
const changes = async (filter: object): Promise<string[]> => {
  const { data } = await app.ask(
    'query ($filter: ChangeFilter) { changes(filter: $filter) { nodes { customer { name } } } }',
    { filter },
  );
  return data.changes.nodes.map((node: { customer: { name: string } }) => node.customer.name[0]);
};

describe('lists of objects', () => {
  test('who changed a field: texts that look like a change do not count', async () => {
    expect(await changes({ verb: { eq: 'UPDATE' }, changes: { has: { field: 'grade' } } })).toEqual(['甲']);
    expect(await changes({ verb: { eq: 'UPDATE' }, changes: { has: { field: 'remarks' } } })).toEqual(['乙']);
    expect(await changes({ verb: { eq: 'UPDATE' }, changes: { has: { after: 'A' } } })).toEqual(['甲']);
  });

  test('an item by one of its texts; wildcards and quotes mean themselves', async () => {
    expect(await names({ addresses: { has: { region: '320500' } } })).toEqual(['甲']);
    expect(await names({ addresses: { has: { kind: 'SHIPPING' } } })).toEqual(['乙']);
    expect(await names({ addresses: { has: { text: '100%_"路"' } } })).toEqual(['乙']);
    expect(await names({ addresses: { has: { text: '%' } } })).toEqual([]);
    expect(await names({ addresses: { isNull: true } })).toEqual(['丙']);
    expect(await names({ not: { addresses: { has: { region: '320500' } } } })).toEqual(['丙', '乙']);
    expect(await names({ changes: { some: { changes: { has: { field: 'grade' } } } } })).toEqual(['甲']);
  });

  test('several texts are those of one item', async () => {
    await app.write(async (tx) => {
      const model = tx.models.get('Customer');
      const [{ id } = { id: '' }] = await tx.connection.query<{ id: string }>(
        "SELECT id FROM customer WHERE name = '丙有限公司'",
      );
      await updateMany(tx, model, [{ id, patch: { grade: 'B', tags: ['A'], shortName: 'A', remarks: 'a' } }]);
      await updateMany(tx, model, [{ id, patch: { grade: 'C', shortName: 'a' } }]);
    });
    const became = (field: string, after: string, before?: string) =>
      changes({ verb: { eq: 'UPDATE' }, changes: { has: { field, after, ...(before ? { before } : {}) } } });
    expect(await became('grade', 'A')).toEqual(['甲']);
    expect(await became('shortName', 'A')).toEqual(['丙']);
    expect(await became('remarks', 'A')).toEqual([]);
    expect(await became('grade', 'C', 'B')).toEqual(['丙']);
    expect(await became('grade', 'C', 'A')).toEqual([]);
    expect(await names({ changes: { some: { changes: { has: { field: 'grade', after: 'C' } } } } })).toEqual(['丙']);
    expect(await names({ addresses: { has: { region: '320500', text: '人民路 1 号' } } })).toEqual(['甲']);
    expect(await names({ addresses: { has: { region: '320500', text: '100%_"路"' } } })).toEqual([]);
  });

  test.each([{}, { region: null }, { region: '320500', text: null }])('%j asks for nothing', async (has) => {
    await expect(names({ addresses: { has } })).rejects.toThrow();
  });
});
