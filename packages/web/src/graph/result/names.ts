import {
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What the response keys of a document are called in the schema: `all.nodes.money` → `customers.nodes.capital`. */
export function namesOf(document: DocumentNode): Map<string, string> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const names = new Map<string, string>();
  const walk = (set: SelectionSetNode, path: string, real: string, depth: number): void => {
    if (depth > 20) return;
    for (const node of set.selections) {
      if (node.kind !== Kind.FIELD) {
        const inner = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
        if (inner) walk(inner.selectionSet, path, real, depth + 1);
        continue;
      }
      const name = node.name.value;
      const key = node.alias?.value ?? name;
      // an edge says nothing of its own: see the table
      const [at, own] = key === 'node' && path ? [path, real] : [join(path, key), join(real, name)];
      names.set(at, own);
      if (node.selectionSet) walk(node.selectionSet, at, own, depth + 1);
    }
  };
  for (const node of document.definitions)
    if (node.kind === Kind.OPERATION_DEFINITION) walk(node.selectionSet, '', '', 0);
  return names;
}
const join = (path: string, name: string): string => (path ? `${path}.${name}` : name);

export interface AskedKey {
  /** Dotted path of the field. */
  path: string;
  /** Part of the calendar or level of the code; empty for the value itself or a range of figures. */
  way: string;
  /** Figures between edges. */
  ranges: boolean;
}

/** The keys that the groups under a response key are asked by. */
export function askedKeys(
  document: DocumentNode,
  root: string,
  variables: Readonly<Record<string, unknown>>,
): AskedKey[] {
  const field = document.definitions
    .flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? node.selectionSet.selections : []))
    .find((node): node is FieldNode => node.kind === Kind.FIELD && (node.alias ?? node.name).value === root);
  const by = field?.arguments?.find(({ name }) => name.value === 'by')?.value;
  const given: unknown = by ? valueFromASTUntyped(by, variables) : [];
  const list: unknown[] = Array.isArray(given) ? given : [given];
  return list.map((one) => {
    const path: string[] = [];
    let at: unknown = one;
    while (typeof at === 'object' && at !== null && !('edges' in at)) {
      const [entry] = Object.entries(at);
      if (!entry) break;
      path.push(entry[0]);
      at = entry[1];
    }
    return { path: path.join('.'), way: typeof at === 'string' ? at : '', ranges: typeof at === 'object' };
  });
}
