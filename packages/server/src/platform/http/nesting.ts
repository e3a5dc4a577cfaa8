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

/** Values that one request may bring: far more than a contract of 200 lines, far less than what holds others up while it is read. */
export const mostValues = 10_000;

/** JSON holds more keys and items than one request may bring; the count ends as soon as that is known. */
export function holdsTooMany(value: unknown, max = mostValues): boolean {
  const pending = [value].filter(isNested);
  let count = 0;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const inner: unknown[] = Array.isArray(next) ? next : Object.values(next);
    count += inner.length;
    if (count > max) return true;
    for (const one of inner) if (isNested(one)) pending.push(one);
  }
  return false;
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;
