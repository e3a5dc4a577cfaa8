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
  /** The fields on the way to the deepest, the nearest first; not more than can be told. */
  path: readonly string[];
  fields: number;
  /** The field with most below it. */
  widest: string;
}
const nothing: Extent = { depth: 0, path: [], fields: 0, widest: '' };

/** What one document asks for, measured once. */
export interface DocumentFacts {
  /** Reads the schema itself (`__schema`, `__type`). */
  introspects: boolean;
  exceeded: Limit | null;
  /** The field that is to blame. */
  field: string;
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
  directives: 'QUERY_TOO_MANY_DIRECTIVES',
  fields: 'QUERY_TOO_MANY_FIELDS',
};

/** The error of a document that is too large; nothing has run yet. */
export function limitError({ exceeded, field }: { exceeded: Limit; field: string }): GraphQLError {
  const code = codes[exceeded];
  return new GraphQLError(code, {
    extensions: { code, params: { max: documentLimits[exceeded], field }, http: { status: 400 } },
  });
}

function measure(document: DocumentNode): DocumentFacts {
  const aliased = new Count();
  const directed = new Count();
  let introspects = false;
  visit(document, {
    Field(node) {
      if (node.alias) aliased.add(node.name.value);
      node.directives?.forEach(() => directed.add(node.name.value));
      if (node.name.value === '__schema' || node.name.value === '__type') introspects = true;
    },
    FragmentSpread: (node) => node.directives?.forEach(() => directed.add(node.name.value)),
    InlineFragment: (node) => node.directives?.forEach(() => directed.add('...')),
  });
  const { depth, path, fields, widest } = extentOf(document);
  const found: [Limit, number, string][] = [
    ['depth', depth, path.join('.')],
    ['aliases', aliased.total, aliased.most()],
    ['directives', directed.total, directed.most()],
    ['fields', fields, widest],
  ];
  const over = found.find(([limit, value]) => value > documentLimits[limit]);
  return { introspects, exceeded: over?.[0] ?? null, field: over?.[2] ?? '' };
}

/** How often each name comes. */
class Count {
  total = 0;
  private readonly names = new Map<string, number>();
  add(name: string): void {
    this.total++;
    this.names.set(name, (this.names.get(name) ?? 0) + 1);
  }
  most(): string {
    return [...this.names].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0])[0];
  }
}

/** Fields of a path that an error names. */
const TOLD = 6;

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
      measured.set(name, (extent = node ? selectionSet(node.selectionSet) : nothing));
    }
    return extent;
  };
  const selectionSet = (set: SelectionSetNode): Extent => {
    const total = { ...nothing };
    let most = 0;
    for (const node of set.selections) {
      const extent = node.kind === Kind.FRAGMENT_SPREAD ? fragment(node.name.value) : nested(node);
      if (extent.depth > total.depth) Object.assign(total, { depth: extent.depth, path: extent.path });
      if (extent.fields > most) [most, total.widest] = [extent.fields, extent.widest];
      total.fields += extent.fields;
    }
    return total;
  };
  const nested = (node: Exclude<SelectionSetNode['selections'][number], { kind: Kind.FRAGMENT_SPREAD }>): Extent => {
    const inner = node.selectionSet ? selectionSet(node.selectionSet) : nothing;
    if (node.kind === Kind.INLINE_FRAGMENT) return inner;
    const name = node.name.value;
    // introspection nests by design (ofType …) and is bounded by its tokens
    const depth = name.startsWith('__') ? 0 : inner.depth + 1;
    return { depth, path: [name, ...inner.path].slice(0, TOLD), fields: inner.fields + 1, widest: name };
  };
  return operations
    .map((operation) => selectionSet(operation.selectionSet))
    .reduce((a, b) => (b.depth > a.depth || b.fields > a.fields ? b : a), nothing);
}
