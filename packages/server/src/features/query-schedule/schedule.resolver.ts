import type { GraphQLResolveInfo } from 'graphql';
import { Authorized, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { RequestContext, TxContext } from '../../platform/context/context';
import { IdArg, InputArg, KeyArg, ReasonArg, VersionArg } from '../../platform/graphql/arguments';
import { mutation, payloadType } from '../../platform/graphql/payload';
import { readableId } from '../../platform/query/ids';
import { QuerySchedule, QueryScheduleInput, QuerySchedulePatch } from './schedule.entity';
import {
  createSchedule,
  pauseSchedule,
  removeSchedule,
  resumeSchedule,
  runSchedule,
  updateSchedule,
} from './schedule.service';

const QuerySchedulePayload = payloadType('QuerySchedulePayload', 'querySchedule', QuerySchedule);
const entity = 'QuerySchedule';
const field = 'querySchedule';
const rawId = (ctx: RequestContext, id: string): string => readableId(ctx.models.get(entity), id);

interface Call {
  ctx: RequestContext;
  info: GraphQLResolveInfo;
  input: { id: string; expectedVersion: number; reason?: string };
}
const change = ({ ctx, info, input }: Call, work: (tx: TxContext, id: string) => Promise<string>): Promise<object> =>
  mutation(ctx, { info, entity, field, input }, (tx) => work(tx, rawId(ctx, input.id)));

/** Saved queries that run by themselves. */
@Resolver()
export class ScheduleResolver {
  @Authorized('query:create')
  @Mutation(() => QuerySchedulePayload, {
    description:
      'Lets a saved query of the caller run by itself, from the next time on. Each run is an export of the caller (`QuerySchedule.exports`), with the rights of that time.',
  })
  createQuerySchedule(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @InputArg('input', QueryScheduleInput, 'The new schedule.') input: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { input } }, (tx) =>
      createSchedule(tx, info.schema, input),
    );
  }

  @Authorized('query:update')
  @Mutation(() => QuerySchedulePayload, { description: 'Changes when, as what and with which parameters it runs.' })
  updateQuerySchedule(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The schedule.') id: string,
    @VersionArg() expectedVersion: number,
    @InputArg('patch', QuerySchedulePatch, 'The fields to change.') patch: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion, patch } }, (tx) =>
      updateSchedule(tx, info.schema, { id: rawId(ctx, id), expectedVersion, patch }),
    );
  }

  @Authorized('query:update')
  @Mutation(() => QuerySchedulePayload, { description: 'It runs no more until it is resumed.' })
  pauseQuerySchedule(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The schedule.') id: string,
    @VersionArg() expectedVersion: number,
  ): Promise<object> {
    return change({ ctx, info, input: { id, expectedVersion } }, (tx, raw) =>
      pauseSchedule(tx, { id: raw, expectedVersion }),
    );
  }

  @Authorized('query:update')
  @Mutation(() => QuerySchedulePayload, {
    description: 'A paused or stopped schedule runs again from the next time on; what passed is not made up for.',
  })
  resumeQuerySchedule(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The schedule.') id: string,
    @VersionArg() expectedVersion: number,
  ): Promise<object> {
    return change({ ctx, info, input: { id, expectedVersion } }, (tx, raw) =>
      resumeSchedule(tx, info.schema, { id: raw, expectedVersion }),
    );
  }

  @Authorized('query:update')
  @Mutation(() => QuerySchedulePayload, {
    description: 'Runs it at once, beside its times; follow `exports(first: 1)`.',
  })
  runQuerySchedule(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The schedule.') id: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id } }, (tx) =>
      runSchedule(tx, info.schema, rawId(ctx, id)),
    );
  }

  @Authorized('query:remove')
  @Mutation(() => QuerySchedulePayload, {
    description: 'Removes a schedule; the files it made stay until they expire.',
  })
  removeQuerySchedule(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The schedule.') id: string,
    @VersionArg() expectedVersion: number,
    @ReasonArg() reason?: string,
  ): Promise<object> {
    return change({ ctx, info, input: { id, expectedVersion, reason } }, (tx, raw) =>
      removeSchedule(tx, { id: raw, expectedVersion, reason: reason ?? null }),
    );
  }
}
