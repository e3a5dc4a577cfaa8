import type { Database } from '../db/database';
import { sealedColumns } from './seal';

const page = 2000;
const columns = [...sealedColumns, 'sequence', 'hash'].map((name) => `\`${name}\``).join(', ');

/** The sealed log as JSON lines, column by column as it is sealed, so that another program can check it. */
export async function* exportLog(
  db: Database,
  { from = 1, to = Infinity, onRows }: { from?: number; to?: number; onRows?(rows: number): void },
): AsyncGenerator<string> {
  for (let place = from - 1; place < to;) {
    const rows = await db.read.query<Record<string, unknown>>(
      `SELECT ${columns} FROM audit_event WHERE \`sequence\` > ? ORDER BY \`sequence\` LIMIT ${Math.min(page, to - place)}`,
      [place],
    );
    if (rows.length === 0) return;
    place = Number(rows.at(-1)!.sequence);
    onRows?.(rows.length);
    yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  }
}
