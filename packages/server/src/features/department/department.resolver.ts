import type { GraphQLResolveInfo } from 'graphql';
import { Authorized, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { IdArg, InputArg, KeyArg, ReasonArg, VersionArg } from '../../platform/graphql/arguments';
import { mutation, payloadType } from '../../platform/graphql/payload';
import { readableId } from '../../platform/query/ids';
import { Department, DepartmentInput, DepartmentPatch } from './department.entity';
import { createDepartment, removeDepartment, updateDepartment } from './department.service';

const DepartmentPayload = payloadType('DepartmentPayload', 'department', Department);
const entity = 'Department';
const field = 'department';
const rawId = (ctx: RequestContext, id: string): string => readableId(ctx.models.get(entity), id);

/** Administration of departments. */
@Resolver()
export class DepartmentResolver {
  @Authorized('department:create')
  @Mutation(() => DepartmentPayload, { description: 'Creates a department.' })
  createDepartment(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @InputArg('input', DepartmentInput, 'The new department.') input: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { input } }, (tx) =>
      createDepartment(tx, input),
    );
  }

  @Authorized('department:update')
  @Mutation(() => DepartmentPayload, {
    description: 'Changes a department or moves it in the tree, never below itself.',
  })
  updateDepartment(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The department.') id: string,
    @VersionArg() expectedVersion: number,
    @InputArg('patch', DepartmentPatch, 'The fields to change.') patch: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion, patch } }, (tx) =>
      updateDepartment(tx, { id: rawId(ctx, id), expectedVersion, patch }),
    );
  }

  @Authorized('department:remove')
  @Mutation(() => DepartmentPayload, {
    description: 'Removes a department; refused while it has departments or people below it.',
  })
  removeDepartment(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The department.') id: string,
    @VersionArg() expectedVersion: number,
    @ReasonArg() reason?: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion, reason } }, (tx) =>
      removeDepartment(tx, { id: rawId(ctx, id), expectedVersion, reason: reason ?? null }),
    );
  }
}
