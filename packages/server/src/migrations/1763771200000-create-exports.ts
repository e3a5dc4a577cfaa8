import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTable } from './vocabulary';

/** Files that people take out: one row each, with its question (sealed), progress and end. */
export class CreateExports1763771200000 implements MigrationInterface {
  readonly name = 'CreateExports1763771200000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'export_job',
      columns: [
        { name: 'id', type: 'id', notNull: true },
        { name: 'title', type: 'string', length: 200, notNull: true },
        { name: 'title_folded', type: 'string', length: 400 },
        { name: 'kind', type: 'string', length: 40, notNull: true },
        { name: 'entity', type: 'string', length: 60, notNull: true },
        { name: 'format', type: 'string', length: 40, notNull: true },
        { name: 'status', type: 'string', length: 40, notNull: true },
        { name: 'column_count', type: 'int' },
        { name: 'total_rows', type: 'int' },
        { name: 'done_rows', type: 'int' },
        { name: 'size_bytes', type: 'bigint' },
        { name: 'sheet_count', type: 'int' },
        { name: 'failure', type: 'text' },
        { name: 'failure_folded', type: 'text' },
        { name: 'created_at', type: 'instant', notNull: true },
        { name: 'started_at', type: 'instant' },
        { name: 'finished_at', type: 'instant' },
        { name: 'expires_at', type: 'instant' },
        { name: 'created_by_id', type: 'id' },
        // how it runs, not part of the graph
        { name: 'request', type: 'text', notNull: true },
        { name: 'needs', type: 'text', notNull: true },
        { name: 'locale', type: 'ascii', length: 5, notNull: true },
        { name: 'attempts', type: 'int', notNull: true },
        { name: 'worker', type: 'ascii', length: 40 },
        { name: 'lease_until', type: 'instant' },
      ],
      primary: ['id'],
      indexes: [
        ['created_by_id', 'created_at', 'id'],
        ['status', 'created_at'],
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, 'export_job');
  }
}
