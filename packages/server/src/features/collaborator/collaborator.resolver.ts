import type { GraphQLResolveInfo } from 'graphql';
import { Authorized, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { IdArg, InputArg, KeyArg, ReasonArg, VersionArg } from '../../platform/graphql/arguments';
import { mutation, payloadType } from '../../platform/graphql/payload';
import { readableId } from '../../platform/query/ids';
import { Collaborator, CollaboratorInput, CollaboratorPatch } from './collaborator.entity';
import { createCollaborator, removeCollaborator, updateCollaborator } from './collaborator.service';

const CollaboratorPayload = payloadType('CollaboratorPayload', 'collaborator', Collaborator);
const entity = 'Collaborator';
const field = 'collaborator';
const rawId = (ctx: RequestContext, id: string): string => readableId(ctx.models.get(entity), id);

/** Colleagues who may see or edit a customer that is not theirs. */
@Resolver()
export class CollaboratorResolver {
  @Authorized('collaborator:create')
  @Mutation(() => CollaboratorPayload, { description: 'Lets a colleague see or edit a customer until a day.' })
  createCollaborator(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @InputArg('input', CollaboratorInput, 'The new collaborator.') input: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { input } }, (tx) =>
      createCollaborator(tx, input),
    );
  }

  @Authorized('collaborator:update')
  @Mutation(() => CollaboratorPayload, {
    description: 'Changes what a collaborator may do, or until when.',
  })
  updateCollaborator(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The collaborator.') id: string,
    @VersionArg() expectedVersion: number,
    @InputArg('patch', CollaboratorPatch, 'The fields to change.') patch: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion, patch } }, (tx) =>
      updateCollaborator(tx, { id: rawId(ctx, id), expectedVersion, patch }),
    );
  }

  @Authorized('collaborator:remove')
  @Mutation(() => CollaboratorPayload, {
    description: 'Ends a collaboration.',
  })
  removeCollaborator(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The collaborator.') id: string,
    @VersionArg() expectedVersion: number,
    @ReasonArg() reason?: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion, reason } }, (tx) =>
      removeCollaborator(tx, { id: rawId(ctx, id), expectedVersion, reason: reason ?? null }),
    );
  }
}
