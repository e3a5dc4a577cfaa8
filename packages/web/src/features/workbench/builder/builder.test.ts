import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate, type GraphQLSchema } from 'graphql';
import { queryExamples } from '@dossier/shared/query-examples';
import { assessmentEntity } from '../../assessment/assessment.entity';
import { contactEntity } from '../../contact/contact.entity';
import { contractEntity, contractItemEntity } from '../../contract/contract.entity';
import { customerEntity } from '../../customer/customer.entity';
import { userEntity } from '../../user/user.entity';
import { entityOf, registerEntity } from '../../../graph/entity';
import { setFieldRights } from '../../../graph/field-rights';
import {
  conditionOn,
  filterFields,
  inOrder,
  operatorsOf,
  type Condition,
  type Group,
  type Item,
} from '../../../graph/filter';
import { BOUNDS, emptyBuilt, measurePath, YUAN, type Built, type Key, type Measure } from './built';
import { columnOffers, functionsOf, keyOffers, measureOffers, sortOffers } from './offers';
import { readDocument } from './read';
import { isMoneyFigure, isMoneyOrder, takesSearch } from './types';
import { keyKind, writeDocument } from './write';

[customerEntity, contactEntity, contractEntity, contractItemEntity, assessmentEntity, userEntity].forEach(
  registerEntity,
);
const schema: GraphQLSchema = buildSchema(
  readFileSync(join(__dirname, '../../../../../server/schema.graphql'), 'utf8'),
);

const problemsOf = (text: string): string[] =>
  readDocument(schema, text).problems.map(({ part, name }) => `${part} ${name}`);
const faults = (text: string): string[] => validate(schema, parse(text)).map(({ message }) => message);

/** Numbers that look random and are the same every time. */
function dice(seed: number): (most: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (most) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    return Math.floor((state / 4_294_967_296) * most);
  };
}
type Roll = (most: number) => number;
const pick = <T>(roll: Roll, of: readonly T[]): T => of[roll(of.length)]!;
const some = <T>(roll: Roll, of: readonly T[], most: number): T[] => [
  ...new Set(Array.from({ length: roll(most + 1) }, () => pick(roll, of))),
];

function value(roll: Roll, { operator, field }: Condition, type: string): unknown {
  const declared = filterFields(entityOf(type))[field]!;
  if (operator === 'isNull' || operator === 'notNull') return null;
  if (operator === 'relative') return pick(roll, ['THIS_YEAR', 'LAST_30_DAYS', 'TODAY']);
  const plain = (): unknown => {
    switch (declared.kind) {
      case 'enum':
        return pick(roll, Object.keys(declared.values));
      case 'date':
        return `2026-0${1 + roll(9)}-11`;
      case 'instant':
        return `2026-0${1 + roll(9)}-11T00:00:00.000Z`;
      case 'money':
      case 'decimal':
        return `${roll(1000)}.50`;
      case 'int':
        return roll(100);
      case 'bool':
        return roll(2) === 1;
      default:
        return pick(roll, ['44', 'C', '钢“材”', 'a"b\\c']);
    }
  };
  if (operator === 'between') return inOrder({ from: plain(), to: plain() });
  return operator === 'in' || operator === 'notIn' ? [plain()] : plain();
}

