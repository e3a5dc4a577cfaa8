import type { GraphQLResolveInfo } from 'graphql';
import { Authorized, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { IdArg, InputArg, KeyArg, ReasonArg, VersionArg } from '../../platform/graphql/arguments';
import { mutation, payloadType } from '../../platform/graphql/payload';
import { readableId } from '../../platform/query/ids';
import { Dashboard, DashboardInput, DashboardPatch } from './dashboard.entity';
import { createDashboard, removeDashboard, restoreDashboard, updateDashboard } from './dashboard.service';

const DashboardPayload = payloadType('DashboardPayload', 'dashboard', Dashboard);
const entity = 'Dashboard';
const field = 'dashboard';
const rawId = (ctx: RequestContext, id: string): string => readableId(ctx.models.get(entity), id);

/** Dashboards that people put together. */
@Resolver()
export class DashboardResolver {
  @Authorized('query:create')
  @Mutation(() => DashboardPayload, { description: 'Makes a dashboard of saved queries, owned by the caller.' })
  createDashboard(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @InputArg('input', DashboardInput, 'The new dashboard.') input: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { input } }, (tx) =>
      createDashboard(tx, info.schema, input),
    );
  }

  @Authorized('query:update')
  @Mutation(() => DashboardPayload, { description: 'Changes a dashboard; its tiles are given as a whole.' })
  updateDashboard(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The dashboard.') id: string,
    @VersionArg() expectedVersion: number,
    @InputArg('patch', DashboardPatch, 'The fields to change.') patch: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion, patch } }, (tx) =>
      updateDashboard(tx, info.schema, { id: rawId(ctx, id), expectedVersion, patch }),
    );
  }

  @Authorized('query:remove')
  @Mutation(() => DashboardPayload, { description: 'Removes a dashboard; its queries stay.' })
  removeDashboard(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The dashboard.') id: string,
    @VersionArg() expectedVersion: number,
    @ReasonArg() reason?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, input: { id, expectedVersion, reason } }, (tx) =>
      removeDashboard(tx, { id: rawId(ctx, id), expectedVersion, reason: reason ?? null }),
    );
  }

  @Authorized('query:create')
  @Mutation(() => DashboardPayload, { description: 'Brings a removed dashboard back.' })
  restoreDashboard(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The dashboard.') id: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, input: { id } }, (tx) => restoreDashboard(tx, rawId(ctx, id)));
  }
}
