import {
  execute,
  GraphQLError,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { CompiledCache, type CompiledCacheOptions } from './compiled-cache';
import { specialise } from './specialise';
import { VariableCoercer } from './variables';

/** One validated operation to run. */
export interface ExecutionRequest {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** Identifies the document's text. */
  queryHash: string;
  operationName: string | undefined;
  variables: Record<string, unknown> | undefined;
  context: unknown;
}

export interface ExecutorOptions extends CompiledCacheOptions {
  kind: 'jit' | 'graphql-js';
}

type Result = Promise<ExecutionResult>;

/** Runs operations: queries compiled by graphql-jit, everything else (and whatever jit cannot do) by graphql-js. */
export class Executor {
  private cache: CompiledCache;
  private variables: VariableCoercer;

  constructor(
    private schema: GraphQLSchema,
    private readonly options: ExecutorOptions,
  ) {
    this.cache = new CompiledCache(schema, options);
    this.variables = new VariableCoercer(schema);
  }

  /** A new schema: what was compiled for the old one is forgotten. */
  replaceSchema(schema: GraphQLSchema): void {
    this.schema = schema;
    this.cache = new CompiledCache(schema, this.options);
    this.variables = new VariableCoercer(schema);
  }

  run = async (request: ExecutionRequest): Result => {
    // A mutation must never run twice, so it never enters the path that may fall back; it gains little from compiling.
    if (this.options.kind === 'graphql-js' || request.operation.operation !== 'query') return this.interpret(request);
    const { document, operation, context } = request;
    const variables = this.variables.coerce(operation, request.variables ?? {});
    if ('errors' in variables) return { errors: variables.errors };

    const special = specialise(document, variables.coerced);
    const key = `${request.queryHash}:${request.operationName ?? ''}:${special?.key}`;
    const compiled = special && this.cache.find(key, special.document, operation);
    if (!compiled) return this.interpret(request);
    const result = (await compiled.query({}, context, variables.coerced)) as ExecutionResult;
    // no data at all: jit refused before anything ran, so graphql-js has the last say
    if (result.errors && !('data' in result)) return this.interpret(request);
    return result.errors ? { ...result, errors: result.errors.map(rewrap) } : result;
  };

  private async interpret({ document, operationName, variables, context }: ExecutionRequest): Result {
    return execute({
      schema: this.schema,
      document,
      rootValue: {},
      contextValue: context,
      variableValues: variables,
      operationName,
    });
  }
}

/** jit makes errors of a class of its own that may lack `extensions`, on which Apollo's formatter fails. */
function rewrap(error: GraphQLError): GraphQLError {
  if (error.extensions) return error;
  const original = error.originalError as (Error & { extensions?: Record<string, unknown> }) | undefined;
  const rewrapped = new GraphQLError(error.message, {
    path: error.path,
    originalError: original,
    extensions: original?.extensions,
  });
  // jit keeps locations but no nodes to derive them from
  if (error.locations) Object.defineProperty(rewrapped, 'locations', { value: error.locations, enumerable: true });
  return rewrapped;
}
