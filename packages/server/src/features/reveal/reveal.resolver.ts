import { Arg, Authorized, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { IdArg } from '../../platform/graphql/arguments';
import { answer } from '../../platform/graphql/payload';
import { UserError } from '../../platform/graphql/user-error-types';
import { reveal } from './reveal.service';

@ObjectType({ description: 'A sealed value, opened once. It is not to be kept.' })
export class RevealPayload {
  @Field(() => String, { nullable: true, description: 'The whole value; null when it was refused.' })
  value!: string | null;
  @Field(() => [UserError], { description: 'What the archive does not take; empty when all went well.' })
  userErrors!: object[];
}

@Resolver()
export class RevealResolver {
  @Authorized('secret:reveal')
  @Mutation(() => RevealPayload, {
    description:
      'Opens one sealed value (account or identity number). It is written into the operation log with the reason, and limited per person and hour.',
  })
  reveal(
    @Ctx() ctx: RequestContext,
    @IdArg('The record.') id: string,
    @Arg('field', () => String, { description: 'Name of the sealed field, such as `accountNumber`.' }) field: string,
    @Arg('reason', () => String, { description: 'Why, in 4 characters or more; kept in the log.' }) reason: string,
  ): Promise<object> {
    return answer(ctx, async () => ({ value: await reveal(ctx, { id, field, reason }) }), { value: null });
  }
}
