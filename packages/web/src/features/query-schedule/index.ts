import { loadScheduleWords } from '../../locales';

/** The form of a schedule, for the places that have a query at hand. */
export const loadScheduleDialog = async () => {
  await loadScheduleWords();
  return import('./ScheduleDialog.vue');
};
