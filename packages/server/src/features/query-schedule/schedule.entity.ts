import { queryScheduleFields } from '@dossier/shared';
import { entityType, inputType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';
import { column, sql } from '../../platform/query/sql';

/** A saved query that runs by itself. It is its owner's alone, as what it makes is for nobody else. */
export const querySchedule: EntityDeclaration = {
  name: 'QuerySchedule',
  plural: 'querySchedules',
  table: 'query_schedule',
  prefix: 'qsc',
  label: { zh: '定时任务', en: 'Schedule' },
  description:
    'A saved query of the caller that runs by itself. Each run is an export of its owner, with the rights that the owner has at that time. Nothing is mailed.',
  fields: queryScheduleFields,
  readScope: 'query:read',
  rows: () => null,
  range: ({ actor, alias }) => sql`${column(alias, 'owner_id')} = ${actor.userId}`,
  inverses: { queryId: 'schedules' },
  order: [{ createdAt: { direction: 'ASC' } }],
};
export const QuerySchedule = entityType(querySchedule);
export const QueryScheduleInput = inputType('QueryScheduleInput', queryScheduleFields, 'create', 'A new schedule.');
export const QuerySchedulePatch = inputType(
  'QuerySchedulePatch',
  queryScheduleFields,
  'update',
  'Changes of a schedule; null empties a field.',
);
