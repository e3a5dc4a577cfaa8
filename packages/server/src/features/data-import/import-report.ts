import type { Writable } from 'node:stream';
import type { Queryable } from '../../platform/db/database';
import { openSheet, type SheetRow } from '../../platform/sheet/sheet';
import { writeCsv, writeXlsx, type OutputRow, type OutputTable } from '../../platform/sheet/sheet-writer';
import { importOutcome, type ImportOutcome } from './import-job.entity';
import { inspectFile } from './inspect-file';
import type { Mapping } from './mapping';

/** Which rows a report shows: those to be put right, or every one. */
export type ReportScope = 'errors' | 'all';

interface Verdict {
  row: number;
  outcome: ImportOutcome;
  customerName: string | null;
  reasons: string;
}

export interface ReportOptions {
  connection: Queryable;
  /** Raw id. */
  jobId: string;
  filePath: string;
  locale: 'zh' | 'en';
  scope: ReportScope;
}

const TITLES = { zh: ['导入结果', '原因', '原表行号'], en: ['Result', 'Reason', 'Row'] } as const;
/** A skipped row was not imported either: its reason is worth reading. */
const UNDONE: ReadonlySet<ImportOutcome> = new Set(['ERROR', 'SKIPPED']);

/**
 * The rows of the original file with result and reason beside them, to be corrected and imported again. The columns added
 * here are known to the import and passed over by it.
 */
export async function writeReport(output: Writable, format: 'xlsx' | 'csv', options: ReportOptions): Promise<void> {
  const file = await openSheet(options.filePath);
  try {
    const { sheet, mapping } = await inspectFile(file);
    const width = Math.max(...mapping.titles.keys()) + 1;
    const titles = Array.from({ length: width }, (_, index) => mapping.titles.get(index) ?? '');
    const table: OutputTable = {
      sheetName: options.locale === 'zh' ? '导入结果' : 'Import result',
      header: [...titles, ...TITLES[options.locale]],
      marked: [width + 1],
      rows: reportRows(sheet.rows(), mapping, width, options),
    };
    await (format === 'csv' ? writeCsv(output, table) : writeXlsx(output, table));
  } finally {
    await file.close();
  }
}

async function* reportRows(
  rows: AsyncIterable<SheetRow>,
  mapping: Mapping,
  width: number,
  options: ReportOptions,
): AsyncGenerator<OutputRow> {
  const verdicts = readVerdicts(options)[Symbol.asyncIterator]();
  let next = await verdicts.next();
  for await (const row of rows) {
    while (!next.done && next.value.row < row.number) next = await verdicts.next();
    if (next.done) return;
    if (next.value.row !== row.number) continue;
    const { outcome, reasons } = next.value;
    yield [
      ...originalCells(row, mapping, width, next.value),
      importOutcome[outcome][options.locale],
      reasons,
      { kind: 'number', text: String(row.number) },
    ];
  }
}

/** The cells as they were; a contact's row that stood below its company names the company, so that it can stand alone. */
function originalCells(row: SheetRow, mapping: Mapping, width: number, { customerName }: Verdict): OutputRow {
  const cells: Array<OutputRow[number]> = Array.from({ length: width }, (_, index) => row.cells[index] ?? null);
  const name = mapping.columns.find(({ target }) => target.kind === 'customer' && target.field === 'name');
  if (name && customerName && !cells[name.index]) cells[name.index] = customerName;
  return cells;
}

const PAGE = 500;

async function* readVerdicts({ connection, jobId, scope }: ReportOptions): AsyncGenerator<Verdict> {
  let after = 0;
  for (;;) {
    const page = await connection.query<{
      n: number;
      outcome: ImportOutcome;
      name: string | null;
      problems: string | null;
    }>(
      `SELECT \`row_number\` AS n, outcome, customer_name AS name, problems FROM import_row WHERE job_id = ? AND \`row_number\` > ? ORDER BY \`row_number\` LIMIT ${PAGE}`,
      [jobId, after],
    );
    for (const { n, outcome, name, problems } of page) {
      if (scope === 'all' || UNDONE.has(outcome))
        yield { row: Number(n), outcome, customerName: name, reasons: reasonsOf(problems, outcome) };
    }
    if (page.length < PAGE) return;
    after = Number(page.at(-1)!.n);
  }
}

/** Faults first; notes only where there is no fault. */
function reasonsOf(problems: string | null, outcome: ImportOutcome): string {
  const all = problems ? (JSON.parse(problems) as Array<{ level: string; message: string }>) : [];
  const told = outcome === 'ERROR' ? all.filter(({ level }) => level === 'ERROR') : all;
  return told.map(({ message }) => message).join('；');
}
