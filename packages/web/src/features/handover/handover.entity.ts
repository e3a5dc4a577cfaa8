import { handoverFields } from '@dossier/shared';
import type { Entity } from '../../graph/entity';

/** Customers of one person given to another. */
export const handoverEntity: Entity = {
  name: 'handover',
  plural: 'handovers',
  type: 'Handover',
  label: { zh: '交接单', en: 'Hand-over' },
  fields: handoverFields,
  title: 'reason',
  relations: {
    fromUser: { to: 'User', many: false, label: { zh: '移交人', en: 'From' } },
    toUser: { to: 'User', many: false, label: { zh: '接收人', en: 'To' } },
  },
  searchable: false,
};
