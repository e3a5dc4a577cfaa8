import { savedRevisionFields } from '@dossier/shared';
import { entityType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';
import { revisionRange } from './saved.range';

/** One version of a saved view or query. Never altered. */
export const savedRevision: EntityDeclaration = {
  name: 'SavedRevision',
  plural: 'savedRevisions',
  table: 'saved_revision',
  prefix: 'srv',
  label: { zh: '历史版本', en: 'Version' },
  description: 'What a saved view or query was at one save.',
  fields: savedRevisionFields,
  base: 'log',
  readScope: null,
  rows: () => null,
  range: revisionRange,
  inverses: { viewId: 'revisions', queryId: 'revisions' },
  order: [{ number: { direction: 'DESC' } }],
};
export const SavedRevision = entityType(savedRevision);
