import {
  astFromValue,
  Kind,
  OperationTypeNode,
  print,
  type ArgumentNode,
  type FieldNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { entityOf } from '../../../graph/entity';
import { groupToGraph } from '../../../graph/filter';
import { isObject, measurePath, YUAN, type Built, type Key, type Tree, type Values } from './built';
import { inputAt, isMoneyFigure, isMoneyOrder, outputAt, rootName, selectionOf, takesSearch } from './types';

const nest = (path: string, leaf: unknown): Values =>
  path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), leaf) as Values;

function put(tree: Tree, path: readonly string[], leaf: true | Tree): void {
  const [head = '', ...rest] = path;
  if (rest.length === 0) return void (tree[head] ??= leaf);
  const below = tree[head];
  const inner: Tree = below && below !== true ? below : {};
  tree[head] = inner;
  put(inner, rest, leaf);
}

/** Conditions on several measures as one object; all of them hold. */
function merged(parts: readonly Values[]): Values {
  const into: Values = {};
  for (const part of parts)
    for (const [key, value] of Object.entries(part)) {
      const present = into[key];
      into[key] = isObject(present) && isObject(value) ? merged([present, value]) : value;
    }
  return into;
}

function keyInput({ path, way, edges, currency }: Key, kind: 'value' | 'way' | 'ranges' | 'money'): Values {
  if (kind === 'way') return nest(path, way);
  if (kind === 'value') return nest(path, true);
  const ranges = edges.length > 0 ? { edges } : {};
  return nest(path, kind === 'money' && edges.length > 0 ? { ...ranges, currency: currency || YUAN } : ranges);
}

const COUNTED: ReadonlySet<string> = new Set(['count', 'countDistinct']);
/** Whole numbers are numbers in the graph, decimals and amounts are text. */
function bound(
  schema: GraphQLSchema,
  type: string,
  { target, operator, value, currency }: Built['having'][number],
): Values {
  const [fn = ''] = target.split('.');
  const whole = COUNTED.has(fn) || /^Int!?$/.test(String(outputAt(schema, `${type}Aggregate`, target)));
  const test: Values = { [operator]: whole ? Number(value) : value };
  return nest(target, isMoneyFigure(schema, type, target) ? { ...test, currency: currency || YUAN } : test);
}

function orders(schema: GraphQLSchema, { type, mode, sort }: Built): Values[] {
  return sort.map(({ target, descending, currency }) => {
    const money = isMoneyOrder(schema, { type, mode }, target);
    const direction = { direction: descending ? 'DESC' : 'ASC' };
    return nest(target, money ? { ...direction, currency: currency || YUAN } : direction);
  });
}

/** The arguments of the root field, as the graph takes them. */
function argumentsOf(schema: GraphQLSchema, built: Built): Values {
  const { type, mode, where, first } = built;
  const filter = where && groupToGraph(entityOf(type), where);
  const orderBy = orders(schema, built);
  const complete = built.having.filter(({ value }) => value.trim() !== '');
  const having = complete.map((one) => bound(schema, type, one));
  return {
    ...(mode === 'groups' && { by: built.by.map((key) => keyInput(key, keyKind(schema, type, key.path))) }),
    ...(built.search.trim() && takesSearch(schema, built) && { search: built.search.trim() }),
    ...(filter && { filter }),
    ...(mode === 'groups' && having.length > 0 && { having: merged(having) }),
    ...(orderBy.length > 0 && { orderBy }),
    first,
  };
}

/** How a field is a key of groups. */
export function keyKind(schema: GraphQLSchema, type: string, path: string): 'value' | 'way' | 'ranges' | 'money' {
  const found = keyInputType(schema, type, path);
  if (found === 'Boolean') return 'value';
  if (found === 'NumberBuckets') return 'ranges';
  return found === 'MoneyBuckets' ? 'money' : 'way';
}
const keyInputType = (schema: GraphQLSchema, type: string, path: string): string =>
  String(inputAt(schema, `${type}GroupBy`, path)).replace(/!$/, '');

/** The measures of groups; shares are parts of a whole, which only whole groups have. */
function putMeasures(schema: GraphQLSchema, { type, measures }: Built, nodes: Tree, shares: boolean): void {
  for (const measure of measures) {
    const path = measurePath(measure);
    if (measure.fn === 'count') nodes.count = true;
    else if (measure.fn !== 'share')
      put(nodes, ['aggregate', ...path.split('.')], selectionOf(outputAt(schema, `${type}Aggregate`, path)));
    else if (shares) put(nodes, path.split('.'), selectionOf(outputAt(schema, `${type}Group`, path)));
  }
}

/** What groups come to by their first keys, where they have several, and all records together. */
export function rollUpSelection(schema: GraphQLSchema, built: Built): Tree {
  const { type, by, measures, rollUp } = built;
  if (!rollUp) return {};
  const subtotals: Tree = { level: true, keys: true };
  putMeasures(schema, built, subtotals, false);
  const total: Tree = {};
  for (const measure of measures) {
    const path = measurePath(measure);
    if (measure.fn !== 'share') put(total, path.split('.'), selectionOf(outputAt(schema, `${type}Aggregate`, path)));
  }
  if (Object.keys(total).length === 0) total.count = true;
  return { ...(by.length > 1 && { subtotals }), total };
}

function groupSelection(schema: GraphQLSchema, built: Built): Tree {
  const { type, by } = built;
  const nodes: Tree = {};
  // two keys of one field have one place in `key`: `keys` tells both
  const twice = new Set(by.map(({ path }) => path)).size < by.length;
  if (twice) nodes.keys = true;
  else
    for (const { path } of by)
      put(nodes, ['key', ...path.split('.')], selectionOf(outputAt(schema, `${type}GroupKey`, path)));
  putMeasures(schema, built, nodes, true);
  return { totalGroups: true, truncated: true, nodes, ...rollUpSelection(schema, built) };
}

function rowSelection(schema: GraphQLSchema, { type, columns }: Built): Tree {
  const nodes: Tree = {};
  for (const path of columns) put(nodes, path.split('.'), selectionOf(outputAt(schema, type, path)));
  return { totalCount: true, nodes };
}

const selection = (tree: Tree): SelectionSetNode => ({
  kind: Kind.SELECTION_SET,
  selections: Object.entries(tree).map(([name, inner]) => ({
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    ...(inner !== true && { selectionSet: selection(inner) }),
  })),
});

/** Why a question cannot be asked yet; empty when it can. */
export function missing({ mode, by, columns }: Built): 'columns' | 'keys' | '' {
  if (mode === 'groups') return by.length === 0 ? 'keys' : '';
  return columns.length === 0 ? 'columns' : '';
}

/** The document of what was put together by clicks. `head`: comment lines that stand above it. */
export function writeDocument(schema: GraphQLSchema, built: Built, head = ''): string {
  const name = rootName(built);
  const field = schema.getQueryType()?.getFields()[name];
  const args = Object.entries(argumentsOf(schema, built)).flatMap(([key, value]): ArgumentNode[] => {
    const type = field?.args.find((one) => one.name === key)?.type;
    const node = type && astFromValue(value, type);
    return node
      ? [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: key }, value: node as ArgumentNode['value'] }]
      : [];
  });
  const root: FieldNode = {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    arguments: args,
    selectionSet: selection(built.mode === 'rows' ? rowSelection(schema, built) : groupSelection(schema, built)),
  };
  const text = print({
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: OperationTypeNode.QUERY,
        selectionSet: { kind: Kind.SELECTION_SET, selections: [root] },
      },
    ],
  });
  return `${head}${text}\n`;
}
