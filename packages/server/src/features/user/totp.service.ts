import {
  base32,
  derivedSecret,
  forgetUser,
  newPassword,
  newTotpSecret,
  openSealed,
  readCode,
  sealText,
  stepOfCode,
  totpUri,
} from '../../platform/auth';
import { actorOf, type Actor, type RequestContext, type TxContext } from '../../platform/context/context';
import { inTransaction } from '../../platform/db/transaction';
import { fault, UserFault } from '../../platform/graphql/user-fault';
import { countAttempt, forgiveAttempt, type Guess } from './attempt.store';
import { assertInPerson } from './in-person';
import { assertCurrentPassword } from './password.service';
import {
  confirmTotpRow,
  countRecoveryCodes,
  deleteTotp,
  findTotp,
  putRecoveryCodes,
  putTotp,
  takeRecoveryCode,
  takeStep,
} from './totp.store';
import { traceUser } from './trace';

const purpose = 'totp secret';
const recoveryCodes = 10;
/** 12 letters and digits: 59 bits. */
const recoveryLength = 12;

/** Guesses of codes are counted for the person wherever they come from: who gets here knows the password, so no stranger can slow anybody down. */
const guessFor = (userId: string): Guess => ({ key: `totp:${userId}`, address: `totp:${userId}:` });

/** With a key from outside the database: who copies it cannot try codes against it. */
const hashRecoveryCode = (ctx: RequestContext, userId: string, code: string): string =>
  derivedSecret(ctx.cursorKey, `recovery code ${userId} ${code}`);
const plainCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/**
 * What a sign-in still lacks: null when the person has no second factor, or `code` proves it (a code of the app, or a recovery
 * code, each good for once). Asked only when the password is known to be right.
 */
export async function secondFactorFault(
  ctx: RequestContext,
  userId: string,
  code: string | null,
): Promise<UserFault | null> {
  const totp = await findTotp(ctx.db.read, userId);
  if (!totp?.confirmedAt) return null;
  if (!code?.trim()) return fault('TOTP_REQUIRED', ['code']);
  try {
    await checkCode(ctx, userId, code);
    return null;
  } catch (error) {
    if (error instanceof UserFault) return error;
    throw error;
  }
}

async function checkCode(ctx: RequestContext, userId: string, code: string): Promise<void> {
  const guess = guessFor(userId);
  const seconds = await inTransaction(ctx, (tx) => countAttempt(tx, guess));
  if (seconds > 0) throw fault('TOO_MANY_ATTEMPTS', ['code'], { seconds });
  await inTransaction(ctx, async (tx) => {
    if (!(await takeCode(tx, userId, code))) throw fault('TOTP_WRONG', ['code']);
    await forgiveAttempt(tx.connection, guess);
  });
}

/** Uses a code up; false when it is not good. */
async function takeCode(tx: TxContext, userId: string, text: string): Promise<boolean> {
  const totp = await findTotp(tx.connection, userId);
  if (!totp) return false;
  const code = readCode(text);
  if (code === null) {
    const hash = hashRecoveryCode(tx, userId, plainCode(text));
    const taken = await takeRecoveryCode(tx.connection, userId, hash, tx.clock.now().toISOString());
    if (taken)
      await traceUser(tx, 'SECOND_FACTOR', userId, { operation: 'signIn', reason: 'RECOVERY_CODE', actorId: userId });
    return taken;
  }
  const sealed = openSealed(tx.cursorKey, purpose, userId, totp.sealedSecret);
  if (sealed === null) throw fault('TOTP_UNREADABLE');
  const step = stepOfCode(Buffer.from(sealed, 'base64url'), code, tx.clock.now(), totp.lastStep);
  return step !== null && takeStep(tx.connection, userId, step);
}

export interface TotpState {
  on: boolean;
  since: string | null;
  recoveryCodesLeft: number;
  /** Nothing is open to the person before it is on. */
  required: boolean;
}

const needsTotp = (ctx: RequestContext, roles: readonly string[]): boolean =>
  roles.some((code) => ctx.signIn.totpRoles.has(code));

