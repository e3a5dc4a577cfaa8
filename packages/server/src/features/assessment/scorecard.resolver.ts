import type { GraphQLResolveInfo } from 'graphql';
import { Authorized, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { IdArg, InputArg, KeyArg, VersionArg } from '../../platform/graphql/arguments';
import { mutation, payloadType } from '../../platform/graphql/payload';
import { readableId } from '../../platform/query/ids';
import { Scorecard, ScorecardInput, ScorecardPatch } from './assessment.entity';
import { createScorecard, newScorecardVersion, publishScorecard, updateScorecard } from './scorecard.service';

const ScorecardPayload = payloadType('ScorecardPayload', 'scorecard', Scorecard);
const entity = 'Scorecard';
const field = 'scorecard';
const rawId = (ctx: RequestContext, id: string): string => readableId(ctx.models.get(entity), id);

@Resolver()
export class ScorecardResolver {
  @Authorized('scorecard:create')
  @Mutation(() => ScorecardPayload, {
    description: 'Creates the draft of a scorecard. It is checked as a whole when it is published.',
  })
  createScorecard(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @InputArg('input', ScorecardInput, 'The new scorecard.') input: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { input } }, (tx) => createScorecard(tx, input));
  }

  @Authorized('scorecard:update')
  @Mutation(() => ScorecardPayload, {
    description: 'Changes a draft. A published version never changes: make the next one with `newScorecardVersion`.',
  })
  updateScorecard(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The draft.') id: string,
    @VersionArg() expectedVersion: number,
    @InputArg('patch', ScorecardPatch, 'The fields to change.') patch: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion, patch } }, (tx) =>
      updateScorecard(tx, rawId(ctx, id), expectedVersion, patch),
    );
  }

  @Authorized('scorecard:update')
  @Mutation(() => ScorecardPayload, {
    description:
      'Publishes a draft whose weights, rules and grades are sound; the version of the same name in force until now is retired.',
  })
  publishScorecard(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The draft.') id: string,
    @VersionArg() expectedVersion: number,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion } }, (tx) =>
      publishScorecard(tx, rawId(ctx, id), expectedVersion),
    );
  }

  @Authorized('scorecard:create')
  @Mutation(() => ScorecardPayload, {
    description: 'Answers the draft of the next version of a scorecard: the one under way, or a new copy.',
  })
  newScorecardVersion(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The version to start from.') id: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id } }, (tx) =>
      newScorecardVersion(tx, rawId(ctx, id)),
    );
  }
}
