export const loadExportDialog = () => import('./ExportDialog.vue');
export const loadExportIndicator = () => import('./ExportIndicator.vue');
