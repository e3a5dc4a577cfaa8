import type { Queryable } from './database';
import { insertRows, statementSizes } from './insert';

test('rows go in few shapes of statement, whatever their number', () => {
  for (const columns of [1, 5, 19, 80]) {
    const shapes = new Set<number>();
    for (let rows = 0; rows <= 3000; rows += 37) {
      const sizes = statementSizes(rows, columns);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(rows);
      for (const size of sizes) {
        expect(size * columns).toBeLessThanOrEqual(8000);
        shapes.add(size);
      }
    }
    // each shape is a prepared statement that the embedded engine keeps: hundreds of them were half a gigabyte
    expect(shapes.size).toBeLessThanOrEqual(13);
  }
});

test('every row is written once, in order', async () => {
  const written: unknown[] = [];
  const connection = {
    execute: async (sql: string, params: readonly unknown[]) => {
      expect(sql.split('?')).toHaveLength(params.length + 1);
      written.push(...params);
      return { affected: 0 };
    },
  } as unknown as Queryable;
  const rows = Array.from({ length: 2777 }, (_, n) => ({ a: n, b: -n, c: null }));
  await insertRows(connection, 't', rows);
  expect(written).toEqual(rows.flatMap(({ a, b, c }) => [a, b, c]));
});
