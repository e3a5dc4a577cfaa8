import { codeSet, type Field, type Locale, type Money } from '@dossier/shared';
import type { Cell } from '../../platform/sheet/sheet-types';
import type { StreamColumn } from '../../platform/query/stream';

/** Heading of a column; a field of a relation names both. */
export const heading = ({ relation, field }: StreamColumn, locale: Locale): string =>
  relation
    ? `${relation.label[locale]}${locale === 'zh' ? '' : ' '}${field.field.label[locale]}`
    : field.field.label[locale];

interface Change {
  field: string;
  before: string | null;
  after: string | null;
}
const changeText = ({ field, before, after }: Change): string => `${field}: ${before ?? ''} → ${after ?? ''}`;

/** A value as people read it: labels instead of codes, exact figures, lists with separators. Amounts other than CNY carry their currency. */
export function cellOf({ field }: StreamColumn, value: unknown, locale: Locale): Cell | string | null {
  if (value === null || value === undefined) return null;
  const declared = field.field as Field | { kind: 'id' };
  switch (declared.kind) {
    case 'enum':
      return declared.values[String(value)]?.[locale] ?? String(value);
    case 'code':
      return codeSet(declared.set)?.label(String(value))?.[locale] ?? String(value);
    case 'bool':
      return locale === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no';
    case 'money': {
      const { amount, currency } = value as Money;
      return currency === 'CNY'
        ? { kind: 'number', text: amount.replace(/\.?0+$/, '') || '0' }
        : `${amount} ${currency}`;
    }
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
