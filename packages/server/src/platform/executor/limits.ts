import type { ErrorCode } from '@dossier/shared';
import {
  GraphQLError,
  Kind,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Bounds of one document (`tokens` is enforced by the parser). */
export const documentLimits = {
  tokens: 2000,
  depth: 12,
  aliases: 30,
  directives: 50,
  /** Fields after fragments are spread out: small text can spread into millions. */
  fields: 2000,
} as const;

/** Tokens of a document that somebody writes and runs himself: a long list of values is no attack. */
export const longDocument = 10_000;

type Limit = keyof typeof documentLimits;

interface Extent {
  depth: number;
  fields: number;
}

/** What one document asks for, measured once. */
export interface DocumentFacts {
  /** Reads the schema itself (`__schema`, `__type`). */
  introspects: boolean;
  exceeded: Limit | null;
}

const known = new WeakMap<DocumentNode, DocumentFacts>();

/** Measures a valid document (no fragment cycles); the answer is kept with the parsed document. */
export function documentFacts(document: DocumentNode): DocumentFacts {
  let facts = known.get(document);
  if (!facts) known.set(document, (facts = measure(document)));
  return facts;
}

const codes: Record<Limit, ErrorCode> = {
  tokens: 'QUERY_TOO_LARGE',
  depth: 'QUERY_TOO_DEEP',
  aliases: 'QUERY_TOO_MANY_ALIASES',
  directives: 'QUERY_TOO_COSTLY',
  fields: 'QUERY_TOO_COSTLY',
};

/** The error of a document that is too large; nothing has run yet. */
export function limitError(limit: Limit): GraphQLError {
  const code = codes[limit];
  return new GraphQLError(code, {
    extensions: { code, params: { max: documentLimits[limit] }, http: { status: 400 } },
  });
}

function measure(document: DocumentNode): DocumentFacts {
  let aliases = 0;
  let directives = 0;
  let introspects = false;
  visit(document, {
    Field(node) {
      if (node.alias) aliases++;
      if (node.name.value === '__schema' || node.name.value === '__type') introspects = true;
    },
    Directive() {
      directives++;
    },
  });
  const { depth, fields } = extentOf(document);
  const found: [Limit, number][] = [
    ['depth', depth],
    ['aliases', aliases],
    ['directives', directives],
    ['fields', fields],
  ];
  const over = found.find(([limit, value]) => value > documentLimits[limit]);
  return { introspects, exceeded: over?.[0] ?? null };
}

function extentOf(document: DocumentNode): Extent {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    if (node.kind === Kind.OPERATION_DEFINITION) operations.push(node);
  }
  // each fragment is measured once, so the cost is that of the text, not of what it spreads into
  const measured = new Map<string, Extent>();
  const fragment = (name: string): Extent => {
    let extent = measured.get(name);
    if (!extent) {
      const node = fragments.get(name);
      measured.set(name, (extent = node ? selectionSet(node.selectionSet) : { depth: 0, fields: 0 }));
    }
    return extent;
  };
  const selectionSet = (set: SelectionSetNode): Extent => {
    const total: Extent = { depth: 0, fields: 0 };
    for (const node of set.selections) {
      const extent = node.kind === Kind.FRAGMENT_SPREAD ? fragment(node.name.value) : nested(node);
      total.depth = Math.max(total.depth, extent.depth);
      total.fields += extent.fields;
    }
    return total;
  };
  const nested = (node: Exclude<SelectionSetNode['selections'][number], { kind: Kind.FRAGMENT_SPREAD }>): Extent => {
    const inner = node.selectionSet ? selectionSet(node.selectionSet) : { depth: 0, fields: 0 };
    if (node.kind === Kind.INLINE_FRAGMENT) return inner;
    // introspection nests by design (ofType …) and is bounded by its tokens
    const depth = node.name.value.startsWith('__') ? 0 : inner.depth + 1;
    return { depth, fields: inner.fields + 1 };
  };
  return operations
    .map((operation) => selectionSet(operation.selectionSet))
    .reduce((a, b) => ({ depth: Math.max(a.depth, b.depth), fields: Math.max(a.fields, b.fields) }), {
      depth: 0,
      fields: 0,
    });
}
