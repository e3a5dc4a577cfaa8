import type { EntityModel, FieldModel } from '../model';
import { relationName } from '../models';

/** What an aggregate does with the values of a field. */
export type AggregateFunction = 'countDistinct' | 'sum' | 'avg' | 'min' | 'max';

const FIGURES = new Set(['int', 'decimal', 'money']);
const TIMES = new Set(['date', 'instant']);
const SCALARS = new Set(['keyword', 'enum', 'code', 'int', 'decimal', 'date', 'instant', 'bool']);

/** Bookkeeping of the archive whose sum says nothing. */
const isInner = ({ name, field }: FieldModel): boolean =>
  name === 'version' || ('inner' in field && field.inner === true);

/** Figures add up. */
export const isFigure = (one: FieldModel): boolean => !one.computed && FIGURES.has(one.field.kind) && !isInner(one);
/** Figures and times have a least and a greatest. */
export const isRanked = (one: FieldModel): boolean => isFigure(one) || (!one.computed && TIMES.has(one.field.kind));

/** Values that are equal or not: scalars but for long texts; references too. */
export function isDistinct({ field, ...one }: FieldModel): boolean {
  if (field.kind === 'text') return field.multiline !== true;
  return field.kind === 'ref' || (SCALARS.has(field.kind) && !isInner({ field, ...one }));
}

/** Fields that each function takes, by name. */
export function fieldsFor(model: EntityModel, fn: AggregateFunction): FieldModel[] {
  const fields = [...model.fields.values()];
  if (fn === 'countDistinct') return [...fields, ...model.refs.values()].filter(isDistinct);
  return fields.filter(fn === 'sum' || fn === 'avg' ? isFigure : isRanked);
}

/** The functions that a field takes. */
export const functionsOf = (field: FieldModel): AggregateFunction[] => [
  ...(isDistinct(field) ? (['countDistinct'] as const) : []),
  ...(isFigure(field) ? (['sum', 'avg'] as const) : []),
  ...(isRanked(field) ? (['min', 'max'] as const) : []),
];

/** The name that rights to a field go by: a reference is read through its relation. */
export const rightName = ({ name, field }: FieldModel): string => (field.kind === 'ref' ? relationName(name) : name);

/** Decimal places of a stored integer. */
export const placesOf = ({ field }: FieldModel): number =>
  field.kind === 'money' ? 2 : field.kind === 'decimal' ? field.places : 0;
