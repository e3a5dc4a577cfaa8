import type { TxContext } from '../../platform/context/context';
import { encode } from '../../platform/db/columns';
import type { Queryable } from '../../platform/db/database';
import { newId } from '../../platform/db/id';
import { insertRows } from '../../platform/db/insert';
import type { RowResult } from './chunk';
import { problemText } from './import-problem';

/** Keeps what became of each row. */
export async function insertResults(
  tx: TxContext,
  jobId: string,
  results: readonly RowResult[],
  locale: 'zh' | 'en',
): Promise<void> {
  const model = tx.models.get('ImportRow');
  const names = ['id', ...Object.keys(model.dictionary)];
  const rows = results.map((result) =>
    encode(
      model,
      {
        id: newId(),
        jobId,
        rowNumber: result.row,
        outcome: result.outcome,
        customerName: result.customerName?.slice(0, 200) ?? null,
        customerId: result.customerId,
        contactCount: result.contactCount,
        problems: result.problems.map((one) => ({
          level: one.level,
          code: one.code,
          column: one.column,
          message: problemText(one, locale),
        })),
      },
      names,
    ),
  );
  await insertRows(tx.connection, 'import_row', rows);
}

export type WrittenRow = Pick<RowResult, 'outcome' | 'customerId'>;

/** What earlier chunks did, by row; read back when a job goes on after a crash. */
export async function loadOutcomes(connection: Queryable, jobId: string): Promise<Map<number, WrittenRow>> {
  const rows = await connection.query<{ n: number; outcome: RowResult['outcome']; customer: string | null }>(
    'SELECT `row_number` AS n, outcome, customer_id AS customer FROM import_row WHERE job_id = ?',
    [jobId],
  );
  return new Map(rows.map(({ n, outcome, customer }) => [Number(n), { outcome, customerId: customer }]));
}
