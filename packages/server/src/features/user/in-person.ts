import type { Actor, RequestContext } from '../../platform/context/context';
import { assertScopes } from '../../platform/auth';
import { RequestError } from '../../platform/graphql/errors';

/** The caller, signed in with a session: what a token could change about signing in, a leaked one would. */
export function assertInPerson(ctx: RequestContext): Actor {
  assertScopes(ctx, []);
  const actor = ctx.actor!;
  if (actor.via === 'token') throw new RequestError('FORBIDDEN', { scope: ctx.models.get('User').label });
  return actor;
}
