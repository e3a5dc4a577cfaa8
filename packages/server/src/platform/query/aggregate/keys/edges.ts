import { decimalText, isCurrency, label } from '@dossier/shared';
import { fromScaled } from '../../values';
import type { FieldModel } from '../../model';
import { column, join, raw, sql, type Sql } from '../../sql';
import { placesOf } from '../fits';
import { invalid, type Canon, type KeyForm } from './form';

const MOST = 50;

/** Edges as stored integers, checked: rising, few, as fine as the field. */
function checked({ name }: FieldModel, edges: readonly string[], places: number): string[] {
  if (edges.length > MOST)
    throw invalid(
      label(
        `by.${name}.edges 最多 ${MOST} 个，现有 ${edges.length} 个`,
        `by.${name}.edges has at most ${MOST} values, here are ${edges.length}`,
      ),
    );
  const digits = edges.map((edge) => {
    const text = decimalText(String(edge), places);
    if (text === null)
      throw invalid(
        label(`by.${name}.edges 最多 ${places} 位小数`, `by.${name}.edges has at most ${places} decimal places`),
      );
    return BigInt(text.replace('.', '')).toString();
  });
  if (digits.some((edge, i) => i > 0 && BigInt(edge) <= BigInt(digits[i - 1]!)))
    throw invalid(
      label(`by.${name}.edges 须从小到大、互不相同`, `by.${name}.edges must rise, each above the one before`),
    );
  return digits;
}

const slot = (subject: Sql, edges: readonly string[], name: (place: number) => Sql): Sql => {
  const cases = edges.map((edge, place) => sql`WHEN ${subject} < ${edge} THEN ${name(place)}`);
  return sql`${join(cases, ' ')} ELSE ${name(edges.length)}`;
};
const places = (count: number): Canon[] => Array.from({ length: count + 1 }, (_, i) => String(i));
const span = (edges: readonly string[], key: Canon) => ({
  from: edges[Number(key) - 1] ?? null,
  to: edges[Number(key)] ?? null,
});
const inWords = ({ from, to }: { from: unknown; to: unknown }): string =>
  from === null ? `< ${String(to)}` : to === null ? `≥ ${String(from)}` : `${String(from)} – ${String(to)}`;

/** Whole numbers and decimals by value, or between edges: each from the edge before it up to, not including, its own. */
export function numberForm(field: FieldModel, given: readonly string[]): KeyForm {
  const decimals = placesOf(field);
  const edges = checked(field, given, decimals);
  const operand = (digits: string) => (field.field.kind === 'int' ? Number(digits) : fromScaled(digits, decimals));
  const text = (digits: string | null) => (digits === null ? null : fromScaled(digits, decimals));
  if (edges.length === 0)
    return {
      sql: (subject) => subject,
      canon: String,
      show: (key) => ({ from: text(key), to: text(key) }),
      text: (key) => text(key)!,
      drill: (key) => ({ eq: operand(key) }),
    };
  const bounds = (key: Canon) => {
    const { from, to } = span(edges, key);
    return { from: text(from), to: text(to) };
  };
  return {
    sql: (subject) =>
      sql`CASE WHEN ${subject} IS NULL THEN NULL ${slot(subject, edges, (place) => raw(String(place)))} END`,
    canon: String,
    show: bounds,
    text: (key) => inWords(bounds(key)),
    drill: (key) => {
      const { from, to } = span(edges, key);
      return { ...(from === null ? {} : { gte: operand(from) }), ...(to === null ? {} : { lt: operand(to) }) };
    },
    all: () => places(edges.length),
  };
}

/** Amounts by currency; those of one currency between edges. */
export function moneyForm(field: FieldModel, alias: string, given: readonly string[], currency: string): KeyForm {
  if (!isCurrency(currency))
    throw invalid(label(`by.${field.name}.currency 不是已知币种`, `by.${field.name}.currency is no known currency`));
  const edges = checked(field, given, 2);
  const cut = edges.length > 0;
  const code = column(alias, field.currencyColumn!);
  const isSlot = (key: Canon) => cut && /^\d+$/.test(key);
  const bounds = (key: Canon) => {
    const { from, to } = span(edges, key);
    return { from: from === null ? null : fromScaled(from, 2), to: to === null ? null : fromScaled(to, 2) };
  };
  return {
    sql: (subject) =>
      cut
        ? sql`CASE WHEN ${subject} IS NULL THEN NULL WHEN ${code} <> ${currency} THEN ${code} ${slot(subject, edges, (place) => raw(`'${place}'`))} END`
        : code,
    canon: String,
    show: (key) => (isSlot(key) ? { currency, ...bounds(key) } : { currency: key, from: null, to: null }),
    text: (key) => (isSlot(key) ? `${currency} ${inWords(bounds(key))}` : key),
    drill: (key) => {
      if (!isSlot(key)) return { currency: key };
      const { from, to } = bounds(key);
      return { currency, ...(from === null ? {} : { gte: from }), ...(to === null ? {} : { lt: to }) };
    },
    // numbers before names, in their own order: '10' comes after '9'
    ...(cut ? { order: (key: Sql) => sql`CASE WHEN LENGTH(${key}) = 3 THEN 999 ELSE ${key} + 0 END` } : {}),
  };
}
