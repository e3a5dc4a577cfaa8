import { Exact } from '@dossier/shared';
import fc, { type Arbitrary } from 'fast-check';
import { fieldsFor, functionsOf } from '../platform/query/aggregate/fits';
import { keyKind, keyLevels } from '../platform/query/aggregate/keys/groupable';
import { exposeId, type EntityModel, type FieldModel } from '../platform/query/model';
import type { BruteForce } from './brute-force';
import { bucketOf, localOf } from './brute-calendar';
import { isMoney, type Known, type World } from './random-archive';

export const FISCAL_START = 4;
export const ZONE = 'America/New_York';

/** A key of groups: as it is asked, and the words for a record (several where a list has several items). */
export interface BruteKey {
  by: Record<string, unknown>;
  words: (row: Known) => (string | null)[];
}
/** A figure: as it is asked below `aggregate`. */
export type BruteMeasure = readonly [fn: string, field: FieldModel];

const LENGTHS: Record<string, number> = {
  PROVINCE: 2,
  CITY: 4,
  DISTRICT: 6,
  SECTION: 1,
  DIVISION: 3,
  GROUP: 4,
  CLASS: 5,
};

/** Random keys and figures of an entity. */
export class GroupArbitrary {
  constructor(
    private readonly world: World,
    private readonly brute: BruteForce,
  ) {}

  keys(model: EntityModel): Arbitrary<BruteKey[]> {
    return fc.array(this.key(model, 2), { minLength: 1, maxLength: 3 });
  }

  measures(model: EntityModel): Arbitrary<BruteMeasure[]> {
    const all = [...model.fields.values(), ...model.refs.values()].flatMap((field) =>
      functionsOf(field).map((fn): BruteMeasure => [fn, field]),
    );
    const money = fieldsFor(model, 'sum')
      .filter(({ field }) => field.kind === 'money')
      .flatMap((field) => ['sum', 'avg', 'min', 'max'].map((fn): BruteMeasure => [fn, field]));
    return fc.array(fc.constantFrom(...all, ...money), { maxLength: 5 });
  }

  private key(model: EntityModel, depth: number): Arbitrary<BruteKey> {
    const fields = [...model.fields.values()].filter((field) => keyKind(field) !== null);
    const own = fc.constantFrom(...fields).chain((field) => this.own(model, field));
    const ones = [...model.relations.values()].filter(
      (relation) => relation.kind === 'one' && this.world.records.has(relation.target.name),
    );
    if (depth === 0 || ones.length === 0) return own;
    const path = fc.constantFrom(...ones).chain((relation) =>
      this.key(relation.target, depth - 1).map(({ by, words }): BruteKey => ({
        by: { [relation.name]: by },
        words: (row) => {
          const target = this.brute.target(relation, row);
          return target ? words(target) : [null];
        },
      })),
    );
    return fc.oneof({ weight: 2, arbitrary: own }, { weight: 1, arbitrary: path });
  }

  private own(model: EntityModel, field: FieldModel): Arbitrary<BruteKey> {
    const { name } = field;
    const value = (row: Known) => this.brute.value(model, field, row);
    const plain = (wish: unknown, word: (value: never) => string): BruteKey => ({
      by: { [name]: wish },
      words: (row) => {
        const one = value(row);
        return [one === null ? null : word(one as never)];
      },
    });
    const edges = fc
      .uniqueArray(fc.constantFrom('-5', '0', '1', '2', '12', '1000', '2000000000'), { maxLength: 4 })
      .map((list) => list.sort((a, b) => Number(a) - Number(b)));
    switch (keyKind(field)) {
      case 'ITEM':
        return fc.constant({ by: { [name]: true }, words: (row) => (value(row) as string[] | null) ?? [null] });
      case 'PERIOD':
        return fc
          .constantFrom(...keyLevels(field))
          .map((bucket) => plain(bucket, (text: string) => bucketOf(bucket, localOf(text, ZONE), FISCAL_START)));
      case 'REGION':
      case 'INDUSTRY':
        return fc
          .constantFrom(...keyLevels(field))
          .map((level) => plain(level, (code: string) => cutCode(code, level)));
      case 'NUMBER':
        return edges.map((list) => plain({ edges: list }, (n: number) => between(field, list, n)));
      case 'MONEY':
        return fc.tuple(edges, fc.constantFrom('CNY', 'USD')).map(([list, currency]) =>
          plain({ edges: list, currency }, (one: unknown) => {
            if (!isMoney(one)) throw new Error('no amount');
            if (one.currency !== currency || list.length === 0) return one.currency;
            return `${currency} ${between(field, list, one.amount)}`;
          }),
        );
      default:
        return fc.constant(plain(true, (one: unknown) => String(one)));
    }
  }
}

/** Regions are filled up to six digits; a code that ends above the level stays what it is. */
function cutCode(code: string, level: string): string {
  const cut = code.slice(0, LENGTHS[level]);
  const isRegion = level === 'PROVINCE' || level === 'CITY';
  return isRegion && cut.length === LENGTHS[level] ? cut.padEnd(6, '0') : cut;
}

function between({ field }: FieldModel, edges: readonly string[], given: string | number): string {
  const places = field.kind === 'money' ? 2 : field.kind === 'decimal' ? field.places : 0;
  const value = new Exact(given);
  const text = (edge: string) => new Exact(edge).toFixed(places);
  if (edges.length === 0) return value.toFixed(places);
  const at = edges.filter((edge) => value.gte(edge)).length;
  if (at === 0) return `< ${text(edges[0]!)}`;
  return at === edges.length ? `≥ ${text(edges[at - 1]!)}` : `${text(edges[at - 1]!)} – ${text(edges[at]!)}`;
}

/** Records by their words, those with several items in several groups. */
export function groupRows(keys: readonly BruteKey[], rows: readonly Known[]): Map<string, Known[]> {
  const groups = new Map<string, Known[]>();
  for (const row of rows) {
    const combinations = keys
      .map(({ words }) => words(row))
      .reduce<(string | null)[][]>(
        (before, words) => before.flatMap((list) => words.map((word) => [...list, word])),
        [[]],
      );
    for (const words of combinations) {
      const id = JSON.stringify(words);
      groups.set(id, [...(groups.get(id) ?? []), row]);
    }
  }
  return groups;
}

/** Ids as the graph tells them. */
export const idsOf = (model: EntityModel, rows: readonly Known[]): string[] =>
  rows.map((row) => exposeId(model, row.id)).sort();
