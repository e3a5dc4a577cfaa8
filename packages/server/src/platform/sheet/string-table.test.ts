import fc from 'fast-check';
import { seed } from '../../test/seed';
import { StringTable } from './string-table';

test(`gives back what was put in; DOSSIER_TEST_SEED=${seed}`, () => {
  const texts = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '𠮷野家', '恒信机械有限公司')), {
    maxLength: 3000,
  });
  fc.assert(
    fc.property(texts, (given) => {
      const table = new StringTable();
      given.forEach((text) => table.push(text));
      expect(table).toHaveLength(given.length);
      expect(given.map((_, index) => table.at(index))).toEqual(given);
      for (const index of [given.length, -1, NaN, 0.5, Infinity]) expect(table.at(index)).toBeUndefined();
    }),
    { seed, numRuns: 30 },
  );
});

test('holds the bytes of its texts, not the file they were read from', () => {
  const table = new StringTable();
  const piece = '恒信机械有限公司<si><t xml:space="preserve">'.repeat(2000);
  for (let n = 0; n < 100_000; n++) table.push(piece.slice(n % 1000, (n % 1000) + 8));
  expect(table.byteLength).toBeLessThan(8 * 1024 * 1024);
});
