import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { IdArg, InputArg, KeyArg, ReasonArg, VersionArg } from '../../platform/graphql/arguments';
import { mutation, payloadType } from '../../platform/graphql/payload';
import { readableId } from '../../platform/query/ids';
import { Role, RoleInput, RolePatch } from './role.entity';
import { changeGuardedScopes, createRole, removeRole, updateRole } from './role.service';

const RolePayload = payloadType('RolePayload', 'role', Role);
const entity = 'Role';
const field = 'role';
const rawId = (ctx: RequestContext, id: string): string => readableId(ctx.models.get(entity), id);

/** Administration of roles. */
@Resolver()
export class RoleResolver {
  @Authorized('role:create')
  @Mutation(() => RolePayload, {
    description: 'Creates a role, with no scopes or ranges but one’s own; guarded scopes are a security officer’s.',
  })
  createRole(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @InputArg('input', RoleInput, 'The new role.') input: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { input } }, (tx) => createRole(tx, input));
  }

  @Authorized('role:update')
  @Mutation(() => RolePayload, {
    description: 'Changes a role; built-in ones are locked. Its bearers have the new rights within five seconds.',
  })
  updateRole(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The role.') id: string,
    @VersionArg() expectedVersion: number,
    @InputArg('patch', RolePatch, 'The fields to change.') patch: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion, patch } }, (tx) =>
      updateRole(tx, { id: rawId(ctx, id), expectedVersion, patch }),
    );
  }

  @Authorized('security:grant')
  @Mutation(() => RolePayload, {
    description:
      'Sets which guarded scopes (audit:read, secret:reveal, security:grant) a role has; its others stay. For security officers.',
  })
  changeGuardedScopes(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The role.') id: string,
    @VersionArg() expectedVersion: number,
    @Arg('scopes', () => [String], { description: 'All guarded scopes the role has from now on.' }) scopes: string[],
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, input: { id, expectedVersion, scopes } }, (tx) =>
      changeGuardedScopes(tx, { id: rawId(ctx, id), expectedVersion, scopes }),
    );
  }

  @Authorized('role:remove')
  @Mutation(() => RolePayload, {
    description: 'Removes a role that is not built in; refused while somebody has it.',
  })
  removeRole(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The role.') id: string,
    @VersionArg() expectedVersion: number,
    @ReasonArg() reason?: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion, reason } }, (tx) =>
      removeRole(tx, { id: rawId(ctx, id), expectedVersion, reason: reason ?? null }),
    );
  }
}
