import type { Cell } from '../../../platform/sheet/sheet';
import type { ColumnUnit } from '../column-meaning';
import { note, problem, type ImportCode, type Problem, type ProblemParams } from '../import-problem';

/** What a cell was read as. Null = nothing stands in it. */
export interface Reading {
  value: unknown;
  problems: Problem[];
}

/** What a reader knows besides the cell. */
export interface ReadContext {
  /** Header of the column. */
  title: string;
  unit: ColumnUnit | null;
  date1904: boolean;
}

export const read = (value: unknown, ...problems: Problem[]): Reading => ({ value, problems });
export const nothing: Reading = { value: null, problems: [] };

/** A cell that cannot be read; `value` is what stands in it, cut for the message. */
export const unreadable = (context: ReadContext, code: ImportCode, text: string, params: ProblemParams = {}): Reading =>
  read(null, problem(code, context.title, { value: shorten(text), ...params }));

export const remark = (context: ReadContext, code: ImportCode, text: string, params: ProblemParams = {}): Problem =>
  note(code, context.title, { value: shorten(text), ...params });

export const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** Half-width, without outer blanks and invisible marks. */
export const flatten = (cell: Cell): string =>
  cell.text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim();

/** What clerks write for "nothing". */
const BLANK = /^(?:[-—–_/\\.?*]+|无|没有|暂无|不详|未知|未填|空|n\/?a|null|none|nil)$/i;
export const isBlankWord = (text: string): boolean => text === '' || BLANK.test(text);
