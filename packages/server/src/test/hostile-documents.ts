/** Documents that would cost much if anybody ran them: each with its variables, and the code it is refused with. */
export interface HostileDocument {
  name: string;
  query: string;
  variables?: Record<string, unknown>;
  code: string;
  /** What both sentences name: the dear field, or the place. */
  names?: string;
}

const many = (n: number, one: (i: number) => string, between = ' '): string =>
  Array.from({ length: n }, (_, i) => one(i)).join(between);
const nest = (depth: number, open: string, inner: string, close: string): string =>
  open.repeat(depth) + inner + close.repeat(depth);
const filterOf = (depth: number): object => {
  let filter: object = { name: { eq: 'x' } };
  for (let i = 0; i < depth; i++) filter = { not: filter };
  return filter;
};
/** From customers to their contacts and back, round and round. */
const ringOf = (rounds: number): object =>
  rounds === 0 ? { name: { eq: 'x' } } : { contacts: { some: { customer: ringOf(rounds - 1) } } };
const byFilter = 'query($f: CustomerFilter) { customers(filter: $f) { totalCount nodes { id } } }';
const words = (n: number): string[] => Array.from({ length: n }, (_, i) => `v${i}`);

export const hostileDocuments: readonly HostileDocument[] = [
  {
    name: 'depth bomb, 20 levels',
    query: `{ customers { nodes ${nest(6, '{ contacts { nodes { customer ', '{ name }', ' } } }')} } }`,
    code: 'QUERY_TOO_DEEP',
    names: 'contacts',
  },
  {
    name: 'depth bomb, 600 levels',
    query: `{ customers { nodes ${nest(200, '{ contacts { nodes { customer ', '{ name }', ' } } }')} } }`,
    code: 'QUERY_TOO_DEEP',
    names: 'contacts',
  },
  {
    name: 'alias bomb, 31',
    query: `{ ${many(31, (i) => `a${i}: customers { totalCount nodes { id } }`)} }`,
    code: 'QUERY_TOO_MANY_ALIASES',
    names: 'customers',
  },
  {
    name: 'alias bomb, 10 000',
    query: `{ ${many(10_000, (i) => `a${i}: viewer { version }`)} }`,
    code: 'QUERY_TOO_LARGE',
  },
  {
    name: 'fragment cycle',
    query:
      '{ customers { nodes { ...a } } } fragment a on Customer { contacts { nodes { customer { ...b } } } } fragment b on Customer { contacts { nodes { customer { ...a } } } }',
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'fragment fan-out, 2^60',
    query: `{ customers { nodes { ...f0 } } } ${many(60, (i) => `fragment f${i} on Customer { ...f${i + 1} ...f${i + 1} }`)} fragment f60 on Customer { id name code grade }`,
    code: 'QUERY_TOO_MANY_FIELDS',
    names: 'customers',
  },
  {
    name: 'fragments of fragments that conflict nowhere',
    query: `{ customers { nodes { ${many(150, (i) => `...f${i}`)} } } } ${many(150, (i) => `fragment f${i} on Customer { name ...g }`)} fragment g on Customer { contacts { nodes { name } } }`,
    code: 'OK',
  },
  {
    name: 'inline fragments in each other',
    query: `{ customers { nodes ${nest(300, '{ ... on Customer ', '{ name }', ' }')} } }`,
    code: 'OK',
  },
  {
    name: 'a megabyte of fields',
    query: `{ customers { nodes { ${'name '.repeat(200_000)} } } }`,
    code: 'QUERY_TOO_LARGE',
  },
  {
    name: 'a megabyte of text',
    query: `{ customers(search: "${'x'.repeat(1_000_000)}") { totalCount } }`,
    code: 'SEARCH_TOO_LONG',
  },
  {
    name: 'a megabyte of lines',
    query: `{ customers(search: """${'\n'.repeat(490_000)}x""") { totalCount } }`,
    code: 'OK',
  },
  {
    name: 'a megabyte of comment',
    query: `#${'x'.repeat(900_000)}\n{ customers(first: 201) { totalCount nodes { id } } }`,
    code: 'PAGE_SIZE',
  },
  {
    name: 'pages in pages',
    query:
      '{ customers(first: 200) { nodes { contracts(first: 200) { nodes { items(first: 200) { nodes { id } } } } } } }',
    code: 'QUERY_TOO_COSTLY',
    names: 'contracts',
  },
  {
    name: 'a page of a million',
    query: '{ customers(first: 1000000) { nodes { name } } }',
    code: 'PAGE_SIZE',
    names: 'customers',
  },
  {
    name: 'a nested page of a million',
    query: '{ customers { nodes { contacts(first: 1000000) { nodes { name } } } } }',
    code: 'PAGE_SIZE',
    names: 'contacts',
  },
  {
    name: 'a filter of 20 levels',
    query: byFilter,
    variables: { f: filterOf(20) },
    code: 'FILTER_TOO_COMPLEX',
    names: 'not',
  },
  {
    name: 'a filter of 90 levels',
    query: byFilter,
    variables: { f: filterOf(90) },
    code: 'FILTER_TOO_COMPLEX',
    names: 'not',
  },
  { name: 'a filter of 1000 levels', query: byFilter, variables: { f: filterOf(1000) }, code: 'BAD_REQUEST' },
  {
    name: 'a filter of 300 levels in the text',
    query: `{ customers(filter: ${nest(300, '{not: ', '{name: {eq: "x"}}', '}')}) { totalCount nodes { id } } }`,
    code: 'FILTER_TOO_COMPLEX',
    names: 'not',
  },
  {
    name: 'lists of lists of conditions',
    query: byFilter,
    variables: { f: { or: Array.from({ length: 3000 }, () => ({ name: { contains: 'x' } })) } },
    code: 'FILTER_TOO_COMPLEX',
    names: 'or',
  },
  {
    name: 'relations in relations',
    query: byFilter,
    variables: { f: ringOf(8) },
    code: 'FILTER_TOO_COMPLEX',
    names: 'co',
  },
  {
    name: 'an in list of 501',
    query: byFilter,
    variables: { f: { name: { in: words(501) } } },
    code: 'FILTER_LIST_TOO_LONG',
    names: 'name',
  },
  {
    name: 'variables of 100 000 values',
    query: byFilter,
    variables: { f: { name: { in: words(100_000) } } },
    code: 'BAD_REQUEST',
    names: '10000',
  },
  {
    name: 'variables of 9 000 keys that nobody knows',
    query: byFilter,
    variables: { f: Object.fromEntries(words(9000).map((key) => [key, 1])) },
    code: 'BAD_USER_INPUT',
    names: 'v0',
  },
  {
    name: 'nine thousand empty conditions',
    query: byFilter,
    variables: { f: { or: words(9000).map(() => ({})) } },
    code: 'FILTER_TOO_COMPLEX',
    names: 'or',
  },
  {
    name: 'an in list of 9 000',
    query: byFilter,
    variables: { f: { name: { in: words(9000) } } },
    code: 'FILTER_LIST_TOO_LONG',
    names: 'name',
  },
  {
    name: 'many in lists',
    query: byFilter,
    variables: { f: { or: Array.from({ length: 20 }, () => ({ name: { in: words(400) } })) } },
    code: 'FILTER_LIST_TOO_LONG',
    names: 'name',
  },
  {
    name: 'groups by twenty keys',
    query: `{ customerGroups(by: [${many(20, () => '{ grade: true }', ', ')}]) { nodes { count } } }`,
    code: 'AGGREGATE_INVALID',
    names: 'by',
  },
  {
    name: 'groups of a million',
    query: '{ customerGroups(by: [{ grade: true }], first: 1000000) { nodes { count } } }',
    code: 'AGGREGATE_INVALID',
    names: 'first',
  },
  {
    name: 'groups over and over',
    query: `{ ${many(28, (i) => `g${i}: contractGroups(by: [{ signedOn: DAY }, { customer: { grade: true } }], first: 1000) { totalGroups nodes { aggregate { sum { amount { amount } } } } total { sum { amount { amount } } } }`)} }`,
    code: 'QUERY_TOO_COSTLY',
    names: 'contractGroups',
  },
  {
    name: 'aggregates over and over',
    query: `{ customers(first: 200) { nodes { ${many(29, (i) => `a${i}: contracts(first: 1) { aggregate { sum { amount { amount } } } }`)} } } }`,
    code: 'QUERY_TOO_COSTLY',
    names: 'contracts',
  },
  {
    name: 'lists over and over',
    query: `{ ${many(30, (i) => `l${i}: customers(first: 200) { nodes { contacts(first: 50) { nodes { name } } } }`)} }`,
    code: 'QUERY_TOO_COSTLY',
    names: 'contacts',
  },
  {
    name: 'an order of a hundred keys',
    query: `{ customers(orderBy: [${many(100, () => '{name: {}}', ', ')}]) { nodes { id } } }`,
    code: 'ORDER_INVALID',
    names: 'orderBy',
  },
  {
    name: 'directives',
    query: `{ customers { nodes { name ${'@include(if: true) '.repeat(300)} } } }`,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'directives, one a field',
    query: `{ customers { nodes { ${many(60, () => 'name @include(if: true)')} } } }`,
    code: 'QUERY_TOO_MANY_DIRECTIVES',
    names: 'name',
  },
  { name: 'faults', query: `{ ${many(600, (i) => `nothing${i}`)} }`, code: 'GRAPHQL_VALIDATION_FAILED' },
  {
    name: 'fields that conflict',
    query: `{ customers { nodes { ${many(400, (i) => `x: ${i % 2 ? 'name' : 'code'}`)} } } }`,
    code: 'GRAPHQL_VALIDATION_FAILED',
  },
];
