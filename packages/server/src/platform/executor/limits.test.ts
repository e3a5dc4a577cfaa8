import { getIntrospectionQuery, parse } from 'graphql';
import { documentFacts } from './limits';

const exceeded = (text: string) => documentFacts(parse(text)).exceeded;
const nest = (depth: number, field = 'a') => `{ ${`${field} { `.repeat(depth - 1)}a${' }'.repeat(depth - 1)} }`;

test('depth is counted through fragments, inline and named', () => {
  expect(exceeded(nest(12))).toBeNull();
  expect(exceeded(nest(13))).toBe('depth');
  expect(exceeded(`{ a { ...F } } fragment F on T ${nest(11)}`)).toBeNull();
  expect(exceeded(`{ a { ...F } } fragment F on T ${nest(12)}`)).toBe('depth');
  expect(exceeded(`{ a { ... on T ${nest(12)} } }`)).toBe('depth');
});

test('introspection may nest, and is recognised', () => {
  const facts = documentFacts(parse(getIntrospectionQuery()));
  expect(facts).toMatchObject({ introspects: true, exceeded: null });
  expect(documentFacts(parse('{ a: __type(name: "X") { name } }')).introspects).toBe(true);
  expect(documentFacts(parse('{ __typename a }')).introspects).toBe(false);
});

test('aliases and directives are counted', () => {
  const many = (n: number, part: (i: number) => string) =>
    `{ ${Array.from({ length: n }, (_, i) => part(i)).join(' ')} }`;
  expect(exceeded(many(30, (i) => `a${i}: x`))).toBeNull();
  expect(exceeded(many(31, (i) => `a${i}: x`))).toBe('aliases');
  expect(exceeded(many(51, () => 'x @skip(if: false)'))).toBe('directives');
});

test('fragments that spread into millions are refused at once', () => {
  const levels = 11;
  const fragments = Array.from(
    { length: levels },
    (_, i) => `fragment F${i} on T { a { ...F${i + 1} } b { ...F${i + 1} } c { ...F${i + 1} } }`,
  );
  const start = performance.now();
  expect(exceeded(`{ ...F0 } ${fragments.join(' ')} fragment F${levels} on T { a }`)).toBe('fields');
  expect(performance.now() - start).toBeLessThan(200);
});

test('the field to blame is named', () => {
  const blamed = (text: string) => documentFacts(parse(text)).field;
  expect(blamed(nest(13))).toBe('a.a.a.a.a.a');
  expect(blamed(`{ ${'x: rare '.repeat(2)} ${'y: often '.repeat(30)} }`)).toBe('often');
  expect(blamed(`{ few { a } ...F } fragment F on T { many { ${'a '.repeat(2000)} } }`)).toBe('many');
});
