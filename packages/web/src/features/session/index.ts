export { loadViewer } from './viewer';
export { useViewAs } from './useViewAs';
export { default as ViewAsBar } from './ViewAsBar.vue';
export { useSessionActions } from './useSessionActions';
/** Only the settings show it. */
export const loadPasswordForm = () => import('./PasswordForm.vue');
/** Arrives with a one-time password. */
export const loadPasswordDialog = () => import('./PasswordDialog.vue');
/** Arrives when a session ends. */
export const loadRenewDialog = () => import('./RenewDialog.vue');
