import {
  forgetSecret,
  hashSecret,
  newSecret,
  sessionCookie,
  sessionCookieText,
  endSessionCookie,
  verifyPassword,
} from '../../platform/auth';
import type { RequestContext, TxContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { RequestError } from '../../platform/graphql/errors';
import { fault } from '../../platform/graphql/user-fault';
import { countAttempt, forgiveAttempt, guessOf } from './attempt.store';
import { findCredential, markSignedIn } from './credential.store';
import { deleteSession, insertSession, sessionMaxMs } from './session.store';

/** Requests that have tried to sign in: a document with a hundred aliases gets one guess. */
const tried = new WeakSet<object>();

/** Checks name and password and begins a session; returns the secret that the cookie carries. The same words and time for unknown people. */
export async function signIn(
  ctx: RequestContext,
  { userName, password }: { userName: string; password: string },
): Promise<string> {
  assertFirstTry(ctx);
  const guess = guessOf(userName, ctx.ip);
  const seconds = await inTransaction(ctx, (tx) => countAttempt(tx, guess));
  if (seconds > 0) throw fault('TOO_MANY_ATTEMPTS', [], { seconds });

  const found = await findCredential(ctx.db.read, userName);
  const credential = found?.demo && !ctx.demo ? null : found;
  const right = await verifyPassword(credential?.passwordHash ?? null, password);
  if (!credential || !right) throw fault('BAD_CREDENTIALS');
  if (!credential.active) throw fault('USER_INACTIVE');
  return inTransaction(ctx, async (tx) => {
    await forgiveAttempt(tx.connection, guess);
    await markSignedIn(tx.connection, credential.userId, tx.clock.now().toISOString());
    return beginSession(tx, credential.userId);
  });
}

/** Becomes a person of the demo. */
export async function switchDemoUser(ctx: RequestContext, userName: string): Promise<string> {
  if (!ctx.demo) throw fault('NOT_DEMO');
  assertFirstTry(ctx);
  const credential = await findCredential(ctx.db.read, userName);
  if (!credential?.demo || !credential.active) throw fault('NOT_FOUND', ['userName']);
  return inTransaction(ctx, (tx) => beginSession(tx, credential.userId));
}

/** One sign-in per request: the request's http part is the same object for all its fields. */
function assertFirstTry({ http }: RequestContext): void {
  if (!http) return;
  if (tried.has(http)) throw new RequestError('BAD_REQUEST', { detail: 'signIn' });
  tried.add(http);
}

/** Begins a session with a new secret and ends the one the browser had: an id known before sign-in is worth nothing after it. */
export async function beginSession(tx: TxContext, userId: string): Promise<string> {
  const secret = newSecret();
  await endSession(tx);
  await insertSession(tx.connection, { secretHash: hashSecret(secret), userId, now: tx.clock.now(), ip: tx.ip });
  tx.effects.afterCommit.push(() => tx.http?.setCookie(sessionCookieText(secret, sessionMaxMs / 1000)));
  return secret;
}

/** Ends the session of the request, if it has one. */
export async function endSession(tx: TxContext): Promise<void> {
  const secret = tx.http?.cookies[sessionCookie];
  if (!secret) return;
  const secretHash = hashSecret(secret);
  await deleteSession(tx.connection, secretHash);
  tx.effects.afterCommit.push(() => forgetSecret(secretHash));
}

/** Signs out; without a session it only takes the cookie back. */
export async function signOut(ctx: RequestContext): Promise<void> {
  await inTransaction(ctx, endSession);
  ctx.http?.setCookie(endSessionCookie());
}
