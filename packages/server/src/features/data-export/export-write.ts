import { createWriteStream } from 'node:fs';
import type { ExportFormat } from '@dossier/shared';
import { writeJsonLines, writeSheetFile } from '../../platform/sheet/sheet-writer';
import type { ExportedRow } from './export-source';

export interface FileParts {
  format: ExportFormat;
  sheetName: string;
  header: readonly string[];
  rows: AsyncIterable<ExportedRow>;
}

/** Writes rows into a file; returns how many sheets it has. */
export async function writeExportFile(path: string, { format, sheetName, header, rows }: FileParts): Promise<number> {
  if (format === 'JSONL') {
    await writeJsonLines(
      createWriteStream(path, { mode: 0o600 }),
      each(rows, (row) => row.object()),
    );
    return 1;
  }
  const table = { sheetName, header, rows: each(rows, (row) => row.cells()), digits: 15 };
  return writeSheetFile(path, format === 'CSV' ? 'csv' : 'xlsx', table);
}

async function* each<T, R>(items: AsyncIterable<T>, make: (item: T) => R): AsyncGenerator<R> {
  for await (const item of items) yield make(item);
}
