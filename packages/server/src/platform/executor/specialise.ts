import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type SelectionNode,
} from 'graphql';

/**
 * graphql-jit 0.8.9 compiles `@skip` and `@include` into marks on the shared syntax tree and loses fields when a fragment is
 * spread twice with different conditions. The conditions depend on Boolean variables only, so they are decided here, before it
 * compiles: one compiled form per combination of their values, each without conditions (and quicker for it).
 */

const conditional = new Set([GraphQLSkipDirective.name, GraphQLIncludeDirective.name]);
const isConditional = (directive: DirectiveNode): boolean => conditional.has(directive.name.value);

interface Conditions {
  any: boolean;
  variables: readonly string[];
}
const known = new WeakMap<DocumentNode, Conditions>();

/** Which conditions a document has and the variables they read; kept with the parsed document. */
function conditionsOf(document: DocumentNode): Conditions {
  let conditions = known.get(document);
  if (conditions) return conditions;
  const variables = new Set<string>();
  let any = false;
  visit(document, {
    Directive(node) {
      if (!isConditional(node)) return;
      any = true;
      const value = node.arguments?.[0]?.value;
      if (value?.kind === Kind.VARIABLE) variables.add(value.name.value);
    },
  });
  known.set(document, (conditions = { any, variables: [...variables].sort() }));
  return conditions;
}

export interface Specialised {
  /** Tells the combination of conditions apart in a cache key. */
  key: string;
  /** The document with every condition decided. */
  document: () => DocumentNode;
}

/** Decides the conditions of a document for these (coerced) variables; null when one of them is no Boolean, an error graphql-js words. */
export function specialise(document: DocumentNode, variables: Readonly<Record<string, unknown>>): Specialised | null {
  const conditions = conditionsOf(document);
  if (!conditions.any) return { key: '', document: () => document };
  if (conditions.variables.some((name) => typeof variables[name] !== 'boolean')) return null;
  const key = conditions.variables.map((name) => (variables[name] ? '1' : '0')).join('');
  return { key, document: () => decide(document, variables) };
}

function decide(document: DocumentNode, values: Readonly<Record<string, unknown>>): DocumentNode {
  const enter = <N extends SelectionNode>(node: N): N | null | undefined => {
    if (!node.directives?.some(isConditional)) return undefined;
    const skipped = getDirectiveValues(GraphQLSkipDirective, node, values)?.['if'] === true;
    const included = getDirectiveValues(GraphQLIncludeDirective, node, values)?.['if'] !== false;
    if (skipped || !included) return null;
    return { ...node, directives: node.directives.filter((directive) => !isConditional(directive)) };
  };
  return visit(document, { Field: { enter }, FragmentSpread: { enter }, InlineFragment: { enter } });
}
