import { SheetError } from './sheet-error';
import { SHEET_LIMITS, type Cell, type SheetRow } from './sheet-types';
import { readCell, type CellContext, type RawCell } from './xlsx-cell';
import { decodeEscapes } from './xlsx-parts';
import { parseReference, type MergedArea } from './xlsx-scan';
import { XmlPush, type Attributes, type XmlHandler } from './xml';

/** Streams the rows of a worksheet; memory holds one chunk of XML and its rows. */
export async function* readRows(
  chunks: AsyncIterable<Buffer>,
  context: CellContext,
  merges: readonly MergedArea[],
): AsyncGenerator<SheetRow> {
  const builder = new RowBuilder(context, new MergeFiller(merges));
  const push = new XmlPush(builder);
  for await (const chunk of chunks) {
    push.write(chunk);
    yield* builder.take();
  }
  push.end();
  yield* builder.take();
}

class RowBuilder implements XmlHandler {
  private done: SheetRow[] = [];
  private cells: Array<Cell | null> = [];
  private row = 0;
  private column = -1;
  private raw: RawCell | null = null;
  private collecting = false;
  private inPhonetic = false;

  constructor(
    private readonly context: CellContext,
    private readonly merges: MergeFiller,
  ) {}

  take(): SheetRow[] {
    const rows = this.done;
    this.done = [];
    return rows;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'c') this.openCell(attributes);
    else if (name === 'v' || name === 't') this.collecting = this.raw !== null && !this.inPhonetic;
    else if (name === 'f' && this.raw) this.raw.hasFormula = true;
    else if (name === 'row') this.openRow(attributes);
    else if (name === 'rPh') this.inPhonetic = true;
  }

  text(value: string): void {
    if (!this.collecting || !this.raw) return;
    this.raw.value += value;
    if (this.raw.value.length > SHEET_LIMITS.recordBytes)
      throw new SheetError('SHEET_CELL_TOO_LONG', { row: this.row });
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.collecting = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'row') this.closeRow();
    else if (name === 'rPh') this.inPhonetic = false;
  }

  private openRow({ r }: Attributes): void {
    this.row = r === undefined ? this.row + 1 : Number(r);
    if (!(this.row <= SHEET_LIMITS.rows)) throw new SheetError('SHEET_TOO_MANY_ROWS', { limit: SHEET_LIMITS.rows });
    this.cells = [];
    this.column = -1;
  }

  private openCell({ r, s, t }: Attributes): void {
    this.column = r === undefined ? this.column + 1 : parseReference(r).column;
    this.raw = { type: t ?? 'n', style: Number(s ?? 0), value: '', hasFormula: false };
  }

  private closeCell(): void {
    const { raw, column } = this;
    this.raw = null;
    if (!raw) return;
    if (raw.type === 'inlineStr' || raw.type === 'str') raw.value = decodeEscapes(raw.value);
    const cell = readCell(raw, this.context);
    if (!cell) return;
    if (column >= SHEET_LIMITS.columns) {
      throw new SheetError('SHEET_TOO_MANY_COLUMNS', { row: this.row, limit: SHEET_LIMITS.columns });
    }
    while (this.cells.length < column) this.cells.push(null);
    this.cells[column] = cell;
  }

  private closeRow(): void {
    this.merges.fill(this.row, this.cells);
    if (this.cells.some((cell) => cell !== null)) this.done.push({ number: this.row, cells: this.cells });
  }
}

/** Repeats the value of a merged area in all of its cells: clerks merge one company over the rows of its contacts. */
class MergeFiller {
  private next = 0;
  private active: Array<{ area: MergedArea; cell: Cell | null }> = [];

  constructor(private readonly merges: readonly MergedArea[]) {}

  fill(row: number, cells: Array<Cell | null>): void {
    for (let area = this.merges[this.next]; area && area.top <= row; area = this.merges[++this.next]) {
      if (area.top === row) this.active.push({ area, cell: cells[area.left] ?? null });
    }
    if (this.active.length === 0) return;
    this.active = this.active.filter(({ area }) => area.bottom >= row);
    for (const { area, cell } of this.active) if (cell) repeat(area, cell, row, cells);
  }
}

function repeat(area: MergedArea, cell: Cell, row: number, cells: Array<Cell | null>): void {
  const down: Cell = { ...cell, merged: 'down' };
  const right: Cell = { ...cell, merged: 'right' };
  for (let column = area.left; column <= area.right; column++) {
    if (row === area.top && column === area.left) continue;
    while (cells.length < column) cells.push(null);
    cells[column] = column === area.left ? down : right;
  }
}
