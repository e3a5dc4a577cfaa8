/** Far more than a form or a filter needs, far less than what overflows a recursive reader. */
export const maxNesting = 100;

/** JSON nests deeper than anything here reads; walked level by level, so that the walk itself cannot overflow. */
export function isTooDeep(value: unknown, max = maxNesting): boolean {
  let level = [value].filter(isNested);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === max) return true;
    level = level.flatMap((one) => Object.values(one).filter(isNested));
  }
  return false;
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;
