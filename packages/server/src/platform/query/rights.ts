import { mask, mayRead, type FieldRight } from '@dossier/shared';
import type { Actor } from '../context/actor';
import { assertScopes } from '../auth/scopes';
import type { RequestContext } from '../context/context';
import { RequestError } from '../graphql/errors';
import type { EntityModel, FieldModel } from './model';

type Row = Record<string, unknown>;

/** What carries the record itself: without these nothing could be shown, changed or referred to. */
const open = new Set(['id', 'version', 'createdAt', 'updatedAt']);

/** How far the caller may look into a field or to-one relation, by its name in the graph. */
export function fieldRight(actor: Actor | null, model: Pick<EntityModel, 'name'>, name: string): FieldRight {
  if (!actor || actor.fieldRights.size === 0 || open.has(name)) return 'EDIT';
  const right = actor.fieldRights.get(`${model.name}.${name}`) ?? 'EDIT';
  // a name is never null in the graph
  return name === 'name' && right === 'HIDDEN' ? 'MASKED' : right;
}

/** What the caller may do less than edit, as it is in force: for the console, which does not offer what would be refused. */
export function closedFields(ctx: Pick<RequestContext, 'models'>, actor: Actor | null): ClosedField[] {
  const named = [...(actor?.fieldRights.keys() ?? [])].map((key) => key.split('.') as [string, string]);
  return named.flatMap(([entity, field]) => {
    const model = ctx.models.find(entity);
    const right = model ? fieldRight(actor, model, field) : 'EDIT';
    return right === 'EDIT' ? [] : [{ entity, field, right }];
  });
}
export interface ClosedField {
  entity: string;
  field: string;
  right: FieldRight;
}

/** To filter, order or search by a field is to read it, one question at a time. */
export function assertFieldReadable(ctx: Pick<RequestContext, 'actor'>, model: EntityModel, name: string): void {
  if (mayRead(fieldRight(ctx.actor, model, name))) return;
  const label = (model.fields.get(name)?.field ?? model.relations.get(name))?.label ?? { zh: name, en: name };
  throw new RequestError('FIELD_NOT_READABLE', { field: label });
}

/** The names among a model's fields and to-one relations that have this right. */
export function withRight(actor: Actor | null, model: EntityModel, right: FieldRight): string[] {
  if (!actor || actor.fieldRights.size === 0) return [];
  const names = [
    ...model.fields.keys(),
    ...[...model.relations.values()].filter((r) => r.kind !== 'many').map((r) => r.name),
  ];
  return names.filter((name) => fieldRight(actor, model, name) === right);
}

/** The same caller, asking in the archive's own name; what is shown still goes by the caller's rights. */
export const withoutFieldRights = (ctx: RequestContext): RequestContext =>
  ctx.actor && ctx.actor.fieldRights.size > 0 ? { ...ctx, actor: { ...ctx.actor, fieldRights: new Map() } } : ctx;

/** What a value becomes under a right: a masked text is starred out, any other value that may not be read is null. */
export const shown = (right: FieldRight, value: unknown): unknown =>
  mayRead(right) ? value : right === 'MASKED' && typeof value === 'string' ? mask(value) : null;

/** What is done to each row of a selection before anybody sees it; null when everything may be read. */
export function redactor(
  actor: Actor | null,
  model: EntityModel,
  fields: readonly FieldModel[],
): ((row: Row) => void) | null {
  if (!actor || actor.fieldRights.size === 0) return null;
  const closed = fields
    .map(({ name, field }) => ({
      name,
      right: fieldRight(actor, model, name),
      text: isText(field.kind),
      sealed: field.kind === 'secret',
    }))
    // what is sealed is shown masked to all who see it
    .filter(({ right, sealed }) => !mayRead(right) && !(sealed && right === 'MASKED'));
  const own = model.redact && fields.some(({ name }) => name === model.redact!.field) ? model.redact : null;
  if (closed.length === 0 && !own) return null;
  return (row) => {
    for (const { name, right, text } of closed) row[name] = text ? shown(right, row[name]) : null;
    own?.row(row, actor);
  };
}

/** Codes, dates and figures are strings on the wire too, but half of one is no mask of it. */
const isText = (kind: string): boolean => kind === 'text' || kind === 'keyword';

/** Reading an entity needs its scope on every path: select, filter, order, search. */
export function assertReadable(ctx: RequestContext, model: EntityModel): void {
  assertScopes(ctx, model.readScope ? [model.readScope] : []);
}
