import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTable } from './vocabulary';

/** Dashboards that people put together of saved queries. */
export class CreateDashboards1763771400000 implements MigrationInterface {
  readonly name = 'CreateDashboards1763771400000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'dashboard',
      columns: [
        { name: 'id', type: 'id', notNull: true },
        { name: 'name', type: 'string', length: 60, notNull: true },
        { name: 'name_folded', type: 'string', length: 120 },
        { name: 'description', type: 'text' },
        { name: 'description_folded', type: 'text' },
        { name: 'visibility', type: 'string', length: 40 },
        { name: 'owner_id', type: 'id' },
        { name: 'tiles', type: 'text' },
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
        ['deleted_at', 'visibility'],
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, 'dashboard');
  }
}
