import { h } from 'vue';
import { i18n } from '../../locales';

/** Notes and questions come with their first use: no page needs them to be drawn. */
const parts = () => import('./element-messages');

const show = (type: 'success' | 'warning' | 'error') => (message: string) =>
  void parts().then(({ ElMessage }) => ElMessage({ type, message, grouping: true, showClose: type === 'error' }));

/** Long enough to notice a slip and take it back. */
const UNDO_MS = 8000;

/** A note with one button; whoever presses it, or waits, is rid of it. */
async function undo(message: string, verb: string, act: () => void): Promise<void> {
  const { ElMessage } = await parts();
  const press = (): void => {
    note.close();
    act();
  };
  const button = h('button', { type: 'button', class: 'note-button', onClick: press }, verb);
  const note = ElMessage({
    type: 'success',
    message: h('span', [message, button]),
    duration: UNDO_MS,
    showClose: true,
  });
}

/** Short notes that pass. */
export const toast = {
  success: show('success'),
  warning: show('warning'),
  error: show('error'),
  undo: (...given: Parameters<typeof undo>) => void undo(...given),
};

/** Asks before something that cannot be taken back easily; the button repeats the verb. */
export async function confirmAct(message: string, verb: string, danger = false): Promise<boolean> {
  const { ElMessageBox } = await parts();
  try {
    await ElMessageBox.confirm(message, verb, {
      confirmButtonText: verb,
      cancelButtonText: i18n.global.t('common.cancel'),
      confirmButtonClass: danger ? 'el-button--danger' : '',
      autofocus: false,
    });
    return true;
  } catch {
    return false;
  }
}

export interface ReasonQuestion {
  required?: boolean;
  /** A word on what it is about. */
  about?: string;
  /** Fewest characters of an answer, told before it is sent. */
  min?: number;
}

/** Asks for a reason; null when the person changes his mind. */
export async function askReason(
  title: string,
  verb: string,
  { required = true, about = '', min = 1 }: ReasonQuestion = {},
): Promise<string | null> {
  const { t } = i18n.global;
  const { ElMessageBox } = await parts();
  try {
    const answer = await ElMessageBox.prompt(about || t('common.reasonHint'), title, {
      confirmButtonText: verb,
      cancelButtonText: t('common.cancel'),
      inputType: 'textarea',
      inputValidator: (value) =>
        !required ||
        [...(value?.trim() ?? '')].length >= min ||
        (min > 1 ? t('common.reasonLonger', { min }) : t('common.reasonNeeded')),
    });
    return (answer as { value: string | null }).value?.trim() ?? '';
  } catch {
    return null;
  }
}

/** Copies text, also where the page is not served over TLS. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
