import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, Field, ID, Info, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { mutation, payloadType } from '../../platform/graphql/payload';
import { readableId } from '../../platform/query/ids';
import { grantableRoles, type GrantableRoleRow } from './duties.service';
import { User } from './user.entity';
import { changeUserRoles } from './user.service';

@ObjectType({ description: 'A role, and whether the caller may give it to other people.' })
class GrantableRole implements GrantableRoleRow {
  @Field(() => String, { description: 'The role’s code.' })
  code!: string;
  @Field(() => String, { nullable: true, description: 'Why the caller cannot give it; null: they can.' })
  refusal!: string | null;
}

const UserRolesPayload = payloadType('UserRolesPayload', 'user', User);

/** Who hands out which roles. */
@Resolver()
export class DutiesResolver {
  @Authorized('role:read')
  @Query(() => [GrantableRole], {
    description: 'All roles, with the reason why the caller cannot give them to people.',
  })
  grantableRoles(@Ctx() ctx: RequestContext): Promise<GrantableRole[]> {
    return grantableRoles(ctx);
  }

  @Authorized('security:grant')
  @Mutation(() => UserRolesPayload, {
    description:
      'Sets a person’s roles, also those with guarded scopes. For security officers, of other people; one of them always remains.',
  })
  changeUserRoles(
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { description: 'The person.' }) id: string,
    @Arg('expectedVersion', () => Int, { description: 'The version that was seen.' }) expectedVersion: number,
    @Arg('roles', () => [String], { description: 'Codes of all roles the person has from now on.' }) roles: string[],
  ): Promise<object> {
    return mutation(ctx, { info, entity: 'User', field: 'user', input: { id, expectedVersion, roles } }, (tx) =>
      changeUserRoles(tx, { id: readableId(ctx.models.get('User'), id), expectedVersion, roles }),
    );
  }
}
