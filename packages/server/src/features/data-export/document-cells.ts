import type { Label } from '@dossier/shared';
import type { EntityModel } from '../../platform/query/model';
import type { Cell } from '../../platform/sheet/sheet-types';
import { CURRENCY } from './document-hidden';
import { decimalCell } from './export.values';

export type Out = Cell | string | null;
/** What stands at one place of an answer, and how people read it. */
export type Shape =
  | { kind: 'leaf'; cell(value: unknown): Out }
  | { kind: 'object'; parts: readonly Part[] }
  | { kind: 'list'; of: Shape }
  | Amounts;
/** A figure for each currency: of which field, and the response key of the figure. */
export interface Amounts {
  kind: 'amounts';
  model: EntityModel;
  field: string;
  figure: string;
}
export interface Part {
  key: string;
  name: string;
  /** Null for a wrapping that says nothing to a reader. */
  word: Label | null;
  /** A record that is referred to, or several. */
  related: boolean;
  shape: Shape;
}

export const valueAt = (row: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], row);

/** The figures of a row by their currency. */
export function figuresOf({ figure }: Amounts, value: unknown): Map<string, Out> {
  const items = (value ?? []) as Record<string, string | null>[];
  return new Map(
    items.map((item) => [item[CURRENCY]!, item[figure] == null ? null : decimalCell(String(item[figure]))]),
  );
}

export function cellAt(shape: Shape, value: unknown): Out {
  if (value === null || value === undefined) return null;
  if (shape.kind === 'leaf') return shape.cell(value);
  if (shape.kind === 'object' || shape.kind === 'amounts') return textOf(shape, value) || null;
  const items = (value as unknown[]).filter((item) => item !== null);
  if (items.length === 1) return cellAt(shape.of, items[0]);
  return items.map((item) => textOf(shape.of, item)).join('\n') || null;
}

const plain = (cell: Out): string => (cell === null ? '' : typeof cell === 'string' ? cell : cell.text);

function textOf(shape: Shape, value: unknown): string {
  if (shape.kind === 'amounts')
    return [...figuresOf(shape, value)].map(([currency, cell]) => `${plain(cell)} ${currency}`).join('\n');
  if (shape.kind !== 'object') return plain(cellAt(shape, value));
  const parts = shape.parts.map((part) => textOf(part.shape, valueAt(value, [part.key]) ?? null));
  return parts.filter(Boolean).join(' ');
}
