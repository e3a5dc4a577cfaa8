import type { Scope } from '@dossier/shared';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { assertScopes } from '../../platform/auth';
import type { RequestContext } from '../../platform/context/context';
import { enumType } from '../../platform/graphql/entity-type';
import { answer } from '../../platform/graphql/payload';
import type { Row } from '../../platform/query/connection';
import { exposeId } from '../../platform/query/model';
import { readRecord } from '../../platform/query/read';
import { roleNames } from '../role/role.store';
import { changePassword } from './password.service';
import { signIn, signOut, switchDemoUser } from './sign-in.service';
import { User } from './user.entity';
import { updatePreferences } from './user.service';
import { viewerAgain, viewerOf, viewerOfSecret } from './viewer.queries';
import { RevokeTokensArg, Viewer, ViewerPayload, ViewerRole } from './viewer.types';

/** To read oneself. */
const self: readonly Scope[] = ['user:read', 'department:read'];

/** Signing in and one's own settings. What strangers may call is called without a scope. */
@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: 'Who asks; also tells strangers whether this is a demo.' })
  viewer(@Ctx() ctx: RequestContext): Promise<Viewer> {
    return viewerOf(ctx);
  }

  @FieldResolver(() => User, { nullable: true, description: 'The person; null when nobody is signed in.' })
  user(
    @Root() { actor }: Viewer,
    @Ctx() ctx: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Row | null> | null {
    if (!actor) return null;
    // one may see oneself, even before the one-time password is replaced
    const reader = { ...ctx, actor: { ...actor, scopes: new Set([...actor.scopes, ...self]) } };
    const model = ctx.models.get('User');
    return readRecord(reader, model, exposeId(model, actor.userId), info);
  }

  @FieldResolver(() => [ViewerRole], { description: 'The person’s roles; none for strangers.' })
  roles(@Root() { actor }: Viewer, @Ctx() ctx: RequestContext): Promise<ViewerRole[]> {
    return roleNames(ctx, actor?.roles ?? []);
  }

  @Mutation(() => ViewerPayload, {
    description: 'Signs in; the session is kept in a cookie. Unknown people and wrong passwords answer alike.',
  })
  signIn(
    @Ctx() ctx: RequestContext,
    @Arg('userName', () => String, { description: 'User name, in any case.' }) userName: string,
    @Arg('password', () => String, { description: 'Password.' }) password: string,
    @Arg('code', () => String, {
      nullable: true,
      description: 'Code of the authenticator app or a recovery code, when the answer was `TOTP_REQUIRED`.',
    })
    code?: string | null,
  ): Promise<object> {
    return answer(
      ctx,
      async () => ({ viewer: await viewerOfSecret(ctx, await signIn(ctx, { userName, password, code })) }),
      refused,
    );
  }

  @Mutation(() => ViewerPayload, { description: 'Ends the session.' })
  signOut(@Ctx() ctx: RequestContext): Promise<object> {
    return answer(ctx, async () => (await signOut(ctx), { viewer: await viewerOf(ctx, null) }), refused);
  }

  @Mutation(() => ViewerPayload, {
    description: 'Demo mode only: becomes another person of the demo without a password.',
  })
  switchDemoUser(
    @Ctx() ctx: RequestContext,
    @Arg('userName', () => String, { description: 'One of `viewer.demoUsers`.' }) userName: string,
  ): Promise<object> {
    return answer(
      ctx,
      async () => ({ viewer: await viewerOfSecret(ctx, await switchDemoUser(ctx, userName)) }),
      refused,
    );
  }

  @Mutation(() => ViewerPayload, {
    description:
      'Changes one’s own password; every other session of the person ends, and so do the API tokens unless `revokeTokens` is false.',
  })
  changePassword(
    @Ctx() ctx: RequestContext,
    @Arg('currentPassword', () => String, { description: 'The password so far.' }) current: string,
    @Arg('newPassword', () => String, {
      description: 'From 10 to 128 characters, none of the last three, not a common one.',
    })
    next: string,
    @RevokeTokensArg() revokeTokens: boolean,
  ): Promise<object> {
    assertScopes(ctx, []);
    return answer(
      ctx,
      async () => (await changePassword(ctx, { current, next, revokeTokens }), { viewer: await viewerAgain(ctx) }),
      refused,
    );
  }

  @Mutation(() => ViewerPayload, { description: 'Sets one’s own language and theme; what is left out stays.' })
  updatePreferences(
    @Ctx() ctx: RequestContext,
    @Arg('locale', () => enumType('UserLocale'), { nullable: true, description: 'Language.' }) locale?: string,
    @Arg('theme', () => enumType('UserTheme'), { nullable: true, description: 'Theme.' }) theme?: string,
  ): Promise<object> {
    assertScopes(ctx, []);
    return answer(
      ctx,
      async () => (await updatePreferences(ctx, { locale, theme }), { viewer: await viewerOf(ctx) }),
      refused,
    );
  }
}

const refused = { viewer: null };
