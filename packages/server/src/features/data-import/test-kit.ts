import type { SheetRow } from '../../platform/sheet/sheet';
import { findHeader } from './header-row';
import { problemText } from './import-problem';
import { mapColumns } from './mapping';
import { RowReader, type ReadRow } from './row-reader';
import type { DraftEnvironment } from './row-draft';

export const testEnvironment: DraftEnvironment = {
  date1904: false,
  findUser: (text) => (text === '李销售' ? 'usr_01' : null),
  toInstant: (date, time) => `${date}T${time ?? '00:00'}:00.000Z`,
};

/** Rows from lines with `|` between cells. `>` marks a cell merged from the left, `^` one merged from above, `\n` a line break. */
export const linesToRows = (lines: readonly string[]): SheetRow[] =>
  lines.map((line, index) => ({
    number: index + 1,
    cells: line.split('|').map((cell) => {
      const text = cell.replace(/^[>^]/, '').replace(/\\n/g, '\n');
      if (text === '') return null;
      const merged = cell.startsWith('>') ? ('right' as const) : cell.startsWith('^') ? ('down' as const) : null;
      return { kind: 'text' as const, text, ...(merged ? { merged } : {}) };
    }),
  }));

/** Everything the import reads from these lines. */
export function readLines(...lines: string[]): { rows: ReadRow[]; notes: string[]; blank: number } {
  const rows = linesToRows(lines);
  const mapping = mapColumns(findHeader(rows)!);
  const reader = new RowReader(mapping, testEnvironment);
  const read = rows.filter((row) => row.cells.some(Boolean)).map((row) => reader.read(row));
  return {
    rows: read.filter((row): row is ReadRow => row !== null),
    notes: mapping.notes.map((one) => problemText(one, 'zh')),
    blank: reader.counts.blank,
  };
}

/** The drafts alone. */
export const draftLines = (...lines: string[]) =>
  readLines(...lines).rows.flatMap((row) => (row.kind === 'draft' ? [row.draft] : []));
