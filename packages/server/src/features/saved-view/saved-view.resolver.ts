import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, Field, Info, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { IdArg, InputArg, KeyArg, ReasonArg, VersionArg } from '../../platform/graphql/arguments';
import { answer, mutation, payloadType } from '../../platform/graphql/payload';
import { UserError, type PresentedError } from '../../platform/graphql/user-error-types';
import { readableId } from '../../platform/query/ids';
import { listDefaults, setListDefault } from './list-default';
import { SavedView, SavedViewInput, SavedViewPatch } from './saved-view.entity';
import { createSavedView, removeSavedView, restoreSavedView, updateSavedView } from './saved-view.service';

const SavedViewPayload = payloadType('SavedViewPayload', 'savedView', SavedView);
const entity = 'SavedView';
const field = 'savedView';
const rawId = (ctx: RequestContext, id: string): string => readableId(ctx.models.get(entity), id);

@ObjectType({ description: 'The view that a list of the caller’s begins with.' })
class ListDefault {
  @Field(() => String, { description: 'Type of the records in the list, e.g. `Customer`.' })
  list!: string;
  @Field(() => String, { description: 'Id of a saved view, or the key of a view of the console’s own.' })
  view!: string;
}

@ObjectType({ description: 'With which views the caller’s lists begin now.' })
class ListDefaultPayload {
  @Field(() => [ListDefault], { nullable: true, description: 'All of the caller’s; null when refused.' })
  listDefaults!: ListDefault[] | null;
  @Field(() => [UserError], { description: 'What was wrong; empty when all went well.' })
  userErrors!: PresentedError[];
}

/** Views of lists that people keep. */
@Resolver()
export class SavedViewResolver {
  @Authorized('view:read')
  @Query(() => [ListDefault], { description: 'With which views the caller’s lists begin.' })
  listDefaults(@Ctx() ctx: RequestContext): Promise<ListDefault[]> {
    return listDefaults(ctx);
  }

  @Authorized('view:read')
  @Mutation(() => ListDefaultPayload, { description: 'Begins a list of the caller’s with a view; null forgets it.' })
  setListDefault(
    @Ctx() ctx: RequestContext,
    @Arg('list', () => String, { description: 'Type of the records in the list, e.g. `Customer`.' }) list: string,
    @Arg('view', () => String, { nullable: true, description: 'Id of a saved view, or a key of the console’s own.' })
    view?: string | null,
  ): Promise<object> {
    const work = async () => {
      await inTransaction(ctx, (tx) => setListDefault(tx, list, view ?? null));
      return { listDefaults: await listDefaults(ctx) };
    };
    return answer<{ listDefaults: ListDefault[] }>(ctx, work, { listDefaults: null });
  }

  @Authorized('view:create')
  @Mutation(() => SavedViewPayload, { description: 'Saves a view of a list, owned by the caller.' })
  createSavedView(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @InputArg('input', SavedViewInput, 'The new view.') input: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { input } }, (tx) =>
      createSavedView(tx, info.schema, input),
    );
  }

  @Authorized('view:update')
  @Mutation(() => SavedViewPayload, { description: 'Changes a view; what it shows becomes a new version of it.' })
  updateSavedView(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The view.') id: string,
    @VersionArg() expectedVersion: number,
    @InputArg('patch', SavedViewPatch, 'The fields to change.') patch: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion, patch } }, (tx) =>
      updateSavedView(tx, info.schema, { id: rawId(ctx, id), expectedVersion, patch }),
    );
  }

  @Authorized('view:update')
  @Mutation(() => SavedViewPayload, { description: 'Brings an earlier version of a view back, as a new one.' })
  restoreSavedViewRevision(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The view.') id: string,
    @VersionArg() expectedVersion: number,
    @Arg('revision', () => Int, { description: 'Number of the version.' }) revision: number,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, input: { id, expectedVersion, revision } }, (tx) =>
      restoreSavedView(tx, info.schema, { id: rawId(ctx, id), expectedVersion, revision }),
    );
  }

  @Authorized('view:remove')
  @Mutation(() => SavedViewPayload, { description: 'Removes a view.' })
  removeSavedView(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The view.') id: string,
    @VersionArg() expectedVersion: number,
    @ReasonArg() reason?: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion, reason } }, (tx) =>
      removeSavedView(tx, { id: rawId(ctx, id), expectedVersion, reason: reason ?? null }),
    );
  }
}
