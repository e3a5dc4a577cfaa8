import { applyOverrides, fieldError, userFields, userRules, type FieldError, type Override } from '@dossier/shared';
import { forgetEverybody, forgetUser, hashPassword, newPassword, newSecret } from '../../platform/auth';
import { actorOf, type RequestContext, type TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { forUpdate } from '../../platform/db/one';
import { parseRecord } from '../../platform/db/parse';
import { inTransaction } from '../../platform/db/transaction';
import { loadValues } from '../../platform/db/stored';
import { createMany, updateMany } from '../../platform/db/write';
import { fault, UserFault } from '../../platform/graphql/user-fault';
import { readableId } from '../../platform/query/ids';
import { rolesOf } from './actor.store';
import { revokeTokensOf } from './api-token.service';
import { putCredential } from './credential.store';
import { assertKeepersLeft, roleFaults } from './duties.service';
import { deleteSessionsOf } from './session.store';
import { traceUser } from './trace';

export interface NewUser {
  userName: string;
  name: string;
  roles: readonly string[];
}
export interface CreatedUser {
  /** Raw id. */
  id: string;
  /** Shown once; the person replaces it at the first sign-in. Null for a service account, which has tokens only. */
  password: string | null;
}

const model = (ctx: RequestContext) => ctx.models.get('User');
const codes = (user: Values): string[] => (user['roles'] as string[] | null) ?? [];

/** Creates a person with a one-time password, or a service account without one. */
export async function createUser(ctx: RequestContext, input: unknown): Promise<CreatedUser> {
  const service = (input as { kind?: unknown } | null)?.kind === 'SERVICE';
  const password = service ? null : newPassword();
  // what a service account gets instead is known to nobody, and sign-in asks for no password of one anyway
  const passwordHash = await hashPassword(password ?? newSecret());
  const id = await inTransaction(ctx, (tx) => insertUser(tx, input, { passwordHash, mustChange: !service }));
  return { id, password };
}

/** Inserts a person whose password is hashed already. */
export async function insertUser(
  tx: TxContext,
  input: unknown,
  credential: { passwordHash: string; mustChange: boolean; demo?: boolean },
): Promise<string> {
  const { values } = await parseRecord(tx, model(tx), userFields, input, { mode: 'create', rules: userRules });
  const faults = await roleFaults(tx, { before: [], after: (values['roles'] as string[] | null) ?? [] });
  if (faults.length) throw new UserFault(faults);
  const [id] = await createMany(tx, model(tx), [values]);
  await putCredential(tx.connection, { userId: id!, now: tx.clock.now().toISOString(), ...credential });
  return id!;
}

export interface UpdateUser {
  id: string;
  expectedVersion?: number;
  patch: unknown;
  overrides?: readonly Override[] | null;
}

/**
 * Changes a person. Switched off, their sessions and tokens end within 5 seconds in every process, and their customers are handed
 * over first or left with a reason; one administrator and one security officer always remain.
 */
export async function updateUser(
  tx: TxContext,
  { id, expectedVersion, patch, overrides }: UpdateUser,
): Promise<string> {
  const current = (await loadValues(tx, model(tx), [id])).get(id);
  if (!current) throw fault('NOT_FOUND');
  const { values } = await parseRecord(tx, model(tx), userFields, patch, { mode: 'update', rules: userRules, current });
  const switchedOff = values['active'] === false && current['active'] !== false;
  const faults = [
    ...(await roleFaults(tx, { id, before: codes(current), after: codes({ ...current, ...values }) })),
    ...(await managerFaults(tx, id, current, values)),
    ...(switchedOff ? await customersLeft(tx, id) : []),
  ];
  const { errors, overridden } = applyOverrides(faults, overrides ?? []);
  if (errors.length) throw new UserFault(errors);
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch: values }], {
    reason: overridden.map(({ reason }) => reason).join('；') || null,
  });
  await assertKeepersLeft(tx, current, { ...current, ...values });
  if (switchedOff) {
    if ((await deleteSessionsOf(tx.connection, id)) > 0)
      await traceUser(tx, 'SESSION_END', id, { operation: 'updateUser', reason: 'DEACTIVATED' });
    await revokeTokensOf(tx, id, 'DEACTIVATED');
  }
  // a new manager or department widens what others see
  tx.effects.afterCommit.push(
    'managerId' in values || 'departmentId' in values ? forgetEverybody : () => forgetUser(id),
  );
  return id;
}

