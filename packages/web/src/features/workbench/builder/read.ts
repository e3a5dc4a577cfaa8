import {
  GraphQLError,
  isLeafType,
  getNamedType,
  Kind,
  parse,
  validate,
  valueFromAST,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { allEntities } from '../../../graph/entity';
import { emptyBuilt, FUNCTIONS, type Built, type Measure, type Values } from './built';
import { readFilter, readHaving, readKeys, readOrder, type Problem, type Report } from './read-args';
import { outputAt, rootName, selectionOf } from './types';

/** A document as clicks would have put it together, or what of it clicks cannot show. */
export type ReadDocument = { built: Built; problems: [] } | { built: null; problems: Problem[] };

const GROUP_DEFAULT = 100;
const ROW_DEFAULT = 50;
const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

/** Comment lines above a document, which are kept when it is written anew. */
export const headOf = (text: string): string => /^(?:[ \t]*(?:#[^\n]*)?\n)*/.exec(text)?.[0] ?? '';

const hasComment = (text: string): boolean =>
  text
    .slice(headOf(text).length)
    .split('\n')
    .some((line) => line.replace(/"(?:[^"\\]|\\.)*"/g, '').includes('#'));

function onlyRoot(document: DocumentNode, report: Report): FieldNode | null {
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) report('fragment', node.name.value);
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (!operation || operations.length > 1 || operation.operation !== 'query') {
    report('operations', operation?.operation ?? '');
    return null;
  }
  for (const { variable } of operation.variableDefinitions ?? []) report('variable', variable.name.value);
  for (const { name } of operation.directives ?? []) report('directive', name.value);
  const fields = operation.selectionSet.selections.filter((node) => node.kind === Kind.FIELD);
  if (fields.length === 1 && operation.selectionSet.selections.length === 1) return fields[0]!;
  report('roots', fields.map(({ name }) => name.value).join('、'));
  return null;
}

/** Type and mode of a root field. */
function kindOf(name: string): Pick<Built, 'type' | 'mode'> | null {
  for (const { type } of allEntities())
    for (const mode of ['rows', 'groups'] as const) if (rootName({ type, mode }) === name) return { type, mode };
  return null;
}

/** The paths that are selected below; a value that has parts is one path where all of it is asked. */
function pathsOf(schema: GraphQLSchema, type: string, set: SelectionSetNode, report: Report, at = ''): string[] {
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
const setOf = (set: SelectionSetNode | undefined, name: string): SelectionSetNode | undefined => {
  const found = set?.selections.find((node): node is FieldNode => node.kind === Kind.FIELD && node.name.value === name);
  return found?.selectionSet;
};

/** What stands beside the rows must be what clicks ask for too, else it would be lost. */
function checkBeside(root: FieldNode, known: readonly string[], report: Report): void {
  for (const node of root.selectionSet?.selections ?? []) {
    if (node.kind !== Kind.FIELD) report('fragment', '…');
    else if (!known.includes(node.name.value)) report('field', node.name.value);
    else if (node.alias) report('alias', node.alias.value);
  }
  if (!setOf(root.selectionSet, 'nodes')) report('field', 'nodes');
}

function readMeasures(
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
    const counted = path === 'count' || path === 'aggregate.count';
    const [fn, field = ''] = counted ? ['count'] : head === 'aggregate' ? rest : [];
    const known = FUNCTIONS.find((one) => one === fn);
    if (!known || (!counted && !leafOrMoney(schema, type, `${fn}.${field}`))) report('field', path);
    else if (!measures.some((one) => one.fn === known && one.field === field)) measures.push({ fn: known, field });
  }
  return measures;
}
function leafOrMoney(schema: GraphQLSchema, type: string, path: string): boolean {
  const found = outputAt(schema, `${type}Aggregate`, path);
  const named = found && getNamedType(found);
  return !!named && (isLeafType(named) || named.name === 'Money');
}

function readRoot(schema: GraphQLSchema, root: FieldNode, report: Report): Built | null {
  const kind = kindOf(root.name.value);
  const field = schema.getQueryType()?.getFields()[root.name.value];
  if (root.alias) report('alias', root.alias.value);
  for (const { name } of root.directives ?? []) report('directive', name.value);
  if (!kind || !field) {
    report('root', root.name.value);
    return null;
  }
  const { type, mode } = kind;
  const groups = mode === 'groups';
  const known = groups ? ['by', 'filter', 'having', 'orderBy', 'first'] : ['filter', 'orderBy', 'first'];
  const args: Values = {};
  for (const { name, value } of root.arguments ?? []) {
    const input = field.args.find((one) => one.name === name.value)?.type;
    if (!known.includes(name.value)) report('argument', name.value);
    else if (input) args[name.value] = plain(valueFromAST(value, input));
  }
  checkBeside(root, groups ? ['nodes', 'totalGroups', 'truncated'] : ['nodes', 'totalCount'], report);
  const by = groups ? readKeys(schema, type, args.by, report) : [];
  const nodes = setOf(root.selectionSet, 'nodes');
  const made = emptyBuilt(type);
  return {
    ...made,
    mode,
    where: readFilter(type, args.filter, report),
    by,
    columns: groups || !nodes ? made.columns : pathsOf(schema, type, nodes, report),
    measures: groups ? readMeasures(schema, type, root, by, report) : made.measures,
    having: groups ? readHaving(schema, type, args.having, report) : [],
    sort: readOrder(schema, kind, args.orderBy, report),
    first: typeof args.first === 'number' ? args.first : groups ? GROUP_DEFAULT : ROW_DEFAULT,
  };
}

/** Reads a document back. Nothing of it may be lost, so whatever clicks could not have written is named. */
export function readDocument(schema: GraphQLSchema, text: string): ReadDocument {
  const problems: Problem[] = [];
  const report: Report = (part, name) => void problems.push({ part, name });
  try {
    const document = parse(text);
    const [invalid] = validate(schema, document, undefined, { maxErrors: 1 });
    if (invalid) return { built: null, problems: [{ part: 'invalid', name: invalid.message }] };
    if (hasComment(text)) report('comment', '#');
    const root = onlyRoot(document, report);
    // what is spread elsewhere would be told twice
    const spread = problems.some(({ part }) => part === 'fragment');
    const built = root && !spread ? readRoot(schema, root, report) : null;
    return built && problems.length === 0 ? { built, problems: [] } : { built: null, problems };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { built: null, problems: [{ part: 'syntax', name: error.message }] };
  }
}
