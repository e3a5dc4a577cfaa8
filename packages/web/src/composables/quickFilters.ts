import type { EnumField } from '@dossier/shared';
import type { QuickFilter } from '../graph/list';
import { i18n } from '../locales';

/** A quick filter over the values of an enum field. */
export const enumFilter = (key: string, name: string, field: EnumField): QuickFilter => ({
  key,
  label: field.label,
  options: () =>
    Object.entries(field.values).map(([value, label]) => ({ value, label: label[i18n.global.locale.value] })),
  toFilter: (values) => ({ [name]: { in: values } }),
});

/** A quick filter over spans of days relative to today. */
export const relativeFilter = (
  key: string,
  name: string,
  label: QuickFilter['label'],
  names: readonly string[],
): QuickFilter => ({
  key,
  label,
  single: true,
  options: () => names.map((value) => ({ value, label: i18n.global.t(`relative.${value}`) })),
  toFilter: (values) => ({ [name]: { relative: values[0] } }),
});
