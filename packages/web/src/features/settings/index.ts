/** The administration of people shows the tokens of others with it. */
export const loadApiTokens = () => import('./ApiTokens.vue');
