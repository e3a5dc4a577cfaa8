import type { TxContext } from '../../platform/context/context';
import { forUpdate } from '../../platform/db/one';
import { loadValues } from '../../platform/db/stored';
import { updateMany } from '../../platform/db/write';

interface Latest {
  customer_id: string;
  assessed_on: string;
  grade: string | null;
}

/** Gives each customer the grade of its latest assessment, or none where no assessment is left. */
export async function settleGrades(tx: TxContext, customerIds: readonly string[]): Promise<void> {
  const ids = [...new Set(customerIds)];
  if (ids.length === 0) return;
  const model = tx.models.get('Customer');
  const customers = await loadValues(tx, model, ids);
  const rows = await tx.connection.query<Latest>(
    `SELECT customer_id, assessed_on, grade FROM assessment WHERE customer_id IN (${ids.map(() => '?').join(',')}) AND deleted_at IS NULL ORDER BY assessed_on DESC, created_at DESC, id DESC${forUpdate(tx)}`,
    ids,
  );
  const latest = new Map<string, Latest>();
  for (const row of rows) if (!latest.has(row.customer_id)) latest.set(row.customer_id, row);
  for (const id of customers.keys()) {
    const last = latest.get(id);
    const reason = last ? `按 ${last.assessed_on} 的评估` : '没有评估';
    await updateMany(tx, model, [{ id, patch: { grade: last?.grade ?? null } }], { verb: 'GRADE', reason });
  }
}
