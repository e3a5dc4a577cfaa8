import type { Offset, Zone } from '../../../context/zone';
import type { Dialect } from '../../../db/database';
import { join, raw, sql, type Sql } from '../../sql';

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

/** Offsets that are compared one after the other. */
const STRETCH = 16;

/**
 * The offset that holds at an instant, the newest first: most instants are of late, and those of a century ago cost some twenty comparisons.
 * Two levels, never more: each takes of the engines' parser stacks.
 */
function shiftAt(subject: Sql, offsets: readonly Offset[], unit: (minutes: number) => Sql): Sql {
  const stretches = Array.from({ length: Math.ceil(offsets.length / STRETCH) }, (_, i) =>
    offsets.slice(i * STRETCH, (i + 1) * STRETCH),
  );
  return newest(
    subject,
    stretches,
    ([first]) => first!,
    (stretch) =>
      newest(
        subject,
        stretch,
        (offset) => offset,
        ({ minutes }) => unit(minutes),
      ),
  );
}

/** What the last of these gives that has begun at an instant; the first began before all times. */
function newest<T>(subject: Sql, all: readonly T[], beginning: (one: T) => Offset, value: (one: T) => Sql): Sql {
  const [first, ...later] = all;
  if (later.length === 0) return value(first!);
  const branches = later.reverse().map((one) => {
    const edge = new Date(beginning(one).at).toISOString();
    return sql`WHEN ${subject} >= ${raw(`'${edge}'`)} THEN ${value(one)}`;
  });
  return sql`CASE ${join(branches, ' ')} ELSE ${value(first!)} END`;
}
