import {
  forgetSecret,
  hashSecret,
  newSecret,
  sessionCookie,
  sessionCookieText,
  endSessionCookie,
  verifyPassword,
} from '../../platform/auth';
import { recordLimited } from '../../platform/audit/event';
import type { RequestContext, TxContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { RequestError } from '../../platform/graphql/errors';
import { fault, type UserFault } from '../../platform/graphql/user-fault';
import { exposeId } from '../../platform/query/model';
import { countAttempt, forgiveAttempt, guessOf } from './attempt.store';
import { findCredential, markSignedIn, type Credential } from './credential.store';
import { deleteSession, insertSession, sessionMaxMs, type SignInMethod } from './session.store';
import { secondFactorFault } from './totp.service';
import { traceUser } from './trace';
import { inPerson } from './view-as.service';

/** Requests that have tried to sign in: a document with a hundred aliases gets one guess. */
const tried = new WeakSet<object>();

/**
 * Checks name, password and second factor and begins a session; returns the secret that the cookie carries. The same words and
 * time for unknown people, and nothing of the second factor is told before the password is right.
 */
export async function signIn(
  ctx: RequestContext,
  { userName, password, code }: { userName: string; password: string; code?: string | null },
): Promise<string> {
  assertFirstTry(ctx);
  const guess = guessOf(userName, ctx.ip);
  const seconds = await inTransaction(ctx, (tx) => countAttempt(tx, guess));
  if (seconds > 0) throw await failed(ctx, userName, fault('TOO_MANY_ATTEMPTS', [], { seconds }));

  const found = await findCredential(ctx.db.read, userName);
  const credential = (found?.demo && !ctx.demo) || found?.service ? null : found;
  const right = await verifyPassword(credential?.passwordHash ?? null, password);
  if (!credential || !right) throw await failed(ctx, userName, fault('BAD_CREDENTIALS'), credential);
  if (!credential.active) throw await failed(ctx, userName, fault('USER_INACTIVE'), credential);
  await inTransaction(ctx, (tx) => forgiveAttempt(tx.connection, guess));
  const lacks = await secondFactorFault(ctx, credential.userId, code ?? null);
  if (lacks) throw code ? await failed(ctx, userName, lacks, credential) : lacks;
  const begun = { method: 'PASSWORD', operation: 'signIn' } as const;
  return inTransaction(ctx, (tx) => beginSession(tx, credential.userId, begun));
}

/** Leaves the trace of a failed sign-in, with the name that was tried and never the password, and gives the fault back. */
export async function failed(
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
  const begun = { method: 'DEMO', operation: 'switchDemoUser' } as const;
  return inTransaction(ctx, (tx) => beginSession(tx, credential.userId, begun));
}

/** One sign-in per request: the request's http part is the same object for all its fields. */
function assertFirstTry({ http }: RequestContext): void {
  if (!http) return;
  if (tried.has(http)) throw new RequestError('BAD_REQUEST', { detail: 'signIn' });
  tried.add(http);
}

/** Begins a session with a new secret and ends the one the browser had: an id known before sign-in is worth nothing after it. */
export async function beginSession(
  tx: TxContext,
  userId: string,
  { method, operation }: { method: SignInMethod; operation: string },
): Promise<string> {
  const secret = newSecret();
  const now = tx.clock.now();
  await endSession(tx);
  await markSignedIn(tx.connection, userId, now.toISOString());
  await traceUser(tx, 'SIGN_IN', userId, { operation, reason: method, actorId: userId });
  const userAgent = tx.http?.userAgent ?? null;
  await insertSession(tx.connection, { secretHash: hashSecret(secret), userId, now, ip: tx.ip, userAgent, method });
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
  await inTransaction(inPerson(ctx), async (tx) => {
    await endSession(tx);
    if (tx.actor?.via !== 'session') return;
    await traceUser(tx, 'SIGN_OUT', tx.actor.userId, { operation: 'signOut' });
  });
  ctx.http?.setCookie(endSessionCookie());
}
