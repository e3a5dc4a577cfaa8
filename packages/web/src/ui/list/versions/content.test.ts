import { customerEntity } from '../../../features/customer/customer.entity';
import { differences, keptView, partsOf, type Say } from './content';

const say: Say = {
  t: (key) => key,
  item: (item) => (item.kind === 'condition' ? `${item.field} ${item.operator} ${String(item.value)}` : item.kind),
  column: (key) => key,
  sort: ({ path, descending }) => `${path}${descending ? '↓' : '↑'}`,
  density: (density) => density,
};
const content = (given: object): string =>
  JSON.stringify({
    search: null,
    filter: JSON.stringify({ grade: { in: ['A'] } }),
    orderBy: JSON.stringify([{ owner: { name: { direction: 'ASC', nulls: 'LAST' } } }]),
    columns: ['name', 'grade'],
    density: 'ROOMY',
    layout: '{}',
    ...given,
  });
const view = (given: object) => keptView(customerEntity, content(given));
const changed = (before: object, after: object) => differences(view(before), view(after), say);

test('a version is told part by part', () => {
  expect(partsOf(view({}), say)).toEqual([
    { part: 'search', words: [] },
    { part: 'filter', words: ['grade eq A'] },
    { part: 'order', words: ['owner.name↑'] },
    { part: 'columns', words: ['name', 'grade'] },
    { part: 'density', words: ['ROOMY'] },
  ]);
});

test('what a save changed: conditions and columns that came and went, the order as it became', () => {
  expect(changed({}, {})).toEqual([]);
  expect(changed({}, { filter: JSON.stringify({ grade: { in: ['B'] }, name: { contains: '钢' } }) })).toEqual([
    { part: 'filter', added: ['grade eq B', 'name contains 钢'], removed: ['grade eq A'], now: null },
  ]);
  expect(changed({}, { columns: ['grade', 'name'] })).toEqual([
    { part: 'columns', added: [], removed: [], now: ['grade', 'name'] },
  ]);
  const orderBy = JSON.stringify([{ name: { direction: 'DESC', nulls: 'LAST' } }]);
  expect(changed({}, { orderBy, search: '钢', layout: '{"q":"钢"}' })).toEqual([
    { part: 'search', added: [], removed: [], now: ['钢'] },
    { part: 'order', added: [], removed: [], now: ['name↓'] },
  ]);
});

test('conditions joined by or are one; what has no words says so, and broken content is an empty view', () => {
  const either = { or: [{ grade: { in: ['A'] } }, { name: { contains: '钢' } }] };
  expect(partsOf(view({ filter: JSON.stringify(either) }), say)[1]!.words).toEqual([
    'grade eq A filter.or name contains 钢',
  ]);
  const counted = { contracts: { aggregate: { count: { gte: 2 } } } };
  expect(partsOf(view({ filter: JSON.stringify(counted) }), say)[1]!.words).toEqual(['views.unreadable']);
  expect(keptView(customerEntity, '{')).toMatchObject({ search: '', sort: [], columns: [] });
});
