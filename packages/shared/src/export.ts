/** Files that people take out: what of, in which form, and how they stand. */
import { label, type Label } from './dictionary';

export const exportKind = {
  LIST: label('列表', 'List'),
  GROUPS: label('分组', 'Groups'),
  QUERY: label('查询', 'Query'),
} as const;

export const exportFormat = {
  CSV: label('CSV', 'CSV'),
  XLSX: label('Excel', 'Excel'),
  JSONL: label('JSON 行', 'JSON lines'),
} as const;

export const exportStatus = {
  QUEUED: label('排队中', 'Queued'),
  RUNNING: label('进行中', 'Running'),
  DONE: label('已完成', 'Ready'),
  FAILED: label('失败', 'Failed'),
  CANCELLED: label('已取消', 'Cancelled'),
  EXPIRED: label('已过期', 'Expired'),
} as const;

/** How many rows of a query are taken. */
export const exportExtent = {
  ALL: label('全部行', 'All rows'),
  AS_ASKED: label('只要查询要的行数', 'Only as many as the query asks for'),
} as const;
/** The same where their number is known. */
export const exportAsAsked = (count: number): Label =>
  label(`只要查询要的 ${count} 行`, `Only the ${count} that the query asks for`);

export type ExportExtent = keyof typeof exportExtent;
export type ExportKind = keyof typeof exportKind;
export type ExportFormat = keyof typeof exportFormat;
export type ExportStatus = keyof typeof exportStatus;

export const exportLimits = {
  columns: 100,
  /** Waiting or running, of one person. */
  open: 5,
  /** A file is kept so long. */
  days: 7,
} as const;
