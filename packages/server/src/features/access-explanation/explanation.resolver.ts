import { Arg, Ctx, Field, ID, ObjectType, Query, registerEnumType, Resolver } from 'type-graphql';
import { assertScopes } from '../../platform/auth';
import { actorOf, type RequestContext } from '../../platform/context/context';
import { readableId } from '../../platform/query/ids';
import { RequestError } from '../../platform/graphql/errors';
import { UserFault } from '../../platform/graphql/user-fault';
import { explainAccess } from './explanation';

enum AccessReasonKind {
  ACCOUNT = 'ACCOUNT',
  SCOPE = 'SCOPE',
  RANGE = 'RANGE',
  COLLABORATOR = 'COLLABORATOR',
  RECORD = 'RECORD',
}
registerEnumType(AccessReasonKind, {
  name: 'AccessReasonKind',
  description: 'What a reason is about.',
  valuesConfig: {
    ACCOUNT: { description: 'The account itself.' },
    SCOPE: { description: 'What a role lets its bearers do.' },
    RANGE: { description: 'How far a role sees.' },
    COLLABORATOR: { description: 'A collaboration on the customer.' },
    RECORD: { description: 'The state of the record.' },
  },
});

@ObjectType({ description: 'One reason for or against access.' })
class AccessReason {
  @Field(() => AccessReasonKind, { description: 'What it is about.' })
  kind!: AccessReasonKind;
  @Field(() => Boolean, { description: 'It speaks for access.' })
  grants!: boolean;
  @Field(() => String, { description: 'In words, in the language of the request.' })
  text!: string;
}

@ObjectType({ description: 'Why a person can or cannot see a record.' })
class AccessExplanation {
  @Field(() => Boolean, { description: 'The person sees it.' })
  canRead!: boolean;
  @Field(() => Boolean, { description: 'The person may change it.' })
  canEdit!: boolean;
  @Field(() => [AccessReason], { description: 'Role by role, range by range, then collaboration.' })
  reasons!: AccessReason[];
}

/** Why one can, or cannot, see a record. */
@Resolver()
export class AccessExplanationResolver {
  @Query(() => AccessExplanation, {
    description:
      'Why a person can or cannot see a customer, contact, contract or assessment. About oneself for everybody, about others for who administers users.',
  })
  async accessExplanation(
    @Ctx() ctx: RequestContext,
    @Arg('recordId', () => ID, { description: 'The record.' }) recordId: string,
    @Arg('userId', () => ID, { nullable: true, description: 'The person; oneself when left out.' }) userId?: string,
  ): Promise<object> {
    assertScopes(ctx, []);
    const own = actorOf(ctx).userId;
    const person = userId ? readableId(ctx.models.get('User'), userId) : own;
    if (person !== own) assertScopes(ctx, ['user:update']);
    try {
      const { reasons, ...answer } = await explainAccess(ctx, recordId, person);
      return { ...answer, reasons: reasons.map((reason) => ({ ...reason, text: reason.text[ctx.locale] })) };
    } catch (error) {
      if (error instanceof UserFault) throw new RequestError('NOT_FOUND');
      throw error;
    }
  }
}
