import type { Tile } from './tile';
import { tileDifferences } from './tile-differences';

const tile = (query: string, more: Partial<Tile> = {}): Tile => ({
  query,
  title: null,
  shape: 'BAR',
  category: null,
  series: null,
  measures: [],
  width: 1,
  variables: null,
  ...more,
});
const told = (theirs: Tile[], mine: Tile[]) => {
  const { tiles, moved } = tileDifferences(theirs, mine);
  return { tiles: tiles.map(({ tile: { query }, how, fields }) => [query, how, ...fields].join(' ')), moved };
};

test('equal boards differ in nothing', () => {
  expect(told([tile('a'), tile('b')], [tile('a'), tile('b')])).toEqual({ tiles: [], moved: false });
});

test('a tile that was changed, one that only the other has, one that only I have', () => {
  expect(told([tile('a', { width: 2, shape: 'RING' }), tile('b')], [tile('a', { title: '等级' }), tile('c')])).toEqual({
    tiles: ['a changed title shape width', 'c mine', 'b theirs'],
    moved: false,
  });
});

test('two tiles of one query are told apart by their titles, and an order of its own is said', () => {
  const one = tile('a', { title: '一' });
  const two = tile('a', { title: '二' });
  expect(told([one, two], [{ ...two, width: 3 }, one])).toEqual({ tiles: ['a changed width'], moved: true });
});
