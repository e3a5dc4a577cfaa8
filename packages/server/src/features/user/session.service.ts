import { deviceOf, forgetUser, type Device } from '../../platform/auth';
import type { RequestContext, TxContext } from '../../platform/context/context';
import { fault } from '../../platform/graphql/user-fault';
import { unlinkIdentities } from './identity.store';
import { assertInPerson } from './in-person';
import { deleteSessionById, deleteSessionsOf, ownerOfSession, sessionsOf, type StoredSession } from './session.store';
import { traceUser } from './trace';

export interface SessionView extends Omit<StoredSession, 'userAgent'>, Device {
  /** The one this very request came with. */
  current: boolean;
}

/** Where a person is signed in. */
export async function listSessions(ctx: RequestContext, userId: string): Promise<SessionView[]> {
  const sessions = await sessionsOf(ctx.db.read, userId, ctx.clock.now());
  return sessions.map(({ userAgent, ...session }) => ({
    ...session,
    ...deviceOf(userAgent),
    current: session.id === ctx.actor?.sessionId,
  }));
}

/** Ends one session: one's own, or anybody's for those who administer people. */
export async function endSession(tx: TxContext, id: string): Promise<void> {
  const actor = assertInPerson(tx);
  const owner = await ownerOfSession(tx.connection, id);
  if (!owner || (owner !== actor.userId && !actor.scopes.has('user:update'))) throw fault('NOT_FOUND', ['id']);
  await deleteSessionById(tx.connection, id);
  await traceUser(tx, 'SESSION_END', owner, { operation: 'endSession' });
  tx.effects.afterCommit.push(() => forgetUser(owner));
}

/** Ends the caller's sessions but this one; says how many. */
export async function endOtherSessions(tx: TxContext): Promise<number> {
  const { userId, sessionId } = assertInPerson(tx);
  return endSessionsOf(tx, userId, { operation: 'endOtherSessions', except: sessionId });
}

/** Forgets whom identity providers know a person as; false when there was nothing to forget. */
export async function unlinkSingleSignOn(tx: TxContext, userId: string): Promise<boolean> {
  const links = await unlinkIdentities(tx.connection, userId);
  if (links > 0) await traceUser(tx, 'IDENTITY', userId, { operation: 'unlinkSingleSignOn', reason: 'UNLINK' });
  return links > 0;
}

/** Ends a person's sessions; says how many. */
export async function endSessionsOf(
  tx: TxContext,
  userId: string,
  { operation, except }: { operation: string; except?: string },
): Promise<number> {
  const ended = await deleteSessionsOf(tx.connection, userId, except);
  await traceUser(tx, 'SESSION_END', userId, { operation });
  tx.effects.afterCommit.push(() => forgetUser(userId));
  return ended;
}
