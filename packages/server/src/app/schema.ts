import 'reflect-metadata';
import { lexicographicSortSchema, printSchema, type GraphQLInterfaceType, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import type { Scope } from '@dossier/shared';
import { assertScopes } from '../platform/auth';
import type { RequestContext } from '../platform/context/context';
import { userErrorTypeOf, userErrorTypes } from '../platform/graphql/user-error-types';
import { extendSchema } from '../platform/query/extend-schema';
import { Models } from '../platform/query/models';
import { entities, entityTypes, resolvers } from './features';

/** Root operations name the scopes they need; nobody who is not signed in passes. (An arrow: type-graphql takes a `function` for a class.) */
const authChecker = ({ context }: { context: RequestContext }, scopes: string[]): boolean => {
  assertScopes(context, scopes as Scope[]);
  return true;
};

export const buildModels = (): Models => new Models(entities);

/** The whole graph: TypeGraphQL's base (types, mutations, hand-written queries), completed from the entity declarations. */
export function buildGraph(models: Models): GraphQLSchema {
  const base = buildSchemaSync({
    resolvers,
    orphanedTypes: [...entityTypes, ...userErrorTypes] as never[],
    authChecker,
    validate: false,
  });
  // TypeGraphQL makes it asynchronous, which graphql-jit does not wait for
  (base.getType('UserError') as GraphQLInterfaceType).resolveType = userErrorTypeOf;
  return extendSchema(base, models);
}

/** The contract as text, sorted, as it is committed. */
export const printGraph = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
