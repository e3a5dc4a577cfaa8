import type { Label } from '@dossier/shared';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputType,
  isListType,
  isNonNullType,
  Kind,
  parse,
  print,
  typeFromAST,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

export type InputKind = 'text' | 'int' | 'float' | 'decimal' | 'bool' | 'date' | 'instant' | 'enum' | 'json';
export interface VariableInput {
  name: string;
  /** As the document declares it. */
  type: string;
  kind: InputKind;
  many: boolean;
  required: boolean;
  options: { value: string; label: Label }[];
  /** The default of the document, as it writes it. */
  defaultText: string;
}

const scalars: Readonly<Record<string, InputKind>> = {
  String: 'text',
  ID: 'text',
  Int: 'int',
  Float: 'float',
  Decimal: 'decimal',
  Boolean: 'bool',
  Date: 'date',
  Instant: 'instant',
};

/** `Potential (潜在).` as it stands in the schema → both languages. */
export function labelOf(description: string | null | undefined, name: string): Label {
  const found = /^(.+?) \(([^()]*\p{Script=Han}[^()]*)\)/u.exec(description ?? '');
  return found ? { en: found[1]!, zh: found[2]! } : { en: name, zh: name };
}

function describe(type: GraphQLInputType): Pick<VariableInput, 'kind' | 'many' | 'options'> {
  const bare = getNullableType(type);
  const named = getNamedType(type);
  const many = isListType(bare);
  if (many && isListType(getNullableType(bare.ofType))) return { kind: 'json', many: false, options: [] };
  if (isEnumType(named)) {
    const options = named
      .getValues()
      .map(({ name, description }) => ({ value: name, label: labelOf(description, name) }));
    return { kind: 'enum', many, options };
  }
  const kind = scalars[named.name] ?? 'json';
  return { kind, many: many && kind !== 'json', options: [] };
}

/** The operation of a document that has one. */
export const operationOf = (document: DocumentNode): OperationDefinitionNode | null =>
  document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION) ?? null;

/** The variables of a document as inputs of a form; null while it cannot be read. */
export function variableInputs(text: string, schema: GraphQLSchema | null): VariableInput[] | null {
  let operation: OperationDefinitionNode | null;
  try {
    operation = operationOf(parse(text));
  } catch {
    return null;
  }
  return (operation?.variableDefinitions ?? []).map(({ variable, type: node, defaultValue }) => {
    const type = schema && typeFromAST(schema, node as never);
    return {
      name: variable.name.value,
      type: print(node),
      required: node.kind === Kind.NON_NULL_TYPE && !defaultValue,
      defaultText: defaultValue ? print(defaultValue) : '',
      ...(type && isInputType(type)
        ? describe(isNonNullType(type) ? type.ofType : type)
        : { kind: 'json', many: false, options: [] }),
    };
  });
}

/** What a person typed into an input of this kind, as the graph takes it; undefined leaves the variable out. */
export function readInput(kind: InputKind, many: boolean, value: unknown): unknown {
  if (value === null || value === undefined || value === '') return undefined;
  if (many) return (value as unknown[]).map((one) => readInput(kind, false, one));
  if (kind === 'int') return Number.isInteger(Number(value)) ? Number(value) : value;
  if (kind === 'float') return Number.isNaN(Number(value)) ? value : Number(value);
  if (kind === 'decimal') return String(value);
  return value;
}
