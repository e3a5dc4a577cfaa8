import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTable } from './vocabulary';

/** Imports of sheets: the jobs with their progress, and what became of each row. */
export class CreateImports1763769900000 implements MigrationInterface {
  readonly name = 'CreateImports1763769900000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'import_job',
      columns: [
        { name: 'id', type: 'id', notNull: true },
        { name: 'file_name', type: 'string', length: 200, notNull: true },
        { name: 'file_name_folded', type: 'string', length: 400 },
        { name: 'status', type: 'string', length: 40, notNull: true },
        { name: 'dry_run', type: 'bool' },
        { name: 'on_duplicate', type: 'string', length: 40 },
        { name: 'total_rows', type: 'int' },
        { name: 'done_rows', type: 'int' },
        { name: 'created_count', type: 'int' },
        { name: 'updated_count', type: 'int' },
        { name: 'contact_count', type: 'int' },
        { name: 'skipped_count', type: 'int' },
        { name: 'error_count', type: 'int' },
        { name: 'ignored_count', type: 'int' },
        { name: 'blank_count', type: 'int' },
        { name: 'format', type: 'string', length: 10 },
        { name: 'encoding', type: 'string', length: 20 },
        { name: 'sheet_name', type: 'string', length: 100 },
        { name: 'sheet_name_folded', type: 'string', length: 200 },
        { name: 'mapping', type: 'text' },
        { name: 'messages', type: 'text' },
        { name: 'failure', type: 'text' },
        { name: 'failure_folded', type: 'text' },
        { name: 'created_at', type: 'instant', notNull: true },
        { name: 'started_at', type: 'instant' },
        { name: 'finished_at', type: 'instant' },
        { name: 'created_by_id', type: 'id' },
        // how the job runs, not part of the graph
        { name: 'locale', type: 'ascii', length: 5, notNull: true },
        { name: 'last_row', type: 'int', notNull: true },
        { name: 'worker', type: 'ascii', length: 40 },
        { name: 'lease_until', type: 'instant' },
      ],
      primary: ['id'],
      indexes: [
        ['created_at', 'id'],
        ['status', 'created_at'],
      ],
    });
    await createTable(runner, {
      name: 'import_row',
      columns: [
        { name: 'id', type: 'id', notNull: true },
        { name: 'row_number', type: 'int', notNull: true },
        { name: 'outcome', type: 'string', length: 40, notNull: true },
        { name: 'customer_name', type: 'string', length: 200 },
        { name: 'customer_name_folded', type: 'string', length: 400 },
        { name: 'contact_count', type: 'int' },
        { name: 'problems', type: 'text' },
        { name: 'job_id', type: 'id', notNull: true },
        { name: 'customer_id', type: 'id' },
      ],
      primary: ['id'],
      unique: [['job_id', 'row_number']],
      indexes: [['job_id', 'outcome', 'row_number'], ['customer_id']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, 'import_row');
    await dropTable(runner, 'import_job');
  }
}
