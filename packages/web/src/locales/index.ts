import type { Label } from '@dossier/shared';
import { computed, watch, type ComputedRef } from 'vue';
import { createI18n, useI18n } from 'vue-i18n';
import type { Locale } from '../graph/format';
import { zh, type Messages } from './zh';

/** The one translator. Chinese is part of the first load, English arrives when it is chosen. */
export const i18n = createI18n<[Messages], Locale, false>({
  legacy: false,
  locale: 'zh',
  fallbackLocale: 'zh',
  messages: { zh } as unknown as Record<Locale, Messages>,
  missingWarn: false,
  fallbackWarn: false,
});

/** Switches the language of everything on screen, without a reload. */
export async function setLocale(locale: Locale): Promise<void> {
  if (locale === 'en' && !i18n.global.availableLocales.includes('en')) {
    i18n.global.setLocaleMessage('en', (await import('./en')).en);
  }
  i18n.global.locale.value = locale;
  document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
}

/** The words of charts in Chinese; English has them already when it is there. */
export async function loadChartWords(): Promise<void> {
  i18n.global.mergeLocaleMessage('zh', (await import('./zh/chart')).chart);
}

/** The words of the workbench in Chinese. */
export async function loadWorkbenchWords(): Promise<void> {
  await loadChartWords();
  i18n.global.mergeLocaleMessage('zh', (await import('./zh/workbench')).workbench);
}

/** The words of exports in Chinese, but those of the top bar. */
export async function loadExportWords(): Promise<void> {
  i18n.global.mergeLocaleMessage('zh', (await import('./zh/export-page')).exportPage);
}

/** The words of imports in Chinese, but the name of the page. */
export async function loadImportWords(): Promise<void> {
  i18n.global.mergeLocaleMessage('zh', (await import('./zh/import-page')).importPage);
}

/** The words of the operation log in Chinese. */
export async function loadAuditLogWords(): Promise<void> {
  i18n.global.mergeLocaleMessage('zh', (await import('./zh/audit-log')).auditLog);
}

/** The words of backups in Chinese. */
export async function loadBackupWords(): Promise<void> {
  i18n.global.mergeLocaleMessage('zh', (await import('./zh/backup')).backup);
}

/** The words of schedules in Chinese, and of the exports they make. */
export async function loadScheduleWords(): Promise<void> {
  await loadExportWords();
  i18n.global.mergeLocaleMessage('zh', (await import('./zh/schedule')).schedule);
}

/** The words of the dialogs of saved views in Chinese. */
export async function loadViewWords(): Promise<void> {
  i18n.global.mergeLocaleMessage('zh', (await import('./zh/view-dialogs')).viewDialogs);
}

/** The words of the dashboard and of own boards in Chinese. */
export async function loadDashboardWords(): Promise<void> {
  await loadChartWords();
  i18n.global.mergeLocaleMessage('zh', (await import('./zh/board')).board);
  i18n.global.mergeLocaleMessage('zh', (await import('./zh/dashboard')).dashboard);
}

/** `text(label)` in the reader's language, for labels of the dictionary. */
export function useLabels(): {
  locale: ComputedRef<Locale>;
  text: (label: Label | undefined) => string;
  /** A name as it stands in the middle of a sentence: English gives up its capital, but not that of an abbreviation. */
  within: (label: Label | undefined) => string;
  /** Several names in a row, as the language joins them. */
  joined: (names: readonly string[]) => string;
} {
  const locale = computed(() => i18n.global.locale.value);
  return {
    locale,
    text: (label) => label?.[locale.value] ?? '',
    within: (label) => (label?.[locale.value] ?? '').replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase()),
    joined: (names) => names.join(i18n.global.t('common.listJoint')),
  };
}

/** `t(key)` in templates and setup. */
export const useText = () => useI18n({ useScope: 'global' });

/** Runs whenever the language changes, and once now. */
export const onLocale = (run: (locale: Locale) => void): void => {
  watch(i18n.global.locale, run, { immediate: true });
};
