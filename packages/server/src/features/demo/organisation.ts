import type { TxContext } from '../../platform/context/context';
import { loadValues } from '../../platform/db/stored';
import { createMany, updateMany } from '../../platform/db/write';

/** Departments of the demo, parents first. */
const departments = [
  { code: 'HQ', name: '总部', parent: null },
  { code: 'CORP1', name: '公司业务一部', parent: 'HQ' },
  { code: 'CORP2', name: '公司业务二部', parent: 'HQ' },
] as const;
type Code = (typeof departments)[number]['code'];

/** People by raw id. `sales` starts with the demo user who sells. */
export interface House {
  administrator: string;
  manager: string;
  others: readonly string[];
  sales: readonly string[];
}

/**
 * Three departments, made once: the demo manager leads the first business department with every other salesperson, so that ranges
 * show; a salesperson leads the second. People who have a department already keep it.
 */
export async function ensureDemoOrganisation(tx: TxContext, house: House): Promise<void> {
  const model = tx.models.get('Department');
  const [known] = await tx.connection.query('SELECT id FROM department LIMIT 1');
  if (known) return;
  const [first = '', ...others] = house.sales;
  const mine = [first, ...others.filter((_, i) => i % 2 === 1)];
  const theirs = others.filter((_, i) => i % 2 === 0);
  const secondHead = theirs[0] ?? house.administrator;
  const heads: Record<Code, string> = { HQ: house.administrator, CORP1: house.manager, CORP2: secondHead };
  const ids = new Map<string, string>();
  for (const { code, name, parent } of departments) {
    const parentId = parent ? (ids.get(parent) ?? null) : null;
    const [id] = await createMany(tx, model, [{ code, name, parentId, headId: heads[code] }]);
    ids.set(code, id!);
  }
  const place = (people: readonly string[], code: Code, manager: string | null) =>
    people.map((id) => ({ id, departmentId: ids.get(code)!, managerId: manager === id ? null : manager }));
  await settle(tx, [
    ...place([house.administrator, ...house.others], 'HQ', null),
    ...place([house.manager], 'CORP1', house.administrator),
    ...place(mine, 'CORP1', house.manager),
    ...place([secondHead], 'CORP2', house.administrator),
    ...place(theirs.slice(1), 'CORP2', secondHead),
  ]);
}

interface Place {
  id: string;
  departmentId: string;
  managerId: string | null;
}

async function settle(tx: TxContext, places: readonly Place[]): Promise<void> {
  const model = tx.models.get('User');
  const people = await loadValues(
    tx,
    model,
    places.map(({ id }) => id),
  );
  const homeless = places.filter(({ id }) => people.get(id) && !people.get(id)!.departmentId);
  await updateMany(
    tx,
    model,
    homeless.map(({ id, departmentId, managerId }) => ({ id, patch: { departmentId, managerId } })),
  );
}
