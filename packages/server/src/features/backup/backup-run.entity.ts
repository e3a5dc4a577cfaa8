import { backupFaults, backupKind, backupStatus, backupTrigger, defineFields, label } from '@dossier/shared';
import { entityType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';

const system = { access: 'system' } as const;
const instant = (zh: string, en: string) => ({ kind: 'instant', ...system, label: label(zh, en) }) as const;
const count = (zh: string, en: string) => ({ kind: 'int', min: 0, ...system, label: label(zh, en) }) as const;

const fields = defineFields({
  kind: {
    kind: 'enum',
    type: 'BackupKind',
    values: backupKind,
    required: true,
    ...system,
    label: label('类型', 'Kind'),
  },
  status: {
    kind: 'enum',
    type: 'BackupStatus',
    values: backupStatus,
    required: true,
    ...system,
    label: label('状态', 'Status'),
  },
  cause: {
    kind: 'enum',
    type: 'BackupCause',
    values: backupTrigger,
    required: true,
    ...system,
    label: label('发起方式', 'Cause'),
  },
  fileName: { kind: 'keyword', format: 'plain', max: 100, ...system, label: label('文件', 'File') },
  asOf: {
    ...instant('数据时点', 'As of'),
    hint: label('备份内容对应的时刻', 'The archive as it stood then is what the backup holds.'),
  },
  sizeBytes: { kind: 'decimal', places: 0, ...system, label: label('大小', 'Size'), hint: label('字节', 'In bytes.') },
  rowCount: count('行数', 'Rows'),
  tableCount: count('表数', 'Tables'),
  fileCount: count('附件数', 'Files'),
  contentHash: {
    kind: 'keyword',
    format: 'plain',
    max: 64,
    ...system,
    label: label('内容校验值', 'Content hash'),
    hint: label('内容相同则相同，与数据库种类无关', 'The same for the same rows, whatever the database.'),
  },
  progress: {
    kind: 'int',
    min: 0,
    max: 100,
    ...system,
    label: label('进度', 'Progress'),
    hint: label('百分比', 'Percent.'),
  },
  failure: {
    kind: 'enum',
    type: 'BackupFault',
    values: backupFaults,
    ...system,
    label: label('失败原因', 'Failure'),
  },
  failureDetail: { kind: 'text', max: 500, ...system, label: label('失败详情', 'Failure detail') },
  createdAt: { ...instant('发起时间', 'Asked for at'), required: true },
  startedAt: instant('开始时间', 'Started at'),
  finishedAt: instant('结束时间', 'Finished at'),
  createdById: {
    kind: 'ref',
    target: 'User',
    ...system,
    label: label('发起人', 'Asked for by'),
    hint: label('空表示系统', 'Null: the archive itself.'),
  },
});

/** One backup, verification or restore drill and what became of it. */
export const backupRun: EntityDeclaration = {
  name: 'BackupRun',
  plural: 'backupRuns',
  table: 'backup_run',
  prefix: 'bak',
  base: 'log',
  label: label('备份记录', 'Backup run'),
  description: 'One backup, verification or restore drill: when, how large, and what became of it.',
  fields,
  readScope: 'backup:read',
  rows: () => null,
  order: [{ createdAt: { direction: 'DESC' } }],
};
export const BackupRun = entityType(backupRun);
