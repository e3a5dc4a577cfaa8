import { fieldError, type FieldError, type Fields } from '@dossier/shared';
import type { RequestContext, TxContext } from '../context/context';
import { fault, UserFault } from '../graphql/user-fault';
import { FilterCompiler } from '../query/filter';
import type { EntityModel } from '../query/model';
import { relationName } from '../query/models';
import { fieldRight } from '../query/rights';
import { and, inList, raw, sql, TRUE, type Sql } from '../query/sql';

/** The rows of `model`, under alias `t0`, that the caller reaches (or, with `write`, may change). The archive itself reaches all. */
export function reachable(ctx: RequestContext, model: EntityModel, write = false): Sql {
  const { actor } = ctx;
  if (!actor || !model.range) return TRUE;
  const compiler = new FilterCompiler(ctx, { write });
  return compiler.inRange(model, compiler.alias());
}

/** Throws unless the caller may change these records, live or not. What is out of sight does not exist. */
export async function assertWritable(tx: TxContext, model: EntityModel, ids: readonly string[]): Promise<void> {
  const condition = reachable(tx, model, true);
  if (condition === TRUE || ids.length === 0) return;
  const wanted = [...new Set(ids)];
  if ((await count(tx, model, wanted, condition)) === wanted.length) return;
  const seen = await count(tx, model, wanted, reachable(tx, model));
  throw fault(seen === wanted.length ? 'RECORD_NOT_EDITABLE' : 'NOT_FOUND');
}

async function count(tx: TxContext, model: EntityModel, ids: readonly string[], condition: Sql): Promise<number> {
  const { text, params } =
    sql`SELECT COUNT(*) AS n FROM ${raw(model.table)} t0 WHERE ${and([inList(raw('t0.`id`'), ids), condition])}`;
  const [row] = await tx.connection.query<{ n: number }>(text, params);
  return Number(row!.n);
}

/** A new record of somebody's file needs the right to change that file. */
export async function assertParentsWritable(
  tx: TxContext,
  model: EntityModel,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const ref = model.childOf ? model.refs.get(model.childOf) : undefined;
  if (!ref || !tx.actor) return;
  const parent = tx.models.get((ref.field as { target: string }).target);
  await assertWritable(
    tx,
    parent,
    rows.flatMap((row) => (row[ref.name] ? [String(row[ref.name])] : [])),
  );
}

/** Faults of an input that touches fields which the caller may not change: what is shown masked is never written back. */
export function closedFieldFaults(
  { actor }: Pick<RequestContext, 'actor'>,
  model: Pick<EntityModel, 'name'>,
  fields: Fields,
  input: unknown,
): FieldError[] {
  if (!actor || actor.fieldRights.size === 0 || typeof input !== 'object' || input === null) return [];
  return Object.entries(input)
    .filter(([name, value]) => value !== undefined && !mayEdit(actor, model, fields, name))
    .map(([name]) => fieldError('FIELD_NOT_EDITABLE', [name], { field: fields[name]!.label }));
}

/** The same at the writers, for every way that leads there; the archive's own fields are not the caller's doing. */
export function assertFieldsEditable(
  { actor }: Pick<RequestContext, 'actor'>,
  model: EntityModel,
  names: readonly string[],
): void {
  if (!actor || actor.fieldRights.size === 0) return;
  const closed = names.filter((name) => !mayEdit(actor, model, model.dictionary, name));
  if (closed.length > 0)
    throw new UserFault(
      closed.map((name) => fieldError('FIELD_NOT_EDITABLE', [name], { field: model.dictionary[name]!.label })),
    );
}

function mayEdit(
  actor: NonNullable<RequestContext['actor']>,
  model: Pick<EntityModel, 'name'>,
  fields: Fields,
  name: string,
): boolean {
  const field = fields[name];
  if (!field || field.access === 'system') return true;
  return fieldRight(actor, model, field.kind === 'ref' ? relationName(name) : name) === 'EDIT';
}
