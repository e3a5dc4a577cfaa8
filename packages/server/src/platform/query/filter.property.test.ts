import fc from 'fast-check';
import { BruteForce } from '../../test/brute-force';
import { FilterArbitrary } from '../../test/filter-arbitrary';
import { randomArchive, type World, type WorldEntity } from '../../test/random-archive';
import { long, runs, seed } from '../../test/seed';

const ENTITIES: WorldEntity[] = ['Customer', 'Contact', 'Contract', 'ContractItem', 'Assessment'];
const WORLDS = long ? 10 : 2;
jest.setTimeout(long ? 600_000 : 30_000);

describe.each(Array.from({ length: WORLDS }, (_, i) => seed + i))(
  'random filters and orders, DOSSIER_TEST_SEED=%i',
  (worldSeed) => {
    let world: World;
    let brute: BruteForce;
    let arbitrary: FilterArbitrary;
    beforeAll(async () => {
      world = await randomArchive(worldSeed);
      brute = new BruteForce(world);
      arbitrary = new FilterArbitrary(world);
    });
    afterAll(() => world.app.close());

    const ask = async (entity: WorldEntity, variables: Record<string, unknown>) => {
      const { plural } = world.app.models.get(entity);
      const document = `query ($f: ${entity}Filter, $o: [${entity}Order!], $d: Boolean) { found: ${plural}(filter: $f, orderBy: $o, deleted: $d, first: 200) { nodes { id } totalCount } }`;
      const { data, errors } = await world.app.ask(document, variables);
      if (errors) throw new Error(JSON.stringify(errors, null, 1));
      return {
        ids: data.found.nodes.map((node: { id: string }) => node.id) as string[],
        totalCount: data.found.totalCount as number,
      };
    };

    test.each(ENTITIES)('%s: the graph answers as the brute force', async (entity) => {
      const model = world.app.models.get(entity);
      const property = fc.asyncProperty(
        arbitrary.filter(model),
        arbitrary.order(model),
        fc.boolean(),
        async (f, o, rare) => {
          const d = rare && Object.keys(f).length % 2 === 0;
          const expected = brute.list(model, f, o, d);
          expect(await ask(entity, { f, o, d })).toEqual({ ids: expected, totalCount: expected.length });
        },
      );
      await fc.assert(property, { seed: worldSeed, numRuns: runs(60, 1500) });
    });
  },
);
