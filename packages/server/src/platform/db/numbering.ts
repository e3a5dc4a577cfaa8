import { formatNumber, periodKey, type NumberingRule } from '@dossier/shared';
import type { TxContext } from '../context/context';

/** The next `count` numbers of a series, taken in the transaction; numbers that people gave by hand are passed over. */
export async function nextNumbers(
  tx: TxContext,
  series: string,
  rule: NumberingRule,
  count: number,
  taken: (numbers: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<string[]> {
  const today = tx.clock.today();
  const period = periodKey(rule, today);
  let serial = await lastSerial(tx, series, period);
  const numbers: string[] = [];
  while (numbers.length < count) {
    const batch = Array.from({ length: count - numbers.length }, () => formatNumber(rule, today, ++serial));
    const used = await taken(batch);
    numbers.push(...batch.filter((number) => !used.has(number)));
  }
  await tx.connection.execute('UPDATE number_sequence SET last_serial = ? WHERE series = ? AND period = ?', [
    serial,
    series,
    period,
  ]);
  return numbers;
}

/** The last number given in a period, held until the transaction ends; the first who asks in a period makes its row. */
async function lastSerial(tx: TxContext, series: string, period: string): Promise<number> {
  const mysql = tx.db.dialect === 'mysql';
  const select = () =>
    tx.connection.query<{ last_serial: number }>(
      `SELECT last_serial FROM number_sequence WHERE series = ? AND period = ?${mysql ? ' FOR UPDATE' : ''}`,
      [series, period],
    );
  const [known] = await select();
  if (known) return Number(known.last_serial);
  // waits for another who is making the same row, and holds it alone: with a plain insert two who wait would stop each other
  await tx.connection.execute(
    `INSERT INTO number_sequence (last_serial, series, period) VALUES (0, ?, ?)${mysql ? ' ON DUPLICATE KEY UPDATE last_serial = last_serial' : ''}`,
    [series, period],
  );
  const [made] = await select();
  return Number(made!.last_serial);
}
