import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Config } from '../config';
import type { RequestContext } from '../context/context';
import { documentFacts, documentLimits, Executor, limitError, longDocument, type ExecutionRequest } from '../executor';
import type { Log } from '../log';
import { costOnlyPlugin } from './cost-only';
import { errorPlugin, formatError } from './graphql-errors';
import { documentBounds, KnownDocuments, type GraphParams } from './known-documents';
import { rehearse } from './rehearsal';
import { statementsPlugin } from './statements';

type Gateway = ApolloServerOptionsWithGateway<RequestContext>['gateway'];

/** A request with this header has passed the browser's check of foreign origins. */
export const preflightHeader = 'apollo-require-preflight';

/** Apollo Server around our executor, with every limit of the graph. */
export interface GraphServer {
  /** The pipeline for a text: some callers may ask with longer ones. */
  apolloFor(ctx: RequestContext, text: string): ApolloServer<RequestContext>;
  stop(): Promise<void>;
  /**
   * The answer to a query whose document is known, without Apollo. Null: ask Apollo, with the same context. What ran already is not run again
   * there; Apollo only words its errors.
   */
  answerKnown(params: GraphParams, ctx: RequestContext): Promise<string | null>;
  /** Swaps the schema while requests run: later ones get the new one. */
  replaceSchema(schema: GraphQLSchema): void;
}

export async function createGraphServer(
  schema: GraphQLSchema,
  config: Pick<Config, 'executor'>,
  log: Log,
  mayAskLong: (ctx: RequestContext) => boolean,
): Promise<GraphServer> {
  const executor = new Executor(schema, { kind: config.executor });
  const known = new KnownDocuments();
  const failed = new WeakMap<RequestContext, ExecutionResult>();
  const run: Run = async (request, ctx) =>
    (await rehearse(request.operation, ctx, (context) => executor.run({ ...request, context }))) ??
    executor.run({ ...request, context: ctx });
  const gateways = [gatewayOf(schema, run, failed), gatewayOf(schema, run, failed)] as const;
  const [usual, long] = [documentLimits.tokens, longDocument].map((tokens, i) =>
    pipeline(log, gateways[i]!.gateway, tokens, known.plugin),
  ) as [Pipeline, Pipeline];
  await Promise.all([usual.start(), long.start()]);
  return {
    // a token has a character at least
    apolloFor: (ctx, text) => (text.length > documentLimits.tokens && mayAskLong(ctx) ? long : usual),
    stop: async () => void (await Promise.all([usual.stop(), long.stop()])),
    async answerKnown(params, ctx) {
      const request = known.find(params);
      if (!request) return null;
      const result = await run(request, ctx);
      if (!result.errors && result.data) return JSON.stringify({ data: result.data });
      failed.set(ctx, result);
      return null;
    },
    replaceSchema(next) {
      executor.replaceSchema(next);
      known.clear();
      for (const { announce } of gateways) announce(next);
    },
  };
}

type Pipeline = ApolloServer<RequestContext>;

/** Apollo with every limit of ours. */
function pipeline(
  log: Log,
  gateway: Gateway,
  tokens: number,
  knownDocuments: ApolloServerPlugin<RequestContext>,
): Pipeline {
  return new ApolloServer<RequestContext>({
    gateway,
    // Apollo must not look at the environment: no stack traces, no signal handlers, no landing page, ever
    nodeEnv: 'production',
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    logger: log,
    introspection: true, // for people who are signed in: see limitsPlugin
    allowBatchedHttpRequests: false,
    csrfPrevention: { requestHeaders: [preflightHeader, 'x-requested-with'] },
    parseOptions: { maxTokens: tokens },
    validationOptions: { maxErrors: 10 },
    documentStore: boundedDocuments(),
    stringifyResult: (result) => JSON.stringify(result),
    formatError,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      limitsPlugin,
      knownDocuments,
      statementsPlugin,
      errorPlugin(log),
      costOnlyPlugin,
    ],
  });
}

type Run = (request: Omit<ExecutionRequest, 'context'>, ctx: RequestContext) => Promise<ExecutionResult>;

/** The gateway hook lets Apollo parse, validate and answer while our executor runs the document. */
function gatewayOf(
  schema: GraphQLSchema,
  run: Run,
  failed: WeakMap<RequestContext, ExecutionResult>,
): { gateway: Gateway; announce: (schema: GraphQLSchema) => void } {
  let listener: Parameters<NonNullable<Gateway['onSchemaLoadOrUpdate']>>[0] | undefined;
  const announce = (apiSchema: GraphQLSchema) => listener?.({ apiSchema, coreSupergraphSdl: '' });
  const gateway: Gateway = {
    async load() {
      return {
        executor: async ({ document, operation, operationName, queryHash, request, context }) =>
          failed.get(context as RequestContext) ??
          run(
            {
              document,
              operation,
              queryHash,
              operationName: operationName ?? undefined,
              variables: request.variables,
            },
            context as RequestContext,
          ),
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
        const { exceeded, field, introspects } = documentFacts(document);
        if (exceeded) throw limitError({ exceeded, field });
        if (introspects && !contextValue.actor)
          throw new GraphQLError('UNAUTHENTICATED', { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
      },
    };
  },
};

const refusal = (code: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status: 400 } } });

/** Parsed and validated documents by hash; bounded by number and by the length of their texts. */
function boundedDocuments() {
  const documents = new LRUCache<string, DocumentNode>({
    ...documentBounds,
    sizeCalculation: ({ loc }) => 1 + (loc?.source.body.length ?? documentBounds.maxSize),
  });
  return {
    get: async (key: string) => documents.get(key),
    set: async (key: string, document: DocumentNode) => void documents.set(key, document),
    delete: async (key: string) => documents.delete(key),
  };
}
