import { defineFields, label } from '@dossier/shared';
import { entityType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';
import { jobsInReach, rowsInReach } from './import-reach';

export const importStatus = {
  QUEUED: label('排队中', 'Queued'),
  RUNNING: label('进行中', 'Running'),
  DONE: label('已完成', 'Done'),
  FAILED: label('失败', 'Failed'),
  CANCELLED: label('已取消', 'Cancelled'),
} as const;

/** What happens to a row whose customer the archive has already. */
export const importOnDuplicate = {
  SKIP: label('跳过', 'Skip'),
  UPDATE: label('更新已有客户', 'Update'),
  ERROR: label('报错', 'Error'),
} as const;

export const importOutcome = {
  CREATED: label('新建', 'Created'),
  UPDATED: label('更新', 'Updated'),
  CONTACT_ADDED: label('补充联系人', 'Contact added'),
  SKIPPED: label('跳过', 'Skipped'),
  ERROR: label('有误', 'Error'),
  IGNORED: label('非数据行', 'Not data'),
} as const;

const problemLevel = { ERROR: label('错误', 'Error'), NOTE: label('提示', 'Note') } as const;

export type ImportStatus = keyof typeof importStatus;
export type ImportOnDuplicate = keyof typeof importOnDuplicate;
export type ImportOutcome = keyof typeof importOutcome;

const count = (zh: string, en: string, hint?: { zh: string; en: string }) =>
  ({ kind: 'int', access: 'system', min: 0, label: label(zh, en), ...(hint ? { hint } : {}) }) as const;
const word = (max: number, zh: string, en: string) =>
  ({ kind: 'keyword', format: 'plain', max, access: 'system', label: label(zh, en) }) as const;

const jobFields = defineFields({
  fileName: { kind: 'text', max: 200, required: true, access: 'system', label: label('文件名', 'File name') },
  status: {
    kind: 'enum',
    type: 'ImportStatus',
    values: importStatus,
    required: true,
    access: 'system',
    label: label('状态', 'Status'),
  },
  dryRun: {
    kind: 'bool',
    access: 'system',
    label: label('试运行', 'Dry run'),
    hint: label('只检查，不写入', 'Everything is checked and nothing written.'),
  },
  onDuplicate: {
    kind: 'enum',
    type: 'ImportOnDuplicate',
    values: importOnDuplicate,
    access: 'system',
    label: label('已有客户', 'On duplicate'),
  },
  totalRows: count(
    '总行数',
    'Total rows',
    label('表头以下有内容的行', 'Rows with content below the header; null until they are counted.'),
  ),
  doneRows: count('已处理行数', 'Done rows'),
  createdCount: count('新建客户', 'Created customers'),
  updatedCount: count('更新客户', 'Updated customers'),
  contactCount: count('新建联系人', 'Created contacts'),
  skippedCount: count('跳过行数', 'Skipped rows'),
  errorCount: count('有误行数', 'Rows with errors'),
  ignoredCount: count(
    '非数据行',
    'Rows that are not data',
    label('合计、表尾、重复表头', 'Totals, notes below the table, repeated headers.'),
  ),
  blankCount: count('空行', 'Blank rows'),
  format: word(10, '格式', 'Format'),
  encoding: word(20, '编码', 'Encoding'),
  sheetName: { kind: 'text', max: 100, access: 'system', label: label('工作表', 'Sheet') },
  mapping: {
    kind: 'objects',
    type: 'ImportColumn',
    items: 200,
    access: 'system',
    label: label('列对应', 'Mapping'),
    fields: {
      column: {
        kind: 'int',
        required: true,
        label: label('列号', 'Column'),
        hint: label('从 1 起', 'Counted from 1.'),
      },
      header: { kind: 'text', max: 500, required: true, label: label('表头', 'Header') },
      target: { kind: 'text', max: 100, required: true, label: label('导入到', 'Goes to') },
    },
  },
  messages: {
    kind: 'list',
    max: 1000,
    items: 300,
    access: 'system',
    label: label('说明', 'Messages'),
    hint: label(
      '不认识的列、没有写单位的金额等',
      'Columns that were not imported, amounts without a unit, and the like.',
    ),
  },
  failure: { kind: 'text', max: 1000, access: 'system', label: label('失败原因', 'Failure') },
  createdAt: { kind: 'instant', required: true, access: 'system', label: label('提交时间', 'Created at') },
  startedAt: { kind: 'instant', access: 'system', label: label('开始时间', 'Started at') },
  finishedAt: { kind: 'instant', access: 'system', label: label('结束时间', 'Finished at') },
  createdById: { kind: 'ref', target: 'User', access: 'system', label: label('导入人', 'Created by') },
});

/** One import of a sheet: its options, progress and counts. */
export const importJob: EntityDeclaration = {
  name: 'ImportJob',
  plural: 'importJobs',
  table: 'import_job',
  prefix: 'imp',
  base: 'log',
  label: label('导入', 'Import job'),
  description: 'One import of a sheet of customers: options, progress, counts and what was said about its columns.',
  fields: jobFields,
  readScope: 'import:read',
  rows: () => null,
  range: ({ actor, alias }) => jobsInReach(actor, alias),
  order: [{ createdAt: { direction: 'DESC' } }],
};
export const ImportJob = entityType(importJob);

const rowFields = defineFields({
  jobId: { kind: 'ref', target: 'ImportJob', required: true, access: 'system', label: label('导入', 'Job') },
  rowNumber: {
    kind: 'int',
    required: true,
    access: 'system',
    label: label('行号', 'Row number'),
    hint: label('与表格中一致', 'As the sheet shows it.'),
  },
  outcome: {
    kind: 'enum',
    type: 'ImportOutcome',
    values: importOutcome,
    required: true,
    access: 'system',
    label: label('结果', 'Outcome'),
  },
  customerName: {
    kind: 'text',
    max: 200,
    access: 'system',
    label: label('客户名称', 'Customer name'),
    hint: label('表格所写', 'As the sheet has it.'),
  },
  customerId: { kind: 'ref', target: 'Customer', access: 'system', label: label('客户', 'Customer') },
  contactCount: count('新建联系人', 'Created contacts'),
  problems: {
    kind: 'objects',
    type: 'ImportProblem',
    items: 500,
    access: 'system',
    label: label('说明', 'Problems'),
    fields: {
      level: {
        kind: 'enum',
        type: 'ImportProblemLevel',
        values: problemLevel,
        required: true,
        label: label('级别', 'Level'),
      },
      code: { kind: 'keyword', format: 'plain', max: 60, required: true, label: label('代码', 'Code') },
      column: { kind: 'text', max: 500, label: label('列', 'Column') },
      message: { kind: 'text', max: 1000, required: true, label: label('说明', 'Message') },
    },
  },
});

/** What became of one row of a sheet. */
export const importRow: EntityDeclaration = {
  name: 'ImportRow',
  plural: 'importRows',
  table: 'import_row',
  prefix: 'imr',
  base: 'log',
  label: label('导入行', 'Import row'),
  description: 'What became of one row of an imported sheet, with every fault and note.',
  fields: rowFields,
  readScope: 'import:read',
  rows: () => null,
  range: ({ actor, alias }) => rowsInReach(actor, alias),
  inverses: { jobId: 'rows' },
  order: [{ rowNumber: { direction: 'ASC' } }],
};
export const ImportRow = entityType(importRow);
