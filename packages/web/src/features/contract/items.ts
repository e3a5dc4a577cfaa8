import { isExactNumber } from './numbers';
import type { PricedItem } from '@dossier/shared';

/** A line as it is being typed. */
export interface ItemDraft {
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
  !item.product && !item.specification && !item.unitPrice && !item.remarks;

/** Lines as the graph takes them: only what is written. */
export const itemInputs = (items: readonly ItemDraft[]): Record<string, string>[] =>
  items.map((item) => Object.fromEntries(ITEM_KEYS.flatMap((key) => (item[key] ? [[key, String(item[key])]] : []))));

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
