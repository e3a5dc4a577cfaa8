import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from './vocabulary';

/** The order in which assessments are listed where none is asked: without its second key all of them were sorted for each page. */
const order = ['deleted_at', 'assessed_on', 'created_at', 'id'];

/** The list of assessments comes in the order of an index. */
export class IndexAssessments1763771700000 implements MigrationInterface {
  readonly name = 'IndexAssessments1763771700000';

  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'assessment', order);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'assessment', order);
  }
}
