import { defaultNumbering } from '@dossier/shared';
import type { TxContext } from '../../platform/context/context';
import { encode, type Values } from '../../platform/db/columns';
import { insertRows } from '../../platform/db/insert';
import { nextNumbers } from '../../platform/db/numbering';
import { keyColumns } from '../../platform/db/stored';
import { exposeId, type EntityModel } from '../../platform/query/model';
import { touchSearch } from '../../platform/search/write';
import { iso } from './calendar';
import type { CustomerFile } from './customer-file';
import type { RecordHistory } from './history';
import { Random } from './random';
import { recordId } from './record-id';
import { stream } from './world';

/**
 * Writes whole files as the writers would have left them one change after another: rows with their key columns and versions, one
 * trace for each step, search documents. The writers themselves stamp the present moment; a past can only be written here.
 * Events are not queued: what they would have caused is part of the files.
 */
export async function writeFiles(tx: TxContext, files: readonly CustomerFile[], seed: number): Promise<void> {
  await number(tx, files);
  const contracts = files.flatMap((file) => file.contracts);
  const records = {
    Customer: files.map(({ customer }) => customer),
    Contact: files.flatMap((file) => file.contacts),
    Contract: contracts.map(({ contract }) => contract),
    ContractItem: contracts.flatMap(({ items }) => items),
    Assessment: files.flatMap((file) => file.assessments),
    BankAccount: files.flatMap((file) => file.accounts),
  };
  for (const [name, histories] of Object.entries(records)) await insertRecords(tx, tx.models.get(name), histories);
  await insertTrail(tx, files, seed);
}

async function insertRecords(tx: TxContext, model: EntityModel, histories: readonly RecordHistory[]): Promise<void> {
  const names = ['id', ...Object.keys(model.dictionary)];
  const stored = histories.map((history) => history.stored());
  await insertRows(
    tx.connection,
    model.table,
    stored.map((values) => ({ ...encode(model, values, names), ...keyColumns(model, values, true) })),
  );
  touchSearch(tx, model, stored, true);
}

/** Customer codes and contract numbers, taken from the series of the year and month in which each was made. */
async function number(tx: TxContext, files: readonly CustomerFile[]): Promise<void> {
  await numberSeries(
    tx,
    { series: 'customer', field: 'code', table: 'customer', column: 'live_code' },
    files.map(({ customer }) => customer),
  );
  const contracts = files.flatMap((file) => file.contracts.map(({ contract }) => contract));
  await numberSeries(tx, { series: 'contract', field: 'number', table: 'contract', column: 'live_number' }, contracts);
}

interface Series {
  series: 'customer' | 'contract';
  field: string;
  table: string;
  column: string;
}

async function numberSeries(
  tx: TxContext,
  { series, field, table, column }: Series,
  histories: readonly RecordHistory[],
): Promise<void> {
  const rule = defaultNumbering[series];
  const periods = new Map<string, RecordHistory[]>();
  for (const history of histories) {
    const period = iso(history.created.at).slice(0, rule.reset === 'YEAR' ? 4 : 7);
    periods.set(period, [...(periods.get(period) ?? []), history]);
  }
  for (const [period, made] of periods) {
    const day = period.length === 4 ? `${period}-01-01` : `${period}-01`;
    const then: TxContext = { ...tx, clock: { ...tx.clock, today: () => day } };
    const numbers = await nextNumbers(then, series, rule, made.length, async (wished) => {
      const taken = await tx.connection.query<Record<string, string>>(
        `SELECT ${column} AS number FROM ${table} WHERE ${column} IN (${wished.map(() => '?').join(',')})`,
        wished,
      );
      return new Set(taken.map((row) => row.number!));
    });
    made.forEach((history, i) => history.give({ [field]: numbers[i] }));
  }
}

/** One trace for each step of each record. */
async function insertTrail(tx: TxContext, files: readonly CustomerFile[], seed: number): Promise<void> {
  const rows = files.flatMap((file) => {
    const random = new Random(seed, file.index, stream.trail);
    const records = [
      file.customer,
      ...file.contacts,
      ...file.contracts.flatMap(({ contract, items }) => [contract, ...items]),
      ...file.assessments,
      ...file.accounts,
    ];
    return records.flatMap((record) => traces(record, file.customer.id, random));
  });
  await insertRows(tx.connection, 'audit_event', rows);
}

function traces(record: RecordHistory, customerId: string, random: Random): Values[] {
  return record.steps().map((step) => ({
    id: recordId(step.at, random),
    at: iso(step.at),
    actor_id: step.by,
    via: step.by ? 'session' : 'system',
    ip: null,
    request_id: 'demo',
    operation_id: null,
    verb: step.verb,
    entity: record.model.name,
    record_id: exposeId(record.model, record.id),
    customer_id: customerId,
    version: step.version,
    changes: step.changes.length ? JSON.stringify(step.changes) : null,
    reason: step.reason,
    reason_folded: step.reason?.toLowerCase() ?? null,
  }));
}
