import { Memo } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';
import { loadAuditLogWords, loadViewWords } from '../../locales';
import { changeEntity } from './audit-log.entity';

export const feature: Feature = {
  name: 'audit-log',
  entities: [changeEntity],
  pages: { Change: (id) => `/audit-log?open=${id}` },
  routes: [
    {
      path: '/audit-log',
      component: async () => {
        await Promise.all([loadAuditLogWords(), loadViewWords()]);
        return import('./AuditLogPage.vue');
      },
      meta: { title: 'menu.auditLog', scope: 'audit:read', fixed: true },
    },
  ],
  menu: [{ to: '/audit-log', text: 'menu.auditLog', icon: Memo, group: 'system', order: 1, scope: 'audit:read' }],
};
