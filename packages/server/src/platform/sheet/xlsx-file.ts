import type { Readable } from 'node:stream';
import { SheetError } from './sheet-error';
import type { Sheet, SheetFile } from './sheet-types';
import { readSharedStrings, readStyles, readWorkbook, type WorkbookParts } from './xlsx-parts';
import { readRows } from './xlsx-rows';
import { scanSheet } from './xlsx-scan';
import { SafeZip } from './zip';
import type { CellContext } from './xlsx-cell';

/**
 * An XLSX workbook, read from its central directory. Our own reader on yauzl and saxes: the streaming reader of exceljs
 * walks local headers (so the judged directory and the read bytes could differ), leaves merged areas and percent formats
 * out and rounds codes through floating point.
 */
export async function openXlsx(filePath: string): Promise<SheetFile> {
  const zip = await SafeZip.open(filePath);
  try {
    const workbook = await readWorkbook(zip);
    if (workbook.sheets.length === 0) throw new SheetError('SHEET_EMPTY');
    return new XlsxFile(zip, workbook);
  } catch (error) {
    zip.close();
    throw error;
  }
}

class XlsxFile implements SheetFile {
  readonly format = 'xlsx';
  readonly sheetNames: readonly string[];
  private context: Promise<CellContext> | null = null;

  constructor(
    private readonly zip: SafeZip,
    private readonly workbook: WorkbookParts,
  ) {
    this.sheetNames = workbook.sheets.map(({ name }) => name);
  }

  async sheet(index: number): Promise<Sheet> {
    const { zip, workbook } = this;
    const entry = workbook.sheets[index];
    if (!entry) throw new RangeError(`no sheet ${index}`);
    const { rowElements, merges } = await scanSheet(zip, entry.part);
    this.context ??= this.readContext();
    const context = await this.context;
    async function* rows() {
      const stream: Readable = await zip.stream(entry!.part);
      try {
        yield* readRows(stream, context, merges);
      } finally {
        stream.destroy();
      }
    }
    return { name: entry.name, rowCount: rowElements, date1904: workbook.date1904, rows };
  }

  private async readContext(): Promise<CellContext> {
    const { zip, workbook } = this;
    return {
      strings: await readSharedStrings(zip, workbook.stringsPart),
      styles: await readStyles(zip, workbook.stylesPart),
      date1904: workbook.date1904,
    };
  }

  async close(): Promise<void> {
    this.zip.close();
  }
}
