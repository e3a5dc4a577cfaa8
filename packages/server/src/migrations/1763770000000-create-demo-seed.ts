import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTable } from './vocabulary';

/** How far the demo data of an archive has come. */
export class CreateDemoSeed1763770000000 implements MigrationInterface {
  readonly name = 'CreateDemoSeed1763770000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'demo_seed',
      columns: [
        { name: 'id', type: 'ascii', length: 10, notNull: true },
        { name: 'seed', type: 'int', notNull: true },
        { name: 'anchor_at', type: 'instant', notNull: true },
        { name: 'anchor_on', type: 'date', notNull: true },
        { name: 'done', type: 'int', notNull: true },
        { name: 'target', type: 'int', notNull: true },
      ],
      primary: ['id'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, 'demo_seed');
  }
}
