import { isTooDeep, maxNesting } from './nesting';

const nested = (depth: number): unknown => JSON.parse('{"a":'.repeat(depth) + '1' + '}'.repeat(depth));

test('what nests up to the bound is taken, one level more is not', () => {
  for (const plain of [null, 1, 'text', [], {}, { a: null }]) expect(isTooDeep(plain)).toBe(false);
  expect(isTooDeep(nested(maxNesting))).toBe(false);
  expect(isTooDeep(nested(maxNesting + 1))).toBe(true);
  expect(isTooDeep([[[1]], 2], 2)).toBe(true);
});

test('however deep, the stack holds', () => {
  expect(isTooDeep(JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)))).toBe(true);
});
