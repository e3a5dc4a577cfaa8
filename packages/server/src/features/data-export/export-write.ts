import { createWriteStream } from 'node:fs';
import { writeJsonLines, writeSheetFile } from '../../platform/sheet/sheet-writer';
import type { ExportTable } from './export-source';

export type FileParts =
  | { format: 'JSONL'; objects: AsyncIterable<unknown> }
  | { format: 'CSV' | 'XLSX'; sheetName: string; table: ExportTable };

/** Writes rows into a file; returns how many sheets it has. */
export async function writeExportFile(path: string, parts: FileParts): Promise<number> {
  if (parts.format === 'JSONL') {
    await writeJsonLines(createWriteStream(path, { mode: 0o600 }), parts.objects);
    return 1;
  }
  const { format, sheetName, table } = parts;
  return writeSheetFile(path, format === 'CSV' ? 'csv' : 'xlsx', { sheetName, ...table, digits: 15 });
}
