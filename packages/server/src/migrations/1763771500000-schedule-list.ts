import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, dropColumn } from './vocabulary';

/** Which list of its query a schedule exports, where the query asks for several. */
export class ScheduleList1763771500000 implements MigrationInterface {
  readonly name = 'ScheduleList1763771500000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'query_schedule', { name: 'list', type: 'string', length: 60 });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumn(runner, 'query_schedule', 'list');
  }
}
