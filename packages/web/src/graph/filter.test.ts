import { contractFields, customerFields } from '@dossier/shared';
import { registerEntity, type Entity } from './entity';
import { allOf, conditionOn, countTests, emptyGroup, groupToGraph, type Group } from './filter';

const base = { label: { zh: '', en: '' }, title: 'name', searchable: true } as const;
const contract: Entity = {
  ...base,
  name: 'contract',
  plural: 'contracts',
  type: 'Contract',
  fields: contractFields,
  relations: {},
};
const customer: Entity = {
  ...base,
  name: 'customer',
  plural: 'customers',
  type: 'Customer',
  fields: customerFields,
  relations: {
    contracts: { to: 'Contract', many: true, label: base.label },
    owner: { to: 'User', many: false, label: base.label },
  },
};
registerEntity(contract);
registerEntity(customer);

const group = (...items: Group['items']): Group => ({ ...emptyGroup(), items });

describe('builder tree → graph filter', () => {
  it('leaves out what is not complete', () => {
    const open = conditionOn('name', customerFields.name);
    expect(groupToGraph(customer, group(open))).toBeNull();
    expect(countTests(group(open))).toBe(0);
  });

  it('writes one test without a bracket, several with one', () => {
    const name = { kind: 'condition', field: 'name', operator: 'contains', value: '钢' } as const;
    const grade = { kind: 'condition', field: 'grade', operator: 'isNull', value: null } as const;
    expect(groupToGraph(customer, group(name))).toEqual({ name: { contains: '钢' } });
    expect(groupToGraph(customer, { ...group(name, grade), op: 'or', not: true })).toEqual({
      not: { or: [{ name: { contains: '钢' } }, { grade: { isNull: true } }] },
    });
  });

  it('names the currency of an amount and the id of a reference', () => {
    const capital = { kind: 'condition', field: 'registeredCapital', operator: 'gte', value: '1000000' } as const;
    const owner = { kind: 'condition', field: 'ownerId', operator: 'in', value: ['usr_1'] } as const;
    const nobody = { kind: 'condition', field: 'ownerId', operator: 'isNull', value: null } as const;
    expect(groupToGraph(customer, group(capital))).toEqual({ registeredCapital: { gte: '1000000', currency: 'CNY' } });
    expect(groupToGraph(customer, group(owner))).toEqual({ owner: { id: { in: ['usr_1'] } } });
    expect(groupToGraph(customer, group(nobody))).toEqual({ owner: { isNull: true } });
  });

  it('reaches related records by quantifier and by number', () => {
    const due = { kind: 'condition', field: 'expiresOn', operator: 'relative', value: 'NEXT_30_DAYS' } as const;
    const some = { kind: 'relation', relation: 'contracts', quantifier: 'some', count: 1, group: group(due) } as const;
    const three = { kind: 'relation', relation: 'contracts', quantifier: 'count', count: 3, group: group() } as const;
    expect(groupToGraph(customer, group(some))).toEqual({
      contracts: { some: { expiresOn: { relative: 'NEXT_30_DAYS' } } },
    });
    expect(groupToGraph(customer, group(three))).toEqual({ contracts: { count: { gte: 3 } } });
  });

  it('waits for both ends of a range', () => {
    const half = { kind: 'condition', field: 'headcount', operator: 'between', value: { from: 1 } } as const;
    expect(groupToGraph(customer, group(half))).toBeNull();
  });

  it.each([
    [
      { from: 100, to: 9 },
      { from: 9, to: 100 },
    ],
    [
      { from: 9, to: 100 },
      { from: 9, to: 100 },
    ],
    [
      { from: '2026-02-01', to: '2026-01-31' },
      { from: '2026-01-31', to: '2026-02-01' },
    ],
  ])('a range from the larger to the smaller is what lies between: %j', (value, between) => {
    const wide = { kind: 'condition', field: 'headcount', operator: 'between', value } as const;
    expect(groupToGraph(customer, group(wide))).toEqual({ headcount: { between } });
  });

  it('joins filters of several origins, and gives none for none', () => {
    expect(allOf([null, undefined, {}])).toBeUndefined();
    expect(allOf([{ a: 1 }, null])).toEqual({ a: 1 });
    expect(allOf([{ a: 1 }, { b: 2 }])).toEqual({ and: [{ a: 1 }, { b: 2 }] });
  });
});
