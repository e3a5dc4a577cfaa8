export { loadViewer } from './viewer';
export { useSessionActions } from './useSessionActions';
export { default as PasswordForm } from './PasswordForm.vue';
/** Arrives with a one-time password. */
export const loadPasswordDialog = () => import('./PasswordDialog.vue');
/** Arrives when a session ends. */
export const loadRenewDialog = () => import('./RenewDialog.vue');
