import { defineFields, label } from '@dossier/shared';
import type { Entity } from '../../graph/entity';

export const importStatus = {
  QUEUED: label('排队中', 'Queued'),
  RUNNING: label('进行中', 'Running'),
  DONE: label('已完成', 'Done'),
  FAILED: label('失败', 'Failed'),
  CANCELLED: label('已取消', 'Cancelled'),
} as const;
export const onDuplicate = {
  SKIP: label('跳过该行', 'Skip the row'),
  UPDATE: label('更新已有客户', 'Update the customer'),
  ERROR: label('报错', 'Count it as an error'),
} as const;
export const importOutcome = {
  CREATED: label('新建', 'Created'),
  UPDATED: label('更新', 'Updated'),
  CONTACT_ADDED: label('补充联系人', 'Contact added'),
  SKIPPED: label('跳过', 'Skipped'),
  ERROR: label('有误', 'Error'),
  IGNORED: label('非数据行', 'Not data'),
} as const;

export type ImportStatus = keyof typeof importStatus;
export type OnDuplicate = keyof typeof onDuplicate;
export type ImportOutcome = keyof typeof importOutcome;

const count = (zh: string, en: string) => ({ kind: 'int', access: 'system', label: label(zh, en) }) as const;

/** What a list of imports shows; the whole job is asked for by its own document. */
export const importJobEntity: Entity = {
  name: 'importJob',
  plural: 'importJobs',
  type: 'ImportJob',
  label: label('导入记录', 'Import'),
  fields: defineFields({
    fileName: { kind: 'text', max: 200, access: 'system', label: label('文件名', 'File') },
    status: {
      kind: 'enum',
      type: 'ImportStatus',
      values: importStatus,
      access: 'system',
      label: label('状态', 'Status'),
    },
    dryRun: { kind: 'bool', access: 'system', label: label('试运行', 'Dry run') },
    totalRows: count('总行数', 'Rows'),
    createdCount: count('新建客户', 'Created'),
    updatedCount: count('更新客户', 'Updated'),
    contactCount: count('新建联系人', 'Contacts'),
    skippedCount: count('跳过', 'Skipped'),
    errorCount: count('有误', 'Errors'),
    finishedAt: { kind: 'instant', access: 'system', label: label('结束时间', 'Finished') },
  }),
  title: 'fileName',
  relations: { createdBy: { to: 'User', many: false, label: label('导入人', 'By') } },
  log: true,
  searchable: false,
};
