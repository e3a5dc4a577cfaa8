import { fieldError, isBuiltInRole, roleFields, roleRules, type FieldError } from '@dossier/shared';
import { forgetEverybody } from '../../platform/auth';
import type { TxContext } from '../../platform/context/context';
import type { Values } from '../../platform/db/columns';
import { expectVersion, liveRecord } from '../../platform/db/one';
import { parseRecord } from '../../platform/db/parse';
import { createMany, removeMany, updateMany } from '../../platform/db/write';
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

/** Creates a role. Returns the raw id. */
export async function createRole(tx: TxContext, input: unknown): Promise<string> {
  const { values } = await parseRecord(tx, model(tx), roleFields, input, { mode: 'create', rules: roleRules });
  const code = String(values.code);
  const taken = isBuiltInRole(code) ? [fieldError('DUPLICATE_ROLE_CODE', ['code'], { value: code })] : [];
  const faults = [...taken, ...fieldFaults(tx, values)];
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
  const faults = fieldFaults(tx, values);
  if (faults.length) throw new UserFault(faults);
  await updateMany(tx, model(tx), [{ id, expectedVersion, patch: values }]);
  rightsChanged(tx);
  return id;
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
