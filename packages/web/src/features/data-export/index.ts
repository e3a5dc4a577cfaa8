import { loadExportWords } from '../../locales';

export const loadExportDialog = async () => {
  await loadExportWords();
  return import('./ExportDialog.vue');
};
export const loadExportIndicator = () => import('./ExportIndicator.vue');
