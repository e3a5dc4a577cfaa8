import type { SheetRow } from '../../platform/sheet/sheet';
import { readMeaning, type ColumnMeaning } from './column-meaning';

/** Where the header stands and what each of its columns may mean. */
export interface FoundHeader {
  firstRow: number;
  lastRow: number;
  columns: ReadonlyArray<{ index: number; meaning: ColumnMeaning }>;
  score: number;
}

export const HEADER_SEARCH_ROWS = 30;
const NAME_WEIGHT = 3;

/**
 * Finds the header among the first rows: the row, or pair of rows, whose words are best known. A title, a date line or
 * a note above it scores nothing. Null when no row names at least the customer.
 */
export function findHeader(rows: readonly SheetRow[]): FoundHeader | null {
  let best: FoundHeader | null = null;
  rows.slice(0, HEADER_SEARCH_ROWS).forEach((row, index) => {
    const next = rows[index + 1];
    const pair = next && next.number === row.number + 1 ? readPair(row, next) : null;
    for (const found of [readSingle(row), pair]) {
      if (found && isHeader(found) && (!best || isBetter(found, best))) best = found;
    }
  });
  return best;
}

/** More known words; of equals the one with fewer lines (a title above the header is no part of it). */
const isBetter = (found: FoundHeader, best: FoundHeader) =>
  found.score > best.score ||
  (found.score === best.score && found.lastRow - found.firstRow < best.lastRow - best.firstRow);

/** A list with one column is a header only when the word stands alone; else two known words are asked for. */
function isHeader({ columns, score }: FoundHeader): boolean {
  const names = columns.some(({ meaning }) => meaning.targets.some((t) => t.kind === 'customer' && t.field === 'name'));
  return names && (score > NAME_WEIGHT || columns.length === 1);
}

function readSingle(row: SheetRow): FoundHeader {
  const columns = row.cells.flatMap((cell, index) =>
    cell && !cell.merged && cell.text.trim() ? [{ index, meaning: readMeaning(cell.text.trim()) }] : [],
  );
  return { firstRow: row.number, lastRow: row.number, columns, score: scoreOf(columns) };
}

/** A header of two lines: groups above (联系人), their columns below (姓名, 电话); or a word that is merged over both. */
function readPair(top: SheetRow, bottom: SheetRow): FoundHeader | null {
  // One text over the whole width is a title, not a line of groups.
  if (new Set(top.cells.map((cell) => cell?.text.trim()).filter(Boolean)).size < 2) return null;
  const columns: Array<{ index: number; meaning: ColumnMeaning }> = [];
  let group: string | null = null;
  let known = 0;
  let below = 0;
  for (let index = 0; index < Math.max(top.cells.length, bottom.cells.length); index++) {
    const [upper, lower] = [top.cells[index], bottom.cells[index]];
    if (upper && upper.text.trim()) group = upper.text.trim();
    const own = lower && lower.merged !== 'down' ? lower.text.trim() : '';
    if (own) {
      const meaning = readMeaning(own, group);
      below++;
      if (meaning.targets.length > 0) known++;
      columns.push({ index, meaning });
    } else if (upper && upper.merged !== 'right' && upper.text.trim()) {
      columns.push({ index, meaning: readMeaning(upper.text.trim()) });
    }
  }
  // The second line must be words too: a first row of data is no part of the header.
  if (below === 0 || known < below * 0.6) return null;
  return { firstRow: top.number, lastRow: bottom.number, columns, score: scoreOf(columns) };
}

function scoreOf(columns: ReadonlyArray<{ meaning: ColumnMeaning }>): number {
  let score = 0;
  for (const { meaning } of columns) {
    if (meaning.targets.length === 0 || meaning.targets.every(({ kind }) => kind === 'ignored')) continue;
    score += meaning.targets.some((target) => target.kind === 'customer' && target.field === 'name') ? NAME_WEIGHT : 1;
  }
  return score;
}
