import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardAudit, unguardAudit } from './audit-guards';
import { addColumn, createIndex, createTable, dropTable, isSqlite, type Column } from './vocabulary';

const columns: Column[] = [
  { name: 'outcome', type: 'string', length: 40, notNull: true, fallback: 'OK' },
  { name: 'times', type: 'int', notNull: true, fallback: 1 },
  { name: 'operation', type: 'string', length: 80 },
  { name: 'subject', type: 'string', length: 60 },
  { name: 'source', type: 'string', length: 200 },
  { name: 'sequence', type: 'int' },
  { name: 'hash', type: 'string', length: 64 },
];
const unsealed = 'sq_audit_event_unsealed';

/** The trail becomes the operation log: what is no change of a record too, sealed into a chain, guarded against change. */
export class AuditLog1763770400001 implements MigrationInterface {
  readonly name = 'AuditLog1763770400001';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of columns) await addColumn(runner, 'audit_event', column);
    await createIndex(runner, 'audit_event', ['sequence'], true);
    // MySQL finds unsealed rows by the unique index, in the order of the primary key; unique, a bulk load leaves it in place
    if (isSqlite(runner))
      await runner.query(`CREATE UNIQUE INDEX IF NOT EXISTS ${unsealed} ON audit_event (id) WHERE sequence IS NULL`);
    await createIndex(runner, 'audit_event', ['verb', 'at', 'id']);
    // one row: the end of the chain, and how far it is anchored
    await createTable(runner, {
      name: 'audit_chain',
      columns: [
        { name: 'id', type: 'int', notNull: true },
        { name: 'sequence', type: 'int', notNull: true },
        { name: 'hash', type: 'ascii', length: 64, notNull: true },
        { name: 'key_check', type: 'ascii', length: 64, notNull: true },
        { name: 'sealed_at', type: 'instant', notNull: true },
        { name: 'anchored_sequence', type: 'int', notNull: true },
        { name: 'anchored_at', type: 'instant', notNull: true },
      ],
      primary: ['id'],
    });
    // a row of it stands only inside a transaction that may do what the guards forbid
    await createTable(runner, {
      name: 'audit_door',
      columns: [{ name: 'reason', type: 'ascii', length: 40, notNull: true }],
      primary: ['reason'],
    });
    await createTable(runner, {
      name: 'audit_check',
      columns: [
        { name: 'id', type: 'id', notNull: true },
        { name: 'started_at', type: 'instant', notNull: true },
        { name: 'started_by_id', type: 'id' },
        { name: 'seen_at', type: 'instant', notNull: true },
        { name: 'finished_at', type: 'instant' },
        { name: 'state', type: 'ascii', length: 20, notNull: true },
        { name: 'checked', type: 'int', notNull: true },
        { name: 'total', type: 'int', notNull: true },
        { name: 'unsealed', type: 'int' },
        { name: 'anchors', type: 'int' },
        { name: 'problem', type: 'text' },
      ],
      primary: ['id'],
      indexes: [['started_at']],
    });
    await guardAudit(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await unguardAudit(runner);
    for (const table of ['audit_check', 'audit_door', 'audit_chain']) await dropTable(runner, table);
    if (isSqlite(runner)) await runner.query(`DROP INDEX IF EXISTS ${unsealed}`);
    await runner.query(`DROP INDEX \`ix_audit_event_verb_at_id\`${isSqlite(runner) ? '' : ' ON audit_event'}`);
    await runner.query(`DROP INDEX \`uq_audit_event_sequence\`${isSqlite(runner) ? '' : ' ON audit_event'}`);
    for (const { name } of columns) await runner.query(`ALTER TABLE audit_event DROP COLUMN \`${name}\``);
  }
}
