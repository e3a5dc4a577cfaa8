import fc from 'fast-check';
import { aggregateOf, aggregatesHold } from '../../../test/brute-aggregates';
import { BruteForce } from '../../../test/brute-force';
import { FISCAL_START, GroupArbitrary, groupRows, idsOf, ZONE, type BruteMeasure } from '../../../test/brute-groups';
import { FilterArbitrary } from '../../../test/filter-arbitrary';
import { randomArchive, type Known, type World, type WorldEntity } from '../../../test/random-archive';
import { long, runs, seed } from '../../../test/seed';
import { groupsRoot, type EntityModel, type Filter } from '../model';

const ENTITIES: WorldEntity[] = ['Customer', 'Contact', 'Contract', 'ContractItem', 'Assessment'];
const WORLDS = long ? 10 : 2;
jest.setTimeout(long ? 600_000 : 30_000);

const MONEY = ' { amount currency }';
/** `sum { amount { amount currency } } min { signedOn }` */
function askText(measures: readonly BruteMeasure[]): string {
  const byFunction = new Map<string, Set<string>>();
  for (const [fn, { name, field }] of measures)
    byFunction.set(fn, (byFunction.get(fn) ?? new Set()).add(name + (field.kind === 'money' ? MONEY : '')));
  return ['count', ...[...byFunction].map(([fn, names]) => `${fn} { ${[...names].join(' ')} }`)].join(' ');
}

describe.each(Array.from({ length: WORLDS }, (_, i) => seed + i))(
  'random aggregates and groups, DOSSIER_TEST_SEED=%i',
  (worldSeed) => {
    let world: World;
    let brute: BruteForce;
    let filters: FilterArbitrary;
    let arbitrary: GroupArbitrary;
    beforeAll(async () => {
      world = await randomArchive(worldSeed);
      brute = new BruteForce(world);
      filters = new FilterArbitrary(world);
      arbitrary = new GroupArbitrary(world, brute);
    });
    afterAll(() => world.app.close());

    const ask = async (source: string, variables: Record<string, unknown>) => {
      const { data, errors } = await world.app.ask(source, variables);
      if (errors) throw new Error(JSON.stringify(errors, null, 1));
      return data;
    };
    const found = (model: EntityModel, filter: Filter): Known[] => {
      const ids = new Set(brute.list(model, filter, null).map((id) => id.slice(id.indexOf('_') + 1)));
      return brute.all(model).filter((row) => ids.has(row.id));
    };
    const expected = (model: EntityModel, rows: readonly Known[], measures: readonly BruteMeasure[]) => {
      const answer: Record<string, any> = { count: rows.length };
      for (const [fn, field] of measures) (answer[fn] ??= {})[field.name] = aggregateOf(brute, model, rows, fn, field);
      return answer;
    };

    test.each(ENTITIES)('%s: aggregates of lists and of nested lists', async (entity) => {
      const model = world.app.models.get(entity);
      const property = fc.asyncProperty(filters.filter(model), arbitrary.measures(model), async (f, measures) => {
        const data = await ask(
          `query ($f: ${entity}Filter) { ${model.plural}(filter: $f) { aggregate { ${askText(measures)} } } }`,
          { f },
        );
        expect(data[model.plural].aggregate).toEqual(expected(model, found(model, f), measures));
      });
      await fc.assert(property, { seed: worldSeed, numRuns: runs(40, 1000) });

      const children = [...model.relations.values()].filter(
        ({ kind, target }) => kind === 'many' && world.records.has(target.name),
      );
      for (const relation of children) {
        const { target } = relation;
        const nested = fc.asyncProperty(filters.filter(target, 1), arbitrary.measures(target), async (f, measures) => {
          const data = await ask(
            `query ($f: ${target.name}Filter) { ${model.plural}(first: 200) { nodes { id ${relation.name}(filter: $f, first: 1) { totalCount aggregate { ${askText(measures)} } } } } }`,
            { f },
          );
          for (const node of data[model.plural].nodes) {
            const row = brute.all(model).find(({ id }) => node.id.endsWith(id))!;
            const rows = brute.children(relation, row).filter((child) => brute.matches(target, child, f));
            expect(node[relation.name]).toEqual({
              totalCount: rows.length,
              aggregate: expected(target, rows, measures),
            });
          }
        });
        await fc.assert(nested, { seed: worldSeed, numRuns: runs(5, 200) });
      }
    });

    test.each(ENTITIES)('%s: groups, having, and each back to its rows', async (entity) => {
      const model = world.app.models.get(entity);
      const root = groupsRoot(model)!;
      const property = fc.asyncProperty(
        filters.filter(model, 1),
        arbitrary.keys(model),
        arbitrary.measures(model),
        fc.option(filters.aggregates(model), { nil: null }),
        fc.nat(1000),
        async (f, keys, measures, having, pick) => {
          const data = await ask(
            `query ($f: ${entity}Filter, $by: [${entity}GroupBy!]!, $having: ${entity}Having) {
              found: ${root}(filter: $f, by: $by, having: $having, first: 1000, timeZone: "${ZONE}", fiscalYearStart: ${FISCAL_START}, orderBy: [{count: {direction: DESC}}]) {
                truncated totalGroups nodes { keys drillDown count aggregate { ${askText(measures)} } } } }`,
            { f, by: keys.map(({ by }) => by), having },
          );
          const groups = [...groupRows(keys, found(model, f))].filter(
            ([, rows]) => !having || aggregatesHold(brute, model, rows, having),
          );
          const told = data.found.nodes.map((node: any) => [JSON.stringify(node.keys), node.aggregate]);
          const sorted = (list: [string, unknown][]) => list.sort(([a], [b]) => (a < b ? -1 : 1));
          expect(sorted([...told])).toEqual(sorted(groups.map(([id, rows]) => [id, expected(model, rows, measures)])));
          expect([data.found.truncated, data.found.totalGroups]).toEqual([false, groups.length]);
          const counts = data.found.nodes.map((node: any) => node.count);
          expect(counts).toEqual([...counts].sort((a, b) => b - a));
          const node = data.found.nodes[pick % data.found.nodes.length];
          if (!node) return;
          const rows = groups.find(([id]) => id === JSON.stringify(node.keys))![1];
          const back = await ask(
            `query ($f: ${entity}Filter) { ${model.plural}(filter: $f, first: 200) { nodes { id } } }`,
            { f: node.drillDown },
          );
          expect(back[model.plural].nodes.map(({ id }: { id: string }) => id).sort()).toEqual(idsOf(model, rows));
        },
      );
      await fc.assert(property, { seed: worldSeed, numRuns: runs(60, 1500) });
    });
  },
);
