import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn } from './vocabulary';

/** Contracts count the revisions of their items, so that two people who edit the items at once notice each other. */
export class ContractItemsRevision1763769800000 implements MigrationInterface {
  readonly name = 'ContractItemsRevision1763769800000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'contract', { name: 'items_revision', type: 'int' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE contract DROP COLUMN items_revision');
  }
}
