import { collaboratorFields } from '@dossier/shared';
import type { Entity } from '../../graph/entity';

/** A colleague at a customer that is not theirs. */
export const collaboratorEntity: Entity = {
  name: 'collaborator',
  plural: 'collaborators',
  type: 'Collaborator',
  label: { zh: '协作人', en: 'Collaborator' },
  fields: collaboratorFields,
  title: 'id',
  about: 'userId',
  relations: {
    customer: { to: 'Customer', many: false, label: { zh: '客户', en: 'Customer' } },
    user: { to: 'User', many: false, label: { zh: '协作人', en: 'Colleague' } },
  },
  searchable: false,
};
