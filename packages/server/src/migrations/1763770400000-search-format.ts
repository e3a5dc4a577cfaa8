import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTable } from './vocabulary';

/** The format that documents written after this step have. */
const FORMAT = 2;

/** Which format the search index of each entity has, and how far a rebuild has come. What is there already is of the first format. */
export class SearchFormat1763770400000 implements MigrationInterface {
  readonly name = 'SearchFormat1763770400000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, {
      name: 'search_index',
      columns: [
        { name: 'entity', type: 'ascii', length: 20, notNull: true },
        { name: 'format', type: 'int', notNull: true },
        { name: 'reached', type: 'ascii', length: 26, notNull: true },
      ],
      primary: ['entity'],
    });
    for (const entity of ['Customer', 'Contact', 'Contract']) {
      const known: unknown[] = await runner.query(`SELECT 1 FROM search_index WHERE entity = '${entity}'`);
      if (known.length > 0) continue;
      const found: unknown[] = await runner.query(`SELECT 1 FROM search_document WHERE entity = '${entity}' LIMIT 1`);
      await runner.query(
        `INSERT INTO search_index (entity, format, reached) VALUES ('${entity}', ${found.length > 0 ? 1 : FORMAT}, '')`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTable(runner, 'search_index');
  }
}
