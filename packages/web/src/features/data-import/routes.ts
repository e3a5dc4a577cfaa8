import { Upload } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';
import { loadImportWords } from '../../locales';
import { importJobEntity } from './import.entity';

export const feature: Feature = {
  name: 'data-import',
  entities: [importJobEntity],
  pages: { ImportJob: (id) => `/import/${id}` },
  routes: [
    {
      path: '/import',
      component: async () => {
        await loadImportWords();
        return import('./ImportPage.vue');
      },
      meta: { title: 'import.title', scope: 'import:read' },
    },
    {
      path: '/import/:id',
      component: async () => {
        await loadImportWords();
        return import('./ImportJobPage.vue');
      },
      props: true,
      meta: { title: 'menu.imports', scope: 'import:read', parent: '/import' },
    },
  ],
  menu: [{ to: '/import', text: 'menu.imports', icon: Upload, group: 'data', order: 10, scope: 'import:read' }],
};
