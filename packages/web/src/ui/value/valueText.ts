import type { Field, Money } from '@dossier/shared';
import { entityOf, hasEntity } from '../../graph/entity';
import { instantText, moneyText, numberText, withThousands, withThousandsKept } from '../../graph/format';
import { useLabels, useText } from '../../locales';
import { codeText } from './codes';

const isMoney = (value: unknown): value is Money => typeof value === 'object' && value !== null && 'amount' in value;

/** An id tells a reader nothing. */
const ID = /^[a-z]{3}_[0-9a-z]{26}$/;

/** Writes any value of the dictionary as a person reads it; empty text for no value. */
export function useValueText(): (field: Field | null, value: unknown) => string {
  const { text, locale, joined } = useLabels();
  const { t } = useText();

  function ofList(value: unknown, field: Field): string {
    return Array.isArray(value) ? joined(value.map((entry) => write({ ...field, kind: 'text', max: 0 }, entry))) : '';
  }

  function ofObjects(value: unknown, field: Field & { kind: 'objects' }): string {
    if (!Array.isArray(value)) return '';
    const one = (entry: Record<string, unknown>): string =>
      Object.entries(field.fields)
        .map(([key, inner]) => write(inner, entry[key]))
        .filter((words) => words && !ID.test(words))
        .join(' ');
    return value.map((entry) => one(entry as Record<string, unknown>)).join(locale.value === 'zh' ? '；' : '; ');
  }

  function ofReference(value: unknown, target: string): string {
    if (typeof value !== 'object' || value === null) return String(value);
    const title = hasEntity(target) ? entityOf(target).title : 'name';
    return String((value as Record<string, unknown>)[title] ?? '');
  }

  function ofDecimal(value: string, { unit, places }: Field & { kind: 'decimal' }): string {
    if (unit) return `${numberText(value)}${unit}`;
    // Two places line up in a column; finer ones show only what says something.
    return places <= 2 ? withThousandsKept(value) : numberText(value);
  }

  function write(field: Field | null, value: unknown): string {
    if (value === null || value === undefined || value === '') return '';
    switch (field?.kind) {
      case 'enum':
        return text(field.values[String(value)]) || String(value);
      case 'bool':
        return t(value === true ? 'value.yes' : 'value.no');
      case 'money':
        return isMoney(value) ? moneyText(value) : String(value);
      case 'instant':
        return instantText(String(value));
      case 'code':
        return codeText(field.set, String(value), locale.value);
      case 'list':
        return ofList(value, field);
      case 'decimal':
        return ofDecimal(String(value), field);
      case 'int':
        // A year is a name, not an amount.
        return typeof value === 'number' && value >= 10_000 ? withThousands(String(value)) : String(value);
      case 'objects':
        return ofObjects(value, field);
      case 'ref':
        return ofReference(value, field.target);
      default:
        return typeof value === 'object' ? JSON.stringify(value) : String(value);
    }
  }
  return write;
}
