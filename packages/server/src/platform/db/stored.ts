import type { TxContext } from '../context/context';
import type { EntityModel } from '../query/model';
import { TRUE, type Sql } from '../query/sql';
import { decode, type Values } from './columns';
import { translateDuplicates } from './duplicates';
import { reachable } from './rights';

export const placeholders = (ids: readonly unknown[]): string => ids.map(() => '?').join(',');

/** The derived key columns of a record. */
export const keyColumns = (model: EntityModel, values: Values, live: boolean): Record<string, unknown> =>
  Object.fromEntries((model.keys ?? []).map(({ column, key }) => [column, live ? key(values) : null]));

/** Reads records in the caller's range as values, locked for the rest of the transaction; deleted ones only on request. Missing ids are absent from the map. */
export async function loadValues(
  tx: TxContext,
  model: EntityModel,
  ids: readonly string[],
  deleted = false,
): Promise<Map<string, Values>> {
  return loadAny(tx, model, ids, { deleted, range: reachable(tx, model) });
}

/** The same whoever asks: what belongs to a record goes with it, seen or not. */
export async function loadAny(
  tx: TxContext,
  model: EntityModel,
  ids: readonly string[],
  { deleted, range }: { deleted: boolean; range: Sql },
): Promise<Map<string, Values>> {
  if (ids.length === 0) return new Map();
  const state = model.base === 'record' ? ` AND deleted_at IS ${deleted ? 'NOT ' : ''}NULL` : '';
  const lock = tx.db.dialect === 'mysql' ? ' FOR UPDATE' : '';
  const rows = await tx.connection.query(
    `SELECT * FROM ${model.table} t0 WHERE id IN (${placeholders(ids)})${state}${range === TRUE ? '' : ` AND ${range.text}`}${lock}`,
    [...ids, ...range.params],
  );
  return new Map(rows.map((row) => [row.id as string, decode(model, row)]));
}

/** Writes columns of a record that still has this version; false when it has not. */
export async function store(
  tx: TxContext,
  model: EntityModel,
  { id, version }: { id: string; version: number },
  columns: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const set = Object.keys(columns)
    .map((name) => `\`${name}\` = ?`)
    .join(', ');
  const { affected } = await translateDuplicates(model, () =>
    tx.connection.execute(`UPDATE ${model.table} SET ${set} WHERE id = ? AND version = ?`, [
      ...Object.values(columns),
      id,
      version,
    ]),
  );
  return affected === 1;
}
