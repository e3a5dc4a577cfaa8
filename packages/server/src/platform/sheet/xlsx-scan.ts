import { SheetError } from './sheet-error';
import { SHEET_LIMITS } from './sheet-types';
import type { SafeZip } from './zip';

/** A merged area, 0-based columns, 1-based rows, inclusive. */
export interface MergedArea {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** What one quick pass over the bytes of a sheet tells before its rows are parsed. */
export interface SheetScan {
  rowElements: number;
  merges: MergedArea[];
}

const TAIL_LIMIT = 8 * 1024 * 1024;

/**
 * Reads a sheet to its end once: proves it is whole (size and check sum), counts its rows for the progress bar, and finds
 * the merged areas, which the format keeps behind the rows although the rows need them.
 */
export async function scanSheet(zip: SafeZip, part: string): Promise<SheetScan> {
  let rowElements = 0;
  let tail = '';
  let inTail = false;
  let carry = '';
  for await (const chunk of await zip.stream(part)) {
    const text = carry + (chunk as Buffer).toString('latin1');
    if (!inTail) {
      const end = text.search(/<\/(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*\/>/);
      const body = end < 0 ? text : text.slice(0, end);
      // The carried end of the last chunk is shorter than any row element, so nothing is counted twice.
      rowElements += countRows(body);
      inTail = end >= 0;
      if (inTail) tail = text.slice(end);
      carry = inTail ? '' : unfinishedTag(text);
    } else if (tail.length < TAIL_LIMIT) {
      tail += text;
    }
  }
  if (rowElements > SHEET_LIMITS.rows) throw new SheetError('SHEET_TOO_MANY_ROWS', { limit: SHEET_LIMITS.rows });
  return { rowElements, merges: readMerges(tail) };
}

const countRows = (text: string) => text.match(/<(?:\w+:)?row[\s>/]/g)?.length ?? 0;

/** The last `<…` that is not closed yet, to be read again with the next chunk. */
function unfinishedTag(text: string): string {
  const open = text.lastIndexOf('<');
  if (open < 0 || text.length - open > 64 || text.indexOf('>', open) >= 0) return '';
  return text.slice(open).match(/^<(?:\w+:)?row[\s>/]/) ? '' : text.slice(open);
}

function readMerges(tail: string): MergedArea[] {
  const merges: MergedArea[] = [];
  for (const [, ref] of tail.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"/g)) {
    const [from, to] = ref!.split(':').map(parseReference);
    if (!from || !to || from.column >= SHEET_LIMITS.columns) continue;
    merges.push({
      top: from.row,
      left: from.column,
      bottom: to.row,
      right: Math.min(to.column, SHEET_LIMITS.columns - 1),
    });
  }
  return merges.sort((a, b) => a.top - b.top);
}

/** `AB12` → column 27 (0-based), row 12. */
export function parseReference(reference: string): { column: number; row: number } {
  let index = 0;
  let column = 0;
  for (; index < reference.length; index++) {
    const code = reference.charCodeAt(index) & 0xdf;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return { column: column - 1, row: Number(reference.slice(index)) };
}
