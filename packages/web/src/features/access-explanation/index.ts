/** Arrives when somebody asks. */
export const loadAccessDrawer = () => import('./AccessDrawer.vue');
