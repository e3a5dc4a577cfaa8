import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { sniffDelimiter } from './csv-delimiter';
import { decodeFile, detectEncoding, type CsvEncoding } from './csv-encoding';
import { unescapeFormula } from '@dossier/shared';
import { SheetError } from './sheet-error';
import { SHEET_LIMITS, type Cell, type Sheet, type SheetFile, type SheetRow } from './sheet-types';

const SAMPLE_CHARACTERS = 64 * 1024;

/** A text table in any encoding and with any of the usual delimiters. */
export async function openCsv(filePath: string): Promise<SheetFile> {
  const encoding = await detectEncoding(filePath);
  const { sample, lines } = await survey(filePath, encoding);
  if (sample.trim() === '') throw new SheetError('SHEET_EMPTY');
  const { delimiter, skipFirst } = sniffDelimiter(sample);
  const options: CsvOptions = { filePath, encoding, delimiter, skipFirst };
  const sheet: Sheet = { name: '', rowCount: lines, date1904: false, rows: () => readCsv(options) };
  return {
    format: 'csv',
    encoding,
    delimiter,
    sheetNames: [''],
    sheet: async () => sheet,
    close: async () => undefined,
  };
}

interface CsvOptions {
  filePath: string;
  encoding: CsvEncoding;
  delimiter: string;
  skipFirst: boolean;
}

async function survey(filePath: string, encoding: CsvEncoding): Promise<{ sample: string; lines: number }> {
  let sample = '';
  let lines = 1;
  for await (const text of decodeFile(filePath, encoding)) {
    if (sample.length < SAMPLE_CHARACTERS) sample += text;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  }
  return { sample, lines };
}

async function* readCsv({ filePath, encoding, delimiter, skipFirst }: CsvOptions): AsyncGenerator<SheetRow> {
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: SHEET_LIMITS.recordBytes,
    from: skipFirst ? 2 : 1,
  });
  const source = Readable.from(decodeFile(filePath, encoding));
  source.once('error', (error) => parser.destroy(error));
  let number = skipFirst ? 1 : 0;
  try {
    for await (const record of source.pipe(parser)) {
      number++;
      const cells = readRecord(record as string[], number);
      if (cells) yield { number, cells };
    }
  } catch (error) {
    throw explain(error, number + 1);
  } finally {
    source.destroy();
  }
}

function readRecord(record: readonly string[], row: number): Array<Cell | null> | null {
  if (row > SHEET_LIMITS.rows) throw new SheetError('SHEET_TOO_MANY_ROWS', { limit: SHEET_LIMITS.rows });
  let filled = 0;
  const cells: Array<Cell | null> = [];
  for (let column = 0; column < record.length; column++) {
    const text = record[column]!;
    if (text.trim() === '') continue;
    if (column >= SHEET_LIMITS.columns)
      throw new SheetError('SHEET_TOO_MANY_COLUMNS', { row, limit: SHEET_LIMITS.columns });
    while (cells.length < column) cells.push(null);
    cells.push({ kind: 'text', text: unescapeFormula(text) });
    filled++;
  }
  return filled > 0 ? cells : null;
}

function explain(error: unknown, row: number): unknown {
  if (!(error instanceof CsvError)) return error;
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new SheetError('SHEET_CELL_TOO_LONG', { row }, error);
  return new SheetError('SHEET_QUOTE_NOT_CLOSED', { row }, error);
}
