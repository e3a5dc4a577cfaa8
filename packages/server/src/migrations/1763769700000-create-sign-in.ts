import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTable } from './vocabulary';

/** Passwords, sessions, API tokens and failed sign-ins. Secrets are stored as hashes only. */
export class CreateSignIn1763769700000 implements MigrationInterface {
  readonly name = 'CreateSignIn1763769700000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'user_credential',
      columns: [
        { name: 'user_id', type: 'id', notNull: true },
        { name: 'password_hash', type: 'ascii', length: 200, notNull: true },
        { name: 'must_change', type: 'bool', notNull: true },
        { name: 'demo', type: 'bool', notNull: true },
        { name: 'changed_at', type: 'instant', notNull: true },
        { name: 'signed_in_at', type: 'instant' },
      ],
      primary: ['user_id'],
    });
    await createTable(runner, {
      name: 'user_session',
      columns: [
        { name: 'id', type: 'id', notNull: true },
        { name: 'secret_hash', type: 'ascii', length: 64, notNull: true },
        { name: 'user_id', type: 'id', notNull: true },
        { name: 'created_at', type: 'instant', notNull: true },
        { name: 'last_seen_at', type: 'instant', notNull: true },
        { name: 'expires_at', type: 'instant', notNull: true },
        { name: 'ip', type: 'ascii', length: 45 },
      ],
      primary: ['id'],
      unique: [['secret_hash']],
      indexes: [['user_id'], ['expires_at']],
    });
    await createTable(runner, {
      name: 'api_token',
      columns: [
        { name: 'id', type: 'id', notNull: true },
        { name: 'name', type: 'string', length: 100, notNull: true },
        { name: 'name_folded', type: 'string', length: 200 },
        { name: 'expires_on', type: 'date', notNull: true },
        { name: 'beginning', type: 'string', length: 20 },
        { name: 'last_used_at', type: 'instant' },
        { name: 'revoked_at', type: 'instant' },
        { name: 'owner_id', type: 'id' },
        { name: 'version', type: 'int', notNull: true },
        { name: 'created_at', type: 'instant', notNull: true },
        { name: 'updated_at', type: 'instant', notNull: true },
        { name: 'deleted_at', type: 'instant' },
        { name: 'created_by_id', type: 'id' },
        { name: 'updated_by_id', type: 'id' },
        { name: 'deleted_by_id', type: 'id' },
      ],
      primary: ['id'],
      indexes: [['owner_id', 'deleted_at', 'id']],
    });
    await createTable(runner, {
      name: 'api_token_secret',
      columns: [
        { name: 'secret_hash', type: 'ascii', length: 64, notNull: true },
        { name: 'token_id', type: 'id', notNull: true },
      ],
      primary: ['secret_hash'],
      unique: [['token_id']],
    });
    await createTable(runner, {
      name: 'sign_in_attempt',
      columns: [
        { name: 'subject', type: 'ascii', length: 64, notNull: true },
        { name: 'failures', type: 'int', notNull: true },
        { name: 'last_at', type: 'instant', notNull: true },
        { name: 'blocked_until', type: 'instant' },
      ],
      primary: ['subject'],
      indexes: [['last_at']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sign_in_attempt', 'api_token_secret', 'api_token', 'user_session', 'user_credential'])
      await dropTable(runner, table);
  }
}
