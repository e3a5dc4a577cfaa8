import type { Feature } from '../../feature';

export const feature: Feature = {
  name: 'session',
  routes: [
    { path: '/sign-in', component: () => import('./SignInPage.vue'), meta: { title: 'signIn.title', open: true } },
  ],
};
