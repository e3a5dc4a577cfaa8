/** What a tree needs to know of its nodes. */
export interface Node {
  id: string;
  parent?: { id: string } | null;
}

/** The nodes of a tree in the order they are drawn, each with its depth. A node whose parent is missing stands at the top. */
export function drawn<N extends Node>(nodes: readonly N[]): { node: N; depth: number }[] {
  const known = new Set(nodes.map(({ id }) => id));
  const below = (parent: string | null, depth: number): { node: N; depth: number }[] =>
    nodes
      .filter((node) => (node.parent && known.has(node.parent.id) ? node.parent.id : null) === parent)
      .flatMap((node) => [{ node, depth }, ...below(node.id, depth + 1)]);
  return below(null, 0);
}
