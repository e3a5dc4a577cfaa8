import { fromMinor } from '@dossier/shared';
import type { RequestContext } from '../context/context';
import { exposeId, type EntityModel, type FieldModel } from './model';
import { redactor } from './rights';
import type { CompiledColumns, Selection } from './selection';
import { fromScaled } from './values';

type Row = Record<string, unknown>;
type Finish = (row: Row) => void;

/** Turns what the driver gives for a field into what the graph gives; null where nothing is to be done. */
function finisher(model: EntityModel, field: FieldModel): Finish | null {
  const { name } = field;
  const { field: declared } = field;
  switch (declared.kind) {
    case 'id':
      return (row) => {
        row[name] = exposeId(model, row['@id'] as string);
      };
    case 'bool':
      return (row) => {
        if (row[name] !== null) row[name] = Number(row[name]) === 1;
      };
    case 'int':
      return (row) => {
        if (typeof row[name] === 'string') row[name] = Number(row[name]);
      };
    case 'decimal':
      return (row) => {
        if (row[name] !== null) row[name] = fromScaled(String(row[name]), declared.places);
      };
    case 'money':
      return (row) => {
        if (row[name] !== null) row[name] = { amount: fromMinor(String(row[name])), currency: row[`@${name}`] };
      };
    case 'list':
    case 'objects':
      return (row) => {
        row[name] = row[name] === null ? null : (JSON.parse(row[name] as string) as unknown);
      };
    default:
      return null;
  }
}

/** Column list and row reader of a selection are compiled once and kept with it, but for what depends on the day and on who asks. */
export function compileColumns(selection: Selection, ctx: Pick<RequestContext, 'actor' | 'clock'>): CompiledColumns {
  const base = (selection.compiled ??= build(selection));
  const { computed } = base;
  const redact = redactor(ctx.actor, selection.model, selection.fields);
  if (computed.length === 0 && !redact) return base;
  const texts = (alias: string) => computed.map((f) => [f.name, f.computed!(alias, ctx.clock)] as const);
  return {
    computed,
    sqlOf: (alias) =>
      [base.sqlOf(alias), ...texts(alias).map(([name, { text }]) => `${text} AS \`${name}\``)].join(', '),
    params: (alias) => texts(alias).flatMap(([, { params }]) => params),
    finish: redact ? (row) => (base.finish(row), redact(row)) : base.finish,
  };
}

function build(selection: Selection): CompiledColumns {
  const { model } = selection;
  const stored = selection.fields.filter((field) => !field.computed);
  const columns = new Map<string, string>([['@id', 'id']]);
  for (const field of stored) {
    // the raw id is always read, for relations; the exposed one is made from it
    if (field.field.kind === 'id') continue;
    columns.set(field.name, field.column);
    if (field.currencyColumn) columns.set(`@${field.name}`, field.currencyColumn);
  }
  const { redact } = model;
  if (redact && columns.has(redact.field)) columns.set(`@${redact.by}`, model.fields.get(redact.by)!.column);
  for (const { relation } of selection.relations)
    if (relation.kind === 'one') columns.set(`@${relation.column}`, relation.column);
  const finishers = stored.map((field) => finisher(model, field)).filter((f): f is Finish => f !== null);
  const texts = new Map<string, string>();
  return {
    sqlOf(alias) {
      let text = texts.get(alias);
      if (!text)
        texts.set(
          alias,
          (text = [...columns].map(([name, column]) => `${alias}.\`${column}\` AS \`${name}\``).join(', ')),
        );
      return text;
    },
    params: () => [],
    finish(row) {
      for (const finish of finishers) finish(row);
    },
    computed: selection.fields.filter((field) => field.computed),
  };
}
