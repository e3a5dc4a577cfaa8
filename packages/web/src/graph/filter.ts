import { label, relativeNames, type Field, type Fields } from '@dossier/shared';
import { entityOf, relationName, type Entity } from './entity';

export type Operator =
  | 'eq'
  | 'ne'
  | 'in'
  | 'notIn'
  | 'isNull'
  | 'notNull'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'between'
  | 'relative'
  | 'has';

export type Quantifier = 'some' | 'none' | 'every' | 'count';

/** One test of one field. */
export interface Condition {
  kind: 'condition';
  field: string;
  operator: Operator;
  value: unknown;
  /** Of an amount; the yuan when left out. */
  currency?: string;
  /** The value as it is read, where it is an id. */
  words?: string;
}
/** A test of related records: some, none or every one of them, or how many there are. */
export interface RelationTest {
  kind: 'relation';
  relation: string;
  quantifier: Quantifier;
  count: number;
  group: Group;
}
/** Tests joined by and / or. */
export interface Group {
  kind: 'group';
  op: 'and' | 'or';
  not: boolean;
  items: Item[];
}
export type Item = Condition | RelationTest | Group;

/** A filter as the graph takes it. */
export type GraphFilter = Record<string, unknown>;

export const RELATIVE_DATES = relativeNames;

const ORDERED: readonly Operator[] = ['eq', 'gte', 'lte', 'gt', 'lt', 'between', 'isNull', 'notNull'];

const STAMPS: Fields = {
  createdAt: { kind: 'instant', access: 'system', label: label('建档时间', 'Created at') },
  updatedAt: { kind: 'instant', access: 'system', label: label('更新时间', 'Updated at') },
};
/** What a list can be narrowed by: the fields of the dictionary, and when a record was made and changed. */
export const filterFields = ({ fields, log }: Entity): Fields => (log ? fields : { ...fields, ...STAMPS });

/** The operators a kind of field takes, the commonest first. */
export function operatorsOf(field: Field): readonly Operator[] {
  switch (field.kind) {
    case 'text':
    case 'keyword':
      return ['contains', 'eq', 'ne', 'startsWith', 'endsWith', 'isNull', 'notNull'];
    case 'enum':
    case 'ref':
      return ['in', 'notIn', 'isNull', 'notNull'];
    case 'code':
      return ['startsWith', 'in', 'notIn', 'isNull', 'notNull'];
    case 'date':
    case 'instant':
      return ['relative', ...ORDERED];
    case 'money':
    case 'decimal':
    case 'int':
      return ORDERED;
    case 'bool':
      return ['eq'];
    case 'list':
      return ['has', 'isNull', 'notNull'];
    // the whole number would stand in the address and the history of the browser
    case 'secret':
      return ['isNull', 'notNull'];
    case 'objects':
      return [];
  }
}

/** Whether an operator waits for a value. */
export const needsValue = (operator: Operator): boolean => operator !== 'isNull' && operator !== 'notNull';

export const emptyGroup = (op: Group['op'] = 'and'): Group => ({ kind: 'group', op, not: false, items: [] });

/** A fresh condition on a field, with its commonest operator. */
export function conditionOn(name: string, field: Field): Condition {
  const operator = operatorsOf(field)[0] ?? 'eq';
  return { kind: 'condition', field: name, operator, value: field.kind === 'bool' ? true : null };
}

const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function isComplete(condition: Condition): boolean {
  if (!needsValue(condition.operator)) return true;
  if (condition.operator !== 'between') return !isBlank(condition.value);
  const range = condition.value as { from?: unknown; to?: unknown } | null;
  return !isBlank(range?.from) && !isBlank(range?.to);
}

/** Both edges of a span, the smaller first: whoever writes “from 100 to 10” means what lies between. */
export function inOrder(range: { from?: unknown; to?: unknown } | null): { from?: unknown; to?: unknown } {
  const { from, to } = range ?? {};
  const figures = [Number(from), Number(to)] as const;
  const isReversed = figures.some(Number.isNaN) ? String(from) > String(to) : figures[0] > figures[1];
  return isReversed && !isBlank(from) && !isBlank(to) ? { from: to, to: from } : { from, to };
}

function operation(field: Field, condition: Condition): GraphFilter {
  const currency = condition.currency ?? 'CNY';
  if (condition.currency && condition.operator === 'notNull') return { currency };
  if (!needsValue(condition.operator)) return { isNull: condition.operator === 'isNull' };
  const { operator, value } = condition;
  const test: GraphFilter = { [operator]: operator === 'between' ? inOrder(value as object) : value };
  return field.kind === 'money' ? { ...test, currency } : test;
}

function conditionToGraph(entity: Entity, condition: Condition): GraphFilter | null {
  const field = filterFields(entity)[condition.field];
  if (!field || !isComplete(condition)) return null;
  if (field.kind !== 'ref') return { [condition.field]: operation(field, condition) };
  const relation = relationName(condition.field);
  if (!needsValue(condition.operator)) return { [relation]: operation(field, condition) };
  return { [relation]: { id: operation(field, condition) } };
}

function relationToGraph(entity: Entity, test: RelationTest): GraphFilter | null {
  const relation = entity.relations[test.relation];
  if (!relation) return null;
  const inner = groupToGraph(entityOf(relation.to), test.group) ?? {};
  if (!relation.many) return Object.keys(inner).length > 0 ? { [test.relation]: inner } : null;
  if (test.quantifier === 'count') return { [test.relation]: { count: { gte: test.count } } };
  return { [test.relation]: { [test.quantifier]: inner } };
}

/** The graph's filter for a group, or null when nothing in it is complete yet. */
export function groupToGraph(entity: Entity, group: Group): GraphFilter | null {
  const parts = group.items
    .map((item) => itemToGraph(entity, item))
    .filter((part): part is GraphFilter => part !== null);
  if (parts.length === 0) return null;
  const joined = parts.length === 1 ? parts[0]! : { [group.op]: parts };
  return group.not ? { not: joined } : joined;
}

function itemToGraph(entity: Entity, item: Item): GraphFilter | null {
  if (item.kind === 'condition') return conditionToGraph(entity, item);
  return item.kind === 'relation' ? relationToGraph(entity, item) : groupToGraph(entity, item);
}

/** Several filters that must all hold; undefined when there are none, so the variable is left out. */
export function allOf(parts: readonly (GraphFilter | null | undefined)[]): GraphFilter | undefined {
  const given = parts.filter((part): part is GraphFilter => !!part && Object.keys(part).length > 0);
  if (given.length === 0) return undefined;
  return given.length === 1 ? given[0] : { and: given };
}

/** How many complete tests a tree holds. */
export function countTests(group: Group): number {
  return group.items.reduce((sum, item) => {
    if (item.kind === 'group') return sum + countTests(item);
    if (item.kind === 'relation') return sum + 1;
    return sum + (isComplete(item) ? 1 : 0);
  }, 0);
}
