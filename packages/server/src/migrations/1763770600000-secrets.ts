import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createIndex, createTable, dropIndex, dropTable } from './vocabulary';

/** Bank accounts of customers, and the identity number of the legal representative; both sealed. */
export class Secrets1763770600000 implements MigrationInterface {
  readonly name = 'Secrets1763770600000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'customer', { name: 'legal_representative_id_type', type: 'string', length: 40 });
    await addColumn(runner, 'customer', { name: 'legal_representative_id_number_mask', type: 'string', length: 20 });
    await addColumn(runner, 'customer', { name: 'legal_representative_id_number_sealed', type: 'string', length: 200 });
    await addColumn(runner, 'customer', { name: 'legal_representative_id_number_blind', type: 'string', length: 64 });
    await createIndex(runner, 'customer', ['legal_representative_id_number_blind']);
    await createTable(runner, {
      name: 'bank_account',
      columns: [
        { name: 'id', type: 'id', notNull: true },
        { name: 'account_name', type: 'string', length: 200, notNull: true },
        { name: 'account_name_folded', type: 'string', length: 400 },
        { name: 'bank_name', type: 'string', length: 100, notNull: true },
        { name: 'bank_name_folded', type: 'string', length: 200 },
        { name: 'branch', type: 'string', length: 200, notNull: false },
        { name: 'branch_folded', type: 'string', length: 400 },
        { name: 'bank_code', type: 'string', length: 12, notNull: false },
        { name: 'account_number_mask', type: 'string', length: 20, notNull: true },
        { name: 'account_number_sealed', type: 'string', length: 200, notNull: true },
        { name: 'account_number_blind', type: 'string', length: 64, notNull: true },
        { name: 'currency', type: 'string', length: 40, notNull: false },
        { name: 'purpose', type: 'string', length: 40, notNull: false },
        { name: 'is_default', type: 'bool', notNull: false },
        { name: 'verified', type: 'bool', notNull: false },
        { name: 'verified_at', type: 'instant', notNull: false },
        { name: 'remarks', type: 'text', notNull: false },
        { name: 'remarks_folded', type: 'text' },
        { name: 'version', type: 'int', notNull: true },
        { name: 'created_at', type: 'instant', notNull: true },
        { name: 'updated_at', type: 'instant', notNull: true },
        { name: 'deleted_at', type: 'instant', notNull: false },
        { name: 'customer_id', type: 'id', notNull: true },
        { name: 'verified_by_id', type: 'id', notNull: false },
        { name: 'created_by_id', type: 'id', notNull: false },
        { name: 'updated_by_id', type: 'id', notNull: false },
        { name: 'deleted_by_id', type: 'id', notNull: false },
        { name: 'live_default', type: 'string', length: 200 },
        { name: 'live_basic', type: 'string', length: 200 },
      ],
      primary: ['id'],
    });
    for (const column of ['live_default', 'live_basic']) await createIndex(runner, 'bank_account', [column], true);
    await createIndex(runner, 'bank_account', ['deleted_at', 'updated_at', 'id']);
    await createIndex(runner, 'bank_account', ['customer_id', 'deleted_at', 'updated_at', 'id']);
    await createIndex(runner, 'bank_account', ['account_number_blind']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, 'bank_account');
    await dropIndex(runner, 'customer', ['legal_representative_id_number_blind']);
    for (const column of ['id_number_blind', 'id_number_sealed', 'id_number_mask', 'id_type'])
      await runner.query(`ALTER TABLE customer DROP COLUMN legal_representative_${column}`);
  }
}
