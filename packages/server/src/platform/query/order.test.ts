import { errorText, type ErrorCode, type ErrorParams } from '@dossier/shared';
import { openTestApp, type TestApp } from '../../test/test-app';
import { createMany } from '../db/write';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
  const stages = ['LOST', 'POTENTIAL', 'COOPERATING', 'PAUSED', 'INTERESTED'];
  await app.write(async (tx) => {
    await createMany(
      tx,
      tx.models.get('Customer'),
      stages.map((relationshipStage, i) => ({ name: `顺序${i}有限公司`, relationshipStage })),
    );
  });
});
afterAll(() => app.close());

const page = async (
  after: string | null,
  direction: string,
): Promise<{ nodes: { relationshipStage: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } }> => {
  const { data, errors } = await app.ask(
    'query ($after: String, $direction: SortDirection) { customers(first: 2, after: $after, orderBy: [{relationshipStage: {direction: $direction}}]) { nodes { relationshipStage } pageInfo { endCursor hasNextPage } } }',
    { after, direction },
  );
  expect(errors).toBeUndefined();
  return data.customers;
};

test.each([
  ['ASC', ['POTENTIAL', 'INTERESTED', 'COOPERATING', 'PAUSED', 'LOST']],
  ['DESC', ['LOST', 'PAUSED', 'COOPERATING', 'INTERESTED', 'POTENTIAL']],
])('values of an enum order as they are declared, over pages too: %s', async (direction, expected) => {
  const seen: string[] = [];
  let cursor: string | null = null;
  for (let more = true; more;) {
    const { nodes, pageInfo } = await page(cursor, direction);
    seen.push(...nodes.map((node) => node.relationshipStage));
    ({ endCursor: cursor, hasNextPage: more } = pageInfo);
  }
  expect(seen).toEqual(expected);
});

test.each([
  [
    '[{name: {direction: ASC}, code: {direction: ASC}}]',
    '每一项只能有一个字段，这一项有 2 个（code、name），请拆成几项',
  ],
  ['[{}]', '每一项只能有一个字段，这一项有 0 个'],
  ['[{name: null}]', 'name 没有写方向，如 name: {direction: ASC}'],
  ['[{owner: null}]', 'owner 没有写方向，如 owner: {direction: ASC}'],
  [`[${'{name: {direction: ASC}},'.repeat(7)}]`, '最多 6 个字段，现有 7 个'],
])('a bad order is said to be one: %s', async (orderBy, detail) => {
  const { errors } = await app.ask(`{ customers(orderBy: ${orderBy}) { totalCount nodes { id } } }`);
  expect(errors).toHaveLength(1);
  const { code, params } = errors![0]!.extensions as { code: ErrorCode; params: ErrorParams };
  expect(errorText(code, 'zh', params)).toBe(`排序（orderBy）不对：${detail}`);
  expect(errorText(code, 'en', params)).toMatch(/^The order \(orderBy\) is not valid: /);
});
