import type { Sheet, SheetFile, SheetRow } from '../../platform/sheet/sheet';
import { findHeader, HEADER_SEARCH_ROWS, type FoundHeader } from './header-row';
import { ImportError, problem } from './import-problem';
import { mapColumns, type Mapping } from './mapping';
import { isSecretHeader } from './secret-header';

/** The sheet of a file that holds the customers, and what its columns mean. */
export interface InspectedFile {
  sheet: Sheet;
  mapping: Mapping;
}

const SHEETS_SEARCHED = 10;

/** Chooses the sheet whose header is best known: a first sheet with instructions is passed over. */
export async function inspectFile(file: SheetFile): Promise<InspectedFile> {
  let best: { sheet: Sheet; header: FoundHeader } | null = null;
  for (let index = 0; index < Math.min(file.sheetNames.length, SHEETS_SEARCHED); index++) {
    const sheet = await file.sheet(index);
    const header = findHeader(await firstRows(sheet));
    if (header) refuseSecrets(header);
    if (header && (!best || header.score > best.header.score)) best = { sheet, header };
  }
  if (!best)
    throw new ImportError(problem('IMPORT_NO_HEADER', null, { rows: HEADER_SEARCH_ROWS, example: '客户名称' }));
  return { sheet: best.sheet, mapping: mapColumns(best.header) };
}

/** The file is kept for a while and its faulty rows are handed back: numbers that are kept sealed must not lie in it. */
function refuseSecrets({ columns }: FoundHeader): void {
  const secret = columns.find(({ meaning }) => isSecretHeader(meaning.title));
  if (secret) throw new ImportError(problem('IMPORT_HAS_SECRETS', null, { header: secret.meaning.title }));
}

async function firstRows(sheet: Sheet): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of sheet.rows()) {
    rows.push(row);
    if (rows.length > HEADER_SEARCH_ROWS) break;
  }
  return rows;
}

/** Reads the sheet to its end: what is wrong with the file is found before any row is written. */
export async function countRows(sheet: Sheet, mapping: Mapping): Promise<number> {
  let rows = 0;
  for await (const row of sheet.rows()) if (row.number > mapping.lastHeaderRow) rows++;
  if (rows === 0) throw new ImportError(problem('IMPORT_NO_ROWS'));
  return rows;
}
