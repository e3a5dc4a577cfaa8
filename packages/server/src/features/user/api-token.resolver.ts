import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, Field, ID, Info, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { answer, mutation, payloadType } from '../../platform/graphql/payload';
import { DateScalar } from '../../platform/graphql/scalars';
import { UserError, type PresentedError } from '../../platform/graphql/user-error-types';
import type { Row } from '../../platform/query/connection';
import { readableId } from '../../platform/query/ids';
import { readPayload } from '../../platform/query/read';
import { ApiToken } from './api-token.entity';
import { createApiToken, revokeApiToken } from './api-token.service';

@ObjectType({ description: 'A new token with its secret.' })
class CreateApiTokenPayload {
  @Field(() => ApiToken, { nullable: true, description: 'The token; null when refused.' })
  apiToken!: Row | null;
  @Field(() => String, {
    nullable: true,
    description: 'The secret for `Authorization: Bearer …`. Shown this once; only its hash is kept.',
  })
  secret!: string | null;
  @Field(() => [UserError], { description: 'What was wrong; empty when all went well.' })
  userErrors!: PresentedError[];
}
const ApiTokenPayload = payloadType('ApiTokenPayload', 'apiToken', ApiToken);

const entity = 'ApiToken';
const field = 'apiToken';

@Resolver()
export class ApiTokenResolver {
  @Authorized('apiToken:create')
  @Mutation(() => CreateApiTokenPayload, {
    description:
      'Makes a token that lets a script act for the caller, with the caller’s rights, until it expires or is revoked.',
  })
  createApiToken(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('name', () => String, { description: 'What it is for.' }) name: string,
    @Arg('expiresOn', () => DateScalar, { description: 'The last day it works, at most a year ahead.' })
    expiresOn: string,
    @Arg('scopes', () => [String], {
      nullable: true,
      description: 'What it may do, among the owner’s scopes; left out or empty: all of them.',
    })
    scopes?: string[] | null,
    @Arg('ownerId', () => ID, {
      nullable: true,
      description: 'A service account that the token is for (needs the right to change users); left out: the caller.',
    })
    ownerId?: string | null,
    @Arg('persistedOnly', () => Boolean, {
      nullable: true,
      description: 'It runs published queries by name (`documentId`) and is refused everything else.',
    })
    persistedOnly?: boolean | null,
  ): Promise<object> {
    const owner = ownerId ? readableId(ctx.models.get('User'), ownerId) || 'none' : undefined;
    const create = async () => {
      const { id, secret } = await inTransaction(ctx, (tx) =>
        createApiToken(tx, { name, expiresOn, scopes, persistedOnly }, owner),
      );
      return { apiToken: await readPayload(ctx, ctx.models.get(entity), id, info, field), secret };
    };
    return answer<{ apiToken: Row | null; secret: string }>(ctx, create, { apiToken: null, secret: null });
  }

  @Authorized('apiToken:revoke')
  @Mutation(() => ApiTokenPayload, {
    description: 'Ends a token at once: the caller’s own, or anybody’s with the right to change users.',
  })
  revokeApiToken(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { description: 'The token.' }) id: string,
  ): Promise<object> {
    return mutation(ctx, { info, entity, field, input: { id } }, (tx) =>
      revokeApiToken(tx, readableId(ctx.models.get(entity), id)),
    );
  }
}
