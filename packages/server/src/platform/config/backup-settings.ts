import path from 'node:path';
import { z } from 'zod';

const text = z.string().trim();

/** The settings of backups. */
export const backupSettings = {
  DOSSIER_BACKUP_AT: z
    .string()
    .regex(/^(off|([01]\d|2[0-3]):[0-5]\d)$/, 'must be a time such as 03:30, or off')
    .optional()
    .describe(
      'When the server makes a backup every day, in DOSSIER_TIME_ZONE; off: never. Default 03:30, off in a demo.',
    )
    .meta({ zh: '每日自动备份的时刻（业务时区），off 为关闭；默认 03:30，演示模式默认关闭' }),
  DOSSIER_BACKUP_DIR: text
    .optional()
    .describe('Folder of the backups (default: <data folder>/backups); best on another disk.')
    .meta({ zh: '备份目录（默认数据目录下的 backups），最好在另一块磁盘上' }),
  DOSSIER_BACKUP_KEEP_DAYS: z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(1, 'must be at least 1').max(3650, 'must be at most 3650'))
    .default(14)
    .describe('Backups older than this are removed; the newest good one always stays.')
    .meta({ zh: '备份保留天数，最新一份可用备份始终保留' }),
  DOSSIER_BACKUP_PASSPHRASE_FILE: text
    .optional()
    .describe('File with a passphrase that locks the backups instead of the key file; whoever restores needs it.')
    .meta({ zh: '备份口令文件；设置后用口令而不是密钥文件加密，恢复时需要它' }),
  DOSSIER_BACKUP_PASSPHRASE: text
    .optional()
    .describe('The passphrase itself, where a file is not possible.')
    .meta({ zh: '备份口令（不便使用文件时）' }),
};

/** When, where and how backups are made. */
export interface BackupConfig {
  /** `HH:MM` in the business time zone; null = never by itself. */
  at: string | null;
  dir: string;
  keepDays: number;
  /** Locks backups instead of the key file. */
  passphrase: string | null;
  passphraseFile: string | null;
}

type Given = z.output<z.ZodObject<typeof backupSettings>>;

/** A demo makes none by itself: what it holds is made again in a minute. */
export function toBackup(
  env: Given,
  { dataDir, cwd, demo }: { dataDir: string; cwd: string; demo: boolean },
): BackupConfig {
  const at = env.DOSSIER_BACKUP_AT ?? (demo ? 'off' : '03:30');
  const place = (given: string | undefined): string | null => (given ? path.resolve(cwd, given) : null);
  return {
    at: at === 'off' ? null : at,
    dir: place(env.DOSSIER_BACKUP_DIR) ?? path.join(dataDir, 'backups'),
    keepDays: env.DOSSIER_BACKUP_KEEP_DAYS,
    passphrase: env.DOSSIER_BACKUP_PASSPHRASE ?? null,
    passphraseFile: place(env.DOSSIER_BACKUP_PASSPHRASE_FILE),
  };
}
