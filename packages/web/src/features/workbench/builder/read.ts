import {
  GraphQLError,
  Kind,
  parse,
  validate,
  valueFromAST,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import { allEntities } from '../../../graph/entity';
import { emptyBuilt, type Built, type Values } from './built';
import { readFilter, readHaving, readKeys, readOrder, type Problem, type Report } from './read-args';
import { pathsOf, readMeasures, readRollUp, setOf } from './read-selection';
import { rootName } from './types';

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

/** What stands beside the rows must be what clicks ask for too, else it would be lost. */
function checkBeside(root: FieldNode, known: readonly string[], report: Report): void {
  for (const node of root.selectionSet?.selections ?? []) {
    if (node.kind !== Kind.FIELD) report('fragment', '…');
    else if (!known.includes(node.name.value)) report('field', node.name.value);
    else if (node.alias) report('alias', node.alias.value);
  }
  if (!setOf(root.selectionSet, 'nodes')) report('field', 'nodes');
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
  const known = ['search', 'filter', 'orderBy', 'first', ...(groups ? ['by', 'having'] : [])];
  const args: Values = {};
  for (const { name, value } of root.arguments ?? []) {
    const input = field.args.find((one) => one.name === name.value)?.type;
    if (!known.includes(name.value)) report('argument', name.value);
    else if (input) args[name.value] = plain(valueFromAST(value, input));
  }
  checkBeside(
    root,
    groups ? ['nodes', 'totalGroups', 'truncated', 'subtotals', 'total'] : ['nodes', 'totalCount'],
    report,
  );
  const by = groups ? readKeys(schema, type, args.by, report) : [];
  const nodes = setOf(root.selectionSet, 'nodes');
  const made = emptyBuilt(type);
  const built: Built = {
    ...made,
    mode,
    search: typeof args.search === 'string' ? args.search : '',
    where: readFilter(type, args.filter, report),
    by,
    columns: groups || !nodes ? made.columns : pathsOf(schema, type, nodes, report),
    measures: groups ? readMeasures(schema, type, root, by, report) : made.measures,
    having: groups ? readHaving(schema, type, args.having, report) : [],
    sort: readOrder(schema, kind, args.orderBy, report),
    first: typeof args.first === 'number' ? args.first : groups ? GROUP_DEFAULT : ROW_DEFAULT,
  };
  return groups ? { ...built, rollUp: readRollUp(schema, root, built, report) } : built;
}

/** Where a fault stands; what it is, the archive says in the reader's language. */
const placeOf = ({ locations }: GraphQLError): string => {
  const [at] = locations ?? [];
  return at ? `${at.line}:${at.column}` : '1:1';
};

/** Reads a document back. Nothing of it may be lost, so whatever clicks could not have written is named. */
export function readDocument(schema: GraphQLSchema, text: string): ReadDocument {
  const problems: Problem[] = [];
  const report: Report = (part, name) => void problems.push({ part, name });
  try {
    const document = parse(text);
    const [invalid] = validate(schema, document, undefined, { maxErrors: 1 });
    if (invalid) return { built: null, problems: [{ part: 'invalid', name: placeOf(invalid) }] };
    if (hasComment(text)) report('comment', '#');
    const root = onlyRoot(document, report);
    // what is spread elsewhere would be told twice
    const spread = problems.some(({ part }) => part === 'fragment');
    const built = root && !spread ? readRoot(schema, root, report) : null;
    return built && problems.length === 0 ? { built, problems: [] } : { built: null, problems };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { built: null, problems: [{ part: 'syntax', name: placeOf(error) }] };
  }
}
