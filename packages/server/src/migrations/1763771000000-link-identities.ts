import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTable } from './vocabulary';

/** Whom an identity provider knows by which subject: once linked, a person is found by it and by no name that may change. */
export class LinkIdentities1763771000000 implements MigrationInterface {
  readonly name = 'LinkIdentities1763771000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'user_identity',
      columns: [
        // an address may be longer than a key of MySQL: its SHA-256 stands for it
        { name: 'issuer_hash', type: 'ascii', length: 64, notNull: true },
        { name: 'subject', type: 'ascii', length: 255, notNull: true },
        { name: 'issuer', type: 'text', notNull: true },
        { name: 'user_id', type: 'id', notNull: true },
        { name: 'linked_at', type: 'instant', notNull: true },
      ],
      primary: ['issuer_hash', 'subject'],
      unique: [['user_id', 'issuer_hash']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, 'user_identity');
  }
}
