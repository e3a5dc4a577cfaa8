import { fieldError, parseInput, type FieldError, type Fields, type Override, type Rule } from '@dossier/shared';
import type { RequestContext, TxContext } from '../context/context';
import { UserFault } from '../graphql/user-fault';
import { readableId } from '../query/ids';
import type { EntityModel } from '../query/model';
import type { Values } from './columns';
import { closedFieldFaults, reachable } from './rights';

export interface ParseRecordOptions {
  /** Whose fields they are: what the caller may not change among them is a fault. */
  entity?: string;
  mode: 'create' | 'update';
  overrides?: readonly Override[] | null;
  rules?: readonly Rule[];
  /** The record before an update, in stored form (raw ids). */
  current?: Values;
  path?: readonly string[];
}
export interface Parsed {
  values: Values;
  /** Warnings that were accepted, with their reasons. */
  overridden: Override[];
}

/** Judges an input by the dictionary without throwing. `values` (refs still exposed) are those that could be read, faults or not. */
export function judge(
  ctx: Pick<RequestContext, 'clock' | 'actor'>,
  fields: Fields,
  input: unknown,
  options: ParseRecordOptions,
): { parsed?: Parsed; values: Values; errors: FieldError[] } {
  const { overrides, entity, ...rest } = options;
  const result = parseInput(fields, input, { ...rest, today: ctx.clock.today(), overrides: overrides ?? [] });
  const values = result.value as Values;
  const closed = entity ? closedFieldFaults(ctx, { name: entity }, fields, input) : [];
  if (result.ok && closed.length === 0)
    return { parsed: { values, overridden: result.overridden }, values, errors: [] };
  return { values, errors: [...closed, ...(result.ok ? [] : result.errors)] };
}

/** Parses one record and resolves its references; throws all faults together. */
export async function parseRecord(
  tx: TxContext,
  model: EntityModel,
  fields: Fields,
  input: unknown,
  options: ParseRecordOptions,
): Promise<Parsed> {
  const { parsed, values, errors } = judge(tx, fields, input, { entity: model.name, ...options });
  const [problems] = await resolveRefs(tx, model, [values]);
  if (!parsed || problems!.length) throw new UserFault([...errors, ...problems!]);
  return parsed;
}

/** Exposed ids of `ref` fields → raw ids, in place, checked to exist; one statement per target for all rows. Faults by row. */
export async function resolveRefs(
  tx: RequestContext,
  model: EntityModel,
  rows: readonly Values[],
): Promise<FieldError[][]> {
  const faults: FieldError[][] = rows.map(() => []);
  for (const [name, ref] of model.refs) {
    const target = tx.models.get((ref.field as { target: string }).target);
    const asked = rows.flatMap((values, i) =>
      typeof values[name] === 'string' ? [{ i, id: readableId(target, values[name]) }] : [],
    );
    if (asked.length === 0) continue;
    const ids = [...new Set(asked.map(({ id }) => id))];
    const range = reachable(tx, target);
    const live = target.base === 'record' ? ' AND deleted_at IS NULL' : '';
    const found = new Set(
      (
        await tx.connection.query<{ id: string }>(
          `SELECT id FROM ${target.table} t0 WHERE id IN (${ids.map(() => '?').join(',')})${live} AND ${range.text}`,
          [...ids, ...range.params],
        )
      ).map((row) => row.id),
    );
    for (const { i, id } of asked) {
      if (found.has(id)) rows[i]![name] = id;
      else faults[i]!.push(fieldError('INVALID_REFERENCE', [name], { field: ref.field.label }));
    }
  }
  return faults;
}
