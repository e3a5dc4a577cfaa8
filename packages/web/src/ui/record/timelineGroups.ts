import { localDate } from '../../graph/format';
import type { ChangeField } from './changeText';

export interface ChangeEntry {
  id: string;
  at: string;
  verb: string;
  entity: string;
  recordId: string;
  version: number;
  actor: { name: string } | null;
  reason: string | null;
  requestId: string | null;
  fields: readonly ChangeField[];
}
/** Entries alike are one line with a number. */
export type Gathered = ChangeEntry & { count: number };
/** What one person did in one go. */
export interface Operation {
  id: string;
  at: string;
  actor: { name: string } | null;
  reason: string | null;
  entries: Gathered[];
}
export interface Day {
  day: string;
  operations: Operation[];
}

const GATHERED: ReadonlySet<string> = new Set(['REMOVE', 'RESTORE']);
/** Traces of one operation lie close together, however its request was named. */
const TOGETHER_MS = 5000;

/** A trail, latest first, by day, then by operation. */
export function groupChanges(changes: readonly ChangeEntry[]): Day[] {
  const days: Day[] = [];
  let last: ChangeEntry | null = null;
  for (const change of changes) {
    const name = localDate(new Date(change.at));
    let day = days.at(-1);
    if (day?.day !== name) days.push((day = { day: name, operations: [] }));
    const operation = last && sameOperation(last, change) ? day.operations.at(-1) : undefined;
    if (operation) add(operation, change);
    else
      day.operations.push({
        id: change.id,
        at: change.at,
        actor: change.actor,
        reason: change.reason,
        entries: [{ ...change, count: 1 }],
      });
    last = change;
  }
  return days;
}

const sameOperation = (a: ChangeEntry, b: ChangeEntry): boolean =>
  a.requestId !== null &&
  a.requestId === b.requestId &&
  a.actor?.name === b.actor?.name &&
  Math.abs(Date.parse(a.at) - Date.parse(b.at)) < TOGETHER_MS;

function add(operation: Operation, change: ChangeEntry): void {
  const same = operation.entries.find(
    ({ verb, entity }) => GATHERED.has(verb) && verb === change.verb && entity === change.entity,
  );
  if (same) same.count += 1;
  else operation.entries.push({ ...change, count: 1 });
  operation.reason ??= change.reason;
}
