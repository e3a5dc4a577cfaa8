import { label } from '@dossier/shared';
import type { Found } from './group-rows';
import type { GroupKey } from './keys/compile';
import { invalid, type Canon, type Span } from './keys/form';

/**
 * Adds the groups that could be there and are not: months of the days asked for, or between the first and the last that are there; values
 * of an enum. Other keys are combined as they occur. Groups come by their keys, so what is added finds its place.
 */
export function fillGaps(
  keys: readonly GroupKey[],
  found: readonly Found[],
  spans: readonly Span[],
  most: number,
): Found[] {
  const lines = keys.map(({ form }, i) => {
    const present = [...new Set(found.map((group) => group.keys[i]!))];
    const known = present.filter((key) => key !== null);
    // in the order in which groups come: those without a key first
    return [...(known.length < present.length ? [null] : []), ...(form.all?.(known, spans[i]!) ?? known.sort(inOrder))];
  });
  const size = lines.reduce((product, line) => product * Math.max(1, line.length), 1);
  if (size > most)
    throw invalid(
      label(
        `fillGaps 会得到 ${size} 组（最多 ${most} 组），请减少分组或限定范围`,
        `fillGaps would make ${size} groups (at most ${most}); take fewer keys or narrow the filter`,
      ),
    );
  const byKey = new Map(found.map((group) => [JSON.stringify(group.keys), group]));
  const filled: Found[] = [];
  const walk = (at: number, before: readonly (Canon | null)[]): void => {
    if (at === lines.length) filled.push(byKey.get(JSON.stringify(before)) ?? { keys: before, rows: [] });
    else for (const key of lines[at]!) walk(at + 1, [...before, key]);
  };
  walk(0, []);
  return filled;
}

/** As the engines order keys: figures by their worth, texts by their characters. */
const inOrder = (a: Canon, b: Canon): number => Number(a) - Number(b) || (a < b ? -1 : a > b ? 1 : 0);
