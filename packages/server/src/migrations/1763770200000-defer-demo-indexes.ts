import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn } from './vocabulary';

/** What a large demo has put off until its end, so that a run that was cut off can make it good. */
export class DeferDemoIndexes1763770200000 implements MigrationInterface {
  readonly name = 'DeferDemoIndexes1763770200000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'demo_seed', { name: 'deferred', type: 'text' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE demo_seed DROP COLUMN deferred');
  }
}
