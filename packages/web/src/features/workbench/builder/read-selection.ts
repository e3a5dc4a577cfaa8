import { getNamedType, isLeafType, Kind, type FieldNode, type GraphQLSchema, type SelectionSetNode } from 'graphql';
import { FUNCTIONS, measurePath, type Built, type Measure, type Tree } from './built';
import type { Report } from './read-args';
import { outputAt, selectionOf } from './types';
import { rollUpSelection } from './write';

/** The paths that are selected below; a value that has parts is one path where all of it is asked. */
export function pathsOf(schema: GraphQLSchema, type: string, set: SelectionSetNode, report: Report, at = ''): string[] {
  return set.selections.flatMap((node): string[] => {
    if (node.kind !== Kind.FIELD) {
      report('fragment', node.kind === Kind.FRAGMENT_SPREAD ? node.name.value : '…');
      return [];
    }
    const path = at ? `${at}.${node.name.value}` : node.name.value;
    if (node.alias) report('alias', node.alias.value);
    for (const { name } of node.arguments ?? []) report('argument', `${path}(${name.value})`);
    for (const { name } of node.directives ?? []) report('directive', name.value);
    if (!node.selectionSet) return [path];
    const inner = pathsOf(schema, type, node.selectionSet, report, path);
    const whole = selectionOf(outputAt(schema, type, path));
    const parts = whole === true ? [] : Object.keys(whole);
    const same =
      parts.length > 0 && parts.length === inner.length && parts.every((part) => inner.includes(`${path}.${part}`));
    return same ? [path] : inner;
  });
}
/** What is selected below a field. */
export const setOf = (set: SelectionSetNode | undefined, name: string): SelectionSetNode | undefined => {
  const found = set?.selections.find((node): node is FieldNode => node.kind === Kind.FIELD && node.name.value === name);
  return found?.selectionSet;
};

/** What is reckoned for each group. */
export function readMeasures(
  schema: GraphQLSchema,
  type: string,
  root: FieldNode,
  keys: Built['by'],
  report: Report,
): Measure[] {
  const nodes = setOf(root.selectionSet, 'nodes');
  const paths = nodes ? pathsOf(schema, `${type}Group`, nodes, report) : [];
  const measures: Measure[] = [];
  for (const path of paths) {
    const [head = '', ...rest] = path.split('.');
    if (head === 'keys') continue;
    if (head === 'key') {
      const of = keys.find((key) => rest.join('.') === key.path || rest.join('.').startsWith(`${key.path}.`));
      const whole = of && selectionOf(outputAt(schema, `${type}GroupKey`, of.path));
      const part = of && rest.join('.').slice(of.path.length + 1);
      if (!of || (part && (whole === true || !whole?.[part]))) report('field', path);
      continue;
    }
    const measure = measureAt(schema, type, path);
    if (!measure) report('field', path);
    else if (!measures.some((one) => measurePath(one) === measurePath(measure))) measures.push(measure);
  }
  return measures;
}
/** The measure that a path of a group is; undefined for what clicks do not reckon. */
function measureAt(schema: GraphQLSchema, type: string, path: string): Measure | undefined {
  const [head, ...rest] = path.split('.');
  if (path === 'count' || path === 'aggregate.count') return { fn: 'count', field: '' };
  if (path === 'share.count') return { fn: 'share', field: '' };
  if (head === 'share' && rest[0] === 'sum' && rest.length === 2)
    return isWhole(schema, `${type}Group`, path) ? { fn: 'share', field: rest[1]! } : undefined;
  const [fn, field = ''] = head === 'aggregate' ? rest : [];
  const known = FUNCTIONS.find((one) => one === fn);
  return known && isWhole(schema, `${type}Aggregate`, `${fn}.${field}`) ? { fn: known, field } : undefined;
}
/** One value, or an amount with its currency. */
function isWhole(schema: GraphQLSchema, type: string, path: string): boolean {
  const found = outputAt(schema, type, path);
  const named = found && getNamedType(found);
  return !!named && (isLeafType(named) || selectionOf(found) !== true);
}

/** Whether a selection asks what clicks would ask, in any order. */
function asks(set: SelectionSetNode | undefined, tree: Tree): boolean {
  const fields = (set?.selections ?? []).filter((node) => node.kind === Kind.FIELD);
  if (!set || fields.length !== set.selections.length || fields.length !== Object.keys(tree).length) return false;
  return fields.every(({ name, alias, arguments: given, directives, selectionSet }) => {
    const below = tree[name.value];
    if (!below || alias || given?.length || directives?.length) return false;
    return below === true ? !selectionSet : asks(selectionSet, below);
  });
}
/** Subtotals and the total: those of the same measures are read, any others are named. */
export function readRollUp(schema: GraphQLSchema, root: FieldNode, built: Built, report: Report): boolean {
  const given = (['subtotals', 'total'] as const).filter((name) => setOf(root.selectionSet, name));
  if (given.length === 0) return false;
  const wanted = rollUpSelection(schema, { ...built, rollUp: true });
  for (const name of new Set([...given, ...Object.keys(wanted)])) {
    const below = wanted[name];
    if (!below || below === true || !asks(setOf(root.selectionSet, name), below)) report('field', name);
  }
  return true;
}
