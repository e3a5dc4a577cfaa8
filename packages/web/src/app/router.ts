import { nextTick } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import { i18n } from '../locales';
import { useScreen } from '../stores/screen';
import { useSession } from '../stores/session';
import { features } from './features';

/** Routes come from the features; nothing is listed here but the frame and the way out. */
export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...features.flatMap((feature) => feature.routes),
    { path: '/:path(.*)*', component: () => import('./NotFoundPage.vue'), meta: { title: 'notFound.title' } },
  ],
  scrollBehavior: (to, from, saved) =>
    saved ?? (to.hash ? { el: to.hash, top: 120 } : to.path === from.path ? undefined : { top: 0 }),
});

/** Nothing but the sign-in page shows without a session; the way asked for is kept. */
router.beforeEach((to) => {
  const session = useSession();
  if (!to.meta.open && !session.user)
    return { path: '/sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } };
  if (to.path === '/sign-in' && session.user) return '/';
  return true;
});
router.beforeEach((to, from) => {
  if (to.path !== from.path) useScreen().crumb = null;
});

const setTitle = (): void => {
  const title = router.currentRoute.value.meta.title;
  const own = useScreen().crumb ?? (title ? i18n.global.t(title) : '');
  document.title = own ? `${own} · Dossier` : 'Dossier 客户档案';
};
router.afterEach(() => void nextTick(setTitle));
export { setTitle };
