import fc from 'fast-check';
import { graphql } from 'graphql';
import { BruteForce } from '../../test/brute-force';
import { FilterArbitrary } from '../../test/filter-arbitrary';
import { addRecords, randomArchive, removeRecords, sampleRows, type World } from '../../test/random-archive';
import { long, runs, seed } from '../../test/seed';
import { createContext } from '../context/context';
import { exposeId } from './model';
import type { PageArguments } from './page';

jest.setTimeout(long ? 600_000 : 30_000);

interface Answer {
  nodes: { id: string }[];
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
}
const PARTS =
  'nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount';
const VARIABLES = '$first: Int, $after: String, $last: Int, $before: String, $offset: Int';
const ARGUMENTS = 'first: $first, after: $after, last: $last, before: $before, offset: $offset';
const ROOT = `query ($filter: AssessmentFilter, $orderBy: [AssessmentOrder!], $deleted: Boolean, ${VARIABLES}) { assessments(filter: $filter, orderBy: $orderBy, deleted: $deleted, ${ARGUMENTS}) { ${PARTS} } }`;
const NESTED = `query ($id: ID!, $filter: AssessmentFilter, $orderBy: [AssessmentOrder!], ${VARIABLES}) { customer(id: $id) { assessments(filter: $filter, orderBy: $orderBy, ${ARGUMENTS}) { ${PARTS} } } }`;
const EACH = `query ($filter: AssessmentFilter, $orderBy: [AssessmentOrder!], ${VARIABLES}) { customers(first: 200) { nodes { id assessments(filter: $filter, orderBy: $orderBy, ${ARGUMENTS}) { ${PARTS} } } } }`;

type Fetch = (page: PageArguments) => Promise<Answer>;
const idsOf = (answer: Answer): string[] => answer.nodes.map((node) => node.id);

