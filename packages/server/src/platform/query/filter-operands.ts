import {
  codeExample,
  codeSet,
  Exact,
  isCodeShape,
  label,
  normaliseKeyword,
  trimText,
  type CodeField,
  type Field,
} from '@dossier/shared';
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
  if (field.kind === 'code') return (x) => storedCode(field as CodeField, name, String(x));
  if (field.kind === 'instant') return (x) => new Date(String(x)).toISOString();
  return (x) => x;
}

function storedKeyword(field: Extract<Field, { kind: 'keyword' }>, text: string): string {
  const normal = normaliseKeyword(field.format, text);
  return normal.ok ? normal.value : keywordText(text);
}

/** A name is no code: it would match nothing, and nobody would know why. A code that the set does not list may still be stored. */
function storedCode({ set }: CodeField, name: string, text: string): string {
  const code = keywordText(text).toUpperCase();
  if (isCodeShape(set, code)) return code;
  const found = codeSet(set)?.find(text);
  const meant = found && codeSet(set)?.label(found);
  const example = codeExample(set);
  throw new RequestError('FILTER_INVALID', {
    detail: meant
      ? label(
          `${name} 按代码查找，${meant.zh} 的代码是 ${found}`,
          `${name} is asked by code; the code of ${meant.en} is ${found}`,
        )
      : label(
          `${name} 按代码查找，请写成 ${example} 这样的代码`,
          `${name} is asked by code; write a code such as ${example}`,
        ),
  });
}

/** Whether `from` lies after `to`: figures, days and instants as the scalars of the graph let them through. */
function isReversed(from: unknown, to: unknown): boolean {
  const isFigure = (x: unknown): boolean => typeof x === 'number' || /^-?\d+(\.\d+)?$/.test(String(x));
  return isFigure(from)
    ? new Exact(from as string).gt(to as string)
    : Date.parse(String(from)) > Date.parse(String(to));
}

/** Both edges of a span, in order: one that ends before it begins would match nothing, and nobody would know why. */
export function edges(operand: unknown, name: string): { from: unknown; to: unknown } {
  const { from, to } = operand as { from: unknown; to: unknown };
  if (isReversed(from, to))
    throw new RequestError('FILTER_INVALID', {
      detail: label(
        `${name} 的范围从 ${String(from)} 到 ${String(to)}，起点在终点之后，请对调`,
        `${name} is between ${String(from)} and ${String(to)}, which ends before it begins; swap them`,
      ),
    });
  return { from, to };
}
