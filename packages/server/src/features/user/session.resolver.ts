import { Arg, Authorized, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { RequestContext, TxContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { answer } from '../../platform/graphql/payload';
import { assertMayReset, assertResets } from './duties.service';
import { assertInPerson } from './in-person';
import { endOtherSessions, endSession, endSessionsOf, listSessions, unlinkSingleSignOn } from './session.service';
import { EndSessionsPayload, Session, UnlinkPayload } from './session.types';
import { readUserId } from './user.service';

const personArg = { description: 'The person.' };

/** Where people are signed in. */
@Resolver()
export class SessionResolver {
  @Query(() => [Session], { description: 'Where the caller is signed in, the last used first.' })
  sessions(@Ctx() ctx: RequestContext): Promise<object[]> {
    return listSessions(ctx, assertInPerson(ctx).userId);
  }

  @Authorized('user:update')
  @Query(() => [Session], { description: 'Where a person is signed in, the last used first.' })
  async userSessions(
    @Ctx() ctx: RequestContext,
    @Arg('userId', () => ID, personArg) userId: string,
  ): Promise<object[]> {
    return listSessions(ctx, await readUserId(ctx, userId));
  }

  @Mutation(() => EndSessionsPayload, {
    description:
      'Ends one session: one’s own, or anybody’s with the right to change users. Within 5 seconds in every process.',
  })
  endSession(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'The session.' }) id: string,
  ): Promise<object> {
    return ending(ctx, async (tx) => (await endSession(tx, id), 1));
  }

  @Mutation(() => EndSessionsPayload, { description: 'Ends every session of the caller but this one.' })
  endOtherSessions(@Ctx() ctx: RequestContext): Promise<object> {
    return ending(ctx, endOtherSessions);
  }

  @Authorized('user:update')
  @Mutation(() => EndSessionsPayload, { description: 'Ends every session of a person.' })
  endUserSessions(@Ctx() ctx: RequestContext, @Arg('userId', () => ID, personArg) userId: string): Promise<object> {
    return ending(ctx, async (tx) => endSessionsOf(tx, await readUserId(tx, userId), { operation: 'endUserSessions' }));
  }

  @Authorized('user:read')
  @Mutation(() => UnlinkPayload, {
    description:
      'Forgets whom the identity provider knows the person as; the next single sign-on by their user name links anew. For `user:update`; of people who watch over the archive for `security:grant`.',
  })
  unlinkSingleSignOn(@Ctx() ctx: RequestContext, @Arg('userId', () => ID, personArg) userId: string): Promise<object> {
    return unlinking(ctx, userId);
  }
}

/** Undoing the link of single sign-on. */
const unlinking = (ctx: RequestContext, exposed: string): Promise<object> =>
  answer<{ unlinked: boolean }>(
    ctx,
    async () => {
      assertResets(ctx);
      const id = await readUserId(ctx, exposed);
      await assertMayReset(ctx, id);
      return { unlinked: await inTransaction(ctx, (tx) => unlinkSingleSignOn(tx, id)) };
    },
    { unlinked: null },
  );

const ending = (ctx: RequestContext, work: (tx: TxContext) => Promise<number>): Promise<object> =>
  answer<{ ended: number }>(ctx, async () => ({ ended: await inTransaction(ctx, work) }), { ended: null });
