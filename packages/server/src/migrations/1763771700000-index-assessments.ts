import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, dropIndex } from './vocabulary';

/** The order in which assessments are listed, as a whole: without its second key all of them were sorted for each page. */
const whole = ['deleted_at', 'assessed_on', 'created_at', 'id'];
const former = ['deleted_at', 'assessed_on', 'id'];

/** The list of assessments comes in the order of its index. */
export class IndexAssessments1763771700000 implements MigrationInterface {
  readonly name = 'IndexAssessments1763771700000';

  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'assessment', whole);
    await dropIndex(runner, 'assessment', former);
  }

  async down(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'assessment', former);
    await dropIndex(runner, 'assessment', whole);
  }
}
