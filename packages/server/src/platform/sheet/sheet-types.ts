/** What kind of value the sheet itself says a cell holds. */
export type CellKind = 'text' | 'number' | 'percent' | 'date' | 'bool' | 'error';

/**
 * One filled cell. `text` is exact and as a reader of the sheet sees it: numbers in plain decimal digits (never 1.38E+10),
 * dates `YYYY-MM-DD` (with ` HH:mm:ss` when the cell has a time), percent `13%`, booleans `TRUE`/`FALSE`.
 */
export interface Cell {
  readonly kind: CellKind;
  readonly text: string;
  /** The value stands in the first cell of a merged area that covers this one: above (`down`) or to the left (`right`). */
  readonly merged?: 'down' | 'right';
}

/** One row with content; `number` is the row number the user sees (rows left out of the file are simply skipped). */
export interface SheetRow {
  readonly number: number;
  /** By column, 0 = A; null = empty. */
  readonly cells: ReadonlyArray<Cell | null>;
}

export type SheetFormat = 'xlsx' | 'csv';

/** One table of a file. */
export interface Sheet {
  readonly name: string;
  /** Rows in the file, for a progress bar. May count rows without content. */
  readonly rowCount: number;
  /** Dates of this file count from 1904 (old Mac workbooks). */
  readonly date1904: boolean;
  /** A fresh pass over the rows each time it is called. */
  rows(): AsyncIterable<SheetRow>;
}

/** An opened, checked file. */
export interface SheetFile {
  readonly format: SheetFormat;
  /** Encoding of a CSV. */
  readonly encoding?: string;
  /** Delimiter of a CSV. */
  readonly delimiter?: string;
  /** Names of the visible sheets in order (a CSV has one, without a name). */
  readonly sheetNames: readonly string[];
  /** Opens one sheet after reading it through once: a damaged file fails here, before any row is used. */
  sheet(index: number): Promise<Sheet>;
  close(): Promise<void>;
}

/** Limits of a file that people hand in (docs: a zip bomb, an endless sheet). */
export const SHEET_LIMITS = {
  fileBytes: 100 * 1024 * 1024,
  inflatedBytes: 200 * 1024 * 1024,
  ratio: 100,
  /** Small XML files compress far better than 100 : 1 without harm; the ratio is judged above this size. */
  ratioFromBytes: 1024 * 1024,
  entries: 1000,
  rows: 1_048_576,
  columns: 200,
  cellCharacters: 32_767,
  recordBytes: 1024 * 1024,
} as const;
