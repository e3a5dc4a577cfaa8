import { formatNumber, periodKey, type NumberingRule } from '@dossier/shared';
import type { TxContext } from '../context/context';

/** The next `count` numbers of a series, taken in the transaction; numbers that people gave by hand are passed over. */
export async function nextNumbers(tx: TxContext, series: string, rule: NumberingRule, count: number, taken: (numbers: readonly string[]) => Promise<ReadonlySet<string>>): Promise<string[]> {
  const today = tx.clock.today();
  const period = periodKey(rule, today);
  const lock = tx.db.dialect === 'mysql' ? ' FOR UPDATE' : '';
  const [row] = await tx.connection.query<{ last_serial: number }>(`SELECT last_serial FROM number_sequence WHERE series = ? AND period = ?${lock}`, [series, period]);
  let serial = Number(row?.last_serial ?? 0);
  const numbers: string[] = [];
  while (numbers.length < count) {
    const batch = Array.from({ length: count - numbers.length }, () => formatNumber(rule, today, ++serial));
    const used = await taken(batch);
    numbers.push(...batch.filter((number) => !used.has(number)));
  }
  await tx.connection.execute(
    row ? 'UPDATE number_sequence SET last_serial = ? WHERE series = ? AND period = ?' : 'INSERT INTO number_sequence (last_serial, series, period) VALUES (?, ?, ?)',
    [serial, series, period]);
  return numbers;
}
