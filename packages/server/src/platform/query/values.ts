import { decimalText, label, toMinor, type Field, isCurrency } from '@dossier/shared';
import type { Clock } from '../context/actor';
import { RequestError } from '../graphql/errors';
import type { FieldModel } from './model';
import { column, raw, sql, type Sql } from './sql';

/** The SQL that a field is compared and ordered by. */
export const fieldSql = (field: FieldModel, alias: string, clock: Clock): Sql =>
  field.computed ? field.computed(alias, clock) : column(alias, field.column);

/** The SQL that a field is ordered by: names by their sound, values of an enum in the order of their declaration. */
export function sortSql(field: FieldModel, alias: string, clock: Clock): Sql {
  if (field.pinyinColumn) return column(alias, field.pinyinColumn);
  const subject = fieldSql(field, alias, clock);
  if (field.field.kind !== 'enum') return subject;
  const places = Object.keys(field.field.values).map((value, place) => `WHEN '${value}' THEN ${place}`);
  return sql`CASE ${subject} ${raw(places.join(' '))} END`;
}

/** Decimal string in major units → minor units for comparison; more than two places is refused, never rounded. */
export const minorUnits =
  (name: string) =>
  (value: unknown): string => {
    const minor = toMinor(String(value));
    if (minor === null)
      throw new RequestError('FILTER_INVALID', {
        detail: label(`${name} 最多两位小数`, `${name} has at most two decimal places`),
      });
    return minor.toString();
  };

/** Decimal string → the stored scaled integer. */
export const scaledDecimal =
  (field: Extract<Field, { kind: 'decimal' }>, name: string) =>
  (value: unknown): number => {
    const text = decimalText(String(value), field.places);
    if (text === null)
      throw new RequestError('FILTER_INVALID', {
        detail: label(`${name} 最多 ${field.places} 位小数`, `${name} has at most ${field.places} decimal places`),
      });
    return toScaled(text, field.places);
  };

/** `"12.5"` with 2 places → 1250. The text has at most `places` decimals. */
export function toScaled(text: string, places: number): number {
  const [whole = '0', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const value = Number(whole + fraction.padEnd(places, '0'));
  return text.startsWith('-') ? -value : value;
}

/** 1250 with 2 places → `"12.50"`. */
export function fromScaled(value: string, places: number): string {
  const digits = value.replace('-', '').padStart(places + 1, '0');
  const at = digits.length - places;
  return `${value.startsWith('-') ? '-' : ''}${digits.slice(0, at)}${places ? `.${digits.slice(at)}` : ''}`;
}

/** The currency that a condition or an order on amounts is in; one that nobody knows would silently match nothing. */
export function currencyOf(given: string | null | undefined, name: string): string {
  const currency = given ?? 'CNY';
  if (isCurrency(currency)) return currency;
  throw new RequestError('FILTER_INVALID', {
    detail: label(
      `${name}.currency 不是已知币种，应为 ISO 4217 代码，如 CNY、USD`,
      `${name}.currency is no known currency; it is a code of ISO 4217 such as CNY or USD`,
    ),
  });
}
