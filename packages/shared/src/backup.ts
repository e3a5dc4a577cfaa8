/** Backups: what they are about, how they stand, and what can be wrong with them. */
import { label, type Label } from './dictionary';

export const backupKind = {
  BACKUP: label('备份', 'Backup'),
  VERIFY: label('校验', 'Verification'),
  DRILL: label('恢复演练', 'Restore drill'),
} as const;

export const backupStatus = {
  QUEUED: label('排队中', 'Queued'),
  RUNNING: label('进行中', 'Running'),
  DONE: label('成功', 'Good'),
  FAILED: label('失败', 'Failed'),
} as const;

export const backupTrigger = {
  SCHEDULE: label('定时', 'Schedule'),
  PERSON: label('手动', 'By hand'),
  COMMAND: label('命令行', 'Command line'),
} as const;

export type BackupKind = keyof typeof backupKind;
export type BackupStatus = keyof typeof backupStatus;
export type BackupTrigger = keyof typeof backupTrigger;

/** A backup older than this many hours is worth a warning: a day and a little for the run itself. */
export const backupLateHours = 26;

/** What can go wrong. A sentence says what it is and what to do about it. */
export const backupFaults = {
  NOT_A_BACKUP: label(
    '这不是 Dossier 的备份文件，请核对文件名',
    'This is not a backup of Dossier; check the file name',
  ),
  FORMAT_NEWER: label(
    '备份由更新版本的 Dossier 制作，请升级后再恢复',
    'The backup was made by a newer Dossier; upgrade this one, then restore',
  ),
  SCHEMA_NEWER: label(
    '备份的数据库结构比本程序新，请升级 Dossier 后再恢复',
    'The backup has a database schema that this Dossier does not know; upgrade it, then restore',
  ),
  SCHEMA_DIFFERS: label(
    '备份中的表与其所述版本的结构不符，请用制作它的 Dossier 版本恢复',
    'The tables in the backup are not those of its version; restore it with the Dossier that made it',
  ),
  WRONG_KEY: label(
    '密钥不对：请使用制作备份时的密钥文件（DOSSIER_KEY_FILE）或口令',
    'The key does not open it; use the key file (DOSSIER_KEY_FILE) or the passphrase it was made with',
  ),
  KEY_MISSING: label(
    '找不到密钥文件：备份不含密钥，请先把原系统的密钥文件放回，或用 DOSSIER_KEY_FILE 指定',
    'The key file is missing; a backup never holds it. Put the one of the old system in place, or name it with DOSSIER_KEY_FILE',
  ),
  PASSPHRASE_NEEDED: label(
    '备份由口令加密，请设置 DOSSIER_BACKUP_PASSPHRASE_FILE 或 DOSSIER_BACKUP_PASSPHRASE',
    'The backup is locked with a passphrase; set DOSSIER_BACKUP_PASSPHRASE_FILE or DOSSIER_BACKUP_PASSPHRASE',
  ),
  DAMAGED: label(
    '备份文件已损坏或被改动，不能使用；请改用另一份备份',
    'The backup is damaged or was altered and must not be used; take another one',
  ),
  TRUNCATED: label(
    '备份文件不完整（被截断），请重新复制或改用另一份备份',
    'The backup is cut off; copy it again, or take another one',
  ),
  NOT_EQUAL: label(
    '恢复出的数据与备份不一致，未启用；请改用另一份备份',
    'What was restored is not what the backup holds, so it was not put to use; take another backup',
  ),
  TARGET_NOT_EMPTY: label(
    '目标数据库已有数据；确定要替换请加 --replace',
    'The database is not empty; add --replace to put the backup in its place',
  ),
  SERVER_RUNNING: label(
    '数据库正在使用中，请先停止 Dossier 再恢复',
    'The database is in use; stop Dossier first, then restore',
  ),
  RESTORE_UNFINISHED: label(
    '上次恢复没有完成，数据库尚不可用；请重新运行恢复命令',
    'A restore was cut off and the database is not usable yet; run the restore again',
  ),
  NO_RIGHT_TO_CREATE: label(
    '数据库账号无权新建库：请恢复到一个空库，再把 DATABASE_URL 指向它',
    'The database user may not create databases; restore into an empty one and point DATABASE_URL at it',
  ),
  RUNNING: label('已有备份任务在运行，请等它结束', 'A backup is at work already; wait until it is done'),
  NO_BACKUP: label('还没有可用的备份，请先备份', 'There is no good backup yet; make one first'),
  FILE_MISSING: label('找不到备份文件，可能已被移走或清理', 'The backup file is not there; it was moved or swept'),
  STORAGE_FULL: label('磁盘空间不足，请清理后重试', 'The disk is full; make room and try again'),
  CUT_OFF: label('中途被终止，未留下半成品；请重新运行', 'It was cut off and left nothing behind; run it again'),
  INTERNAL: label('内部错误，详情见服务器日志', 'Something went wrong inside; the server log has the details'),
} as const satisfies Record<string, Label>;

export type BackupFault = keyof typeof backupFaults;