export interface ChangeRoles {
  id: string;
  expectedVersion: number;
  roles: readonly string[];
}

/** Sets a person's roles and nothing else: a security officer's part of what administrators do otherwise. */
export const changeUserRoles = (tx: TxContext, { id, expectedVersion, roles }: ChangeRoles): Promise<string> =>
  updateUser(tx, { id, expectedVersion, patch: { roles } });

/** Nobody reports to themselves, nor to someone who reports to them. Rows on the way are held: two changes at once cannot close a circle. */
async function managerFaults(tx: TxContext, id: string, current: Values, values: Values): Promise<FieldError[]> {
  const manager = values['managerId'] as string | null | undefined;
  if (!manager || manager === current['managerId']) return [];
  const seen = new Set<string>();
  for (let at: string | null = manager; at && !seen.has(at);) {
    if (at === id) return [fieldError('MANAGER_IN_CIRCLE', ['managerId'])];
    seen.add(at);
    const [row]: { up: string | null }[] = await tx.connection.query(
      `SELECT manager_id AS up FROM user_account WHERE id = ?${forUpdate(tx)}`,
      [at],
    );
    at = row?.up ?? null;
  }
  return [];
}

/** Customers that would be left with somebody who is gone: a warning, to be accepted with a reason. */
async function customersLeft(tx: TxContext, id: string): Promise<FieldError[]> {
  const [row] = await tx.connection.query<{ n: number }>(
    'SELECT COUNT(*) AS n FROM customer WHERE owner_id = ? AND deleted_at IS NULL',
    [id],
  );
  const count = Number(row?.n ?? 0);
  return count > 0 ? [fieldError('OWNS_CUSTOMERS', ['active'], { count })] : [];
}

/** Raw id of a live user name, in any case; null when there is none. */
export async function findUserId(ctx: RequestContext, userName: string): Promise<string | null> {
  const [row] = await ctx.connection.query<{ id: string }>('SELECT id FROM user_account WHERE live_user_name = ?', [
    userName.trim().toLowerCase(),
  ]);
  return row?.id ?? null;
}

/** There is a live person with this raw id. */
export async function isUser(ctx: RequestContext, id: string): Promise<boolean> {
  const rows = await ctx.connection.query('SELECT 1 FROM user_account WHERE id = ? AND deleted_at IS NULL', [id]);
  return rows.length > 0;
}

/** Raw id of a live person by the exposed one; throws when there is none. */
export async function readUserId(ctx: RequestContext, exposed: string): Promise<string> {
  const id = readableId(model(ctx), exposed);
  if (!(await isUser(ctx, id))) throw fault('NOT_FOUND', ['userId']);
  return id;
}

/** The account is for a program. */
export async function isServiceAccount(ctx: RequestContext, id: string): Promise<boolean> {
  const rows = await ctx.connection.query("SELECT 1 FROM user_account WHERE id = ? AND kind = 'SERVICE'", [id]);
  return rows.length > 0;
}

/** Codes of a person's roles. */
export async function rolesOfUser(ctx: RequestContext, id: string): Promise<string[]> {
  const [row] = await ctx.connection.query<{ roles: string | null }>('SELECT roles FROM user_account WHERE id = ?', [
    id,
  ]);
  return row ? rolesOf(row) : [];
}

/** Sets the caller's own language and theme. */
export async function updatePreferences(
  ctx: RequestContext,
  preferences: { locale?: string | null; theme?: string | null },
): Promise<void> {
  const given = Object.fromEntries(Object.entries(preferences).filter(([, value]) => value != null));
  const id = actorOf(ctx).userId;
  await inTransaction(ctx, (tx) => updateMany(tx, model(tx), [{ id, patch: given }], { verb: 'PREFERENCES' }));
  forgetUser(id);
}
