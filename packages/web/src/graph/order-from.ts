import type { SortKey } from './order';

/** `{owner: {name: {direction: DESC}}}` → `owner.name`, falling. */
function sortKey(order: unknown): SortKey[] {
  const path: string[] = [];
  let at = order;
  while (typeof at === 'object' && at !== null && !Array.isArray(at)) {
    const { direction } = at as { direction?: unknown };
    if (typeof direction === 'string') return [{ path: path.join('.'), descending: direction === 'DESC' }];
    const [[name, inner] = []] = Object.entries(at as Record<string, unknown>);
    if (!name) return [];
    path.push(name);
    at = inner;
  }
  return [];
}

/** The keys of an order of the graph; what cannot be read is left out. */
export const orderFrom = (order: unknown): SortKey[] => (Array.isArray(order) ? order.flatMap(sortKey) : []);
