import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, Info, Int, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { IdArg, InputArg, KeyArg, ReasonArg, VersionArg } from '../../platform/graphql/arguments';
import { mutation, payloadType } from '../../platform/graphql/payload';
import { readableId } from '../../platform/query/ids';
import { SavedQuery, SavedQueryInput, SavedQueryPatch } from './saved-query.entity';
import {
  createSavedQuery,
  publishSavedQuery,
  removeSavedQuery,
  restoreSavedQuery,
  retireSavedQuery,
  updateSavedQuery,
} from './saved-query.service';

const SavedQueryPayload = payloadType('SavedQueryPayload', 'savedQuery', SavedQuery);
const entity = 'SavedQuery';
const field = 'savedQuery';
const rawId = (ctx: RequestContext, id: string): string => readableId(ctx.models.get(entity), id);

/** Queries that people keep, and those that applications run by name. */
@Resolver()
export class SavedQueryResolver {
  @Authorized('query:create')
  @Mutation(() => SavedQueryPayload, { description: 'Saves a query, owned by the caller.' })
  createSavedQuery(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @InputArg('input', SavedQueryInput, 'The new query.') input: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { input } }, (tx) =>
      createSavedQuery(tx, info.schema, input),
    );
  }

  @Authorized('query:update')
  @Mutation(() => SavedQueryPayload, {
    description: 'Changes a query; a new document or new parameters make a new version. What is published stays.',
  })
  updateSavedQuery(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The query.') id: string,
    @VersionArg() expectedVersion: number,
    @InputArg('patch', SavedQueryPatch, 'The fields to change.') patch: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion, patch } }, (tx) =>
      updateSavedQuery(tx, info.schema, { id: rawId(ctx, id), expectedVersion, patch }),
    );
  }

  @Authorized('query:update')
  @Mutation(() => SavedQueryPayload, { description: 'Brings an earlier version of a query back, as a new one.' })
  restoreSavedQueryRevision(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The query.') id: string,
    @VersionArg() expectedVersion: number,
    @Arg('revision', () => Int, { description: 'Number of the version.' }) revision: number,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, input: { id, expectedVersion, revision } }, (tx) =>
      restoreSavedQuery(tx, info.schema, { id: rawId(ctx, id), expectedVersion, revision }),
    );
  }

  @Authorized('query:publish')
  @Mutation(() => SavedQueryPayload, {
    description:
      'Publishes the latest version under a name: `POST /graphql` with `{"documentId": "<name>", "variables": {…}}` runs it. Published again, the name gives the newer version; `<name>@<revision>` keeps to one.',
  })
  publishSavedQuery(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The query.') id: string,
    @VersionArg() expectedVersion: number,
    @Arg('name', () => String, { description: 'Small letters, digits and hyphens, such as `overdue-reviews`.' })
    name: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, input: { id, expectedVersion, name } }, (tx) =>
      publishSavedQuery(tx, info.schema, { id: rawId(ctx, id), expectedVersion, name }),
    );
  }

  @Authorized('query:publish')
  @Mutation(() => SavedQueryPayload, {
    description: 'Takes a published name back; applications are refused from now on.',
  })
  retireSavedQuery(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The query.') id: string,
    @VersionArg() expectedVersion: number,
    @ReasonArg() reason?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, input: { id, expectedVersion, reason } }, (tx) =>
      retireSavedQuery(tx, { id: rawId(ctx, id), expectedVersion, reason: reason ?? null }),
    );
  }

  @Authorized('query:remove')
  @Mutation(() => SavedQueryPayload, { description: 'Removes a query, and the name under which it was published.' })
  removeSavedQuery(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The query.') id: string,
    @VersionArg() expectedVersion: number,
    @ReasonArg() reason?: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion, reason } }, (tx) =>
      removeSavedQuery(tx, { id: rawId(ctx, id), expectedVersion, reason: reason ?? null }),
    );
  }
}
