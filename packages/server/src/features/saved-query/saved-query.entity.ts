import { savedQueryFields } from '@dossier/shared';
import { entityType, inputType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';
import { savedRange } from '../saved/saved.range';

/** A question to the archive that somebody keeps; published, applications ask it by name. */
export const savedQuery: EntityDeclaration = {
  name: 'SavedQuery',
  plural: 'savedQueries',
  table: 'saved_query',
  prefix: 'sqy',
  label: { zh: '查询', en: 'Saved query' },
  description:
    'A question to the archive that somebody keeps. It runs with the rights of whoever runs it. Once published, `POST /graphql` with `documentId` runs it by name.',
  fields: savedQueryFields,
  readScope: 'query:read',
  rows: () => null,
  range: savedRange,
  inverses: { ownerId: 'savedQueries' },
  keys: [
    {
      column: 'live_published_name',
      fields: ['publishedName'],
      code: 'DUPLICATE_QUERY_NAME',
      key: ({ publishedName }) => (publishedName ? String(publishedName) : null),
    },
  ],
  order: [{ folder: { direction: 'ASC', nulls: 'FIRST' } }, { name: { direction: 'ASC' } }],
};
export const SavedQuery = entityType(savedQuery);
export const SavedQueryInput = inputType('SavedQueryInput', savedQueryFields, 'create', 'A new query.');
export const SavedQueryPatch = inputType(
  'SavedQueryPatch',
  savedQueryFields,
  'update',
  'Changes of a query; null empties a field.',
);