describe(`pages, DOSSIER_TEST_SEED=${seed}`, () => {
  let world: World;
  let brute: BruteForce;
  let arbitrary: FilterArbitrary;
  beforeAll(async () => {
    world = await randomArchive(seed, { Customer: 4, Contact: 4, Contract: 2, ContractItem: 2, Assessment: 60 });
    brute = new BruteForce(world);
    arbitrary = new FilterArbitrary(world);
  });
  afterAll(() => world.app.close());

  const assessment = () => world.app.models.get('Assessment');
  const data = async (source: string, variables: Record<string, unknown>) => {
    const { data: answer, errors } = await world.app.ask(source, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return answer;
  };
  const codeOf = async (source: string, variables: Record<string, unknown>) =>
    (await world.app.ask(source, variables)).errors?.[0]?.extensions.code;
  const root =
    (question: PageArguments): Fetch =>
    async (page) =>
      (await data(ROOT, { ...question, ...page })).assessments as Answer;
  const nested =
    (id: string, question: PageArguments): Fetch =>
    async (page) =>
      (await data(NESTED, { ...question, ...page, id })).customer.assessments as Answer;

  /** Walks all pages; every page must say exactly where it stands. */
  async function walk(fetch: Fetch, size: number, backwards: boolean, expected: string[]): Promise<void> {
    let cursor: string | null = null;
    let done = 0;
    do {
      const page: Answer = await fetch(backwards ? { last: size, before: cursor } : { first: size, after: cursor });
      const to = backwards ? expected.length - done : Math.min(expected.length, done + size);
      const from = backwards ? Math.max(0, to - size) : done;
      expect(idsOf(page)).toEqual(expected.slice(from, to));
      expect(page.edges.map((edge) => edge.node.id)).toEqual(idsOf(page));
      expect(page).toMatchObject({
        totalCount: expected.length,
        pageInfo: {
          hasNextPage: to < expected.length,
          hasPreviousPage: from > 0,
          startCursor: page.edges[0]?.cursor ?? null,
          endCursor: page.edges.at(-1)?.cursor ?? null,
        },
      });
      done += page.nodes.length;
      cursor = backwards ? page.pageInfo.startCursor : page.pageInfo.endCursor;
    } while (done < expected.length);
  }

  const question = () =>
    fc.record({ filter: arbitrary.filter(assessment(), 1), orderBy: arbitrary.order(assessment()) });
  const size = fc.integer({ min: 2, max: 12 });

  test('pages one after the other are the list, forwards, backwards and by number', async () => {
    const property = fc.asyncProperty(question(), size, fc.boolean(), async ({ filter, orderBy }, first, deleted) => {
      const expected = brute.list(assessment(), filter, orderBy, deleted);
      const fetch = root({ filter, orderBy, deleted });
      await walk(fetch, first, false, expected);
      await walk(fetch, first, true, expected);
      for (let offset = 0; offset < expected.length; offset += first) {
        const page = await fetch({ first, offset });
        expect(idsOf(page)).toEqual(expected.slice(offset, offset + first));
        expect(page.pageInfo).toMatchObject({
          hasNextPage: offset + first < expected.length,
          hasPreviousPage: offset > 0,
        });
      }
    });
    await fc.assert(property, { seed, numRuns: runs(10) });
  });

  test('the cursor of any row begins the pages on both sides of it', async () => {
    const property = fc.asyncProperty(question(), fc.nat(200), size, async ({ filter, orderBy }, at, first) => {
      const expected = brute.list(assessment(), filter, orderBy);
      if (expected.length === 0) return;
      const fetch = root({ filter, orderBy });
      const i = at % expected.length;
      const { cursor } = (await fetch({ first: 200 })).edges[i]!;
      expect(idsOf(await fetch({ first, after: cursor }))).toEqual(expected.slice(i + 1, i + 1 + first));
      expect(idsOf(await fetch({ last: first, before: cursor }))).toEqual(expected.slice(Math.max(0, i - first), i));
      expect(idsOf(await fetch({ before: cursor }))).toEqual(expected.slice(Math.max(0, i - 50), i));
    });
    await fc.assert(property, { seed, numRuns: runs(25) });
  });

  test('rows that live throughout come exactly once while others come and go', async () => {
    const actions = fc.array(fc.record({ add: fc.nat(2), remove: fc.nat(3), pick: fc.nat(100) }), { maxLength: 8 });
    const property = fc.asyncProperty(
      // by a figure of records that come and go, the others move
      arbitrary.order(assessment()).filter((orderBy) => !JSON.stringify(orderBy).includes('"aggregate"')),
      size,
      actions,
      fc.boolean(),
      fc.nat(),
      async (orderBy, first, changes, backwards, rowSeed) => {
        const before = new Set(brute.list(assessment(), null, orderBy));
        const fetch = root({ orderBy });
        const seen: string[] = [];
        const alive = new Set(before);
        let cursor: string | null = null;
        for (;;) {
          const page: Answer = await fetch(backwards ? { last: first, before: cursor } : { first, after: cursor });
          seen.push(...idsOf(page));
          if (seen.length > 5000) throw new Error('the pages do not end');
          cursor = backwards ? page.pageInfo.startCursor : page.pageInfo.endCursor;
          if (!(backwards ? page.pageInfo.hasPreviousPage : page.pageInfo.hasNextPage)) break;
          const change = changes.shift();
          if (!change) continue;
          const live = world.records.get('Assessment')!.filter((row) => row.deletedAt === null);
          const gone = live.filter((_, i) => (i + change.pick) % 11 < change.remove);
          await removeRecords(world, assessment(), gone);
          gone.forEach((row) => alive.delete(exposeId(assessment(), row.id)));
          await addRecords(
            world,
            assessment(),
            sampleRows(assessment(), rowSeed + changes.length, Math.max(change.add, gone.length)),
          );
        }
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.filter((id) => alive.has(id)).sort()).toEqual([...alive].sort());
      },
    );
    await fc.assert(property, { seed, numRuns: runs(8), endOnFailure: true });
  });

  test('nested lists page like root lists, below one parent and below many', async () => {
    const property = fc.asyncProperty(question(), size, async ({ filter, orderBy }, first) => {
      const all = brute.list(assessment(), filter, orderBy);
      const parents = world.records.get('Customer')!.filter((row) => row.deletedAt === null);
      const childrenOf = (id: string) =>
        all.filter(
          (child) =>
            world.records.get('Assessment')!.find((row) => exposeId(assessment(), row.id) === child)!.customerId === id,
        );
      const many = await data(EACH, { filter, orderBy, first });
      const tail = await data(EACH, { filter, orderBy, last: first });
      const later = await data(EACH, { filter, orderBy, first, offset: first });
      for (const parent of parents) {
        const id = exposeId(world.app.models.get('Customer'), parent.id);
        const expected = childrenOf(parent.id);
        const below = (answer: { customers: { nodes: { id: string; assessments: Answer }[] } }) =>
          answer.customers.nodes.find((node) => node.id === id)!.assessments;
        await walk(nested(id, { filter, orderBy }), first, false, expected);
        await walk(nested(id, { filter, orderBy }), first, true, expected);
        const page = below(many as never);
        expect(idsOf(page)).toEqual(expected.slice(0, first));
        expect(page).toMatchObject({
          totalCount: expected.length,
          pageInfo: { hasNextPage: expected.length > first, hasPreviousPage: false },
        });
        expect(idsOf(below(tail as never))).toEqual(expected.slice(-first));
        expect(idsOf(below(later as never))).toEqual(expected.slice(first, 2 * first));
        // a cursor from below many parents goes on below the one it belongs to
        const { endCursor } = page.pageInfo;
        if (endCursor)
          expect(idsOf(await nested(id, { filter, orderBy })({ first, after: endCursor }))).toEqual(
            expected.slice(first, 2 * first),
          );
      }
    });
    await fc.assert(property, { seed, numRuns: runs(4) });
  });

  describe('cursors', () => {
    const orderBy = [{ total: { direction: 'DESC' } }];
    const cursorOf = async (variables: PageArguments = { orderBy }) =>
      (await root(variables)({ first: 3 })).pageInfo.endCursor!;

    test('altered in any character they are refused', async () => {
      const cursor = await cursorOf();
      const property = fc.asyncProperty(
        fc.nat(cursor.length - 1),
        fc.constantFrom(...'ABCabc019-_!=+/ é'),
        async (at, char) => {
          if (cursor[at] === char) return;
          expect(
            await codeOf(ROOT, { orderBy, first: 3, after: cursor.slice(0, at) + char + cursor.slice(at + 1) }),
          ).toBe('INVALID_CURSOR');
        },
      );
      await fc.assert(property, { seed, numRuns: runs(60) });
      for (const after of [
        '',
        ' ',
        'x',
        cursor.slice(1),
        `${cursor}A`,
        `${cursor}=`,
        ` ${cursor}`,
        cursor + cursor,
        'A'.repeat(5000),
      ])
        expect(await codeOf(ROOT, { orderBy, first: 3, after })).toBe('INVALID_CURSOR');
      expect(await codeOf(ROOT, { orderBy, before: '' })).toBe('INVALID_CURSOR');
    });

    test('of another order, filter, bin, list or parent they are refused', async () => {
      const after = await cursorOf();
      expect(await codeOf(ROOT, { orderBy: [{ total: { direction: 'ASC' } }], after })).toBe('INVALID_CURSOR');
      expect(await codeOf(ROOT, { after })).toBe('INVALID_CURSOR');
      expect(await codeOf(ROOT, { orderBy, filter: { automatic: { eq: true } }, after })).toBe('INVALID_CURSOR');
      expect(await codeOf(ROOT, { orderBy, deleted: true, after })).toBe('INVALID_CURSOR');
      expect(
        await codeOf('query ($after: String) { contracts(after: $after) { totalCount nodes { id } } }', { after }),
      ).toBe('INVALID_CURSOR');
      const [one, other] = world.records
        .get('Customer')!
        .filter((row) => row.deletedAt === null)
        .map((row) => exposeId(world.app.models.get('Customer'), row.id));
      expect(await codeOf(NESTED, { id: one, orderBy, after })).toBe('INVALID_CURSOR');
      const { endCursor } = (await nested(one!, { orderBy })({ first: 1 })).pageInfo;
      expect(await codeOf(NESTED, { id: other, orderBy, after: endCursor })).toBe('INVALID_CURSOR');
      expect(await codeOf(ROOT, { orderBy, after: endCursor })).toBe('INVALID_CURSOR');
    });

    test('left-out arguments and their empty forms are the same question', async () => {
      const after = await cursorOf({});
      expect(await codeOf(ROOT, { filter: null, orderBy: [], deleted: false, after })).toBeUndefined();
    });

    test('a nested list takes one below one parent only', async () => {
      const id = exposeId(
        world.app.models.get('Customer'),
        world.records.get('Customer')!.find((row) => row.deletedAt === null)!.id,
      );
      const { endCursor } = (await nested(id, { orderBy })({ first: 1 })).pageInfo;
      expect(await codeOf(NESTED, { id, orderBy, after: endCursor })).toBeUndefined();
      expect(await codeOf(EACH, { orderBy, after: endCursor })).toBe('INVALID_CURSOR');
    });

    test('another server key refuses them', async () => {
      const after = await cursorOf();
      const other = world.app.cursorKey.subarray().map((byte) => byte ^ 1);
      const ctx = createContext(
        { ...world.app, cursorKey: Buffer.from(other) },
        { actor: world.app.actors.ADMINISTRATOR, requestId: 'other' },
      );
      const answer = await graphql({
        schema: world.app.schema,
        source: ROOT,
        variableValues: { orderBy, after },
        contextValue: ctx,
      });
      expect(answer.errors?.[0]?.extensions.code).toBe('INVALID_CURSOR');
    });
  });

  test.each([
    [{ first: 0 }, 'PAGE_SIZE'],
    [{ first: -1 }, 'PAGE_SIZE'],
    [{ first: 201 }, 'PAGE_SIZE'],
    [{ first: 2147483647 }, 'PAGE_SIZE'],
    [{ last: 0 }, 'PAGE_SIZE'],
    [{ last: 201 }, 'PAGE_SIZE'],
    [{ first: 2, last: 2 }, 'PAGE_ARGUMENTS'],
    [{ first: 2, before: 'x' }, 'PAGE_ARGUMENTS'],
    [{ last: 2, after: 'x' }, 'PAGE_ARGUMENTS'],
    [{ after: 'x', before: 'x' }, 'PAGE_ARGUMENTS'],
    [{ offset: 1, after: 'x' }, 'PAGE_ARGUMENTS'],
    [{ offset: 1, last: 2 }, 'PAGE_ARGUMENTS'],
    [{ offset: 10001 }, 'OFFSET_TOO_LARGE'],
    [{ offset: -1 }, 'OFFSET_TOO_LARGE'],
    [{ offset: 10000 }, undefined],
    [{ first: 200 }, undefined],
    [{ last: 200 }, undefined],
    [{ first: null, last: null, after: null, before: null, offset: null }, undefined],
  ])('%j answers %s on roots, below one parent, below many and below none', async (page, code) => {
    const id = exposeId(
      world.app.models.get('Customer'),
      world.records.get('Customer')!.find((row) => row.deletedAt === null)!.id,
    );
    expect(await codeOf(ROOT, page)).toBe(code);
    expect(await codeOf(NESTED, { ...page, id })).toBe(code);
    expect(await codeOf(EACH, page)).toBe(code);
    expect(await codeOf(EACH.replace('customers(first: 200)', 'customers(filter: {name: {eq: "nobody"}})'), page)).toBe(
      code,
    );
  });
});
