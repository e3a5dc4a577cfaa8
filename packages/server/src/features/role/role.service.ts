import {
  fieldError,
  grantFault,
  guardedScopes,
  isBuiltInRole,
  isScope,
  mixedDuties,
  oversees,
  rangedResources,
  roleFields,
  roleRules,
  scopeNames,
  withinReach,
  type FieldError,
  type Giver,
  type Range,
  type Scope,
} from '@dossier/shared';
import { forgetEverybody } from '../../platform/auth';
import type { TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { expectVersion, liveRecord } from '../../platform/db/one';
import { parseRecord } from '../../platform/db/parse';
import { removeMany } from '../../platform/db/bin';
import { createMany, updateMany } from '../../platform/db/write';
import { fault, UserFault } from '../../platform/graphql/user-fault';

const model = (tx: TxContext) => tx.models.get('Role');
const rightsChanged = (tx: TxContext): void => void tx.effects.afterCommit.push(forgetEverybody);

/** The graph promises these, so no role can take them away. */
const always: ReadonlySet<string> = new Set(['id', 'version', 'createdAt', 'updatedAt', 'name']);

/** Fields that do not exist or cannot be kept back. */
function fieldFaults(tx: TxContext, values: Values): FieldError[] {
  const rights = (values.fieldRights as { field: string }[] | null | undefined) ?? [];
  return rights.flatMap(({ field }, i) => {
    const [entity = '', name = ''] = field.split('.');
    const known = tx.models.find(entity)?.fields.has(name) && !always.has(name) && field === `${entity}.${name}`;
    return known ? [] : [fieldError('UNKNOWN_FIELD_RIGHT', ['fieldRights', String(i), 'field'], { value: field })];
  });
}

const scopesOf = (values: Values): Scope[] => (values['scopes'] as Scope[] | null | undefined) ?? [];

/** What speaks against these rights in the role: its bearers, whoever writes them, or that they do not go together (ADR 19). */
function dutyFaults(tx: TxContext, before: Values, values: Values): FieldError[] {
  const mixed = 'scopes' in values && mixedDuties(scopesOf(values), ['scopes']);
  if (mixed && String(scopesOf(before)) !== String(scopesOf(values))) return [mixed];
  if (!tx.actor) return [];
  if (tx.actor.roles.includes(String(before['code']))) return [fieldError('OWN_ROLES', [])];
  const giver = { roles: tx.actor.roles, scopes: tx.actor.scopes, ranges: tx.actor.reach.ranges };
  return [...scopeFaults(giver, before, values), ...rangeFaults(giver, before, values)];
}

/** Scopes that are added, and overseeing ones that are taken away, each at its place. */
function scopeFaults(giver: Giver, before: Values, values: Values): FieldError[] {
  if (!('scopes' in values)) return [];
  const [had, has] = [scopesOf(before), scopesOf(values)];
  const added = has.flatMap((scope, i) =>
    had.includes(scope) ? [] : [grantFault(giver, [scope], 'content', ['scopes', String(i)])],
  );
  const taken = had.filter((scope) => !has.includes(scope) && oversees([scope]));
  return [...added, grantFault(giver, taken, 'content', ['scopes'])].filter((one) => one !== null);
}

function rangeFaults({ ranges }: Giver, before: Values, values: Values): FieldError[] {
  return rangedResources.flatMap((resource) => {
    const name = `${resource}Range`;
    const wanted = values[name] as Range | undefined;
    if (!wanted || wanted === before[name] || withinReach(ranges[resource], wanted)) return [];
    return [fieldError('GRANT_RANGE', [name])];
  });
}

/** Creates a role. Returns the raw id. */
export async function createRole(tx: TxContext, input: unknown): Promise<string> {
  const { values } = await parseRecord(tx, model(tx), roleFields, input, { mode: 'create', rules: roleRules });
  const code = String(values.code);
  const taken = isBuiltInRole(code) ? [fieldError('DUPLICATE_ROLE_CODE', ['code'], { value: code })] : [];
  const faults = [...taken, ...fieldFaults(tx, values), ...dutyFaults(tx, {}, values)];
  if (faults.length) throw new UserFault(faults);
  const [id] = await createMany(tx, model(tx), [values]);
  rightsChanged(tx);
  return id!;
}

export interface UpdateRole {
  id: string;
  expectedVersion: number;
  patch: unknown;
}

async function ownRole(tx: TxContext, id: string): Promise<Values> {
  const current = await liveRecord(tx, model(tx), id);
  if (current.builtIn) throw fault('ROLE_BUILT_IN');
  return current;
}

/** Changes a role that is not built in; its bearers have the new rights within five seconds. */
export async function updateRole(tx: TxContext, { id, expectedVersion, patch }: UpdateRole): Promise<string> {
  const current = await ownRole(tx, id);
  const { values } = await parseRecord(tx, model(tx), roleFields, patch, {
    mode: 'update',
    rules: roleRules,
    current,
  });
  const faults = [...fieldFaults(tx, values), ...dutyFaults(tx, current, values)];
  if (faults.length) throw new UserFault(faults);
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch: values }]);
  rightsChanged(tx);
  return id;
}

export interface ChangeGuarded {
  id: string;
  expectedVersion: number;
  scopes: readonly string[];
}

/** Sets which guarded scopes a role has; the others stay. A security officer's part of changing roles. */
export async function changeGuardedScopes(
  tx: TxContext,
  { id, expectedVersion, scopes }: ChangeGuarded,
): Promise<string> {
  const current = await ownRole(tx, id);
  const beyond = scopes.filter(isScope).filter((scope) => !guardedScopes.has(scope));
  if (beyond.length > 0) throw fault('GUARDED_ONLY', ['scopes'], { scopes: scopeNames(beyond) });
  const others = scopesOf(current).filter((scope) => !guardedScopes.has(scope));
  return updateRole(tx, { id, expectedVersion, patch: { scopes: [...others, ...scopes] } });
}

/** Removes a role that nobody has any more. */
export async function removeRole(
  tx: TxContext,
  { id, expectedVersion, reason }: { id: string; expectedVersion: number; reason: string | null },
): Promise<string> {
  const current = await ownRole(tx, id);
  expectVersion(current, expectedVersion);
  const [use] = await tx.connection.query<{ n: number }>(
    "SELECT COUNT(*) AS n FROM user_account WHERE deleted_at IS NULL AND roles LIKE ? ESCAPE '!'",
    [`%"${String(current.code).replaceAll('_', '!_')}"%`],
  );
  if (Number(use!.n) > 0) throw fault('ROLE_IN_USE', [], { count: Number(use!.n) });
  await removeMany(tx, model(tx), [id], { reason });
  rightsChanged(tx);
  return id;
}
