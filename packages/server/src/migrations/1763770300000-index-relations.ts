import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from './vocabulary';

const indexes: readonly (readonly [table: string, columns: string[]])[] = [
  // children in the order of their lists, live ones together: SQLite would rather walk all live rows than use the key alone
  ['contact', ['reports_to_id', 'deleted_at', 'updated_at', 'id']],
  ['contract', ['renewed_from_id', 'deleted_at', 'updated_at', 'id']],
  ['assessment', ['scorecard_id', 'deleted_at', 'assessed_on', 'created_at', 'id']],
  // the trail of one kind of record
  ['audit_event', ['entity', 'at', 'id']],
];
/** What they replace. */
const former: readonly (readonly [table: string, columns: string[]])[] = [
  ['contact', ['reports_to_id']],
  ['contract', ['renewed_from_id']],
  ['assessment', ['scorecard_id']],
];

/** Indexes of the relations that had their key alone. */
export class IndexRelations1763770300000 implements MigrationInterface {
  readonly name = 'IndexRelations1763770300000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of indexes) await createIndex(runner, table, columns);
    for (const [table, columns] of former) await dropIndex(runner, table, columns);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of former) await createIndex(runner, table, columns);
    for (const [table, columns] of indexes) await dropIndex(runner, table, columns);
  }
}