function item(roll: Roll, type: string, depth: number): Item {
  const entity = entityOf(type);
  const doors = Object.keys(entity.relations).filter((name) => {
    const { to } = entity.relations[name]!;
    return ['Customer', 'Contract', 'Contact'].includes(to) && name !== 'primaryContact';
  });
  if (depth > 0 && doors.length > 0 && roll(4) === 0) {
    const relation = pick(roll, doors);
    const { to, many } = entity.relations[relation]!;
    const quantifier = many ? pick(roll, ['some', 'none', 'every', 'count'] as const) : 'some';
    const inner = quantifier === 'count' ? { ...group(roll, to, 0), items: [] } : group(roll, to, depth - 1);
    const count = quantifier === 'count' ? 1 + roll(5) : 1;
    return {
      kind: 'relation',
      relation,
      quantifier,
      count,
      group: { ...inner, op: inner.items.length > 1 ? inner.op : 'and' },
    };
  }
  if (depth > 0 && roll(4) === 0) return { ...group(roll, type, depth - 1, 2), op: 'or' };
  const names = Object.entries(filterFields(entity)).filter(
    ([, field]) => !field.inner && operatorsOf(field).length > 0,
  );
  const [field, declared] = pick(roll, names);
  const operator = pick(roll, operatorsOf(declared));
  const made: Condition = { ...conditionOn(field, declared), operator };
  const money = declared.kind === 'money' && operator !== 'isNull' && operator !== 'notNull';
  return { ...made, value: value(roll, made, type), ...(money && { currency: pick(roll, ['CNY', 'USD']) }) };
}
function group(roll: Roll, type: string, depth: number, least = 1): Group {
  const items = Array.from({ length: least + roll(2) }, () => item(roll, type, depth));
  // brackets of the same kind in one another are one bracket
  const flat = items.filter((one) => one.kind !== 'group' || least === 1);
  const kept = flat.length >= least ? flat : [...flat, ...Array.from({ length: least }, () => item(roll, type, 0))];
  return { kind: 'group', op: 'and', not: false, items: kept };
}

function built(roll: Roll): Built {
  const type = pick(roll, ['Customer', 'Contract', 'Contact', 'Assessment', 'ContractItem']);
  const mode = pick(roll, ['rows', 'groups'] as const);
  const paths = (groups: { offers: { path: string }[] }[]) =>
    groups.flatMap(({ offers }) => offers.map(({ path }) => path));
  const columns = [...new Set([entityOf(type).title, ...some(roll, paths(columnOffers(schema, type)), 5)])];
  const keys = keyOffers(schema, type).flatMap(({ offers }) => offers);
  const by = some(roll, keys, 3)
    .concat(keys[0]!)
    .map(({ path, ways }): Key => {
      const kind = keyKind(schema, type, path);
      const edges = kind === 'ranges' || kind === 'money' ? some(roll, ['100', '500.5', '900'], 3).sort() : [];
      return {
        path,
        way: kind === 'way' ? pick(roll, ways) : '',
        edges,
        currency: kind === 'money' && edges.length > 0 ? 'USD' : '',
      };
    });
  const measures: Measure[] = [{ fn: 'count', field: '' }];
  for (const fn of some(roll, functionsOf(schema, type), 3))
    if (fn !== 'count') measures.push({ fn, field: pick(roll, measureOffers(schema, type, fn)).path });
  const made: Built = {
    ...emptyBuilt(type),
    mode,
    first: 1 + roll(200),
    where: roll(3) > 0 ? group(roll, type, 2) : null,
    search: takesSearch(schema, { type, mode }) && roll(2) > 0 ? '钢 "A"' : '',
  };
  if (mode === 'rows') made.columns = columns;
  else Object.assign(made, { by, measures, rollUp: roll(2) > 0 });
  made.sort = some(roll, paths(sortOffers(schema, made)), 2).map((target) => ({
    target,
    descending: roll(2) === 1,
    currency: isMoneyOrder(schema, made, target) ? 'USD' : '',
  }));
  const bounded = measures.filter(({ fn }) => ['count', 'sum', 'avg'].includes(fn));
  if (mode === 'groups')
    made.having = some(roll, bounded, 2).map((measure) => ({
      target: measurePath(measure),
      operator: pick(roll, BOUNDS),
      value: String(roll(50)),
      currency: isMoneyFigure(schema, type, measurePath(measure)) ? 'USD' : '',
    }));
  return made;
}

