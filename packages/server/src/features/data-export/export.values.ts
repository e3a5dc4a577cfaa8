import { codeSet, headingText, type Field, type Locale, type Money } from '@dossier/shared';
import type { Cell } from '../../platform/sheet/sheet-types';
import type { StreamColumn } from '../../platform/query/stream';

/** Heading of a column; a field of a relation names both. */
export const heading = ({ relation, field }: StreamColumn, locale: Locale): string =>
  relation ? headingText([relation.label, field.field.label], locale) : field.field.label[locale];

interface Change {
  field: string;
  before: string | null;
  after: string | null;
}
const changeText = ({ field, before, after }: Change): string => `${field}: ${before ?? ''} → ${after ?? ''}`;

/** A value as people read it: labels instead of codes, exact figures, lists with separators. Amounts other than CNY carry their currency. */
export const cellOf = ({ field }: StreamColumn, value: unknown, locale: Locale): Cell | string | null =>
  declaredCell(field.field as Field | { kind: 'id' }, value, locale);

/** A value of the dictionary in words. */
export function declaredCell(declared: Field | { kind: 'id' }, value: unknown, locale: Locale): Cell | string | null {
  if (value === null || value === undefined) return null;
  switch (declared.kind) {
    case 'enum':
      return declared.values[String(value)]?.[locale] ?? String(value);
    case 'code':
      return codeSet(declared.set)?.label(String(value))?.[locale] ?? String(value);
    case 'bool':
      return locale === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no';
    case 'money':
      return moneyCell(value as Money);
    case 'int':
      return { kind: 'number', text: String(value) };
    case 'date':
      return { kind: 'date', text: String(value) };
    case 'list':
      return (value as string[]).join(locale === 'zh' ? '、' : ', ');
    case 'objects':
      if (declared.type === 'FieldChange') return (value as Change[]).map(changeText).join('\n');
      return (value as Record<string, unknown>[])
        .map((item) => Object.values(item).filter(Boolean).join(' '))
        .join('\n');
    default:
      return String(value);
  }
}

/** Amounts of yuan are figures; others carry their currency. */
function moneyCell({ amount, currency }: Money): Cell | string {
  return currency === 'CNY' ? decimalCell(amount) : `${amount} ${currency}`;
}
/** Exact, with all its places. */
export const decimalCell = (text: string): Cell => ({ kind: 'number', text });

export interface ValueOf {
  /** Name of its graph type. */
  type: string;
  /** Descriptions of an enum's values, `English (中文)`. */
  words: ReadonlyMap<string, string | null | undefined> | null;
  locale: Locale;
}

/** A value of a document: by the field it comes from, else by its graph type. */
export function valueCell(
  value: unknown,
  field: Field | undefined,
  { type, words, locale }: ValueOf,
): Cell | string | null {
  if (value === null || value === undefined) return null;
  if (type === 'Boolean') return declaredCell({ kind: 'bool' } as Field, value, locale);
  const word = words?.get(String(value));
  const [, en, zh] = /^(.*) \((.*)\)$/.exec(word ?? '') ?? [];
  if (en && zh) return locale === 'zh' ? zh : en;
  if (typeof value === 'number') return { kind: 'number', text: String(value) };
  if (type === 'Decimal') return decimalCell(String(value));
  if (typeof value === 'object') return JSON.stringify(value);
  return field
    ? declaredCell(field.kind === 'list' ? ({ kind: 'text' } as Field) : field, value, locale)
    : String(value);
}
