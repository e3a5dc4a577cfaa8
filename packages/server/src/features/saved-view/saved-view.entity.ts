import { savedViewFields } from '@dossier/shared';
import { entityType, inputType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';
import { savedRange } from '../saved/saved.range';

/** A list as somebody wants to see it again: filter, order, columns. */
export const savedView: EntityDeclaration = {
  name: 'SavedView',
  plural: 'savedViews',
  table: 'saved_view',
  prefix: 'svw',
  label: { zh: '视图', en: 'Saved view' },
  description:
    'A list as somebody wants to see it again: filter, order, columns. It shows each reader what they may read.',
  fields: savedViewFields,
  readScope: 'view:read',
  rows: () => null,
  range: savedRange,
  inverses: { ownerId: 'savedViews' },
  order: [{ folder: { direction: 'ASC', nulls: 'FIRST' } }, { name: { direction: 'ASC' } }],
};
export const SavedView = entityType(savedView);
export const SavedViewInput = inputType('SavedViewInput', savedViewFields, 'create', 'A new view.');
export const SavedViewPatch = inputType(
  'SavedViewPatch',
  savedViewFields,
  'update',
  'Changes of a view; null empties a field.',
);
