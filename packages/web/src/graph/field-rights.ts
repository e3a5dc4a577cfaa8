import { mayRead, type Field, type FieldRight, type FieldRights, type Label } from '@dossier/shared';
import { shallowRef } from 'vue';
import { entityOf, hasEntity, relationName, type Entity } from './entity';
import type { GraphFilter } from './filter';

/**
 * What is kept back from the person at the screen, by `Entity.field`. Forms, lists, filters and records ask here and nowhere else,
 * so that nothing is offered that the server would refuse. The server decides again.
 */
const rights = shallowRef<FieldRights>(new Map());

/** Another person looks, or the same with other roles. */
export const setFieldRights = (given: FieldRights): void => void (rights.value = given);

/** The right to a field, by its name in the dictionary (`ownerId`) or in the graph (`owner`). */
export function fieldRight(type: string, name: string): FieldRight {
  const { value } = rights;
  if (value.size === 0) return 'EDIT';
  return value.get(`${type}.${name}`) ?? value.get(`${type}.${relationName(name)}`) ?? 'EDIT';
}

const GRADES: readonly FieldRight[] = ['HIDDEN', 'MASKED', 'READ', 'EDIT'];

type Place = Pick<Entity, 'type' | 'relations'>;

/** The right to what a dotted path leads to: the narrowest of all its steps. */
export function pathRight({ type, relations }: Place, path: string): FieldRight {
  const [head = '', ...rest] = path.split('.');
  const own = fieldRight(type, head);
  const target = relations[head]?.to;
  if (rest.length === 0 || !target || !hasEntity(target)) return own;
  const inner = pathRight(entityOf(target), rest.join('.'));
  return GRADES.indexOf(own) < GRADES.indexOf(inner) ? own : inner;
}

/** Whether a value is shown at all, be it masked. */
export const mayShow = (entity: Place, path: string): boolean => pathRight(entity, path) !== 'HIDDEN';

/** Whether one may filter and order by it: both read it, one question at a time. */
export const mayAsk = (entity: Place, path: string): boolean => mayRead(pathRight(entity, path));

/** Texts come masked, and sealed numbers always; anything else that is masked does not come at all. */
export const isBlankedOut = (right: FieldRight, field: Field | null): boolean =>
  right === 'MASKED' && !!field && field.kind !== 'text' && field.kind !== 'keyword' && field.kind !== 'secret';

/** A record without what is only masked here: rules must not judge stars. */
export function readableValues<T>(
  type: string | undefined,
  values: Readonly<Record<string, T>>,
): Record<string, T | null> {
  if (!type || rights.value.size === 0) return { ...values };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, mayRead(fieldRight(type, name)) ? value : null]),
  );
}

const COMBINED: ReadonlySet<string> = new Set(['and', 'or', 'not']);
const QUANTIFIED: ReadonlySet<string> = new Set(['some', 'none', 'every']);

/** Labels of the fields in a filter that may not be read; a filter with any of them would be refused. */
export function closedIn(entity: Entity, filter: GraphFilter): Label[] {
  if (rights.value.size === 0) return [];
  return Object.entries(filter).flatMap(([name, test]) => {
    if (COMBINED.has(name)) return listOf(test).flatMap((part) => closedIn(entity, part));
    const relation = entity.relations[name];
    if (!mayRead(fieldRight(entity.type, name)))
      return [(entity.fields[name] ?? entity.fields[`${name}Id`])?.label ?? relation?.label ?? { zh: name, en: name }];
    if (!relation || !hasEntity(relation.to)) return [];
    return innerFilters(test).flatMap((inner) => closedIn(entityOf(relation.to), inner));
  });
}

const listOf = (test: unknown): GraphFilter[] => (Array.isArray(test) ? test : [test]) as GraphFilter[];

/** What a test of related records asks of them. */
function innerFilters(test: unknown): GraphFilter[] {
  const given = (test ?? {}) as Record<string, unknown>;
  const counted = (given.count as { where?: GraphFilter } | undefined)?.where;
  const quantified = Object.keys(given).filter((key) => QUANTIFIED.has(key));
  if (counted) return [counted];
  return quantified.length > 0 ? quantified.map((key) => given[key] as GraphFilter) : [given];
}
