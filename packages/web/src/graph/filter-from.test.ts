import { contractEntity } from '../features/contract/contract.entity';
import { customerEntity } from '../features/customer/customer.entity';
import { registerEntity, type Entity } from './entity';
import { groupToGraph, type GraphFilter } from './filter';
import { named, treeFrom } from './filter-from';

registerEntity(customerEntity);
registerEntity(contractEntity);

/** There and back. */
const back = (entity: Entity, filter: GraphFilter): GraphFilter | null => {
  const tree = treeFrom(entity, filter);
  return tree && groupToGraph(entity, tree);
};

test.each<[Entity, GraphFilter, GraphFilter]>([
  [customerEntity, { grade: { eq: 'A' } }, { grade: { eq: 'A' } }],
  [customerEntity, { grade: { in: ['A'] } }, { grade: { eq: 'A' } }],
  [customerEntity, { grade: { in: ['A', 'B'] } }, { or: [{ grade: { eq: 'A' } }, { grade: { eq: 'B' } }] }],
  [customerEntity, { grade: { isNull: true } }, { grade: { isNull: true } }],
  [customerEntity, { scale: { eq: 'SMALL' } }, { scale: { in: ['SMALL'] } }],
  [customerEntity, { region: { startsWith: '32' } }, { region: { startsWith: '32' } }],
  [customerEntity, { industry: { eq: 'C' } }, { industry: { in: ['C'] } }],
  [customerEntity, { owner: { id: { eq: 'usr_1' } } }, { owner: { id: { in: ['usr_1'] } } }],
  [customerEntity, { not: { owner: {} } }, { owner: { isNull: true } }],
  [
    customerEntity,
    { headcount: { gte: 10, lt: 20 } },
    { and: [{ headcount: { gte: 10 } }, { headcount: { lt: 20 } }] },
  ],
  [customerEntity, { createdAt: { gte: 'x' } }, { createdAt: { gte: 'x' } }],
  [contractEntity, { amount: { currency: 'USD' } }, { amount: { currency: 'USD' } }],
  [contractEntity, { amount: { currency: 'USD', gte: '5' } }, { amount: { currency: 'USD', gte: '5' } }],
  [contractEntity, { customer: { grade: { eq: 'A' } } }, { customer: { grade: { eq: 'A' } } }],
  [
    contractEntity,
    {
      and: [
        { and: [{ amount: { currency: 'CNY' } }] },
        { signedOn: { between: { from: '2026-01-01', to: '2026-01-31' } } },
      ],
    },
    { and: [{ amount: { currency: 'CNY' } }, { signedOn: { between: { from: '2026-01-01', to: '2026-01-31' } } }] },
  ],
  [
    customerEntity,
    { or: [{ grade: { eq: 'A' } }, { not: { scale: { eq: 'SMALL' } } }] },
    { or: [{ grade: { eq: 'A' } }, { not: { scale: { in: ['SMALL'] } } }] },
  ],
  [contractEntity, { amount: { isNull: true } }, { amount: { isNull: true } }],
  [contractEntity, { amount: { isNull: false } }, { amount: { isNull: false } }],
  [contractEntity, { amount: { gte: '5' } }, { amount: { gte: '5', currency: 'CNY' } }],
  [customerEntity, { contracts: { some: {} } }, { contracts: { some: {} } }],
  [
    customerEntity,
    { contracts: { none: { type: { in: ['SALES'] } }, count: { gte: 2 } } },
    { and: [{ contracts: { none: { type: { in: ['SALES'] } } } }, { contracts: { count: { gte: 2 } } }] },
  ],
])('%#: a filter becomes a tree that asks the same', (entity, filter, asked) => {
  expect(back(entity, filter)).toEqual(asked);
});

test('what the builder has no words for is no tree', () => {
  expect(treeFrom(customerEntity, { contracts: { aggregate: { count: { gte: 2 } } } })).toBeNull();
  expect(treeFrom(customerEntity, { contracts: { count: { gte: 2, where: {} } } })).toBeNull();
  expect(treeFrom(customerEntity, { contracts: { none: { unknown: { eq: 1 } } } })).toBeNull();
  expect(treeFrom(customerEntity, { unknown: { eq: 1 } })).toBeNull();
});

test('a reference carries the name that is read', () => {
  const tree = treeFrom(customerEntity, { owner: { id: { eq: 'usr_1' } } })!;
  expect(named(tree, { ownerId: '李销售' }).items).toEqual([
    { kind: 'condition', field: 'ownerId', operator: 'in', value: ['usr_1'], words: '李销售' },
  ]);
});
