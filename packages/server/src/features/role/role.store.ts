import {
  builtInRoles,
  isBuiltInRole,
  isScope,
  rangedResources,
  uniteRights,
  type FieldRight,
  type Range,
  type RangedResource,
  type RoleName,
  type RoleRights,
  type UnitedRights,
} from '@dossier/shared';
import type { App, RequestContext } from '../../platform/context/context';
import type { Queryable } from '../../platform/db/database';
import { encode } from '../../platform/db/columns';
import { newId } from '../../platform/db/id';
import { insertRows } from '../../platform/db/insert';
import { keyColumns } from '../../platform/db/stored';

interface RoleRow {
  code: string;
  scopes: string | null;
  customer_range: Range | null;
  contact_range: Range | null;
  contract_range: Range | null;
  assessment_range: Range | null;
  field_rights: string | null;
}

const list = <T>(text: string | null): T[] => (text ? (JSON.parse(text) as T[]) : []);

function rightsOfRow(row: RoleRow): RoleRights {
  const ranges = Object.fromEntries(rangedResources.map((resource) => [resource, row[`${resource}_range`] ?? 'OWN']));
  return {
    // a scope that a later version took away is no scope
    scopes: list<string>(row.scopes).filter(isScope),
    ranges: ranges as Record<RangedResource, Range>,
    fieldRights: list<{ field: string; right: FieldRight }>(row.field_rights),
  };
}

/** What each of these roles gives; those that do not exist are left out. Built-in ones are read from the code, without a statement. */
export async function roleRightsOf(
  connection: Queryable,
  codes: readonly string[],
): Promise<ReadonlyMap<string, RoleRights>> {
  const found = new Map<string, RoleRights>(codes.filter(isBuiltInRole).map((code) => [code, builtInRoles[code]]));
  const own = codes.filter((code) => !isBuiltInRole(code));
  if (own.length === 0) return found;
  const rows = await connection.query<RoleRow>(
    'SELECT code, scopes, customer_range, contact_range, contract_range, assessment_range, field_rights ' +
      `FROM role WHERE live_code IN (${own.map(() => '?').join(',')})`,
    own,
  );
  for (const row of rows) found.set(row.code, rightsOfRow(row));
  return found;
}

/** What a person with these roles may do. */
export const rightsOf = async (connection: Queryable, codes: readonly string[]): Promise<UnitedRights> =>
  uniteRights([...(await roleRightsOf(connection, codes)).values()]);

/** Codes with names, built-in ones in the language of the request. */
export async function roleNames(
  { db, locale }: Pick<RequestContext, 'db' | 'locale'>,
  codes: readonly string[],
): Promise<{ code: string; name: string }[]> {
  const own = codes.filter((code) => !isBuiltInRole(code));
  const rows = own.length
    ? await db.read.query<{ code: string; name: string }>(
        `SELECT code, name FROM role WHERE live_code IN (${own.map(() => '?').join(',')})`,
        own,
      )
    : [];
  return codes.flatMap((code) => {
    const name = isBuiltInRole(code) ? builtInRoles[code].label[locale] : rows.find((row) => row.code === code)?.name;
    return name === undefined ? [] : [{ code, name }];
  });
}

/** The built-in roles as records. */
const builtInValues = (code: RoleName): Record<string, unknown> => {
  const { label, description, scopes, ranges, fieldRights } = builtInRoles[code];
  return {
    code,
    name: label.zh,
    description: description.zh,
    builtIn: true,
    scopes: [...scopes],
    fieldRights: [...fieldRights],
    ...Object.fromEntries(rangedResources.map((resource) => [`${resource}Range`, ranges[resource]])),
  };
};

/** Keeps the rows of the built-in roles, which lists read, in step with what this version says of them. */
export async function ensureBuiltInRoles(app: App): Promise<void> {
  const model = app.models.get('Role');
  const wanted = (Object.keys(builtInRoles) as RoleName[]).map((code) => {
    const values = builtInValues(code);
    return { code, columns: { ...encode(model, values), ...keyColumns(model, values, true) } };
  });
  await app.db.transaction(async (connection) => {
    const rows = await connection.query<Record<string, unknown>>('SELECT * FROM role WHERE deleted_at IS NULL');
    const now = app.clock.now().toISOString();
    for (const { code, columns } of wanted) {
      const row = rows.find((one) => one.code === code);
      if (!row) {
        const stamps = { id: newId(), version: 1, created_at: now, updated_at: now };
        await insertRows(connection, model.table, [{ ...columns, ...stamps }]);
      } else if (differs(row, columns)) {
        const names = Object.keys(columns);
        await connection.execute(
          `UPDATE role SET ${names.map((name) => `${name} = ?`).join(', ')}, version = version + 1, updated_at = ? WHERE id = ?`,
          [...names.map((name) => columns[name as keyof typeof columns]), now, row.id],
        );
      }
    }
  });
}

const differs = (row: Record<string, unknown>, columns: Record<string, unknown>): boolean =>
  Object.entries(columns).some(([name, value]) => String(row[name] ?? '') !== String(value ?? ''));
