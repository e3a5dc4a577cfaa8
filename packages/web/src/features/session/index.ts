export { default as RenewDialog } from './RenewDialog.vue';
export { loadViewer } from './viewer';
export { useSessionActions } from './useSessionActions';
