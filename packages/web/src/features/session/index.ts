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
/** Arrives when the role needs a second factor that is not there yet. */
export const loadEnrolDialog = () => import('./EnrolDialog.vue');
/** Only settings and the administration of people show them. */
export const loadMySessions = () => import('./MySessions.vue');
export const loadSecondFactor = () => import('./SecondFactor.vue');
export const loadSessionTable = () => import('./SessionTable.vue');
