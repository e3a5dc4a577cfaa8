import { getNamedType, isInputObjectType, type GraphQLSchema } from 'graphql';
import { entityOf, type Entity } from '../../../graph/entity';
import { emptyGroup, type GraphFilter, type Group } from '../../../graph/filter';
import { treeFrom } from '../../../graph/filter-from';
import { BOUNDS, isObject, YUAN, type Built, type Having, type Key, type Sort, type Values } from './built';
import { inputAt, orderAt, outputAt } from './types';
import { keyKind } from './write';

/** A part of a document that clicks cannot show. */
export interface Problem {
  part:
    | 'syntax'
    | 'invalid'
    | 'comment'
    | 'operations'
    | 'fragment'
    | 'variable'
    | 'directive'
    | 'alias'
    | 'roots'
    | 'root'
    | 'argument'
    | 'field'
    | 'filter'
    | 'key'
    | 'having'
    | 'order';
  name: string;
}
export type Report = (part: Problem['part'], name: string) => void;

const listOf = (value: unknown): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** `{a: {b: leaf}}` with one key on each level, down to where `ends` says so. */
function unnest(value: unknown, ends: (path: string) => boolean): { path: string; leaf: unknown } | null {
  let at = value;
  let path = '';
  while (isObject(at)) {
    const entries = Object.entries(at);
    if (entries.length !== 1) return null;
    const [name, inner] = entries[0]!;
    path = path ? `${path}.${name}` : name;
    if (ends(path)) return { path, leaf: inner };
    at = inner;
  }
  return null;
}
const said = (value: unknown): string => JSON.stringify(value) ?? '';

/** The keys of groups. */
export function readKeys(schema: GraphQLSchema, type: string, given: unknown, report: Report): Key[] {
  return listOf(given).flatMap((one): Key[] => {
    const found = unnest(one, (path) => {
      const input = inputAt(schema, `${type}GroupBy`, path);
      const named = input && getNamedType(input);
      return !!named && (!isInputObjectType(named) || named.name.endsWith('Buckets'));
    });
    const kind = found && keyKind(schema, type, found.path);
    const leaf = found?.leaf;
    if (kind === 'value' && leaf === true) return [{ path: found!.path, way: '', edges: [], currency: '' }];
    if (kind === 'way' && typeof leaf === 'string') return [{ path: found!.path, way: leaf, edges: [], currency: '' }];
    if ((kind === 'ranges' || kind === 'money') && isObject(leaf)) {
      const edges = listOf(leaf.edges ?? undefined).map(String);
      const currency = edges.length > 0 && kind === 'money' ? String(leaf.currency ?? YUAN) : '';
      return [{ path: found!.path, way: '', edges, currency }];
    }
    report('key', said(one));
    return [];
  });
}

/** The order of rows or of groups. */
export function readOrder(
  schema: GraphQLSchema,
  built: Pick<Built, 'type' | 'mode'>,
  given: unknown,
  report: Report,
): Sort[] {
  return listOf(given).flatMap((one): Sort[] => {
    const found = unnest(one, (path) => orderAt(schema, built, path) !== undefined);
    const leaf = found?.leaf;
    if (found && isObject(leaf) && (leaf.nulls ?? null) === null) {
      const money = orderAt(schema, built, found.path) === 'MoneyDirection';
      const currency = money ? String(leaf.currency ?? YUAN) : '';
      return [{ target: found.path, descending: leaf.direction === 'DESC', currency }];
    }
    report('order', said(one));
    return [];
  });
}

/** Conditions on groups: bounds of measures, all of which hold. */
export function readHaving(schema: GraphQLSchema, type: string, given: unknown, report: Report): Having[] {
  const visit = (value: unknown, path: string): Having[] => {
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([name, inner]) => {
      const at = path ? `${path}.${name}` : name;
      const output = outputAt(schema, `${type}Aggregate`, at);
      const named = output && getNamedType(output);
      const leaf = !!named && (named.name === 'Money' || !('getFields' in named));
      return leaf ? bounds(at, inner, named.name === 'Money') : visit(inner, at);
    });
  };
  const bounds = (target: string, test: unknown, money: boolean): Having[] => {
    const { currency, ...rest } = (test ?? {}) as Values;
    return Object.entries(rest).flatMap(([operator, value]): Having[] => {
      const known = BOUNDS.find((one) => one === operator);
      if (known && value !== null)
        return [{ target, operator: known, value: String(value), currency: money ? String(currency ?? YUAN) : '' }];
      report('having', `${target}.${operator}`);
      return [];
    });
  };
  return visit(given, '');
}

/** A group that holds nothing but a group is that group. */
function unwrapped(group: Group): Group {
  const [only] = group.items;
  return group.items.length === 1 && only?.kind === 'group' && !group.not ? unwrapped(only) : group;
}

/** The parts of a filter that the editor of conditions has no words for, as deep as they can be told. */
function culprits(entity: Entity, filter: GraphFilter, path = ''): string[] {
  if (treeFrom(entity, filter)) return [];
  const found = Object.entries(filter).flatMap(([name, test]) => {
    if (treeFrom(entity, { [name]: test })) return [];
    const at = path ? `${path}.${name}` : name;
    const joined = name === 'and' || name === 'or' || name === 'not';
    if (!joined) return [at];
    return listOf(test).flatMap((part) => culprits(entity, (part ?? {}) as GraphFilter, path));
  });
  return found.length > 0 ? found : [path || Object.keys(filter).join(', ')];
}

/** The conditions on records. */
export function readFilter(type: string, given: unknown, report: Report): Group | null {
  if (!isObject(given) || Object.keys(given).length === 0) return null;
  const entity = entityOf(type);
  const tree = treeFrom(entity, given);
  if (!tree) for (const name of new Set(culprits(entity, given))) report('filter', name);
  return tree ? unwrapped(tree) : emptyGroup();
}
