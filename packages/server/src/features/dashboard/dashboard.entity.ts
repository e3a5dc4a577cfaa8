import { dashboardFields } from '@dossier/shared';
import { entityType, inputType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';
import { savedRange } from '../saved/saved.range';

/** Saved queries side by side, each shown in its way. */
export const dashboard: EntityDeclaration = {
  name: 'Dashboard',
  plural: 'dashboards',
  table: 'dashboard',
  prefix: 'dsb',
  label: { zh: '看板', en: 'Dashboard' },
  description: 'Saved queries side by side. Whoever looks runs each tile with their own rights.',
  fields: dashboardFields,
  readScope: 'query:read',
  rows: () => null,
  range: savedRange,
  inverses: { ownerId: 'dashboards' },
  order: [{ name: { direction: 'ASC' } }],
};
export const Dashboard = entityType(dashboard);
export const DashboardInput = inputType('DashboardInput', dashboardFields, 'create', 'A new dashboard.');
export const DashboardPatch = inputType(
  'DashboardPatch',
  dashboardFields,
  'update',
  'Changes of a dashboard; tiles are given as a whole, in their order.',
);
