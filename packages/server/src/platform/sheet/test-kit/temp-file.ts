import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSheet, type SheetRow } from '../sheet';

/** A temp folder of a test file, removed after its tests. */
export function tempFolder(): { write(name: string, data: string | Buffer): string; path(name: string): string } {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-sheet-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string) => join(folder, name);
  return {
    path,
    write(name, data) {
      writeFileSync(path(name), data);
      return path(name);
    },
  };
}

/** All rows of the first sheet. */
export async function readAll(filePath: string): Promise<SheetRow[]> {
  const file = await openSheet(filePath);
  try {
    const rows: SheetRow[] = [];
    for await (const row of (await file.sheet(0)).rows()) rows.push(row);
    return rows;
  } finally {
    await file.close();
  }
}

/** Only the texts, '' for empty cells. */
export async function readTexts(filePath: string): Promise<string[][]> {
  return (await readAll(filePath)).map(({ cells }) => cells.map((cell) => cell?.text ?? ''));
}
