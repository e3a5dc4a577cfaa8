import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTextIndex, dropIndex } from './vocabulary';

const indexes: readonly (readonly [table: string, columns: string[]])[] = [
  // what is due and who has been silent
  ['customer', ['deleted_at', 'next_follow_up_at', 'id']],
  ['customer', ['deleted_at', 'relationship_stage', 'last_interaction_at', 'id']],
  ['customer', ['deleted_at', 'blacklisted', 'id']],
  // contracts in force and their worth, without touching the rows
  ['contract', ['deleted_at', 'performance_status', 'expires_on', 'effective_on', 'amount_currency', 'amount_minor']],
];

/** Indexes of the figures and findings on the home page. */
export class IndexHome1763770100000 implements MigrationInterface {
  readonly name = 'IndexHome1763770100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of indexes) await createIndex(runner, table, columns);
    await createTextIndex(runner, 'customer', 'credit_code_override_reason');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of indexes) await dropIndex(runner, table, columns);
    await dropIndex(runner, 'customer', ['credit_code_override_reason']);
  }
}
