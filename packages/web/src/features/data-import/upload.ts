import { i18n } from '../../locales';
import type { OnDuplicate } from './import.entity';

export interface UploadOptions {
  dryRun: boolean;
  onDuplicate: OnDuplicate;
}
interface Refusal {
  message?: string;
  errors?: { message: string }[];
}

/** Sheets the server reads. */
export const ACCEPT = '.xlsx,.csv,.txt';
export const isSheet = (file: File): boolean => /\.(xlsx|csv|txt|xls)$/i.test(file.name);

/** The file of the last dry run, so that the import itself needs no second choice. Gone with the page. */
const kept = new Map<string, { file: File; onDuplicate: OnDuplicate }>();
export const fileOfJob = (id: string): { file: File; onDuplicate: OnDuplicate } | null => kept.get(id) ?? null;

/** Sends a sheet; the answer is the id of the job that reads it. Progress is 0–1. */
export function upload(file: File, options: UploadOptions, onProgress: (share: number) => void): Promise<string> {
  const form = new FormData();
  form.set('dryRun', String(options.dryRun));
  form.set('onDuplicate', options.onDuplicate);
  form.set('file', file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/imports');
    request.setRequestHeader('x-requested-with', 'dossier');
    request.setRequestHeader('accept-language', i18n.global.locale.value === 'zh' ? 'zh-CN' : 'en');
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = () => reject(new Error(i18n.global.t('error.offline')));
    request.onload = () => {
      const answer = read(request.responseText) as { id?: string } & Refusal;
      if (request.status < 300 && answer.id) {
        kept.set(answer.id, { file, onDuplicate: options.onDuplicate });
        resolve(answer.id);
      } else reject(new Error(answer.errors?.[0]?.message ?? answer.message ?? i18n.global.t('error.title')));
    };
    request.send(form);
  });
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
