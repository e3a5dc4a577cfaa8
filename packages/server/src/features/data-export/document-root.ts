import { fieldError, type FieldError } from '@dossier/shared';
import {
  getArgumentValues,
  getNamedType,
  getVariableValues,
  isObjectType,
  Kind,
  parse,
  validate,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { documentFacts, limitError, longDocument } from '../../platform/executor';
import { errorText } from '@dossier/shared';
import { fault, UserFault } from '../../platform/graphql/user-fault';
import { safeText } from '../../platform/http';
import { collect, fieldsBelow, setsOf, walkOf, type Walk } from '../../platform/query/ast';
import type { EntityModel } from '../../platform/query/model';
import type { Models } from '../../platform/query/models';

/** A list or groups that a document asks for. */
export interface DocumentRoot {
  kind: 'QUERY' | 'GROUPS';
  model: EntityModel;
  operation: OperationDefinitionNode;
  fragments: readonly FragmentDefinitionNode[];
  walk: Walk;
  field: FieldNode;
  /** Its arguments, variables put in; none where they do not fit, which is told when it is asked. */
  args: Readonly<Record<string, unknown>>;
  /** Type of one row, and what is asked of it. */
  rowType: GraphQLObjectType;
  rowSets: readonly SelectionSetNode[];
  /** What is asked of roll-ups of groups. */
  subtotalSets: readonly SelectionSetNode[];
}

const invalid = (detail: string): FieldError => fieldError('DOCUMENT_INVALID', ['document'], { detail });

/** A document that may run, or what is wrong with it. */
function checkedDocument(schema: GraphQLSchema, text: string): DocumentNode {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: longDocument });
  } catch (error) {
    throw new UserFault([invalid(safeText((error as Error).message))]);
  }
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operations.length !== 1 || operations[0]!.operation !== 'query')
    throw fault('DOCUMENT_NOT_ONE_QUERY', ['document']);
  const errors = validate(schema, document, undefined, { maxErrors: 5 });
  if (errors.length > 0) throw new UserFault(errors.slice(0, 5).map(({ message }) => invalid(safeText(message))));
  const { exceeded, field } = documentFacts(document);
  if (exceeded) {
    const { code, params } = limitError({ exceeded, field }).extensions as {
      code: 'QUERY_TOO_LARGE';
      params: { max: number; field: string };
    };
    throw fault('DOCUMENT_INVALID', ['document'], {
      detail: { zh: errorText(code, 'zh', params), en: errorText(code, 'en', params) },
    });
  }
  return document;
}

interface Asked {
  document: string;
  variables: Readonly<Record<string, unknown>>;
}

/** The list or the groups of a document whose rows are wanted: the one at `root`, else the first. */
export function documentRoot(
  schema: GraphQLSchema,
  models: Models,
  { root, ...asked }: Asked & { root: string | null },
): DocumentRoot {
  const lists = listsOf(schema, models, asked).filter(({ key }) => root === null || key === root);
  const found = lists.find(({ rowSets }) => rowSets.length > 0);
  if (!found) throw fault(lists.length > 0 ? 'EXPORT_NO_ROWS_ASKED' : 'EXPORT_NO_LIST', ['document']);
  return found;
}

/** The response keys of the lists and groups of a document whose rows can be exported. */
export const documentLists = (schema: GraphQLSchema, models: Models, asked: Asked): string[] =>
  listsOf(schema, models, asked).flatMap(({ key, rowSets }) => (rowSets.length > 0 ? [key] : []));

function listsOf(
  schema: GraphQLSchema,
  models: Models,
  { document: text, variables }: Asked,
): (DocumentRoot & { key: string })[] {
  const document = checkedDocument(schema, text);
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)!;
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const walk = walkOf({
    fieldNodes: [],
    fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
    variableValues: variables,
  });
  const query = schema.getQueryType()!;
  // one fault is enough: for each the whole value would be printed
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
    maxErrors: 1,
  });
  if (!coerced)
    throw new UserFault([fieldError('DOCUMENT_INVALID', ['variables'], { detail: safeText(errors[0]!.message) })]);
  return [...collect(query.name, [operation.selectionSet], walk)].flatMap(([key, nodes]) => {
    const found = listOf(query, models, nodes[0]!);
    if (!found) return [];
    const asked = [...collect('', setsOf(nodes), walk).values()].flat();
    const named = (name: string) => asked.filter((node) => node.name.value === name);
    const rowSets = setsOf([...named('nodes'), ...(fieldsBelow(named('edges'), walk).get('node') ?? [])]);
    const subtotalSets = found.kind === 'GROUPS' ? setsOf(named('subtotals')) : [];
    const field = nodes[0]!;
    const args = argumentsOf(query, field, coerced);
    return [{ ...found, key, operation, fragments, walk, field, args, rowSets, subtotalSets }];
  });
}

function argumentsOf(
  query: GraphQLObjectType,
  field: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  try {
    return getArgumentValues(query.getFields()[field.name.value]!, field, variables);
  } catch {
    return {};
  }
}

function listOf(
  query: GraphQLObjectType,
  models: Models,
  { name }: FieldNode,
): Pick<DocumentRoot, 'kind' | 'model' | 'rowType'> | null {
  const field = query.getFields()[name.value];
  const type = field && getNamedType(field.type);
  const rowType = isObjectType(type) ? type.getFields().nodes && getNamedType(type.getFields().nodes!.type) : null;
  const filter = field?.args.find((arg) => arg.name === 'filter');
  const model = filter && models.all().find((one) => getNamedType(filter.type).name === `${one.name}Filter`);
  if (!field || !isObjectType(rowType) || !model) return null;
  const takes = (arg: string): boolean => field.args.some((one) => one.name === arg);
  if (takes('after') && takes('first')) return { kind: 'QUERY', model, rowType };
  return takes('by') && takes('first') ? { kind: 'GROUPS', model, rowType } : null;
}
