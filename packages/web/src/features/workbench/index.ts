import { loadWorkbenchWords } from '../../locales';

/** The shell opens questions in the workbench; what that takes comes with the first. */
export const loadWorkbenchTabs = async () => (await import('./tabs')).useWorkbenchTabs;

/** Sends a document as it is written, past the client's cache. */
export const loadGraphClient = () => import('./client');

/** The parameters of a kept query as a form. */
export const loadQueryParameters = async () => {
  await loadWorkbenchWords();
  return import('./QueryParameters.vue');
};
