export { rememberRecent } from './recent';
/** Arrives when somebody begins to search. */
export const loadSearchPalette = () => import('./SearchPalette.vue');
