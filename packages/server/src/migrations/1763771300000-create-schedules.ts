import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createIndex, createTable, dropColumn, dropIndex, dropTable } from './vocabulary';

/** Saved queries that run by themselves; each due time makes one export, and the unique index sees to that. */
export class CreateSchedules1763771300000 implements MigrationInterface {
  readonly name = 'CreateSchedules1763771300000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'query_schedule',
      columns: [
        { name: 'id', type: 'id', notNull: true },
        { name: 'query_id', type: 'id', notNull: true },
        { name: 'rhythm', type: 'string', length: 40, notNull: true },
        { name: 'weekday', type: 'string', length: 40 },
        { name: 'month_day', type: 'int' },
        { name: 'time_of_day', type: 'string', length: 5, notNull: true },
        { name: 'format', type: 'string', length: 40, notNull: true },
        { name: 'variables', type: 'text' },
        { name: 'variables_folded', type: 'text' },
        { name: 'state', type: 'string', length: 40, notNull: true },
        { name: 'stopped_reason', type: 'text' },
        { name: 'stopped_reason_folded', type: 'text' },
        { name: 'next_run_at', type: 'instant' },
        { name: 'owner_id', type: 'id' },
        { name: 'version', type: 'int', notNull: true },
        { name: 'created_at', type: 'instant', notNull: true },
        { name: 'updated_at', type: 'instant', notNull: true },
        { name: 'deleted_at', type: 'instant' },
        { name: 'created_by_id', type: 'id' },
        { name: 'updated_by_id', type: 'id' },
        { name: 'deleted_by_id', type: 'id' },
      ],
      primary: ['id'],
      indexes: [
        ['owner_id', 'deleted_at'],
        ['query_id', 'deleted_at'],
        ['state', 'next_run_at'],
      ],
    });
    await addColumn(runner, 'export_job', { name: 'schedule_id', type: 'id' });
    await addColumn(runner, 'export_job', { name: 'due_at', type: 'instant' });
    await addColumn(runner, 'export_job', { name: 'missed_runs', type: 'int' });
    await createIndex(runner, 'export_job', ['schedule_id', 'due_at'], true);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'export_job', ['schedule_id', 'due_at'], true);
    for (const column of ['schedule_id', 'due_at', 'missed_runs']) await dropColumn(runner, 'export_job', column);
    await dropTable(runner, 'query_schedule');
  }
}
