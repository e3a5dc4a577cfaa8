import type { Offset, Zone } from '../../../context/zone';
import type { Dialect } from '../../../db/database';
import { raw, sql, type Sql } from '../../sql';

/**
 * Stored instants as local `YYYY-MM-DD HH:MM:SS`. The database only compares texts and adds minutes: no engine needs tables of time zones,
 * and all of them agree.
 */
export function localSql({ offsets }: Zone, subject: Sql, dialect: Dialect): Sql {
  const unit = (minutes: number) => raw(dialect === 'sqlite' ? `'${minutes} minutes'` : String(minutes));
  const shift = shiftAt(subject, offsets, unit);
  return dialect === 'sqlite'
    ? sql`datetime(${subject}, ${shift})`
    : sql`DATE_ADD(SUBSTR(${subject}, 1, 19), INTERVAL ${shift} MINUTE)`;
}

/** Halves the changes until one offset is left, so that a century of summer times costs eight comparisons. */
function shiftAt(subject: Sql, offsets: readonly Offset[], unit: (minutes: number) => Sql): Sql {
  if (offsets.length === 1) return unit(offsets[0]!.minutes);
  const middle = offsets.length >> 1;
  const edge = new Date(offsets[middle]!.at).toISOString();
  return sql`CASE WHEN ${subject} < ${raw(`'${edge}'`)} THEN ${shiftAt(subject, offsets.slice(0, middle), unit)} ELSE ${shiftAt(subject, offsets.slice(middle), unit)} END`;
}
