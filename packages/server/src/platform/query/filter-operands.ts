import { label, normaliseKeyword, trimText, type Field } from '@dossier/shared';
import { RequestError } from '../graphql/errors';
import { readableId } from './ids';
import type { EntityModel, FieldModel } from './model';
import { keywordText } from './text-match';
import { scaledDecimal } from './values';

export const nullOperand = (field: string) =>
  new RequestError('FILTER_INVALID', {
    detail: label(`${field} 的值为空；查“没有值”请用 isNull`, `${field} is null; ask isNull for missing values`),
  });
export const unknownField = (field: string) =>
  new RequestError('FILTER_INVALID', { detail: label(`没有字段 ${field}`, `there is no field ${field}`) });

/** Operands are brought into the form in which values are stored. */
export function converter(field: FieldModel['field'], model: EntityModel, name: string): (x: unknown) => unknown {
  if (field.kind === 'id') return (x) => readableId(model, String(x));
  if (field.kind === 'bool') return (x) => (x ? 1 : 0);
  if (field.kind === 'decimal') return scaledDecimal(field as Extract<Field, { kind: 'decimal' }>, name);
  if (field.kind === 'text') return (x) => trimText(String(x));
  if (field.kind === 'keyword') return (x) => storedKeyword(field, String(x));
  if (field.kind === 'code') return (x) => keywordText(String(x)).toUpperCase();
  if (field.kind === 'instant') return (x) => new Date(String(x)).toISOString();
  return (x) => x;
}

function storedKeyword(field: Extract<Field, { kind: 'keyword' }>, text: string): string {
  const normal = normaliseKeyword(field.format, text);
  return normal.ok ? normal.value : keywordText(text);
}
