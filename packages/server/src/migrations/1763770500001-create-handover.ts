import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createTable, dropColumn, dropTable, type Column } from './vocabulary';

const stamps: Column[] = [
  { name: 'version', type: 'int', notNull: true },
  { name: 'created_at', type: 'instant', notNull: true },
  { name: 'updated_at', type: 'instant', notNull: true },
  { name: 'deleted_at', type: 'instant' },
  { name: 'created_by_id', type: 'id' },
  { name: 'updated_by_id', type: 'id' },
  { name: 'deleted_by_id', type: 'id' },
];
const id: Column = { name: 'id', type: 'id', notNull: true };
const counts: Column[] = ['contact_count', 'contract_count', 'open_contract_count'].map((name) => ({
  name,
  type: 'int',
}));

/** Hand-overs with their lists, and whose eyes a session looks through. */
export class CreateHandover1763770500001 implements MigrationInterface {
  readonly name = 'CreateHandover1763770500001';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'handover',
      columns: [
        id,
        { name: 'from_user_id', type: 'id', notNull: true },
        { name: 'to_user_id', type: 'id', notNull: true },
        { name: 'reason', type: 'text', notNull: true },
        { name: 'reason_folded', type: 'text' },
        { name: 'keep_collaborator_until', type: 'date' },
        { name: 'customer_count', type: 'int' },
        ...counts,
        ...stamps,
      ],
      primary: ['id'],
      indexes: [
        ['deleted_at', 'created_at', 'id'],
        ['from_user_id', 'deleted_at', 'created_at', 'id'],
        ['to_user_id', 'deleted_at', 'created_at', 'id'],
      ],
    });
    await createTable(runner, {
      name: 'handover_line',
      columns: [
        id,
        { name: 'handover_id', type: 'id', notNull: true },
        { name: 'line_no', type: 'int', notNull: true },
        { name: 'customer_id', type: 'id', notNull: true },
        { name: 'customer_code', type: 'string', length: 40 },
        { name: 'customer_name', type: 'string', length: 200, notNull: true },
        { name: 'customer_name_folded', type: 'string', length: 400 },
        { name: 'next_review_on', type: 'date' },
        ...counts,
        ...stamps,
      ],
      primary: ['id'],
      indexes: [
        ['handover_id', 'deleted_at', 'line_no', 'id'],
        ['customer_id', 'deleted_at', 'line_no', 'id'],
      ],
    });
    await addColumn(runner, 'user_session', { name: 'view_as_id', type: 'id' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumn(runner, 'user_session', 'view_as_id');
    for (const table of ['handover_line', 'handover']) await dropTable(runner, table);
  }
}
