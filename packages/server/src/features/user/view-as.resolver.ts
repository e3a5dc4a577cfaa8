import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context/context';
import { answer } from '../../platform/graphql/payload';
import { readUserId } from './user.service';
import { endViewAs, viewAs } from './view-as.service';
import { viewerAgain } from './viewer.queries';
import { ViewerPayload } from './viewer.types';

/** Seeing the archive as somebody else sees it. */
@Resolver()
export class ViewAsResolver {
  @Mutation(() => ViewerPayload, {
    description:
      'For administrators: the session shows what this person would see, and can change nothing, until `endViewAs`. Both ends stand in the log.',
  })
  viewAs(
    @Ctx() ctx: RequestContext,
    @Arg('userId', () => ID, { description: 'Whose view.' }) userId: string,
  ): Promise<object> {
    return answer(
      ctx,
      async () => (await viewAs(ctx, await readUserId(ctx, userId)), { viewer: await viewerAgain(ctx) }),
      { viewer: null },
    );
  }

  @Mutation(() => ViewerPayload, { description: 'Back to one’s own view.' })
  endViewAs(@Ctx() ctx: RequestContext): Promise<object> {
    return answer(ctx, async () => (await endViewAs(ctx), { viewer: await viewerAgain(ctx) }), { viewer: null });
  }
}
