import { createWriteStream } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { escapeFormula } from '@dossier/shared';
import { SHEET_LIMITS, type Cell } from './sheet-types';

/** A row to write; a plain string is a text cell. */
export type OutputRow = ReadonlyArray<Cell | string | null>;

export interface OutputTable {
  sheetName: string;
  /** Bold and frozen. */
  header: readonly string[];
  rows: AsyncIterable<OutputRow> | Iterable<OutputRow>;
  /** Header columns (0-based) shown as a warning, such as the reason of an error. */
  marked?: readonly number[];
}

/** Writes an XLSX as a stream. Texts are always string cells, so none can run as a formula. */
export async function writeXlsx(output: Writable, table: OutputTable): Promise<void> {
  // a quarter of the server's start would be its loading; few exports are the first thing anybody does
  const { stream: excel } = await import('exceljs');
  const workbook = new excel.xlsx.WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet(table.sheetName, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = table.header.map((title, index) => ({
    width: table.marked?.includes(index) ? 48 : Math.min(32, Math.max(12, title.length * 2 + 4)),
  }));
  const header = sheet.addRow([...table.header]);
  header.eachCell((cell, column) => {
    const marked = table.marked?.includes(column - 1);
    cell.font = { bold: true, color: { argb: marked ? 'FFC45656' : 'FF303133' } };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: marked ? 'FFFEF0F0' : 'FFF5F7FA' } };
  });
  header.commit();
  for await (const cells of table.rows) {
    const row = sheet.addRow([]);
    cells.forEach((cell, index) => setCell(row.getCell(index + 1), cell));
    row.commit();
    if (output.writableNeedDrain) await new Promise((resolve) => output.once('drain', resolve));
  }
  sheet.commit();
  await workbook.commit();
}

interface TargetCell {
  value: unknown;
  numFmt: string;
}

function setCell(target: TargetCell, cell: Cell | string | null): void {
  if (cell === null || cell === '') return;
  if (typeof cell === 'string') target.value = cell.slice(0, SHEET_LIMITS.cellCharacters);
  else if (cell.kind === 'number' && isExactNumber(cell.text)) target.value = Number(cell.text);
  else if (cell.kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(cell.text)) {
    target.value = new Date(`${cell.text}T00:00:00.000Z`);
    target.numFmt = 'yyyy-mm-dd';
  } else target.value = cell.text.slice(0, SHEET_LIMITS.cellCharacters);
}

/** Long digits stay text, as codes and phones need; a sheet keeps 15 digits only. */
const isExactNumber = (text: string) => text.replace(/\D/g, '').length <= 10 && String(Number(text)) === text;

/** Writes a CSV that Excel opens as UTF-8, safe from formulas. */
export async function writeCsv(output: Writable, table: OutputTable): Promise<void> {
  const text = (cell: Cell | string | null) => (cell === null ? '' : typeof cell === 'string' ? cell : cell.text);
  const safe = (cell: Cell | string | null) => escapeFormula(text(cell));
  async function* records() {
    yield table.header.map(safe);
    for await (const row of table.rows) yield row.map(safe);
  }
  await pipeline(Readable.from(records()), stringify({ bom: true, record_delimiter: 'windows' }), output);
}

/** The same into a file. */
export async function writeSheetFile(filePath: string, format: 'xlsx' | 'csv', table: OutputTable): Promise<void> {
  const output = createWriteStream(filePath);
  if (format === 'csv') return writeCsv(output, table);
  const finished = new Promise<void>((resolve, reject) => output.once('finish', resolve).once('error', reject));
  await writeXlsx(output, table);
  await finished;
}
