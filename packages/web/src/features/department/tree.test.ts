import { drawn } from './tree';

test('children stand below their parent, orphans at the top', () => {
  const node = (id: string, parent?: string) => ({ id, parent: parent ? { id: parent } : null });
  const rows = drawn([node('c', 'a'), node('a'), node('b', 'gone'), node('d', 'c')]);
  expect(rows.map(({ node: { id }, depth }) => `${id}${depth}`)).toEqual(['a0', 'c1', 'd2', 'b0']);
});
