import { defineFields, exportFormat, exportKind, exportStatus, label } from '@dossier/shared';
import { entityType } from '../../platform/graphql/entity-type';
import type { EntityDeclaration } from '../../platform/query/model';
import { column, FALSE, sql } from '../../platform/query/sql';

const system = { access: 'system' } as const;
const instant = (zh: string, en: string) => ({ kind: 'instant', ...system, label: label(zh, en) }) as const;
const count = (zh: string, en: string) => ({ kind: 'int', min: 0, ...system, label: label(zh, en) }) as const;

const fields = defineFields({
  title: { kind: 'text', max: 200, required: true, ...system, label: label('名称', 'Title') },
  kind: {
    kind: 'enum',
    type: 'ExportKind',
    values: exportKind,
    required: true,
    ...system,
    label: label('来源', 'Kind'),
  },
  entity: {
    kind: 'keyword',
    format: 'plain',
    max: 60,
    required: true,
    ...system,
    label: label('记录类型', 'Type of the records'),
  },
  format: {
    kind: 'enum',
    type: 'ExportFormat',
    values: exportFormat,
    required: true,
    ...system,
    label: label('格式', 'Format'),
  },
  status: {
    kind: 'enum',
    type: 'ExportStatus',
    values: exportStatus,
    required: true,
    ...system,
    label: label('状态', 'Status'),
  },
  columnCount: count('列数', 'Columns'),
  totalRows: {
    ...count('总行数', 'Total rows'),
    hint: label('开始时统计', 'Counted at the beginning; null until then, and where it is known only at the end.'),
  },
  doneRows: { ...count('已写行数', 'Done rows'), hint: label('完成后即文件行数', 'Once ready, the rows of the file.') },
  sizeBytes: { kind: 'decimal', places: 0, ...system, label: label('大小', 'Size'), hint: label('字节', 'In bytes.') },
  sheetCount: {
    ...count('工作表数', 'Sheets'),
    hint: label('超过 1048576 行时分成几张', 'More than one where the rows do not fit into one sheet.'),
  },
  failure: { kind: 'text', max: 1000, ...system, label: label('失败原因', 'Failure') },
  createdAt: { ...instant('发起时间', 'Asked for at'), required: true },
  startedAt: instant('开始时间', 'Started at'),
  finishedAt: instant('结束时间', 'Finished at'),
  expiresAt: { ...instant('有效期至', 'Expires at'), hint: label('之后文件被删除', 'The file is removed then.') },
  createdById: { kind: 'ref', target: 'User', ...system, label: label('导出人', 'Created by') },
  scheduleId: {
    kind: 'ref',
    target: 'QuerySchedule',
    ...system,
    label: label('定时任务', 'Schedule'),
    hint: label('由它发起；手工导出为空', 'The schedule that asked for it; null where a person did.'),
  },
  dueAt: {
    ...instant('应运行时间', 'Due at'),
    hint: label('手工发起为空', 'When the schedule was due; null where a person asked for it.'),
  },
  missedRuns: {
    ...count('错过次数', 'Missed runs'),
    hint: label(
      '服务器停机期间错过、由本次补上的其他次数',
      'Further times that passed while no server ran; this run stands for them.',
    ),
  },
});

/** One file that somebody takes out. Nobody sees those of others, whatever they administer. */
export const exportJob: EntityDeclaration = {
  name: 'ExportJob',
  plural: 'exportJobs',
  table: 'export_job',
  prefix: 'exp',
  base: 'log',
  label: label('导出', 'Export'),
  description: 'One export of the caller: of what, how far it is, and until when its file can be downloaded.',
  fields,
  readScope: null,
  rows: () => null,
  // who looks through somebody else's eyes does not take that person's files
  range: ({ actor, alias }) => (actor.viewedBy ? FALSE : sql`${column(alias, 'created_by_id')} = ${actor.userId}`),
  inverses: { scheduleId: 'exports' },
  order: [{ createdAt: { direction: 'DESC' } }],
};
export const ExportJob = entityType(exportJob);
