import {
  forgetSecret,
  hashSecret,
  newSecret,
  sessionCookie,
  sessionCookieText,
  endSessionCookie,
  verifyPassword,
} from '../../platform/auth';
import { recordEvent, recordLimited } from '../../platform/audit/event';
import type { RequestContext, TxContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { RequestError } from '../../platform/graphql/errors';
import { fault, type UserFault } from '../../platform/graphql/user-fault';
import { exposeId } from '../../platform/query/model';
import { countAttempt, forgiveAttempt, guessOf } from './attempt.store';
import { findCredential, markSignedIn, type Credential } from './credential.store';
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
  if (seconds > 0) throw await failed(ctx, userName, fault('TOO_MANY_ATTEMPTS', [], { seconds }));

  const found = await findCredential(ctx.db.read, userName);
  const credential = found?.demo && !ctx.demo ? null : found;
  const right = await verifyPassword(credential?.passwordHash ?? null, password);
  if (!credential || !right) throw await failed(ctx, userName, fault('BAD_CREDENTIALS'), credential);
  if (!credential.active) throw await failed(ctx, userName, fault('USER_INACTIVE'), credential);
  return inTransaction(ctx, async (tx) => {
    await forgiveAttempt(tx.connection, guess);
    await markSignedIn(tx.connection, credential.userId, tx.clock.now().toISOString());
    await signedIn(tx, credential.userId, 'signIn');
    return beginSession(tx, credential.userId);
  });
}

const signedIn = (tx: TxContext, userId: string, operation: string): Promise<void> =>
  recordEvent(tx, {
    kind: 'SIGN_IN',
    entity: 'User',
    recordId: exposeId(tx.models.get('User'), userId),
    actorId: userId,
    operation,
  });

/** Leaves the trace of a failed sign-in, with the name that was tried and never the password, and gives the fault back. */
async function failed(
  ctx: RequestContext,
  userName: string,
  reason: UserFault,
  known: Credential | null = null,
): Promise<UserFault> {
  await recordLimited(ctx, {
    kind: 'SIGN_IN_FAILED',
    outcome: 'FAILED',
    entity: 'User',
    recordId: known && exposeId(ctx.models.get('User'), known.userId),
    operation: 'signIn',
    subject: known ? userName.trim() : shownName(userName),
    reason: reason.errors[0]!.code,
  });
  return reason;
}

/** People type their password into the field of the name at times: what is no name of anybody and does not look like one is shown by its first letters. */
const shownName = (tried: string): string => {
  const name = tried.trim();
  return /^[\p{L}\p{N}._@-]{1,60}$/u.test(name) ? name : `${[...name].slice(0, 2).join('')}…`;
};

/** Becomes a person of the demo. */
export async function switchDemoUser(ctx: RequestContext, userName: string): Promise<string> {
  if (!ctx.demo) throw fault('NOT_DEMO');
  assertFirstTry(ctx);
  const credential = await findCredential(ctx.db.read, userName);
  if (!credential?.demo || !credential.active) throw fault('NOT_FOUND', ['userName']);
  return inTransaction(ctx, async (tx) => {
    await signedIn(tx, credential.userId, 'switchDemoUser');
    return beginSession(tx, credential.userId);
  });
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
  await inTransaction(ctx, async (tx) => {
    await endSession(tx);
    if (tx.actor?.via !== 'session') return;
    const recordId = exposeId(tx.models.get('User'), tx.actor.userId);
    await recordEvent(tx, { kind: 'SIGN_OUT', entity: 'User', recordId, operation: 'signOut' });
  });
  ctx.http?.setCookie(endSessionCookie());
}
