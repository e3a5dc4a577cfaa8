import { handoverFields, handoverLineFields } from '@dossier/shared';
import type { Actor } from '../../platform/context/actor';
import { entityType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration, Filter } from '../../platform/query/model';

/** Who sees all customers sees all hand-overs; others those that they made, gave or received. */
function mine(actor: Actor): Filter | null {
  if (actor.reach.ranges.customer.includes('ALL')) return null;
  const me = { id: { eq: `usr_${actor.userId}` } };
  return { or: [{ fromUser: me }, { toUser: me }, { createdBy: me }] };
}

/** Customers of one person given to another. Never altered. */
export const handover: EntityDeclaration = {
  name: 'Handover',
  plural: 'handovers',
  table: 'handover',
  prefix: 'hov',
  label: { zh: '交接单', en: 'Hand-over' },
  description: 'Customers of one person given to another in one step, with what there was at that instant.',
  fields: handoverFields,
  readScope: 'handover:read',
  rows: mine,
  inverses: { fromUserId: 'handoversGiven', toUserId: 'handoversReceived' },
  order: [{ createdAt: { direction: 'DESC' } }],
};

/** One customer of a hand-over. */
export const handoverLine: EntityDeclaration = {
  name: 'HandoverLine',
  plural: 'handoverLines',
  table: 'handover_line',
  prefix: 'hol',
  label: { zh: '交接清单', en: 'Hand-over line' },
  description: 'One customer of a hand-over, with what its file held at that instant.',
  fields: handoverLineFields,
  readScope: 'handover:read',
  rows: (actor) => {
    const handovers = mine(actor);
    return handovers && { handover: handovers };
  },
  inverses: { handoverId: 'lines', customerId: 'handovers' },
  childOf: 'handoverId',
  order: [{ lineNo: { direction: 'ASC' } }],
};

export const Handover = entityType(handover);
export const HandoverLine = entityType(handoverLine);
