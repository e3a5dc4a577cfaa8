import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createTable, dropTable } from './vocabulary';

/** What sessions and tokens were used from, service accounts, scoped tokens, former passwords, second factors. */
export class SignInSecurity1763770700000 implements MigrationInterface {
  readonly name = 'SignInSecurity1763770700000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'user_account', { name: 'kind', type: 'string', length: 40 });
    await runner.query("UPDATE user_account SET kind = 'PERSON' WHERE kind IS NULL");
    await addColumn(runner, 'user_session', { name: 'user_agent', type: 'string', length: 300 });
    await addColumn(runner, 'user_session', { name: 'method', type: 'ascii', length: 20 });
    await addColumn(runner, 'api_token', { name: 'scopes', type: 'text' });
    await addColumn(runner, 'api_token', { name: 'last_used_from', type: 'string', length: 45 });
    await createTable(runner, {
      name: 'user_former_password',
      columns: [
        { name: 'user_id', type: 'id', notNull: true },
        { name: 'replaced_at', type: 'instant', notNull: true },
        { name: 'password_hash', type: 'ascii', length: 200, notNull: true },
      ],
      primary: ['user_id', 'replaced_at'],
    });
    await createTable(runner, {
      name: 'user_totp',
      columns: [
        { name: 'user_id', type: 'id', notNull: true },
        { name: 'sealed_secret', type: 'ascii', length: 200, notNull: true },
        { name: 'begun_at', type: 'instant', notNull: true },
        { name: 'confirmed_at', type: 'instant' },
        { name: 'last_step', type: 'bigint', notNull: true },
      ],
      primary: ['user_id'],
    });
    await createTable(runner, {
      name: 'user_recovery_code',
      columns: [
        { name: 'user_id', type: 'id', notNull: true },
        { name: 'code_hash', type: 'ascii', length: 64, notNull: true },
        { name: 'used_at', type: 'instant' },
      ],
      primary: ['user_id', 'code_hash'],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['user_recovery_code', 'user_totp', 'user_former_password']) await dropTable(runner, table);
    const columns = [
      ['api_token', 'last_used_from'],
      ['api_token', 'scopes'],
      ['user_session', 'method'],
      ['user_session', 'user_agent'],
      ['user_account', 'kind'],
    ];
    for (const [table, column] of columns) await runner.query(`ALTER TABLE ${table} DROP COLUMN \`${column}\``);
  }
}
