import { forgetUser, hashPassword, newPassword, verifyPassword } from '../../platform/auth';
import { scopesOf } from '@dossier/shared';
import { actorOf, type Actor, type RequestContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { RequestError } from '../../platform/graphql/errors';
import { fault } from '../../platform/graphql/user-fault';
import { revokeTokensOf } from './api-token.service';
import { countAttempt, forgiveAttempt, guessOf } from './attempt.store';
import { passwordHashOf, putCredential } from './credential.store';
import { deleteSessionsOf } from './session.store';

export const passwordMin = 10;
const passwordMax = 200;

/** Throws what is wrong with a new password. */
export function assertGoodPassword(password: string, userName: string, path: readonly string[]): void {
  const text = password.normalize('NFKC').toLowerCase();
  if ([...text].length < passwordMin) throw fault('PASSWORD_TOO_SHORT', path, { min: passwordMin });
  if (text.length > passwordMax)
    throw fault('TOO_LONG', path, { max: passwordMax, length: text.length, field: { zh: '密码', en: 'Password' } });
  if (new Set(text).size < 5 || isSequence(text) || text.includes(userName.toLowerCase()))
    throw fault('PASSWORD_TOO_SIMPLE', path);
}

const rows = ['abcdefghijklmnopqrstuvwxyz', '12345678901234567890', 'qwertyuiopasdfghjklzxcvbnm'];
/** `1234567890`, `qwertyuiop`, and the same backwards. */
const isSequence = (text: string): boolean =>
  rows.some((row) => row.includes(text) || [...row].reverse().join('').includes(text));

/** Changes the caller's own password; every other session of theirs ends, and unless told otherwise so do their tokens. Returns the caller with the rights that a one-time password withholds. */
export async function changePassword(
  ctx: RequestContext,
  { current, next, revokeTokens = true }: { current: string; next: string; revokeTokens?: boolean },
): Promise<Actor> {
  const actor = actorOf(ctx);
  const { userId, userName, sessionId } = actor;
  if (actor.via === 'token') throw new RequestError('FORBIDDEN', { scope: ctx.models.get('User').label });
  await assertCurrentPassword(ctx, actor, current);
  if (current === next) throw fault('PASSWORD_SAME', ['newPassword']);
  assertGoodPassword(next, userName, ['newPassword']);
  await storePassword(ctx, { userId, password: next, mustChange: false, keepSession: sessionId, revokeTokens });
  return { ...actor, scopes: scopesOf(actor.role) };
}

/** A session that was left open must not be a place to guess the password: the guesses are counted as those of a sign-in. */
async function assertCurrentPassword(
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
    tx.effects.afterCommit.push(() => forgetUser(userId));
  });
}
