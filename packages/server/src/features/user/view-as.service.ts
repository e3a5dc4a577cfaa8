import { forgetUser } from '../../platform/auth';
import { actorOf, type Actor, type RequestContext, type TxContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { RequestError } from '../../platform/graphql/errors';
import { fault } from '../../platform/graphql/user-fault';
import { findActor } from './actor.store';
import { assertInPerson } from './in-person';
import { traceUser } from './trace';

/** The context of whoever really acts, also while they look through somebody else's eyes. */
export const inPerson = (ctx: RequestContext): RequestContext =>
  ctx.actor?.viewedBy ? { ...ctx, actor: ctx.actor.viewedBy } : ctx;

/** The session shows what the other person would see, and can change nothing, until `endViewAs`. */
export async function viewAs(ctx: RequestContext, userId: string): Promise<void> {
  const self = assertInPerson(ctx).viewedBy ?? actorOf(ctx);
  if (!self.scopes.has('user:viewAs')) throw new RequestError('FORBIDDEN', { scope: ctx.models.get('User').label });
  if (userId === self.userId || !(await findActor(ctx.db.read, userId, 'session')))
    throw fault('NOT_FOUND', ['userId']);
  await inTransaction({ ...ctx, actor: self }, (tx) => point(tx, self, userId, 'viewAs'));
}

/** Back to one's own view. */
export async function endViewAs(ctx: RequestContext): Promise<void> {
  const viewed = assertInPerson(ctx);
  const self = viewed.viewedBy;
  if (!self) return;
  await inTransaction({ ...ctx, actor: self }, (tx) => point(tx, self, null, 'endViewAs', viewed.userId));
}

async function point(
  tx: TxContext,
  self: Actor,
  userId: string | null,
  operation: string,
  about = userId ?? self.userId,
): Promise<void> {
  await tx.connection.execute('UPDATE user_session SET view_as_id = ? WHERE id = ?', [userId, self.sessionId]);
  await traceUser(tx, 'VIEW_AS', about, { operation, reason: userId ? 'BEGIN' : 'END' });
  // the session is remembered under whoever it stood for
  tx.effects.afterCommit.push(() => [self.userId, about].forEach(forgetUser));
}