/** What the document does not tell apart. */
function settled({ where, columns, having, measures, ...rest }: Built): unknown {
  const flat = (items: Item[]): unknown[] =>
    items.map((one) =>
      one.kind === 'condition'
        ? JSON.parse(JSON.stringify(one))
        : one.kind === 'relation'
          ? { ...one, group: bracket(one.group) }
          : bracket(one),
    );
  const bracket = (one: Group): unknown => {
    const [only] = one.items;
    if (one.items.length === 1 && only!.kind === 'group' && !one.not) return bracket(only as Group);
    return { ...one, op: one.items.length > 1 ? one.op : 'and', items: flat(one.items) };
  };
  const sorted = <T>(list: readonly T[]): T[] =>
    [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return {
    ...rest,
    columns: sorted(columns),
    having: sorted(having),
    measures: sorted(measures),
    where: where && bracket(where),
  };
}

test('what is put together by clicks is a valid document, and reads back as it was', () => {
  for (let seed = 1; seed <= 150; seed++) {
    const made = built(dice(seed));
    const text = writeDocument(schema, made);
    expect([text, faults(text)]).toEqual([text, []]);
    const { built: back, problems } = readDocument(schema, text);
    expect([text, problems]).toEqual([text, []]);
    expect(writeDocument(schema, back!)).toBe(
      writeDocument(schema, readDocument(schema, writeDocument(schema, back!)).built!),
    );
    expect([text, settled(back!)]).toEqual([text, settled(made)]);
  }
});

test('the question of the demonstration', () => {
  const condition = (field: string, operator: Condition['operator'], given: unknown): Condition => ({
    kind: 'condition',
    field,
    operator,
    value: given,
  });
  const industry: Group = {
    kind: 'group',
    op: 'and',
    not: false,
    items: [condition('industry', 'startsWith', 'C'), condition('region', 'startsWith', '44')],
  };
  const text = writeDocument(schema, {
    ...emptyBuilt('Contract'),
    mode: 'groups',
    where: {
      kind: 'group',
      op: 'and',
      not: false,
      items: [{ kind: 'relation', relation: 'customer', quantifier: 'some', count: 1, group: industry }],
    },
    by: [
      { path: 'signedOn', way: 'MONTH', edges: [], currency: '' },
      { path: 'customer.grade', way: '', edges: [], currency: '' },
    ],
    measures: [{ fn: 'sum', field: 'amount' }],
    first: 200,
  });
  expect(text.replace(/\s+/g, ' ')).toBe(
    '{ contractGroups( by: [{signedOn: MONTH}, {customer: {grade: true}}] filter: {customer: {and: [{industry: {startsWith: "C"}}, {region: {startsWith: "44"}}]}} first: 200 ) ' +
      '{ totalGroups truncated nodes { key { signedOn { label } customer { grade } } aggregate { sum { amount { amount currency } } } } } } ',
  );
});

test('two keys of one field are told by their words', () => {
  const key = (way: string): Key => ({ path: 'signedOn', way, edges: [], currency: '' });
  const text = writeDocument(schema, {
    ...emptyBuilt('Contract'),
    mode: 'groups',
    by: [key('YEAR'), key('MONTH_OF_YEAR')],
  });
  expect(text).toContain('keys');
  expect(readDocument(schema, text).built!.by.map(({ way }) => way)).toEqual(['YEAR', 'MONTH_OF_YEAR']);
});

test('comments above a document stay; what clicks cannot show is named and nothing is read', () => {
  const text = '# 月报\n# 二\n{\n  customers {\n    nodes {\n      name\n    }\n  }\n}\n';
  const { built: made } = readDocument(schema, text);
  expect(made).toMatchObject({ type: 'Customer', mode: 'rows', columns: ['name'], first: 50 });
  expect(writeDocument(schema, made!, '# 月报\n# 二\n')).toMatch(/^# 月报\n# 二\n\{/);
  expect(problemsOf('{ customers { nodes { name # 名\n } } }')).toEqual(['comment #']);
  expect(problemsOf('{ customers {')).toEqual([expect.stringContaining('syntax')]);
  expect(problemsOf('{ customers { nodes { nonsense } } }')).toEqual([expect.stringContaining('invalid')]);
  expect(problemsOf('query($f: CustomerFilter) { customers(filter: $f) { nodes { name } } }')).toEqual(['variable f']);
  expect(problemsOf('{ customers { nodes { n: name } } }')).toEqual(['alias n']);
  expect(problemsOf('{ a: customers { nodes { name } } }')).toEqual(['alias a']);
  expect(problemsOf('{ customers { nodes { name } } contracts { nodes { name } } }')).toEqual([
    'roots customers、contracts',
  ]);
  expect(problemsOf('{ viewer { version } }')).toEqual(['root viewer']);
  expect(problemsOf('{ customers { ...F } } fragment F on CustomerConnection { nodes { name } }')).toEqual([
    'fragment F',
  ]);
  expect(problemsOf('{ customers(deleted: true) { nodes { name } pageInfo { endCursor } } }')).toEqual([
    'argument deleted',
    'field pageInfo',
  ]);
  expect(problemsOf('{ customers { nodes { name contracts(first: 1) { totalCount } } } }')).toEqual([
    'argument contracts(first)',
  ]);
  expect(
    problemsOf(
      '{ customers(filter: { grade: { eq: "A" }, contracts: { aggregate: { count: { gte: 2 } } } }) { nodes { name } } }',
    ),
  ).toEqual(['filter contracts']);
  expect(problemsOf('{ customers(orderBy: [{ name: { nulls: LAST } }]) { nodes { name } } }')).toEqual([
    'order {"name":{"nulls":"LAST"}}',
  ]);
  expect(
    problemsOf(
      '{ customerGroups(by: [{ grade: true }], having: { count: { in: [1] } }) { nodes { keys level } subtotals { count } } }',
    ),
  ).toEqual(['field level', 'having count.in', 'field subtotals', 'field total']);
  expect(problemsOf('mutation { signOut { viewer { version } } }')[0]).toMatch(/^(operations|invalid)/);
});

test('search, shares and a roll-up are written as the graph takes them, and read back', () => {
  const key = (path: string): Key => ({ path, way: '', edges: [], currency: '' });
  const made: Built = {
    ...emptyBuilt('Contract'),
    mode: 'groups',
    search: '钢',
    by: [key('approvalStatus'), key('customer.grade')],
    measures: [
      { fn: 'sum', field: 'amount' },
      { fn: 'share', field: 'amount' },
      { fn: 'share', field: '' },
    ],
    rollUp: true,
  };
  const text = writeDocument(schema, made);
  expect(text.replace(/\s+/g, ' ')).toContain(
    'key { approvalStatus customer { grade } } aggregate { sum { amount { amount currency } } } share { sum { amount { currency share } } count } } ' +
      'subtotals { level keys aggregate { sum { amount { amount currency } } } } total { sum { amount { amount currency } } } } }',
  );
  expect(text).toContain('search: "钢"');
  expect(readDocument(schema, text)).toEqual({
    built: expect.objectContaining({ search: '钢', rollUp: true }),
    problems: [],
  });
  const [one] = made.by;
  const flat = writeDocument(schema, { ...made, by: [one!], measures: [{ fn: 'share', field: '' }] });
  expect(flat).not.toContain('subtotals');
  expect(flat.replace(/\s+/g, ' ')).toContain('share { count } } total { count } } }');
});

test('every example is either read without loss or told apart', () => {
  const read = queryExamples.filter(({ document }) => readDocument(schema, document).built);
  for (const { document } of read) {
    const made = readDocument(schema, document).built!;
    expect(faults(writeDocument(schema, made))).toEqual([]);
  }
  expect(queryExamples.length - read.length).toBeGreaterThan(0);
});

test('what may not be read is not offered', () => {
  setFieldRights(
    new Map([
      ['Contract.amount', 'HIDDEN'],
      ['Customer.grade', 'MASKED'],
    ]),
  );
  const paths = (groups: { offers: { path: string }[] }[]) =>
    groups.flatMap(({ offers }) => offers.map(({ path }) => path));
  try {
    expect(paths(columnOffers(schema, 'Contract'))).not.toContain('amount');
    expect(paths(columnOffers(schema, 'Contract'))).toContain('customer.grade');
    expect(paths(keyOffers(schema, 'Contract'))).not.toContain('customer.grade');
    expect(measureOffers(schema, 'Contract', 'sum').map(({ path }) => path)).not.toContain('amount');
  } finally {
    setFieldRights(new Map());
  }
  expect(paths(keyOffers(schema, 'Contract'))).toContain('customer.grade');
  expect(measureOffers(schema, 'Contract', 'sum').map(({ path }) => path)).toContain('amount');
  expect(YUAN).toBe('CNY');
});
