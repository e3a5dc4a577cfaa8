import type { GraphQLResolveInfo } from 'graphql';
import { Authorized, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { IdArg, InputArg, KeyArg, ReasonArg, VersionArg } from '../../platform/graphql/arguments';
import { mutation, payloadType } from '../../platform/graphql/payload';
import { readableId } from '../../platform/query/ids';
import { __Pascal__, __Pascal__Input, __Pascal__Patch } from './__kebab__.entity';
import { create__Pascal__, remove__Pascal__, restore__Pascal__, update__Pascal__ } from './__kebab__.service';

const __Pascal__Payload = payloadType('__Pascal__Payload', '__camel__', __Pascal__);
const entity = '__Pascal__';
const field = '__camel__';
const rawId = (ctx: RequestContext, id: string): string => readableId(ctx.models.get(entity), id);

@Resolver()
export class __Pascal__Resolver {
  @Authorized('__camel__:create')
  @Mutation(() => __Pascal__Payload, { description: 'Creates a __en__.' })
  create__Pascal__(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @InputArg('input', __Pascal__Input, 'The new __en__.') input: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input }, (tx) => create__Pascal__(tx, input));
  }

  @Authorized('__camel__:update')
  @Mutation(() => __Pascal__Payload, { description: 'Changes a __en__.' })
  update__Pascal__(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The __en__.') id: string,
    @VersionArg() expectedVersion: number,
    @InputArg('patch', __Pascal__Patch, 'The fields to change.') patch: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    const input = { id, expectedVersion, patch };
    return mutation(ctx, { info, entity, field, idempotencyKey, input }, (tx) => update__Pascal__(tx, rawId(ctx, id), expectedVersion, patch));
  }

  @Authorized('__camel__:remove')
  @Mutation(() => __Pascal__Payload, { description: 'Moves a __en__ to the recycle bin.' })
  remove__Pascal__(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The __en__.') id: string,
    @VersionArg() expectedVersion: number,
    @ReasonArg() reason?: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    const input = { id, expectedVersion, reason };
    return mutation(ctx, { info, entity, field, idempotencyKey, input }, (tx) => remove__Pascal__(tx, rawId(ctx, id), expectedVersion, reason ?? null));
  }

  @Authorized('__camel__:restore')
  @Mutation(() => __Pascal__Payload, { description: 'Brings a __en__ back from the recycle bin.' })
  restore__Pascal__(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The __en__.') id: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id } }, (tx) => restore__Pascal__(tx, rawId(ctx, id)));
  }
}
