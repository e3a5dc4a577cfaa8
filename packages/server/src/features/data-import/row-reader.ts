import { createHash } from 'node:crypto';
import { normaliseName } from '@dossier/shared';
import type { Sheet, SheetRow } from '../../platform/sheet/sheet';
import type { RowDraft } from './draft';
import { note, problem, type Problem } from './import-problem';
import type { MappedColumn, Mapping } from './mapping';
import { draftRow, settleAddresses, type DraftEnvironment } from './row-draft';
import { flatten } from './values/reading';

/** What a row below the header is. Blank rows are only counted. */
export type ReadRow =
  | {
      kind: 'draft';
      draft: RowDraft;
      /** Row of the same customer that this one continues. */ continues: number | null;
    }
  | { kind: 'repeat'; row: number; of: number }
  | { kind: 'aside'; row: number; problem: Problem };

export interface RowCounts {
  /** Rows below the header that hold nothing. */
  blank: number;
  lastRow: number;
}

const TOTAL = /^(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|本页合计|合计数|total)(?:[:(].*)?$/i;
const FOOTER = /^(?:制表|填表|审核|复核|填报|统计|打印|经办|注|备注|说明)(?:人|日期|时间|单位)?\s*[:：]/;

/** Reads the rows below the header one by one; knows what it has seen, so rows must come in order. */
export class RowReader {
  readonly counts: RowCounts;
  private readonly seen = new Map<string, number>();
  private readonly titles: ReadonlyMap<number, string>;
  private readonly nameColumn: MappedColumn | undefined;
  private previous: { row: number; name: string } | null = null;

  constructor(
    private readonly mapping: Mapping,
    private readonly environment: DraftEnvironment,
  ) {
    this.counts = { blank: 0, lastRow: mapping.lastHeaderRow };
    this.nameColumn = mapping.columns.find(({ target }) => target.kind === 'customer' && target.field === 'name');
    this.titles = new Map([...mapping.titles].map(([index, title]) => [index, plainTitle(title)]));
  }

  read(row: SheetRow): ReadRow | null {
    if (row.number <= this.mapping.lastHeaderRow) return null;
    this.counts.blank += row.number - this.counts.lastRow - 1;
    this.counts.lastRow = row.number;
    if (row.cells.every((cell) => !cell || flatten(cell) === '')) {
      this.counts.blank++;
      return null;
    }
    const aside = this.aside(row);
    if (aside) return { kind: 'aside', row: row.number, problem: aside };
    const print = this.fingerprint(row);
    const of = this.seen.get(print);
    if (of !== undefined) {
      const name = this.nameIn(row);
      if (name) this.previous = { row: row.number, name };
      return { kind: 'repeat', row: row.number, of };
    }
    this.seen.set(print, row.number);
    return this.draft(row);
  }

  /** Rows that are no data: totals, signatures below the table, the header printed again. */
  private aside(row: SheetRow): Problem | null {
    const filled = row.cells
      .filter((cell) => cell && cell.merged !== 'right' && flatten(cell) !== '')
      .map((cell) => flatten(cell!));
    if (this.isHeader(row)) return note('REPEATED_HEADER');
    if (filled.slice(0, 2).some((text) => TOTAL.test(text))) return note('TOTAL_ROW');
    if (FOOTER.test(filled[0]!) && !this.looksLikeData(row)) return note('FOOTER_ROW');
    return null;
  }

  /** The header printed again on a later page, one of its lines at least. */
  private isHeader(row: SheetRow): boolean {
    const filled = [...this.titles].filter(([index]) => row.cells[index] && flatten(row.cells[index]!) !== '');
    return (
      filled.length >= Math.min(2, this.titles.size) &&
      filled.every(([index, title]) => isTitle(title, plainTitle(row.cells[index]!.text)))
    );
  }

  private looksLikeData(row: SheetRow): boolean {
    const filled = this.mapping.columns.filter(({ index }) => row.cells[index] && row.cells[index]!.merged !== 'right');
    return filled.length > 3;
  }

  private nameIn(row: SheetRow): string | null {
    const cell = this.nameColumn && row.cells[this.nameColumn.index];
    return cell && flatten(cell) !== '' ? cell.text.trim() : null;
  }

  /** Everything that counts in a row; its serial number does not. A row without a name counts under the one above. */
  private fingerprint(row: SheetRow): string {
    const owner = this.nameIn(row) ? '' : (this.previous?.name ?? '');
    const text = owner + this.mapping.columns.map(({ index }) => squeeze(row.cells[index]?.text ?? '')).join('\u0001');
    return createHash('md5').update(text).digest('base64');
  }

  private draft(row: SheetRow): ReadRow {
    const draft = draftRow(row, this.mapping, this.environment);
    settleAddresses(draft);
    const continues = this.continueCustomer(draft);
    if (typeof draft.customer.name === 'string') this.previous = { row: draft.row, name: draft.customer.name };
    return { kind: 'draft', draft, continues };
  }

  /** A contact below its company with the company's cell left empty. */
  private continueCustomer(draft: RowDraft): number | null {
    const { customer, contacts, problems } = draft;
    if (customer.name || customer.unifiedSocialCreditCode) return null;
    if (this.previous && contacts.length > 0 && Object.keys(customer).length === 0) {
      customer.name = this.previous.name;
      problems.push(note('CONTINUES_ROW', null, { row: this.previous.row }));
      return this.previous.row;
    }
    problems.push(problem('REQUIRED', this.nameColumn?.title ?? null));
    return null;
  }
}

const plainTitle = (text: string): string => squeeze(text).replace(/\*/g, '');
/** `联系人/姓名` stands in two lines. */
const isTitle = (title: string, text: string): boolean =>
  title === text || title.startsWith(`${text}/`) || title.endsWith(`/${text}`);

const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/** How rows of the same customer are recognised: by credit code, and by normalised name. */
export function keysOf({ customer }: RowDraft): { code: string | null; name: string | null } {
  const code =
    typeof customer.unifiedSocialCreditCode === 'string'
      ? customer.unifiedSocialCreditCode.toUpperCase().replace(/[\s-]/g, '')
      : null;
  return { code, name: typeof customer.name === 'string' ? normaliseName(customer.name) : null };
}

/** All rows of a sheet, read. */
export async function* readSheetRows(sheet: Sheet, reader: RowReader): AsyncGenerator<ReadRow> {
  for await (const row of sheet.rows()) {
    const read = reader.read(row);
    if (read) yield read;
  }
}
