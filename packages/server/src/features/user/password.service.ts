import { forgetUser, hashPassword, newPassword, verifyPassword } from '../../platform/auth';
import { passwordFault, passwordsRemembered } from '@dossier/shared/password';
import { actorOf, type Actor, type RequestContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { RequestError } from '../../platform/graphql/errors';
import { fault } from '../../platform/graphql/user-fault';
import { revokeTokensOf } from './api-token.service';
import { countAttempt, forgiveAttempt, guessOf } from './attempt.store';
import { formerPasswords, passwordHashOf, putCredential } from './credential.store';
import { deleteSessionsOf } from './session.store';
import { traceUser } from './trace';

/** Changes the caller's own password; every other session of theirs ends, and unless told otherwise so do their tokens. */
export async function changePassword(
  ctx: RequestContext,
  { current, next, revokeTokens = true }: { current: string; next: string; revokeTokens?: boolean },
): Promise<void> {
  const actor = actorOf(ctx);
  const { userId, sessionId } = actor;
  if (actor.via === 'token') throw new RequestError('FORBIDDEN', { scope: ctx.models.get('User').label });
  await assertCurrentPassword(ctx, actor, current);
  if (current === next) throw fault('PASSWORD_SAME', ['newPassword']);
  await assertGoodPassword(ctx, actor, next);
  await storePassword(ctx, { userId, password: next, mustChange: false, keepSession: sessionId, revokeTokens });
}

/** Throws what is wrong with a new password. */
async function assertGoodPassword(ctx: RequestContext, { userId, userName }: Actor, password: string): Promise<void> {
  const wrong = passwordFault(password, userName);
  if (wrong) throw fault(wrong.code, ['newPassword'], wrong.params);
  const former = await formerPasswords(ctx.db.read, userId);
  for (const { password_hash } of former.slice(0, passwordsRemembered - 1)) {
    if (await verifyPassword(password_hash, password))
      throw fault('PASSWORD_USED_BEFORE', ['newPassword'], { count: passwordsRemembered });
  }
}

/** A session that was left open must not be a place to guess the password: the guesses are counted as those of a sign-in. */
export async function assertCurrentPassword(
  ctx: RequestContext,
  { userId, userName }: Actor,
  password: string,
): Promise<void> {
  const guess = guessOf(userName, ctx.ip);
  const seconds = await inTransaction(ctx, (tx) => countAttempt(tx, guess));
  if (seconds > 0) throw fault('TOO_MANY_ATTEMPTS', ['currentPassword'], { seconds });
  const right = await verifyPassword(await passwordHashOf(ctx.db.read, userId), password);
  if (!right) throw fault('PASSWORD_WRONG', ['currentPassword']);
  await inTransaction(ctx, (tx) => forgiveAttempt(tx.connection, guess));
}

/** Gives a person a new one-time password; all their sessions end, and unless told otherwise so do their tokens. */
export async function resetPassword(ctx: RequestContext, userId: string, revokeTokens = true): Promise<string> {
  const password = newPassword();
  await storePassword(ctx, { userId, password, mustChange: true, revokeTokens });
  return password;
}

interface StorePassword {
  userId: string;
  password: string;
  mustChange: boolean;
  /** Id of the session that goes on. */
  keepSession?: string;
  /** Who knew the old password may have made tokens with it. */
  revokeTokens: boolean;
}

async function storePassword(
  ctx: RequestContext,
  { userId, password, mustChange, keepSession, revokeTokens }: StorePassword,
): Promise<void> {
  // hashed before the transaction: writers wait in line behind it
  const passwordHash = await hashPassword(password);
  await inTransaction(ctx, async (tx) => {
    await putCredential(tx.connection, { userId, passwordHash, mustChange, now: tx.clock.now().toISOString() });
    await deleteSessionsOf(tx.connection, userId, keepSession);
    if (revokeTokens) await revokeTokensOf(tx, userId, '密码已更换');
    await traceUser(tx, 'PASSWORD', userId, { operation: mustChange ? 'resetUserPassword' : 'changePassword' });
    tx.effects.afterCommit.push(() => forgetUser(userId));
  });
}
