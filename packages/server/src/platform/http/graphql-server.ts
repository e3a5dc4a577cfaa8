import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Config } from '../config';
import type { RequestContext } from '../context/context';
import { documentFacts, documentLimits, Executor, limitError } from '../executor';
import type { Log } from '../log';
import { errorPlugin, formatError } from './graphql-errors';
import { statementsPlugin } from './statements';

type Gateway = ApolloServerOptionsWithGateway<RequestContext>['gateway'];

/** A request with this header has passed the browser's check of foreign origins. */
export const preflightHeader = 'apollo-require-preflight';

/** Apollo Server around our executor, with every limit of the graph. */
export interface GraphServer {
  apollo: ApolloServer<RequestContext>;
  /** Swaps the schema while requests run: later ones get the new one. */
  replaceSchema(schema: GraphQLSchema): void;
}

export async function createGraphServer(
  schema: GraphQLSchema,
  config: Pick<Config, 'executor'>,
  log: Log,
): Promise<GraphServer> {
  const executor = new Executor(schema, { kind: config.executor });
  const { gateway, announce } = gatewayOf(schema, executor);
  const apollo = new ApolloServer<RequestContext>({
    gateway,
    // Apollo must not look at the environment: no stack traces, no signal handlers, no landing page, ever
    nodeEnv: 'production',
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    logger: log,
    introspection: true, // for people who are signed in: see limitsPlugin
    allowBatchedHttpRequests: false,
    csrfPrevention: { requestHeaders: [preflightHeader, 'x-requested-with'] },
    parseOptions: { maxTokens: documentLimits.tokens },
    validationOptions: { maxErrors: 10 },
    documentStore: boundedDocuments(500),
    stringifyResult: (result) => JSON.stringify(result),
    formatError,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      limitsPlugin,
      statementsPlugin,
      errorPlugin(log),
    ],
  });
  await apollo.start();
  return {
    apollo,
    replaceSchema(next) {
      executor.replaceSchema(next);
      announce(next);
    },
  };
}

/** The gateway hook lets Apollo parse, validate and answer while our executor runs the document. */
function gatewayOf(
  schema: GraphQLSchema,
  executor: Executor,
): { gateway: Gateway; announce: (schema: GraphQLSchema) => void } {
  let listener: Parameters<NonNullable<Gateway['onSchemaLoadOrUpdate']>>[0] | undefined;
  const announce = (apiSchema: GraphQLSchema) => listener?.({ apiSchema, coreSupergraphSdl: '' });
  const gateway: Gateway = {
    async load() {
      return {
        executor: ({ document, operation, operationName, queryHash, request, context }) =>
          executor.run({
            document,
            operation,
            queryHash,
            operationName: operationName ?? undefined,
            variables: request.variables,
            context,
          }),
      };
    },
    onSchemaLoadOrUpdate(callback) {
      listener = callback;
      announce(schema);
      return () => (listener = undefined);
    },
    async stop() {},
  };
  return { gateway, announce };
}

/** Refuses documents that are too large, and introspection by strangers, before anything runs. */
const limitsPlugin: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ document, operation, contextValue }) {
        // Apollo goes on without one, and the executor would take the only operation under whatever name was asked
        if (!operation) throw refusal('OPERATION_RESOLUTION_FAILURE', 'The document has no such operation.');
        if (operation.operation === 'subscription') throw refusal('BAD_REQUEST', 'Subscriptions are not supported.');
        const { exceeded, introspects } = documentFacts(document);
        if (exceeded) throw limitError(exceeded);
        if (introspects && !contextValue.actor)
          throw new GraphQLError('UNAUTHENTICATED', { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
      },
    };
  },
};

const refusal = (code: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status: 400 } } });

/** Parsed and validated documents by hash; bounded by number, as the size of each is bounded by the token limit. */
function boundedDocuments(max: number) {
  const documents = new LRUCache<string, DocumentNode>({ max });
  return {
    get: async (key: string) => documents.get(key),
    set: async (key: string, document: DocumentNode) => void documents.set(key, document),
    delete: async (key: string) => documents.delete(key),
  };
}
