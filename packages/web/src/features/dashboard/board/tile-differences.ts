import type { Tile } from './tile';

/** How a tile of one board stands to the other: changed, or only there. */
export interface TileDifference {
  tile: Tile;
  how: 'changed' | 'theirs' | 'mine';
  /** The fields that differ. */
  fields: (keyof Tile)[];
}
export interface TileDifferences {
  tiles: TileDifference[];
  /** The tiles that both have stand in another order. */
  moved: boolean;
}

const KEYS = ['query', 'title', 'shape', 'category', 'series', 'measures', 'width', 'variables'] as const;
const differing = (a: Tile, b: Tile): (keyof Tile)[] =>
  KEYS.filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]));
/** Tiles have no names of their own: the likest ones are taken for the same. */
const likeness: readonly ((a: Tile, b: Tile) => boolean)[] = [
  (a, b) => differing(a, b).length === 0,
  (a, b) => a.query === b.query && a.title === b.title,
  (a, b) => a.query === b.query,
];

/** What two boards that grew apart differ in, tile by tile. */
export function tileDifferences(theirs: readonly Tile[], mine: readonly Tile[]): TileDifferences {
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  for (const like of likeness)
    for (const [at, tile] of mine.entries()) {
      if (pairs.has(at)) continue;
      const found = theirs.findIndex((other, i) => !taken.has(i) && like(other, tile));
      if (found < 0) continue;
      pairs.set(at, found);
      taken.add(found);
    }
  const own = mine.flatMap((tile, at): TileDifference[] => {
    const other = pairs.get(at);
    if (other === undefined) return [{ tile, how: 'mine', fields: [] }];
    const fields = differing(theirs[other]!, tile);
    return fields.length > 0 ? [{ tile, how: 'changed', fields }] : [];
  });
  const others = theirs.flatMap((tile, i): TileDifference[] =>
    taken.has(i) ? [] : [{ tile, how: 'theirs', fields: [] }],
  );
  const order = [...pairs].sort(([a], [b]) => a - b).map(([, other]) => other);
  return { tiles: [...own, ...others], moved: order.some((at, i) => i > 0 && at < order[i - 1]!) };
}
