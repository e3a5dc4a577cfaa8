import { fold, fromMinor, maxMinor, toMinor, type Field, type Money } from '@dossier/shared';
import type { EntityModel, FieldModel } from '../query/model';
import { fromScaled, toScaled } from '../query/values';
import { SealedSecret } from '../secret/sealed-secret';
import { pinyinKey } from '../search/pinyin';

/** A record's values by field name, in graph form but with raw ids. */
export type Values = Record<string, unknown>;

export type ColumnType = 'id' | 'string' | 'text' | 'bigint' | 'int' | 'bool' | 'date' | 'instant' | 'currency';
export interface ColumnSpec {
  name: string;
  type: ColumnType;
  /** Characters, for `string`. */
  length?: number;
  notNull?: boolean;
}

/** Longer text goes to TEXT columns, which count little against MySQL's row size. */
const IN_ROW = 200;
/** NFKC can lengthen a text, so its folded column is wider. */
const foldedLength = (max: number): number => max * 2;
/** Some characters fold into a sentence; what does not fit is not searched. */
function foldedText(text: string, max: number): string {
  const folded = fold(text);
  return max > IN_ROW || folded.length <= foldedLength(max) ? folded : [...folded].slice(0, foldedLength(max)).join('');
}
const textColumn = (name: string, length: number, notNull = false): ColumnSpec =>
  length <= IN_ROW ? { name, type: 'string', length, notNull } : { name, type: 'text', notNull };

function specOf(model: FieldModel): ColumnSpec[] {
  const { column: name, field } = model;
  const notNull = !model.nullable;
  switch (field.kind) {
    case 'id':
      return [{ name, type: 'id', notNull: true }];
    case 'ref':
      return [{ name, type: 'id', notNull }];
    case 'text':
      return [
        textColumn(name, field.max, notNull),
        field.max <= IN_ROW
          ? { name: model.foldedColumn!, type: 'string', length: foldedLength(field.max) }
          : { name: model.foldedColumn!, type: 'text' },
        ...(model.pinyinColumn ? [{ name: model.pinyinColumn, type: 'string', length: 400 } as const] : []),
      ];
    case 'keyword':
      return [textColumn(name, field.max, notNull)];
    case 'secret':
      return [
        { name, type: 'string', length: 20, notNull },
        { name: model.secret!.sealed, type: 'string', length: 200, notNull },
        { name: model.secret!.blind, type: 'string', length: 64, notNull },
      ];
    case 'enum':
      return [{ name, type: 'string', length: 40, notNull }];
    case 'code':
      return [{ name, type: 'string', length: 20, notNull }];
    case 'date':
      return [{ name, type: 'date', notNull }];
    case 'instant':
      return [{ name, type: 'instant', notNull }];
    case 'money':
      return [
        { name, type: 'bigint', notNull },
        { name: model.currencyColumn!, type: 'currency', notNull },
      ];
    case 'decimal':
      return [{ name, type: 'bigint', notNull }];
    case 'int':
      return [{ name, type: 'int', notNull }];
    case 'bool':
      return [{ name, type: 'bool', notNull }];
    default:
      return [{ name, type: 'text', notNull }];
  }
}

const stored = (model: EntityModel): FieldModel[] =>
  [...model.fields.values(), ...model.refs.values()].filter((field) => !field.computed);

/** All columns that an entity needs; the schema after migrations is checked against it. */
export function columnsOf(model: EntityModel): ColumnSpec[] {
  const keys = (model.keys ?? []).map(({ column }): ColumnSpec => ({ name: column, type: 'string', length: 200 }));
  return [...stored(model).flatMap(specOf), ...keys];
}

const nullish = (value: unknown): boolean => value === null || value === undefined || value === '';

/** Rules answer amounts that are too large in words; this keeps a rule that forgot from storing another amount. */
function exactMinor(amount: string): string {
  const minor = toMinor(amount);
  if (minor === null || minor > maxMinor || minor < -maxMinor)
    throw new RangeError('An amount of money is out of bounds');
  return minor.toString();
}

/** Writes the columns of one field. */
function encodeField(model: FieldModel, value: unknown, into: Record<string, unknown>): void {
  const empty = nullish(value);
  const { field, column } = model;
  switch (field.kind) {
    case 'text': {
      const text = empty ? null : String(value);
      into[column] = text;
      into[model.foldedColumn!] = text === null ? null : foldedText(text, field.max);
      if (model.pinyinColumn) into[model.pinyinColumn] = text === null ? null : pinyinKey(text);
      return;
    }
    case 'money': {
      const money = empty ? null : (value as Money);
      into[column] = money && exactMinor(money.amount);
      into[model.currencyColumn!] = money && money.currency;
      return;
    }
    case 'secret': {
      // a writer that forgot to seal must fail, and must not say of what
      if (!empty && !(value instanceof SealedSecret)) throw new TypeError(`${model.name} is not sealed`);
      const secret = empty ? null : (value as SealedSecret);
      into[column] = secret && secret.mask;
      into[model.secret!.sealed] = secret && secret.sealed;
      into[model.secret!.blind] = secret && secret.blind;
      return;
    }
    case 'decimal':
      into[column] = empty ? null : toScaled(String(value), field.places);
      return;
    case 'bool':
      into[column] = empty ? null : value ? 1 : 0;
      return;
    case 'list':
    case 'objects':
      into[column] = empty || (value as unknown[]).length === 0 ? null : JSON.stringify(value);
      return;
    default:
      into[column] = empty ? null : value;
  }
}

/** Values → columns, only those of the given names. */
export function encode(
  model: EntityModel,
  values: Values,
  names: Iterable<string> = Object.keys(values),
): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const name of names) {
    const field = model.fields.get(name) ?? model.refs.get(name);
    if (!field || field.computed) throw new Error(`${model.name} has no stored field ${name}`);
    encodeField(field, values[name], columns);
  }
  return columns;
}

function decodeField(declared: Field | { kind: 'id' }, value: unknown, currency: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (declared.kind) {
    case 'money':
      return { amount: fromMinor(String(value)), currency };
    case 'decimal':
      return fromScaled(String(value), declared.places);
    case 'bool':
      return Number(value) === 1;
    case 'int':
      return Number(value);
    case 'list':
    case 'objects':
      return JSON.parse(String(value)) as unknown;
    default:
      return value;
  }
}

const decodeSecret = ({ column, secret }: FieldModel, row: Record<string, unknown>): SealedSecret | null =>
  row[secret!.sealed] == null
    ? null
    : new SealedSecret(String(row[secret!.sealed]), String(row[secret!.blind]), String(row[column]));

/** A `SELECT *` row → values. */
export function decode(model: EntityModel, row: Record<string, unknown>): Values {
  return Object.fromEntries(
    stored(model).map((field) => [
      field.name,
      field.secret
        ? decodeSecret(field, row)
        : decodeField(field.field, row[field.column], field.currencyColumn && row[field.currencyColumn]),
    ]),
  );
}

/** One canonical text of a value, for the audit trail: strings as they are, all else as JSON; null stays null. */
export const auditText = (value: unknown): string | null =>
  nullish(value) || (Array.isArray(value) && value.length === 0)
    ? null
    : typeof value === 'string' || value instanceof SealedSecret
      ? String(value)
      : JSON.stringify(value);
