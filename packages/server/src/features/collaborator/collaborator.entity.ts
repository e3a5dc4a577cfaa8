import { collaboratorFields } from '@dossier/shared';
import { entityType, inputType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';
import { inFileOf } from '../access/range';

/** A colleague who may see or edit one customer that is not theirs, for a time. */
export const collaborator: EntityDeclaration = {
  name: 'Collaborator',
  plural: 'collaborators',
  table: 'collaborator',
  prefix: 'col',
  label: { zh: '协作人', en: 'Collaborator' },
  description: 'A colleague who may see or edit one customer that is not theirs, for a time.',
  fields: collaboratorFields,
  readScope: 'customer:read',
  rows: () => null,
  range: inFileOf('customer', 'customer_id'),
  inverses: { customerId: 'collaborators', userId: 'collaborations' },
  childOf: 'customerId',
  keys: [
    {
      column: 'live_pair',
      fields: ['userId', 'customerId'],
      code: 'DUPLICATE_COLLABORATOR',
      key: ({ customerId, userId }) => `${String(customerId)} ${String(userId)}`,
    },
  ],
  indexed: ['created_at'],
  order: [{ createdAt: { direction: 'ASC' } }],
};

export const Collaborator = entityType(collaborator);
export const CollaboratorInput = inputType(
  'CollaboratorInput',
  collaboratorFields,
  'create',
  'A colleague for a customer.',
);
export const CollaboratorPatch = inputType(
  'CollaboratorPatch',
  collaboratorFields,
  'update',
  'Changes of access; null empties a field.',
);
