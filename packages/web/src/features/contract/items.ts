import { contractItemFields, mayRead, type FieldRight, type PricedItem } from '@dossier/shared';
import type { Row } from '../../graph/entity';
import { fieldRight } from '../../graph/field-rights';
import { valuesOf } from '../../graph/form';
import { isExactNumber } from './numbers';

/** A line as it is being typed. */
export interface ItemDraft {
  /** The kept line that this one continues. */
  id?: string;
  product: string | null;
  specification: string | null;
  unit: string | null;
  quantity: string | null;
  unitPrice: string | null;
  discount: string | null;
  remarks: string | null;
}

export const ITEM_KEYS = [
  'product',
  'specification',
  'quantity',
  'unit',
  'unitPrice',
  'discount',
  'remarks',
] as const satisfies readonly (keyof ItemDraft)[];

export type ItemKey = (typeof ITEM_KEYS)[number];
const FIGURES: readonly ItemKey[] = ['quantity', 'unitPrice', 'discount'];

/** What the reader's rights to the fields of a line do to the table of lines. */
export interface ItemRights {
  /** Shown as far as he may see it, never sent: the server keeps what a line has. */
  closed: ReadonlyMap<ItemKey, FieldRight>;
  /** He may fill in whatever a new line needs. */
  canAdd: boolean;
  /** He sees all that makes an amount, so amounts may move. */
  figures: boolean;
}
export function itemRights(): ItemRights {
  const closed = new Map(
    ITEM_KEYS.flatMap((key) => {
      const right = fieldRight('ContractItem', key);
      return right === 'EDIT' ? [] : [[key, right] as const];
    }),
  );
  return {
    closed,
    canAdd: [...closed.keys()].every((key) => !('required' in contractItemFields[key])),
    figures: FIGURES.every((key) => mayRead(closed.get(key) ?? 'EDIT')),
  };
}

/** A kept line as a draft. */
export function draftOf(row: Row): ItemDraft {
  const values = valuesOf(contractItemFields, row);
  return Object.fromEntries(ITEM_KEYS.map((key) => [key, values[key] ?? null])) as unknown as ItemDraft;
}

export const blankItem = (): ItemDraft => ({
  product: null,
  specification: null,
  unit: null,
  quantity: '1',
  unitPrice: null,
  discount: null,
  remarks: null,
});

/** A line nobody has begun is no line. */
export const isBlankItem = (item: ItemDraft): boolean =>
  !item.id && !item.product && !item.specification && !item.unitPrice && !item.remarks;

/** Lines judged by the dictionary: only what is written. */
export const itemInputs = (items: readonly ItemDraft[]): Record<string, string>[] =>
  items.map((item) => Object.fromEntries(ITEM_KEYS.flatMap((key) => (item[key] ? [[key, String(item[key])]] : []))));

/** The same as the graph takes them: a line that goes on keeps its id and with it its history. */
export const keptItemInputs = (items: readonly ItemDraft[], { closed }: ItemRights): Record<string, string>[] =>
  itemInputs(items).map((input, at) => ({
    ...Object.fromEntries(Object.entries(input).filter(([key]) => !closed.has(key as ItemKey))),
    ...(items[at]?.id ? { id: items[at].id } : {}),
  }));

/** The lines whose amount can be told. */
export const priced = (items: readonly ItemDraft[]): PricedItem[] =>
  items
    .filter(
      (item) =>
        isExactNumber(item.quantity) &&
        isExactNumber(item.unitPrice) &&
        (!item.discount || isExactNumber(item.discount)),
    )
    .map((item) => ({ quantity: item.quantity!, unitPrice: item.unitPrice!, discount: item.discount || null }));

/** Rows pasted from a sheet: product, specification, quantity, unit, unit price, discount, remarks. */
export function itemsFromSheet(text: string): ItemDraft[] {
  const number = (cell: string | undefined): string | null => cell?.normalize('NFKC').replace(/[,¥%\s]/g, '') || null;
  return text
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((cell) => cell.trim()))
    .filter((cells) => cells.some(Boolean))
    .map(([product, specification, quantity, unit, unitPrice, discount, remarks]) => ({
      product: product || null,
      specification: specification || null,
      quantity: number(quantity) ?? '1',
      unit: unit || null,
      unitPrice: number(unitPrice),
      discount: number(discount),
      remarks: remarks || null,
    }));
}
