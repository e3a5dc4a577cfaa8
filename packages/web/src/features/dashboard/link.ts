import { becameLost } from '@dossier/shared';
import type { Entity } from '../../graph/entity';
import { emptyGroup, type Condition, type GraphFilter, type Group } from '../../graph/filter';
import { named, treeFrom } from '../../graph/filter-from';

const address = (entity: Entity, tree: Group): string =>
  `/${entity.plural}?where=${encodeURIComponent(JSON.stringify(tree))}`;

/** The list that a filter leads to, in words that can be changed there; null when the list has no words for it. */
export function linkTo(entity: Entity, filter: unknown, names: Readonly<Record<string, string>> = {}): string | null {
  const tree = treeFrom(entity, filter as GraphFilter);
  return tree && address(entity, named(tree, names));
}

/** `{and: [{owner: {name: …}}, {owner: {id: …}}]}` → without the name, which the id makes needless. */
export function byIdAlone(filter: unknown): unknown {
  const parts = (filter as { and?: GraphFilter[] }).and;
  if (!parts) return filter;
  const told = (part: GraphFilter): boolean => {
    const inner = Object.values((part.not ?? part) as GraphFilter)[0];
    return typeof inner === 'object' && inner !== null && 'name' in inner;
  };
  return { and: parts.filter((part) => !told(part)) };
}

/** Changes that made a customer lost, in a span of instants. */
export const lostChanges = (at: { gte: string; lt: string }) => ({ at, changes: { has: { ...becameLost } } });

/** Customers lost in a span of instants; `words` is how the condition is read. */
export function linkToLost(customer: Entity, at: { gte: string; lt: string }, words: string): string {
  const test = (field: string, operator: Condition['operator'], value: unknown, read?: string): Condition => ({
    kind: 'condition',
    field,
    operator,
    value,
    ...(read ? { words: read } : {}),
  });
  const group: Group = {
    ...emptyGroup(),
    items: [test('changes', 'has', { ...becameLost }, words), test('at', 'gte', at.gte), test('at', 'lt', at.lt)],
  };
  return address(customer, {
    ...emptyGroup(),
    items: [{ kind: 'relation', relation: 'changes', quantifier: 'some', count: 1, group }],
  });
}
