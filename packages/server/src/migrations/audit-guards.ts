import type { QueryRunner } from 'typeorm';
import { columnNames, isSqlite } from './vocabulary';

/** Columns that the sealer fills in, once. */
const seal = ['sequence', 'hash'];
/** The names of the guards, for those who check that they stand. */
export const auditGuards = ['audit_event_insert', 'audit_event_update', 'audit_event_delete'] as const;

/** A user of the server who may not make triggers: 1142 no right, 1227 and 1419 (binary log) need more of it. */
const mayNot = new Set([1142, 1227, 1419]);

/**
 * Guards of the operation log: a row is written unsealed, sealed once, and never changed or deleted. They give way only in a
 * transaction that holds a row of `audit_door`, which is never committed: nobody else sees the door open. False when the database
 * user may not make triggers; the chain still shows what was changed then, it only does not stop it.
 */
export async function guardAudit(runner: QueryRunner): Promise<boolean> {
  const content = (await columnNames(runner, 'audit_event')).filter((name) => !seal.includes(name)).sort();
  const guards = isSqlite(runner) ? sqliteGuards(content) : mysqlGuards(content);
  try {
    for (const [name, text] of guards) {
      await runner.query(`DROP TRIGGER IF EXISTS ${name}`);
      await runner.query(text);
    }
    return true;
  } catch (error) {
    if (mayNot.has(Number((error as { errno?: unknown }).errno))) return false;
    throw error;
  }
}

/** Takes the guards away, for a step that changes the table. */
export async function unguardAudit(runner: QueryRunner): Promise<void> {
  for (const name of auditGuards) await runner.query(`DROP TRIGGER IF EXISTS ${name}`);
}

const closed = 'NOT EXISTS (SELECT 1 FROM audit_door)';
/** Something other than the seal differs, or the seal is not set for the first time. */
const notASeal = (content: string[], same: (name: string) => string): string =>
  `(OLD.\`sequence\` IS NOT NULL OR NEW.\`sequence\` IS NULL OR NEW.\`hash\` IS NULL OR NOT (${content.map(same).join(' AND ')}))`;

function sqliteGuards(content: string[]): [string, string][] {
  const guard = (event: string, condition: string): [string, string] => [
    `audit_event_${event.toLowerCase()}`,
    `CREATE TRIGGER audit_event_${event.toLowerCase()} BEFORE ${event} ON audit_event WHEN ${condition} AND ${closed} BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END`,
  ];
  return [
    guard('INSERT', 'NEW.`sequence` IS NOT NULL'),
    guard(
      'UPDATE',
      notASeal(content, (name) => `NEW.\`${name}\` IS OLD.\`${name}\``),
    ),
    guard('DELETE', '1'),
  ];
}

function mysqlGuards(content: string[]): [string, string][] {
  const guard = (event: string, condition: string): [string, string] => [
    `audit_event_${event.toLowerCase()}`,
    `CREATE TRIGGER audit_event_${event.toLowerCase()} BEFORE ${event} ON audit_event FOR EACH ROW BEGIN IF ${condition} AND ${closed} THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_event is append-only'; END IF; END`,
  ];
  return [
    guard('INSERT', 'NEW.`sequence` IS NOT NULL'),
    guard(
      'UPDATE',
      notASeal(content, (name) => `NEW.\`${name}\` <=> OLD.\`${name}\``),
    ),
    guard('DELETE', 'TRUE'),
  ];
}
