import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Readable, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { stream, Worksheet } from 'exceljs';
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
  /** Numbers of more digits stay text: 10 where a number may be a phone, 15 (all that a sheet keeps) where it surely is none. */
  digits?: number;
}

/** What one sheet of a workbook holds at most, its header with it. */
export const SHEET_ROWS = 1_048_576;

/**
 * Writes an XLSX as a stream; returns how many sheets it took, as what is longer than a sheet goes on in the next one. Texts are always
 * string cells, so none can run as a formula.
 */
export async function writeXlsx(output: Writable, table: OutputTable, sheetRows = SHEET_ROWS): Promise<number> {
  // a quarter of the server's start would be its loading; few exports are the first thing anybody does
  const { stream: excel } = await import('exceljs');
  const workbook = new excel.xlsx.WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: false });
  let sheets = 1;
  let sheet = addSheet(workbook, table, sheets);
  let filled = 1;
  for await (const cells of table.rows) {
    if (filled === sheetRows) {
      sheet.commit();
      sheet = addSheet(workbook, table, ++sheets);
      filled = 1;
    }
    const row = sheet.addRow([]);
    cells.forEach((cell, index) => setCell(row.getCell(index + 1), cell, table.digits ?? 10));
    row.commit();
    filled++;
    await drained(output);
  }
  sheet.commit();
  await workbook.commit();
  return sheets;
}

/** Waits until the output takes more; what it failed of is thrown. */
async function drained(output: Writable): Promise<void> {
  if (output.errored) throw output.errored;
  if (output.writableNeedDrain) await once(output, 'drain');
}

function addSheet(workbook: stream.xlsx.WorkbookWriter, table: OutputTable, number: number): Worksheet {
  const name = sheetName(table.sheetName, number);
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
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
  return sheet;
}

/** At most 31 characters, none of those that a workbook refuses. */
const sheetName = (name: string, number: number): string => {
  const end = number === 1 ? '' : ` (${number})`;
  const plain =
    name
      .replace(/[\\/:*?[\]]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Sheet';
  return [...plain].slice(0, 31 - end.length).join('') + end;
};

interface TargetCell {
  value: unknown;
  numFmt: string;
}

function setCell(target: TargetCell, cell: Cell | string | null, digits: number): void {
  if (cell === null || cell === '') return;
  if (typeof cell === 'string') target.value = cell.slice(0, SHEET_LIMITS.cellCharacters);
  else if (cell.kind === 'number' && isExactNumber(cell.text, digits)) target.value = Number(cell.text);
  else if (cell.kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(cell.text)) {
    target.value = new Date(`${cell.text}T00:00:00.000Z`);
    target.numFmt = 'yyyy-mm-dd';
  } else target.value = cell.text.slice(0, SHEET_LIMITS.cellCharacters);
}

/** Long digits stay text, as codes and phones need. Places that are nought say nothing to a number. */
const isExactNumber = (text: string, digits: number) => {
  const plain = /\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text;
  return plain.replace(/\D/g, '').length <= digits && String(Number(plain)) === plain;
};

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

/** Writes one JSON object a line. */
export const writeJsonLines = (output: Writable, objects: AsyncIterable<unknown>): Promise<void> => {
  async function* lines() {
    for await (const one of objects) yield `${JSON.stringify(one)}\n`;
  }
  return pipeline(Readable.from(lines()), output);
};

/** The same into a file that only its owner reads; returns the number of sheets. */
export async function writeSheetFile(filePath: string, format: 'xlsx' | 'csv', table: OutputTable): Promise<number> {
  const output = createWriteStream(filePath, { mode: 0o600 });
  try {
    if (format === 'csv') {
      await writeCsv(output, table);
      return 1;
    }
    const [sheets] = await Promise.all([writeXlsx(output, table), finished(output)]);
    return sheets;
  } catch (error) {
    output.destroy();
    throw error;
  }
}
