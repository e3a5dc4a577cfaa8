import fc from 'fast-check';
import { buildSchema, getVariableValues, parse, type OperationDefinitionNode } from 'graphql';
import { loadConfig } from '../config';
import { VariableCoercer } from './variables';

const schema = buildSchema(/* GraphQL */ `
  enum Grade {
    A
    B
  }
  input Filter {
    name: String
    and: [Filter!]
    limit: Int = 7
    tag: String! = "none"
    grades: [[Grade!]]
    not: Filter
    one: Choice
    id: ID
  }
  input Choice @oneOf {
    a: Int
    b: String
  }
  input Strict {
    must: Int!
    may: Float
  }
  type Query {
    a: Int
  }
`);
const document =
  'query($f: Filter, $s: Strict, $n: Int = 3, $m: Boolean!, $l: [Int!]!, $d: Filter = { name: "x" }) { a }';
const operation = parse(document).definitions[0] as OperationDefinitionNode;

/** Mostly right, now and then wrong. */
const mostly = <T, W>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<W>) =>
  fc.oneof(
    { weight: 30, arbitrary: right as fc.Arbitrary<unknown> },
    { weight: 1, arbitrary: wrong as fc.Arbitrary<unknown> },
  );
const anything = fc.constantFrom<unknown>(null, 'A', '', true, 1, -1, 2.5, 1e12, 'Q', [], {}, [null]);
const { filter } = fc.letrec<{ filter: unknown }>((tie) => ({
  filter: mostly(
    fc.record(
      {
        name: mostly(fc.constantFrom('x', null), anything),
        and: fc.option(fc.oneof(fc.array(tie('filter'), { maxLength: 2 }), tie('filter')), { depthSize: 'small' }),
        limit: mostly(fc.constantFrom(1, null), anything),
        tag: mostly(fc.constant('t'), anything),
        grades: mostly(fc.constantFrom('A', ['A', 'B'], [['A'], null], null), fc.constantFrom([['Z']], 1)),
        not: fc.option(tie('filter'), { depthSize: 'small' }),
        one: mostly(fc.constantFrom({ a: 1 }, { b: 'x' }, null), fc.constantFrom({ a: 1, b: 'x' }, {})),
        id: mostly(fc.constantFrom(1, 'x'), anything),
      },
      { requiredKeys: [] },
    ),
    fc.constantFrom({ unknown: 1 }, 'x', [1], 3),
  ),
}));
const variables = fc.record(
  {
    f: filter,
    s: mostly(fc.constantFrom(null, { must: 1 }, { must: 1, may: 2 }), fc.constantFrom({}, { may: 'x' })),
    n: mostly(fc.constantFrom(1, null), anything),
    m: mostly(fc.boolean(), anything),
    l: mostly(fc.constantFrom([1], 1, []), anything),
    d: filter,
  },
  { requiredKeys: ['m', 'l'] },
);

test('random variables are coerced, or refused, as graphql-js does', () => {
  const coercer = new VariableCoercer(schema);
  let accepted = 0;
  const property = fc.property(variables, (given) => {
    const expected = getVariableValues(schema, operation.variableDefinitions!, given, { maxErrors: 3 });
    const got = coercer.coerce(operation, given);
    if ('coerced' in got) accepted++;
    // as text: the order of keys is the same too
    expect(JSON.stringify('coerced' in got ? got.coerced : got.errors)).toBe(
      JSON.stringify(expected.coerced ?? expected.errors),
    );
  });
  fc.assert(property, { numRuns: loadConfig().testLong ? 50_000 : 500 });
  // both kinds were met; about one in five is accepted, by chance sometimes fewer
  expect(accepted).toBeGreaterThan(30);
});
