import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import { getDirectiveValues, GraphQLIncludeDirective, GraphQLSkipDirective } from 'graphql';

export type AskInfo = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'variableValues'>;
/** What a walk through a document needs; `dynamic` tells that it met conditions. */
export type Walk = Pick<AskInfo, 'fragments' | 'variableValues'> & { dynamic: boolean };

export const walkOf = ({ fragments, variableValues }: AskInfo): Walk => ({ fragments, variableValues, dynamic: false });

export const setsOf = (nodes: readonly FieldNode[]): SelectionSetNode[] =>
  nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : []));

/** Fields by response key, fragments expanded, directives obeyed. */
export function collect(
  typeName: string,
  sets: readonly SelectionSetNode[],
  walk: Walk,
  into = new Map<string, FieldNode[]>(),
): Map<string, FieldNode[]> {
  for (const set of sets) {
    for (const node of set.selections) {
      if (node.directives?.length) {
        walk.dynamic = true;
        if (getDirectiveValues(GraphQLSkipDirective, node, walk.variableValues)?.if === true) continue;
        if (getDirectiveValues(GraphQLIncludeDirective, node, walk.variableValues)?.if === false) continue;
      }
      if (node.kind === 'Field') {
        const key = (node.alias ?? node.name).value;
        const list = into.get(key);
        if (list) list.push(node);
        else into.set(key, [node]);
        continue;
      }
      const fragment = node.kind === 'FragmentSpread' ? walk.fragments[node.name.value] : node;
      const condition = fragment?.typeCondition?.name.value;
      if (fragment && (!condition || !typeName || condition === typeName || INTERFACES.has(condition)))
        collect(typeName, [fragment.selectionSet], walk, into);
    }
  }
  return into;
}
const INTERFACES = new Set(['Node']);

/** Fields below these nodes by their name, whatever their aliases. */
export function fieldsBelow(nodes: readonly FieldNode[], walk: Walk): Map<string, FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  for (const node of [...collect('', setsOf(nodes), walk).values()].flat()) {
    const list = found.get(node.name.value);
    if (list) list.push(node);
    else found.set(node.name.value, [node]);
  }
  return found;
}
