import { errorText } from '@dossier/shared';
import { SheetError } from '../../platform/sheet/sheet';
import { ImportError, problemText } from './import-problem';

/** The sentence of what ended a job. What nobody expected is told without its insides. */
export function explainFailure(error: unknown, locale: 'zh' | 'en'): { text: string; expected: boolean } {
  if (error instanceof SheetError) return { text: error.sentence[locale], expected: true };
  if (error instanceof ImportError) return { text: problemText(error.problem, locale), expected: true };
  if ((error as { code?: string }).code === 'ENOENT') return { text: FILE_GONE[locale], expected: true };
  return { text: `${errorText('BUSY', locale)}${RESUMABLE[locale]}`, expected: false };
}

const FILE_GONE = {
  zh: '上传的文件已不在服务器上，请重新上传',
  en: 'The uploaded file is no longer on the server; upload it again',
};
const RESUMABLE = {
  zh: '；已导入的行保留，可以“继续导入”',
  en: '; rows already imported stay, and the import can be resumed',
};
