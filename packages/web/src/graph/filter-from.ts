import type { Field } from '@dossier/shared';
import { entityOf, hasEntity, type Entity } from './entity';
import {
  emptyGroup,
  filterFields,
  needsValue,
  operatorsOf,
  type Condition,
  type GraphFilter,
  type Group,
  type Item,
  type Quantifier,
} from './filter';

const isObject = (value: unknown): value is GraphFilter =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `owner` in the graph is the reference `ownerId` of the dictionary. */
function referenceOf(entity: Entity, name: string): string | null {
  const key = `${name}Id`;
  return entity.fields[key]?.kind === 'ref' ? key : null;
}

/** One operator as the builder knows it: `eq` of a choice is “one of”. */
function conditionFrom(name: string, field: Field, operator: string, value: unknown): Condition | null {
  const made = (op: Condition['operator'], given: unknown): Condition => ({
    kind: 'condition',
    field: name,
    operator: op,
    value: given,
  });
  if (operator === 'isNull') return made(value === true ? 'isNull' : 'notNull', null);
  const known = operatorsOf(field);
  if (operator === 'eq' && known.includes('in')) return made('in', [value]);
  return known.some((one) => one === operator) ? made(operator as Condition['operator'], value) : null;
}

/** “One of” where the builder knows only “is”: one bracket of alternatives. */
function anyOf(name: string, field: Field, operator: string, value: unknown): Item | null {
  const known = operatorsOf(field);
  if (operator !== 'in' || known.includes('in') || !known.includes('eq') || !Array.isArray(value)) return null;
  const items = value.map((one): Condition => ({ kind: 'condition', field: name, operator: 'eq', value: one }));
  return items.length === 1 ? items[0]! : { ...emptyGroup('or'), items };
}

function fieldFrom(name: string, field: Field, tests: GraphFilter): Item[] | null {
  const { currency, ...rest } = tests;
  const operators = Object.entries(rest);
  if (field.kind === 'money') {
    // the yuan when left out; a currency alone: amounts in it
    if (operators.length === 0 && currency !== undefined) operators.push(['isNull', false]);
  }
  const items = operators.map(
    ([operator, value]) =>
      conditionFrom(name, field, operator, value) ??
      (field.kind === 'money' ? null : anyOf(name, field, operator, value)),
  );
  if (items.length === 0 || items.includes(null)) return null;
  if (field.kind !== 'money') return items as Item[];
  return (items as Condition[]).map((item) =>
    // an amount of any currency, or none at all
    currency === undefined && !needsValue(item.operator) ? item : { ...item, currency: String(currency ?? 'CNY') },
  );
}

/** `owner: {id: {eq}}`, `owner: {name: {eq}}`: the reference itself where that says it, else a test of the other record. */
function relationFrom(entity: Entity, name: string, inner: GraphFilter): Item[] | null {
  const reference = referenceOf(entity, name);
  const field = reference ? entity.fields[reference] : undefined;
  const keys = Object.keys(inner);
  if (reference && field && keys.length === 1 && (keys[0] === 'isNull' || keys[0] === 'id')) {
    const [key = ''] = keys;
    const tests = key === 'id' ? inner.id : inner;
    return isObject(tests) ? fieldFrom(reference, field, tests) : null;
  }
  const relation = entity.relations[name];
  if (!relation || !hasEntity(relation.to)) return null;
  if (relation.many) return relatedFrom(name, entityOf(relation.to), inner);
  const group = treeFrom(entityOf(relation.to), inner);
  return group && [{ kind: 'relation', relation: name, quantifier: 'some', count: 1, group }];
}

const QUANTIFIERS: readonly Quantifier[] = ['some', 'none', 'every'];

/** `contracts: {some: …}`, `contracts: {count: {gte: 2}}`. */
function relatedFrom(relation: string, target: Entity, tests: GraphFilter): Item[] | null {
  const items = Object.entries(tests).map(([name, test]): Item | null => {
    if (!isObject(test)) return null;
    if (name === 'count') {
      const { gte, ...others } = test;
      if (typeof gte !== 'number' || Object.keys(others).length > 0) return null;
      return { kind: 'relation', relation, quantifier: 'count', count: gte, group: emptyGroup() };
    }
    const quantifier = QUANTIFIERS.find((one) => one === name);
    const group = quantifier && treeFrom(target, test);
    return quantifier && group ? { kind: 'relation', relation, quantifier, count: 1, group } : null;
  });
  return items.length > 0 && !items.includes(null) ? (items as Item[]) : null;
}

function notFrom(entity: Entity, inner: GraphFilter): Item[] | null {
  // nobody there: `{not: {owner: {}}}`
  const [[name = '', tests] = []] = Object.entries(inner);
  const reference = referenceOf(entity, name);
  if (reference && isObject(tests) && Object.keys(tests).length === 0)
    return [{ kind: 'condition', field: reference, operator: 'isNull', value: null }];
  const group = treeFrom(entity, inner);
  return group && [{ ...group, not: !group.not }];
}

function joinedFrom(entity: Entity, op: 'and' | 'or', parts: unknown): Item[] | null {
  if (!Array.isArray(parts)) return null;
  const groups = parts.map((part) => (isObject(part) ? treeFrom(entity, part) : null));
  if (groups.includes(null)) return null;
  const flat = (groups as Group[]).flatMap((group): Item[] =>
    !group.not && (group.op === op || group.items.length === 1) ? group.items : [group],
  );
  return op === 'and' ? flat : [{ ...emptyGroup('or'), items: flat }];
}

function itemsFrom(entity: Entity, key: string, value: unknown): Item[] | null {
  if (key === 'and' || key === 'or') return joinedFrom(entity, key, value);
  if (!isObject(value)) return null;
  if (key === 'not') return notFrom(entity, value);
  const field = filterFields(entity)[key];
  if (field && field.kind !== 'ref') return fieldFrom(key, field, value);
  return relationFrom(entity, key, value);
}

/**
 * A filter of the graph as the tree of the builder, so that a list shows it in words and a person can change it; null when it says
 * something that the builder has no words for.
 */
export function treeFrom(entity: Entity, filter: GraphFilter): Group | null {
  const items: Item[] = [];
  for (const [key, value] of Object.entries(filter)) {
    const made = itemsFrom(entity, key, value);
    if (!made) return null;
    items.push(...made);
  }
  return { ...emptyGroup(), items };
}

/** Gives references the names that stand beside them: the id finds exactly the record, the name is what is read. */
export function named(tree: Group, names: Readonly<Record<string, string>>): Group {
  const items = tree.items.flatMap((item): Item[] => {
    if (item.kind !== 'condition' || item.operator !== 'in' || !(item.field in names)) return [item];
    return [{ ...item, words: names[item.field]! }];
  });
  return { ...tree, items };
}
