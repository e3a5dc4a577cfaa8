import { userFields, type Override } from '@dossier/shared';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, Field, ID, Info, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { OverridesArg } from '../../platform/graphql/arguments';
import { inputType } from '../../platform/graphql/entity-type';
import { answer, mutation, payloadType } from '../../platform/graphql/payload';
import { UserError, type PresentedError } from '../../platform/graphql/user-error-types';
import type { Row } from '../../platform/query/connection';
import { readableId } from '../../platform/query/ids';
import { readPayload } from '../../platform/query/read';
import { fault } from '../../platform/graphql/user-fault';
import { resetPassword } from './password.service';
import { User } from './user.entity';
import { assertMayReset } from './duties.service';
import { createUser, isServiceAccount, isUser, updateUser } from './user.service';
import { RevokeTokensArg } from './viewer.types';

const UserInput = inputType('UserInput', userFields, 'create', 'A new person.');
const UserPatch = inputType('UserPatch', userFields, 'update', 'Changes to a person; what is left out stays.');
const UserPayload = payloadType('UserPayload', 'user', User);

@ObjectType({ description: 'A person with a one-time password.' })
class UserPasswordPayload {
  @Field(() => User, { nullable: true, description: 'The person; null when refused.' })
  user!: Row | null;
  @Field(() => String, {
    nullable: true,
    description:
      'One-time password, shown this once; the person replaces it at the first sign-in. Null for service accounts.',
  })
  password!: string | null;
  @Field(() => [UserError], { description: 'What was wrong; empty when all went well.' })
  userErrors!: PresentedError[];
}

const entity = 'User';
const field = 'user';

/** Administration of people. */
@Resolver()
export class UserResolver {
  @Authorized('user:create')
  @Mutation(() => UserPasswordPayload, {
    description: 'Creates a person with a one-time password, or a service account, which has API tokens only.',
  })
  createUser(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => UserInput, { description: 'The new person.' }) input: object,
  ): Promise<object> {
    return withPassword(ctx, info, () => createUser(ctx, input));
  }

  @Authorized('user:update')
  @Mutation(() => UserPayload, {
    description:
      'Changes a person. Switched off, their sessions and tokens end within 5 seconds; one administrator and one security officer always remain. Roles are given within one’s own rights; nobody changes their own. Customers that are still theirs are a warning to be overridden with a reason.',
  })
  updateUser(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { description: 'The person.' }) id: string,
    @Arg('expectedVersion', () => Int, { description: 'The version that was seen.' }) expectedVersion: number,
    @Arg('patch', () => UserPatch, { description: 'The fields to change.' }) patch: object,
    @OverridesArg() overrides?: Override[],
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, input: { id, expectedVersion, patch, overrides } }, (tx) =>
      updateUser(tx, { id: readableId(ctx.models.get(entity), id), expectedVersion, patch, overrides }),
    );
  }

  @Authorized('user:read')
  @Mutation(() => UserPasswordPayload, {
    description:
      'Gives a person a new one-time password and signs them out everywhere; their API tokens end unless `revokeTokens` is false. For `user:update`; of people who watch over the archive for `security:grant`.',
  })
  resetUserPassword(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { description: 'The person.' }) id: string,
    @RevokeTokensArg() revokeTokens: boolean,
  ): Promise<object> {
    return withPassword(ctx, info, async () => {
      const raw = readableId(ctx.models.get(entity), id);
      await assertMayReset(ctx, raw);
      if (!(await isUser(ctx, raw))) throw fault('NOT_FOUND');
      if (await isServiceAccount(ctx, raw)) throw fault('SERVICE_ACCOUNT');
      return { id: raw, password: await resetPassword(ctx, raw, revokeTokens) };
    });
  }
}

function withPassword(
  ctx: RequestContext,
  info: GraphQLResolveInfo,
  work: () => Promise<{ id: string; password: string | null }>,
): Promise<object> {
  const run = async () => {
    const { id, password } = await work();
    return { user: await readPayload(ctx, ctx.models.get(entity), id, info, field), password };
  };
  return answer<{ user: Row | null; password: string | null }>(ctx, run, { user: null, password: null });
}
