import { Kind, parse, valueFromASTUntyped, type FieldNode } from 'graphql';
import { rootOf } from './describe';

/** How many rows a list of a document asks for itself. */
export interface OwnRows {
  /** Null where a parameter that is not given says it. */
  count: number | null;
  /** Groups in an order of their own, such as the ten largest: the others are hardly wanted. */
  ranked: boolean;
}

/** Null for a list that does not say how many rows it wants. `key`: which list; the first when null. */
export function ownRows(
  document: string,
  key: string | null,
  variables: Readonly<Record<string, unknown>>,
): OwnRows | null {
  const list = listOf(document, key);
  const given = (name: string) => list?.arguments?.find((one) => one.name.value === name)?.value;
  const many = given('first') ?? given('last');
  if (!list || !many || many.kind === Kind.NULL) return null;
  const count: unknown = valueFromASTUntyped(many, variables);
  const grouped = rootOf(list.name.value)?.grouped ?? false;
  return { count: typeof count === 'number' ? count : null, ranked: grouped && given('orderBy') !== undefined };
}

function listOf(document: string, key: string | null): FieldNode | undefined {
  try {
    return parse(document)
      .definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? node.selectionSet.selections : []))
      .filter((node) => node.kind === Kind.FIELD)
      .find((node) => (key === null ? rootOf(node.name.value) !== null : (node.alias ?? node.name).value === key));
  } catch {
    return undefined;
  }
}