/** Whether a person has a second factor. */
export async function totpState(ctx: RequestContext, userId: string, roles: readonly string[]): Promise<TotpState> {
  const totp = await findTotp(ctx.connection, userId);
  const since = totp?.confirmedAt ?? null;
  return {
    on: since !== null,
    since,
    recoveryCodesLeft: since ? await countRecoveryCodes(ctx.connection, userId) : 0,
    required: needsTotp(ctx, roles),
  };
}

/** Begins the set-up: a new secret for the caller's app. It counts from `confirmTotp` on. */
export async function beginTotp(ctx: RequestContext, password: string): Promise<{ secret: string; uri: string }> {
  const actor = await provenActor(ctx, password);
  const secret = newTotpSecret();
  await inTransaction(ctx, async (tx) => {
    if ((await findTotp(tx.connection, actor.userId))?.confirmedAt) throw fault('TOTP_ON');
    const sealed = sealText(tx.cursorKey, purpose, actor.userId, secret.toString('base64url'));
    await putTotp(tx.connection, actor.userId, sealed, tx.clock.now().toISOString());
  });
  return { secret: base32(secret), uri: totpUri(secret, actor.userName) };
}

/** Ends the set-up with a first code; returns the recovery codes, which are shown this once. */
export async function confirmTotp(ctx: RequestContext, code: string): Promise<string[]> {
  const { userId } = assertInPerson(ctx);
  const totp = await findTotp(ctx.db.read, userId);
  if (!totp) throw fault('TOTP_OFF');
  if (totp.confirmedAt) throw fault('TOTP_ON');
  if (readCode(code) === null) throw fault('TOTP_WRONG', ['code']);
  await checkCode(ctx, userId, code);
  return inTransaction(ctx, async (tx) => {
    await confirmTotpRow(tx.connection, userId, tx.clock.now().toISOString());
    await traceUser(tx, 'SECOND_FACTOR', userId, { operation: 'confirmTotp', reason: 'ON' });
    tx.effects.afterCommit.push(() => forgetUser(userId));
    return freshRecoveryCodes(tx, userId);
  });
}

/** Ten new recovery codes; the former ones are worth nothing. */
export async function renewRecoveryCodes(ctx: RequestContext, password: string, code: string): Promise<string[]> {
  const { userId } = await provenActor(ctx, password);
  await assertOn(ctx, userId);
  await checkCode(ctx, userId, code);
  return inTransaction(ctx, async (tx) => {
    await traceUser(tx, 'SECOND_FACTOR', userId, { operation: 'renewRecoveryCodes' });
    return freshRecoveryCodes(tx, userId);
  });
}

/** Switches the caller's second factor off. */
export async function disableTotp(ctx: RequestContext, password: string, code: string): Promise<void> {
  const { userId, roles } = await provenActor(ctx, password);
  await assertOn(ctx, userId);
  if (needsTotp(ctx, roles)) throw fault('TOTP_MANDATORY');
  await checkCode(ctx, userId, code);
  await inTransaction(ctx, async (tx) => {
    await deleteTotp(tx.connection, userId);
    await traceUser(tx, 'SECOND_FACTOR', userId, { operation: 'disableTotp', reason: 'OFF' });
  });
}

/** Takes a person's second factor away, because the telephone is lost. */
export async function resetTotp(tx: TxContext, userId: string): Promise<void> {
  await deleteTotp(tx.connection, userId);
  await traceUser(tx, 'SECOND_FACTOR', userId, { operation: 'resetUserTotp', reason: 'OFF' });
  tx.effects.afterCommit.push(() => forgetUser(userId));
}

async function freshRecoveryCodes(tx: TxContext, userId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodes }, () => newPassword(recoveryLength));
  await putRecoveryCodes(
    tx.connection,
    userId,
    codes.map((code) => hashRecoveryCode(tx, userId, plainCode(code))),
  );
  return codes;
}

/** The caller, who has just given the password once more: a session that was left open must not change how one signs in. */
async function provenActor(ctx: RequestContext, password: string): Promise<Actor> {
  const actor = assertInPerson(ctx);
  await assertCurrentPassword(ctx, actor, password);
  return actorOf(ctx);
}

async function assertOn(ctx: RequestContext, userId: string): Promise<void> {
  if (!(await findTotp(ctx.db.read, userId))?.confirmedAt) throw fault('TOTP_OFF');
}
