import { Document } from '@element-plus/icons-vue';
import type { Feature } from '../../feature';
import { __camel__Entity } from './__kebab__.entity';

export const feature: Feature = {
  name: '__kebab__',
  entities: [__camel__Entity],
  routes: [
    {
      path: '/__route__',
      component: () => import('./__Pascal__ListPage.vue'),
      meta: { title: 'menu.__plural__', scope: '__camel__:read', fixed: true },
    },
  ],
  menu: [{ to: '/__route__', text: 'menu.__plural__', icon: Document, group: 'archive', order: 90, scope: '__camel__:read' }],
};
