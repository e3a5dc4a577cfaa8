import type { ApolloServerPlugin } from '@apollo/server';
import { getOperationAST, type DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { RequestContext } from '../context/context';
import { documentFacts, type ExecutionRequest } from '../executor';

/** What a plain request asks. */
export interface GraphParams {
  query: string;
  operationName: string | undefined;
  variables: Record<string, unknown> | undefined;
}

type Documents = LRUCache<string, { document: DocumentNode; queryHash: string }>;
/** How many documents are remembered, and how many characters of them. */
export const documentBounds = { max: 500, maxSize: 2_000_000 } as const;
const bounded = (): Documents => new LRUCache({ ...documentBounds, sizeCalculation: (_, text) => 1 + text.length });

/**
 * Documents that have passed parser, validation and limits once, by their text. A query among them needs only to be run: Apollo's
 * pipeline would cost more than a small answer does (ADR 11).
 */
export class KnownDocuments {
  private documents = bounded();

  /** What to run; null when Apollo has to look at it first. */
  find({ query, operationName, variables }: GraphParams): Omit<ExecutionRequest, 'context'> | null {
    const known = this.documents.get(query);
    const operation = known && getOperationAST(known.document, operationName);
    return operation?.operation === 'query' ? { ...known!, operation, operationName, variables } : null;
  }

  /** The schema has changed: what was valid may not be any more, and what is being validated was for the old one. */
  clear(): void {
    this.documents = bounded();
  }

  /** Remembers what has passed. */
  readonly plugin: ApolloServerPlugin<RequestContext> = {
    requestDidStart: async () => {
      const { documents } = this;
      return {
        didResolveOperation: async ({ document, source, queryHash }) => {
          // the plugins are asked at once: one that refuses does not keep this from being called
          const { exceeded, introspects } = documentFacts(document);
          // whether somebody may introspect is asked each time
          if (!exceeded && !introspects) documents.set(source, { document, queryHash });
        },
      };
    },
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The parameters of a body of the usual form; null for anything else, which Apollo judges. */
export function plainParams(body: unknown): GraphParams | null {
  if (!isRecord(body)) return null;
  const { query, operationName = null, variables = null, extensions = null } = body;
  if (typeof query !== 'string' || extensions !== null) return null;
  if (operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== null && !isRecord(variables)) return null;
  return { query, operationName: operationName ?? undefined, variables: variables ?? undefined };
}
