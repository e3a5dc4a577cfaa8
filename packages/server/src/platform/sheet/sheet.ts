import { openCsv } from './csv-file';
import { detectFormat } from './detect';
import type { SheetFile } from './sheet-types';
import { openXlsx } from './xlsx-file';

export { SheetError, type SheetErrorCode } from './sheet-error';
export { SHEET_LIMITS, type Cell, type CellKind, type Sheet, type SheetFile, type SheetRow } from './sheet-types';
export { serialToDate } from './excel-date';

/**
 * Opens a table people handed in, XLSX or CSV in any usual encoding, judged by its bytes and not by its name.
 * Throws `SheetError` with the cure for everything that cannot be read safely.
 */
export async function openSheet(filePath: string): Promise<SheetFile> {
  return (await detectFormat(filePath)) === 'xlsx' ? openXlsx(filePath) : openCsv(filePath);
}
