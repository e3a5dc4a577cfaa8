import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import {
  GraphQLScalarType,
  Kind,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';

/** What is known of one operation of one document: seen, compiled, or not to be compiled. */
type Entry = { state: 'seen'; times: number } | { state: 'compiled'; query: CompiledQuery } | { state: 'refused' };

export interface CompiledCacheOptions {
  /** Operations remembered; the least recently used goes first. */
  size?: number;
  /** Compiled at this sighting: a document sent once only is cheaper to interpret, and a flood of them cannot fill the cache with code. */
  compileAt?: number;
}

/** Compiled operations of one schema, bounded. */
export class CompiledCache {
  private readonly entries: LRUCache<string, Entry>;
  private readonly compileAt: number;

  constructor(
    private readonly schema: GraphQLSchema,
    { size = 500, compileAt = 2 }: CompiledCacheOptions = {},
  ) {
    this.entries = new LRUCache({ max: size });
    this.compileAt = compileAt;
  }

  /** The compiled form, or null when this run should be interpreted. It takes variables that are coerced already. */
  find(key: string, document: () => DocumentNode, operation: OperationDefinitionNode): CompiledQuery | null {
    const entry = this.entries.get(key);
    if (entry?.state === 'compiled') return entry.query;
    if (entry?.state === 'refused') return null;
    const times = (entry?.times ?? 0) + 1;
    if (times < this.compileAt) {
      this.entries.set(key, { state: 'seen', times });
      return null;
    }
    const query = this.compile(document(), operation);
    this.entries.set(key, query ? { state: 'compiled', query } : { state: 'refused' });
    return query;
  }

  private compile(document: DocumentNode, operation: OperationDefinitionNode): CompiledQuery | null {
    const query = compileQuery(withAnyScalar(this.schema), withoutVariableTypes(document), operation.name?.value, {
      // resolvers see the operation and the schema as they are, not the ones altered for the compiler
      resolverInfoEnricher: () => ({ schema: this.schema, operation }),
    });
    return isCompiledQuery(query) ? query : null;
  }

  get size(): number {
    return this.entries.size;
  }
}

/**
 * graphql-jit 0.8.9 writes out the parsing code of a variable's whole input type. Ours are recursive (`filter: {and: [filter]}`),
 * so it unrolls until the stack overflows, seconds later. Variables are coerced by graphql-js before it is called; here their
 * types become one scalar that lets every value through.
 */
const anyScalar = new GraphQLScalarType({ name: 'DossierAny', parseValue: (value) => value });

function withAnyScalar(schema: GraphQLSchema): GraphQLSchema {
  const getType = (name: string) => (name === anyScalar.name ? anyScalar : schema.getType(name));
  return Object.create(schema, { getType: { value: getType } }) as GraphQLSchema;
}

function withoutVariableTypes(document: DocumentNode): DocumentNode {
  const type = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: anyScalar.name } } as const;
  const VariableDefinition = {
    enter: (node: VariableDefinitionNode) => ({ ...node, type, defaultValue: undefined }),
  };
  // selections hold no definitions and stay the very nodes they were
  return visit(document, { VariableDefinition, SelectionSet: { enter: () => false } });
}
