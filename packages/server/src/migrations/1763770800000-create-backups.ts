import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTable } from './vocabulary';

/** What became of each backup, verification and restore drill. */
export class CreateBackups1763770800000 implements MigrationInterface {
  readonly name = 'CreateBackups1763770800000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'backup_run',
      columns: [
        { name: 'id', type: 'id', notNull: true },
        { name: 'kind', type: 'string', length: 40, notNull: true },
        { name: 'status', type: 'string', length: 40, notNull: true },
        { name: 'cause', type: 'string', length: 40, notNull: true },
        { name: 'file_name', type: 'string', length: 100 },
        { name: 'as_of', type: 'instant' },
        { name: 'size_bytes', type: 'bigint' },
        { name: 'row_count', type: 'int' },
        { name: 'table_count', type: 'int' },
        { name: 'file_count', type: 'int' },
        { name: 'content_hash', type: 'string', length: 64 },
        { name: 'progress', type: 'int' },
        { name: 'failure', type: 'string', length: 40 },
        { name: 'failure_detail', type: 'text' },
        { name: 'failure_detail_folded', type: 'text' },
        { name: 'created_at', type: 'instant', notNull: true },
        { name: 'started_at', type: 'instant' },
        { name: 'finished_at', type: 'instant' },
        { name: 'created_by_id', type: 'id' },
        // how it runs, not part of the graph: one at a time, one for each time of the schedule
        { name: 'active', type: 'ascii', length: 3 },
        { name: 'slot', type: 'ascii', length: 60 },
        { name: 'lease_until', type: 'instant' },
      ],
      primary: ['id'],
      unique: [['active'], ['slot']],
      indexes: [
        ['created_at', 'id'],
        ['kind', 'status', 'created_at'],
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, 'backup_run');
  }
}
