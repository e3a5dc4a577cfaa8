import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, dropColumn } from './vocabulary';

/** Whether a schedule exports all rows of its query, or only as many as the query asks for. */
export class ScheduleExtent1763771600000 implements MigrationInterface {
  readonly name = 'ScheduleExtent1763771600000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'query_schedule', { name: 'extent', type: 'string', length: 40 });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumn(runner, 'query_schedule', 'extent');
  }
}
