import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumn,
  columnNames,
  createIndex,
  createTable,
  dropColumn,
  dropIndex,
  dropTable,
  type Column,
} from './vocabulary';

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
const text = (name: string, length: number, notNull = false): Column => ({ name, type: 'string', length, notNull });

const userIndexes = [
  ['department_id', 'deleted_at', 'name_pinyin', 'id'],
  ['manager_id', 'deleted_at', 'name_pinyin', 'id'],
];
/** The list of a person's customers in the order of lists, and how many there are. */
const ownerIndex = ['owner_id', 'deleted_at', 'updated_at', 'id'];

/** Departments, roles and collaborators; a person may have several roles, which take the place of the one they had. */
export class CreateOrganisation1763770500000 implements MigrationInterface {
  readonly name = 'CreateOrganisation1763770500000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'department',
      columns: [
        id,
        text('name', 100, true),
        text('name_folded', 200),
        text('name_pinyin', 400),
        text('code', 40, true),
        { name: 'parent_id', type: 'id' },
        { name: 'head_id', type: 'id' },
        ...stamps,
        text('live_code', 200),
      ],
      primary: ['id'],
      unique: [['live_code']],
      indexes: [
        ['deleted_at', 'code', 'id'],
        ['parent_id', 'deleted_at', 'code', 'id'],
        ['head_id', 'deleted_at', 'code', 'id'],
      ],
    });
    await createTable(runner, {
      name: 'role',
      columns: [
        id,
        text('code', 40, true),
        text('name', 100, true),
        text('name_folded', 200),
        { name: 'description', type: 'text' },
        { name: 'description_folded', type: 'text' },
        { name: 'built_in', type: 'bool' },
        { name: 'scopes', type: 'text' },
        text('customer_range', 40),
        text('contact_range', 40),
        text('contract_range', 40),
        text('assessment_range', 40),
        { name: 'field_rights', type: 'text' },
        ...stamps,
        text('live_code', 200),
      ],
      primary: ['id'],
      unique: [['live_code']],
      indexes: [['deleted_at', 'code', 'id']],
    });
    await createTable(runner, {
      name: 'collaborator',
      columns: [
        id,
        { name: 'customer_id', type: 'id', notNull: true },
        { name: 'user_id', type: 'id', notNull: true },
        text('access', 40),
        { name: 'until', type: 'date' },
        ...stamps,
        text('live_pair', 200),
      ],
      primary: ['id'],
      unique: [['live_pair']],
      indexes: [
        ['customer_id', 'deleted_at', 'created_at', 'id'],
        ['user_id', 'deleted_at', 'created_at', 'id'],
        ['deleted_at', 'created_at', 'id'],
      ],
    });
    await addColumn(runner, 'user_account', { name: 'roles', type: 'text' });
    await addColumn(runner, 'user_account', { name: 'department_id', type: 'id' });
    await addColumn(runner, 'user_account', { name: 'manager_id', type: 'id' });
    if ((await columnNames(runner, 'user_account')).includes('role')) {
      await runner.query(`UPDATE user_account SET roles = REPLACE('["?"]', '?', role) WHERE roles IS NULL`);
      await dropColumn(runner, 'user_account', 'role');
    }
    for (const columns of userIndexes) await createIndex(runner, 'user_account', columns);
    await createIndex(runner, 'customer', ownerIndex);
  }

  async down(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'user_account', { name: 'role', type: 'string', length: 40 });
    // of several roles the first is kept
    await runner.query(
      `UPDATE user_account SET role = SUBSTR(roles, 3, INSTR(SUBSTR(roles, 3), '"') - 1) WHERE roles IS NOT NULL`,
    );
    await dropIndex(runner, 'customer', ownerIndex);
    for (const columns of userIndexes) await dropIndex(runner, 'user_account', columns);
    for (const column of ['roles', 'department_id', 'manager_id']) await dropColumn(runner, 'user_account', column);
    for (const table of ['collaborator', 'role', 'department']) await dropTable(runner, table);
  }
}
