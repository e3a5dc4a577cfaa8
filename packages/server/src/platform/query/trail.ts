import { fromCanonical } from '@dossier/shared';
import type { FieldChange } from '../audit/record';
import type { Values } from '../db/columns';
import type { Queryable } from '../db/database';
import { readableId } from './ids';
import { exposeId, type EntityModel } from './model';
import type { Models } from './models';

/** One step of a record as the trail tells it. */
export interface Trace {
  id: string;
  at: string;
  /** Raw id of who did it. */
  actorId: string | null;
  verb: string;
  version: number;
  changes: readonly FieldChange[];
}

interface TraceRow {
  id: string;
  record_id: string;
  at: string;
  actor_id: string | null;
  verb: string;
  version: number | string;
  changes: string | null;
}

/** The whole trail of records by raw id, oldest step first; one statement for all. */
export async function readTrail(
  connection: Queryable,
  model: EntityModel,
  ids: readonly string[],
): Promise<Map<string, Trace[]>> {
  const trail = new Map<string, Trace[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return trail;
  const rows = await connection.query<TraceRow>(
    `SELECT id, record_id, at, actor_id, verb, version, changes FROM audit_event
     WHERE record_id IN (${ids.map(() => '?').join(',')}) AND entity = ? AND version IS NOT NULL ORDER BY record_id, version`,
    [...ids.map((id) => exposeId(model, id)), model.name],
  );
  for (const row of rows)
    trail.get(readableId(model, row.record_id))!.push({
      id: row.id,
      at: row.at,
      actorId: row.actor_id,
      verb: row.verb,
      version: Number(row.version),
      changes: JSON.parse(row.changes ?? '[]') as FieldChange[],
    });
  return trail;
}

/** A value of the trail as it is stored: a reference with its raw id. */
export function fromTrace(models: Models, model: EntityModel, name: string, text: string | null): unknown {
  const ref = model.refs.get(name);
  if (ref && text !== null) return readableId(models.get((ref.field as { target: string }).target), text);
  return fromCanonical(model.dictionary[name] ?? null, text);
}

/**
 * A record as it stood after the steps that `keep` lets stand, rebuilt backwards from how it stands now: each step that is taken back
 * gives its fields the value from before. Null when it did not exist yet.
 */
export function rebuild(
  models: Models,
  model: EntityModel,
  present: Values,
  trail: readonly Trace[],
  keep: (trace: Pick<Trace, 'id' | 'at' | 'version'>) => boolean,
): Values | null {
  const kept = trail.filter(keep);
  // a trail that was cut off at its old end still tells when the record was made
  const made = trail[0]?.version === 1 ? trail[0] : { id: '', at: String(present.createdAt), version: 1 };
  if (!keep(made)) return null;
  if (kept.length === trail.length) return present;
  const then: Values = { ...present };
  for (const trace of trail.slice(kept.length).reverse())
    for (const { field, before } of trace.changes)
      if (field in model.dictionary) then[field] = fromTrace(models, model, field, before);
  return { ...then, ...stampsOf(present, kept) };
}

const moves: ReadonlySet<string> = new Set(['REMOVE', 'RESTORE']);
const isMove = ({ verb, changes }: Trace): boolean => moves.has(verb) && changes.length === 0;

/** What the writers stamp on a record, from the steps that it has behind it. */
function stampsOf(present: Values, kept: readonly Trace[]): Values {
  const changed = kept.filter((trace) => !isMove(trace)).at(-1);
  const moved = kept.filter(isMove).at(-1);
  const removed = moved?.verb === 'REMOVE' ? moved : null;
  return {
    version: kept.at(-1)?.version ?? 1,
    updatedAt: changed?.at ?? present.createdAt,
    updatedById: changed ? changed.actorId : present.createdById,
    deletedAt: removed?.at ?? null,
    deletedById: removed?.actorId ?? null,
  };
}
