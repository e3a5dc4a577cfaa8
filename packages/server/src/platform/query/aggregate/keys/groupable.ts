import { itemKey } from '../../items';
import type { FieldModel } from '../../model';

/** How a field can be a key of groups. */
export type KeyKind = 'VALUE' | 'ITEM' | 'ENTRY' | 'PERIOD' | 'NUMBER' | 'MONEY' | 'REGION' | 'INDUSTRY';

/** Levels of a hierarchical code: how many characters lead to it, and what fills the code up. */
export const LEVELS: Record<'REGION' | 'INDUSTRY', Record<string, readonly [characters: number, fill: string]>> = {
  REGION: { PROVINCE: [2, '0000'], CITY: [4, '00'], DISTRICT: [6, ''] },
  INDUSTRY: { SECTION: [1, ''], DIVISION: [3, ''], GROUP: [4, ''], CLASS: [5, ''] },
};

const DATE_BUCKETS = [
  'DAY',
  'WEEK',
  'MONTH',
  'QUARTER',
  'YEAR',
  'FISCAL_QUARTER',
  'FISCAL_YEAR',
  'QUARTER_OF_YEAR',
  'MONTH_OF_YEAR',
  'DAY_OF_WEEK',
];

/** Null for what has no values to group by: long texts, sealed numbers, lists of objects, bookkeeping. */
export function keyKind({ name, field }: FieldModel): KeyKind | null {
  if (name === 'version' || ('inner' in field && field.inner)) return null;
  switch (field.kind) {
    case 'text':
      return field.multiline ? null : 'VALUE';
    case 'code':
      return field.set === 'region' ? 'REGION' : field.set === 'industry' ? 'INDUSTRY' : 'VALUE';
    case 'id':
    case 'keyword':
    case 'enum':
    case 'bool':
      return 'VALUE';
    case 'list':
      return 'ITEM';
    case 'objects':
      return itemKey({ field }) ? 'ENTRY' : null;
    case 'date':
    case 'instant':
      return 'PERIOD';
    case 'int':
    case 'decimal':
      return 'NUMBER';
    case 'money':
      return 'MONEY';
    default:
      return null;
  }
}

/** What a key takes where that is one of a list. */
export function keyLevels(one: FieldModel): string[] {
  const kind = keyKind(one);
  if (kind === 'REGION' || kind === 'INDUSTRY') return Object.keys(LEVELS[kind]);
  if (kind === 'ENTRY') return [itemKey(one)!];
  if (kind !== 'PERIOD') return [];
  return one.field.kind === 'date' ? DATE_BUCKETS : ['HOUR', ...DATE_BUCKETS, 'HOUR_OF_DAY'];
}
