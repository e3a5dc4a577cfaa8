import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createTable, dropColumn, dropTable, type Column } from './vocabulary';

const id: Column = { name: 'id', type: 'id', notNull: true };
const about: Column[] = [
  { name: 'name', type: 'string', length: 60, notNull: true },
  { name: 'name_folded', type: 'string', length: 120 },
  { name: 'folder', type: 'string', length: 60 },
  { name: 'folder_folded', type: 'string', length: 120 },
  { name: 'description', type: 'text' },
  { name: 'description_folded', type: 'text' },
  { name: 'visibility', type: 'string', length: 40 },
  { name: 'owner_id', type: 'id' },
  { name: 'revision', type: 'int' },
  { name: 'layout', type: 'text' },
  { name: 'layout_folded', type: 'text' },
];
const stamps: Column[] = [
  { name: 'version', type: 'int', notNull: true },
  { name: 'created_at', type: 'instant', notNull: true },
  { name: 'updated_at', type: 'instant', notNull: true },
  { name: 'deleted_at', type: 'instant' },
  { name: 'created_by_id', type: 'id' },
  { name: 'updated_by_id', type: 'id' },
  { name: 'deleted_by_id', type: 'id' },
];

/** Saved views and queries with their versions, the view each person's lists begin with, and tokens locked to published queries. */
export class CreateSaved1763770900000 implements MigrationInterface {
  readonly name = 'CreateSaved1763770900000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'saved_view',
      columns: [
        id,
        { name: 'list', type: 'string', length: 60, notNull: true },
        ...about,
        { name: 'search', type: 'string', length: 200 },
        { name: 'search_folded', type: 'string', length: 400 },
        { name: 'filter', type: 'text' },
        { name: 'filter_folded', type: 'text' },
        { name: 'order_by', type: 'text' },
        { name: 'order_by_folded', type: 'text' },
        { name: 'columns', type: 'text' },
        { name: 'density', type: 'string', length: 40 },
        ...stamps,
      ],
      primary: ['id'],
      indexes: [
        ['owner_id', 'deleted_at', 'list'],
        ['list', 'deleted_at', 'visibility'],
      ],
    });
    await createTable(runner, {
      name: 'saved_query',
      columns: [
        id,
        ...about,
        { name: 'document', type: 'text', notNull: true },
        { name: 'document_folded', type: 'text' },
        { name: 'parameters', type: 'text' },
        { name: 'published_name', type: 'string', length: 60 },
        { name: 'published_revision', type: 'int' },
        { name: 'published_at', type: 'instant' },
        { name: 'live_published_name', type: 'string', length: 200 },
        ...stamps,
      ],
      primary: ['id'],
      unique: [['live_published_name']],
      indexes: [
        ['owner_id', 'deleted_at'],
        ['deleted_at', 'visibility'],
      ],
    });
    await createTable(runner, {
      name: 'saved_revision',
      columns: [
        id,
        { name: 'view_id', type: 'id' },
        { name: 'query_id', type: 'id' },
        { name: 'number', type: 'int', notNull: true },
        { name: 'content', type: 'text', notNull: true },
        { name: 'content_folded', type: 'text' },
        { name: 'saved_at', type: 'instant', notNull: true },
        { name: 'saved_by_id', type: 'id' },
        { name: 'published_at', type: 'instant' },
      ],
      primary: ['id'],
      unique: [
        ['view_id', 'number'],
        ['query_id', 'number'],
      ],
    });
    await createTable(runner, {
      name: 'list_default',
      columns: [
        { name: 'user_id', type: 'id', notNull: true },
        { name: 'list', type: 'ascii', length: 60, notNull: true },
        { name: 'view_key', type: 'ascii', length: 60, notNull: true },
      ],
      primary: ['user_id', 'list'],
    });
    await addColumn(runner, 'api_token', { name: 'persisted_only', type: 'bool' });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumn(runner, 'api_token', 'persisted_only');
    for (const table of ['list_default', 'saved_revision', 'saved_query', 'saved_view']) await dropTable(runner, table);
  }
}
