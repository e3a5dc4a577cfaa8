import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, Field, ID, Info, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { IdArg, InputArg, KeyArg, ReasonArg, VersionArg } from '../../platform/graphql/arguments';
import { shapeType } from '../../platform/graphql/entity-type';
import { answer, mutation, payloadType } from '../../platform/graphql/payload';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars';
import { UserError } from '../../platform/graphql/user-error-types';
import { readableId } from '../../platform/query/ids';
import { Assessment, AssessmentInput } from './assessment.entity';
import { createAssessment, previewAssessment, removeAssessment, restoreAssessment } from './assessment.service';

const AssessmentPayload = payloadType('AssessmentPayload', 'assessment', Assessment);
const entity = 'Assessment';
const field = 'assessment';
const rawId = (ctx: RequestContext, id: string): string => readableId(ctx.models.get(entity), id);

@ObjectType({ description: 'What an assessment would come to; nothing was written.' })
export class AssessmentPreview {
  @Field(() => ID, { nullable: true, description: 'The scorecard it was reckoned with.' })
  scorecardId!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day it was reckoned for.' })
  assessedOn!: string | null;
  @Field(() => [shapeType('AssessmentScore')], {
    nullable: true,
    description: 'Every dimension with raw value, evidence, 0–100 and weighted score.',
  })
  scores!: object[] | null;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Weighted total, 0–100; null when every dimension lacks data.',
  })
  total!: string | null;
  @Field(() => String, { nullable: true, description: 'Grade of the total, or of the veto rule that holds.' })
  grade!: string | null;
  @Field(() => String, { nullable: true, description: 'The veto rule that set the grade.' })
  vetoedBy!: string | null;
  @Field(() => [UserError], { description: 'What keeps it from being reckoned; empty when all went well.' })
  userErrors!: object[];
}
const nothing = { scorecardId: null, assessedOn: null, scores: null, total: null, grade: null, vetoedBy: null };

@Resolver()
export class AssessmentResolver {
  @Authorized('assessment:create')
  @Query(() => AssessmentPreview, {
    description: 'Reckons an assessment without writing it: the same steps as `createAssessment`.',
  })
  assessmentPreview(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => AssessmentInput, { description: 'The assessment as filled in so far.' }) input: object,
  ): Promise<object> {
    return answer(ctx, () => previewAssessment(ctx, input), nothing);
  }

  @Authorized('assessment:create')
  @Mutation(() => AssessmentPayload, {
    description:
      'Assesses a customer. Computed dimensions come from the archive; the customer takes the grade of its latest assessment.',
  })
  createAssessment(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @InputArg('input', AssessmentInput, 'The assessment.') input: object,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { input } }, (tx) =>
      createAssessment(tx, { input }),
    );
  }

  @Authorized('assessment:remove')
  @Mutation(() => AssessmentPayload, {
    description: 'Moves an assessment to the recycle bin; the grade of the customer falls back to the one before.',
  })
  removeAssessment(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The assessment.') id: string,
    @VersionArg() expectedVersion: number,
    @ReasonArg() reason?: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id, expectedVersion, reason } }, (tx) =>
      removeAssessment(tx, rawId(ctx, id), expectedVersion, reason ?? null),
    );
  }

  @Authorized('assessment:restore')
  @Mutation(() => AssessmentPayload, {
    description: 'Brings an assessment back from the recycle bin; refused while its customer is there.',
  })
  restoreAssessment(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @IdArg('The assessment.') id: string,
    @KeyArg() idempotencyKey?: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, idempotencyKey, input: { id } }, (tx) =>
      restoreAssessment(tx, rawId(ctx, id)),
    );
  }
}
