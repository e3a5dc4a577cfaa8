import { errorText, fieldError, type FieldError, type QueryParameter } from '@dossier/shared';
import {
  type GraphQLError,
  isInputType,
  Kind,
  parse,
  typeFromAST,
  validate,
  valueFromASTUntyped,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type TypeNode,
  type ValueNode,
} from 'graphql';
import { documentFacts, documentLimits, limitError } from '../../platform/executor';
import { concealIn } from '../../platform/secret/conceal';
import type { Models } from '../../platform/query/models';
import { bothLanguages, jsonFaults } from '../saved/saved.revisions';

const invalid = (error: GraphQLError): FieldError =>
  fieldError('DOCUMENT_INVALID', ['document'], { detail: bothLanguages(error) });

/** The only operation of a document, if it is a query. */
export function onlyQuery(document: DocumentNode): OperationDefinitionNode | null {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return operations.length === 1 && operations[0]!.operation === 'query' ? operations[0]! : null;
}

/** What is wrong with the text of a query: each place the schema does not know, a limit that is passed, numbers that are not kept. */
function textFaults(
  schema: GraphQLSchema,
  models: Models,
  text: string,
): { faults: FieldError[]; operation?: OperationDefinitionNode } {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: documentLimits.tokens });
  } catch (error) {
    return { faults: [invalid(error as GraphQLError)] };
  }
  const operation = onlyQuery(document);
  if (!operation) return { faults: [fieldError('DOCUMENT_NOT_ONE_QUERY', ['document'])] };
  const errors = validate(schema, document, undefined, { maxErrors: 5 });
  if (errors.length > 0) return { faults: errors.slice(0, 5).map(invalid) };
  const { exceeded, field } = documentFacts(document);
  if (exceeded) return { faults: [tooLarge(limitError({ exceeded, field }))] };
  return { faults: holdsSecret(models, document) ? [fieldError('SAVED_SECRET', ['document'])] : [], operation };
}

function tooLarge({ extensions }: GraphQLError): FieldError {
  const { code, params } = extensions as { code: 'QUERY_TOO_LARGE'; params: { max: number } };
  const detail = { zh: errorText(code, 'zh', params), en: errorText(code, 'en', params) };
  return fieldError('DOCUMENT_INVALID', ['document'], { detail });
}

function holdsSecret(models: Models, document: DocumentNode): boolean {
  let found = false;
  const look = (name: string, value: ValueNode | undefined): void => {
    // a variable is no number that is kept: by way of JSON it is left out
    const asked = JSON.parse(JSON.stringify({ [name]: value && valueFromASTUntyped(value) })) as object;
    if (JSON.stringify(concealIn(models, asked)) !== JSON.stringify(asked)) found = true;
  };
  visit(document, {
    Argument: ({ name, value }) => look(name.value, value),
    VariableDefinition: ({ variable, defaultValue }) => look(variable.name.value, defaultValue),
  });
  return found;
}

/** The declared types of a query’s variables by name, and those that must be given. */
const declared = (operation: OperationDefinitionNode): Map<string, { type: TypeNode; needed: boolean }> =>
  new Map(
    operation.variableDefinitions?.map(({ variable, type, defaultValue }) => [
      variable.name.value,
      { type, needed: type.kind === Kind.NON_NULL_TYPE && !defaultValue },
    ]),
  );

/** What is wrong with the values that a kept query is to run with, and the values as it takes them. `path` is where they were given. */
export function variableFaults(
  schema: GraphQLSchema,
  models: Models,
  document: string,
  given: Readonly<Record<string, unknown>>,
  path: readonly string[],
): FieldError[] {
  const operation = onlyQuery(parse(document));
  if (!operation) return [fieldError('DOCUMENT_NOT_ONE_QUERY', path)];
  const types = declared(operation);
  const faults = Object.entries(given).flatMap(([name, value]): FieldError[] => {
    const known = types.get(name);
    if (!known) return [fieldError('VARIABLE_UNKNOWN', path, { value: name })];
    const type = typeFromAST(schema, known.type as never);
    if (!isInputType(type)) return [];
    return jsonFaults(JSON.stringify(value), type, path, 'VARIABLE_VALUE').faults.map((one) => ({
      ...one,
      params: { ...one.params, value: name },
    }));
  });
  for (const [name, { needed }] of types)
    if (needed && given[name] === undefined) faults.push(fieldError('VARIABLE_MISSING', path, { value: name }));
  const secret = JSON.stringify(concealIn(models, given)) !== JSON.stringify(given);
  return secret ? [...faults, fieldError('VARIABLES_SECRET', path)] : faults;
}

function parameterFaults(
  schema: GraphQLSchema,
  models: Models,
  operation: OperationDefinitionNode,
  parameters: readonly QueryParameter[],
): FieldError[] {
  const types = new Map<string, TypeNode>(
    operation.variableDefinitions?.map((node) => [node.variable.name.value, node.type]),
  );
  return parameters.flatMap(({ name, defaultValue }, i) => {
    const node = types.get(name);
    if (!node) return [fieldError('PARAMETER_UNKNOWN', ['parameters', String(i), 'name'], { value: name })];
    const type = typeFromAST(schema, node as never);
    if (!defaultValue || !isInputType(type)) return [];
    const path = ['parameters', String(i), 'defaultValue'];
    const { value, faults } = jsonFaults(defaultValue, type, path, 'PARAMETER_DEFAULT');
    const asked = { [name]: value };
    const secret = JSON.stringify(concealIn(models, asked)) !== JSON.stringify(asked);
    return secret ? [...faults, fieldError('SAVED_SECRET', path)] : faults;
  });
}

/** What is wrong with a query as it is to be kept; empty when it can run. */
export function queryFaults(
  schema: GraphQLSchema,
  models: Models,
  { document, parameters }: { document: string; parameters: readonly QueryParameter[] | null },
): FieldError[] {
  const { faults, operation } = textFaults(schema, models, document);
  return operation ? [...faults, ...parameterFaults(schema, models, operation, parameters ?? [])] : faults;
}
