import { Kind, parse, print, visit, type FieldNode, type SelectionSetNode } from 'graphql';
import { rootOf } from '../../../graph/result/describe';

const field = (name: string): FieldNode => ({ kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } });
const has = ({ selections }: SelectionSetNode, name: string): boolean =>
  selections.some((one) => one.kind === Kind.FIELD && (one.alias ?? one.name).value === name);

/** The document with each group's condition asked for, so that a tile can lead to its records; texts that are none stay as they are. */
export function withConditions(text: string): string {
  try {
    const document = parse(text);
    let added = false;
    const asking = visit(document, {
      OperationDefinition: (operation) => ({
        ...operation,
        selectionSet: each(operation.selectionSet, (root) =>
          rootOf(root.name.value)?.grouped
            ? each(root.selectionSet, (nodes) => {
                if (nodes.name.value !== 'nodes' || !nodes.selectionSet || has(nodes.selectionSet, 'drillDown'))
                  return nodes.selectionSet;
                added = true;
                return { ...nodes.selectionSet, selections: [...nodes.selectionSet.selections, field('drillDown')] };
              })
            : root.selectionSet,
        )!,
      }),
    });
    return added ? print(asking) : text;
  } catch {
    return text;
  }
}

/** Selections with what each field of them selects changed. */
function each<S extends SelectionSetNode | undefined>(
  set: S,
  change: (one: FieldNode) => SelectionSetNode | undefined,
): S {
  if (!set) return set;
  const selections = set.selections.map((one) =>
    one.kind === Kind.FIELD ? { ...one, selectionSet: change(one) } : one,
  );
  return { ...set, selections };
}
