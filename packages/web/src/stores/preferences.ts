import { defineStore } from 'pinia';
import { reactive, toRefs, watch } from 'vue';
import type { Locale, MoneyUnit } from '../graph/format';

export type Theme = 'system' | 'light' | 'dark';

interface Preferences {
  locale: Locale;
  theme: Theme;
  menuCollapsed: boolean;
  moneyUnit: MoneyUnit;
  compact: boolean;
}

const KEY = 'dossier.preferences';

function stored(): Partial<Preferences> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>;
  } catch {
    return {};
  }
}

/** How this browser shows the console; language and theme also travel with the account. */
export const usePreferences = defineStore('preferences', () => {
  const state = reactive<Preferences>({
    locale: 'zh',
    theme: 'system',
    menuCollapsed: false,
    moneyUnit: 'yuan',
    compact: false,
    ...stored(),
  });
  watch(state, () => localStorage.setItem(KEY, JSON.stringify(state)));
  return toRefs(state);
});
