import type { Label } from '@dossier/shared';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
} from 'graphql';
import { entityOf, hasEntity, type Entity } from '../../../graph/entity';
import { mayAsk, mayShow } from '../../../graph/field-rights';
import { filterFields } from '../../../graph/filter';
import { tell } from '../../../graph/result/describe';
import { figureWords } from '../../../graph/result/ways';
import type { MenuGroup } from '../../../ui/menu/field-menu';
import { FUNCTIONS, measurePath, type Built, type Measure, type MeasureFunction } from './built';
import { orderAt } from './types';

/** One thing that can be chosen. */
export interface Offer {
  path: string;
  label: Label;
  /** How a key takes it; empty for the value itself. */
  ways: string[];
}
/** Offers of one record: its own, or of one that it points to. */
export interface OfferGroup {
  label: Label;
  offers: Offer[];
}

/** Offers as a menu shows them. */
export const menuOf = (groups: readonly OfferGroup[]): MenuGroup[] =>
  groups.map(({ label, offers }) => ({
    label,
    options: offers.map(({ path, label: own }) => ({ key: path, label: own, title: path })),
  }));

/** Records that a record leads to, and those that these lead to. */
const DEPTH = 2;
const generic: ReadonlySet<string> = new Set(['createdBy', 'updatedBy', 'deletedBy']);

const labelAt = (type: string, path: string): Label =>
  tell([entityOf(type).plural, 'nodes', ...path.split('.')], [])?.title ?? { zh: path, en: path };

type Fields = Readonly<Record<string, GraphQLField<unknown, unknown> | GraphQLInputField>>;
type Take = (field: Fields[string]) => string[] | null;

/** Fields of a record and of those it leads to, as far as the dictionary names them and the reader may see them. */
function walk(
  schema: GraphQLSchema,
  root: Entity,
  suffix: string,
  { take, may }: { take: Take; may: (entity: Entity, path: string) => boolean },
): OfferGroup[] {
  const groups: OfferGroup[] = [];
  const visit = (entity: Entity, at: string, depth: number): void => {
    const type = schema.getType(`${entity.type}${suffix}`);
    if (!isObjectType(type) && !isInputObjectType(type)) return;
    const fields: Fields = type.getFields();
    const known = filterFields(entity);
    const offers = Object.keys(known).flatMap((name): Offer[] => {
      const path = at + name;
      const ways = fields[name] && !known[name]!.inner ? take(fields[name]) : null;
      return ways && may(root, path) ? [{ path, label: labelAt(root.type, path), ways }] : [];
    });
    if (offers.length > 0) groups.push({ label: at ? labelOfWay(root, at) : entity.label, offers });
    if (depth === DEPTH) return;
    for (const [name, field] of Object.entries(fields)) {
      const target = getNamedType(field.type).name.replace(new RegExp(`${suffix}$`), '');
      const single = !('args' in field) || field.args.every(({ type: arg }) => !String(arg).endsWith('!'));
      if (!hasEntity(target) || !single || generic.has(name) || !may(root, at + name)) continue;
      // from a person on it is the organisation's business
      if (entity.type === 'User' && target === 'User') continue;
      visit(entityOf(target), `${at}${name}.`, depth + 1);
    }
  };
  visit(root, '', 0);
  return groups;
}
function labelOfWay(root: Entity, at: string): Label {
  const told: Label[] = [];
  let entity = root;
  for (const name of at.split('.').filter(Boolean)) {
    const relation = entity.relations[name];
    told.push(relation?.label ?? entity.fields[`${name}Id`]?.label ?? { zh: name, en: name });
    if (relation && hasEntity(relation.to)) entity = entityOf(relation.to);
  }
  return { zh: told.map(({ zh }) => zh).join(' · '), en: told.map(({ en }) => en).join(' · ') };
}

/** What a list can show. */
export const columnOffers = (schema: GraphQLSchema, type: string): OfferGroup[] =>
  walk(schema, entityOf(type), '', {
    may: mayShow,
    take: ({ type: found }) => {
      const named = getNamedType(found);
      return isLeafType(named) || named.name === 'Money' ? [] : null;
    },
  });

/** What groups can have in common. */
export const keyOffers = (schema: GraphQLSchema, type: string): OfferGroup[] =>
  walk(schema, entityOf(type), 'GroupBy', {
    may: mayAsk,
    take: ({ type: found }) => {
      const named = getNamedType(found);
      if (isEnumType(named)) return named.getValues().map(({ name }) => name);
      return isLeafType(named) || named.name.endsWith('Buckets') ? [] : null;
    },
  });

/** The parts of the calendar and levels of codes that a key can take, the usual ones first. */
const USUAL = [
  'MONTH',
  'QUARTER',
  'YEAR',
  'WEEK',
  'DAY',
  'PROVINCE',
  'CITY',
  'DISTRICT',
  'SECTION',
  'DIVISION',
  'GROUP',
  'CLASS',
];
export const inUsualOrder = (ways: readonly string[]): string[] => [
  ...USUAL.filter((way) => ways.includes(way)),
  ...ways.filter((way) => !USUAL.includes(way)),
];

const KINDS: Readonly<Partial<Record<MeasureFunction, string>>> = {
  sum: 'Figures',
  avg: 'Figures',
  min: 'Extremes',
  max: 'Extremes',
  countDistinct: 'DistinctCounts',
  share: 'SumShare',
};

/** What can be reckoned with a function over records of a type. */
export function measureOffers(schema: GraphQLSchema, type: string, fn: MeasureFunction): Offer[] {
  const found = schema.getType(`${type}${KINDS[fn] ?? ''}`);
  if (fn === 'count' || !isObjectType(found)) return [];
  const entity = entityOf(type);
  const known = filterFields(entity);
  const fields = Object.keys(found.getFields())
    .filter((name) => known[name] && !known[name].inner && mayAsk(entity, name))
    .map((name) => ({ path: name, label: known[name]!.label, ways: [] }));
  return fn === 'share' ? [{ path: '', label: figureWords.count!, ways: [] }, ...fields] : fields;
}
/** The functions that have something to reckon with. */
export const functionsOf = (schema: GraphQLSchema, type: string): MeasureFunction[] =>
  FUNCTIONS.filter((fn) => fn === 'count' || measureOffers(schema, type, fn).length > 0);

/** A measure in words: 合计 · 合同金额. */
export function measureLabel(type: string, { fn, field }: Measure): Label {
  const word = figureWords[fn]!;
  const known = fn === 'share' && !field ? figureWords.count : filterFields(entityOf(type))[field]?.label;
  const of = known ?? { zh: field, en: field };
  return fn === 'count' ? word : { zh: `${word.zh} · ${of.zh}`, en: `${word.en} · ${of.en}` };
}

/** What rows or groups can be ordered by. */
export function sortOffers(schema: GraphQLSchema, built: Built): OfferGroup[] {
  if (built.mode === 'rows')
    return columnOffers(schema, built.type)
      .map(({ label, offers }) => ({
        label,
        offers: offers.filter(({ path }) => orderAt(schema, built, path) && mayAsk(entityOf(built.type), path)),
      }))
      .filter(({ offers }) => offers.length > 0);
  const measures = built.measures.map((one) => ({
    path: measurePath(one),
    label: measureLabel(built.type, one),
    ways: [],
  }));
  const keys = built.by.map(({ path }) => ({ path: `key.${path}`, label: labelAt(built.type, path), ways: [] }));
  const known = [...measures, ...keys].filter(({ path }) => orderAt(schema, built, path));
  const once = known.filter((one, at) => known.findIndex(({ path }) => path === one.path) === at);
  return [{ label: { zh: '', en: '' }, offers: once }];
}

/** A path of any of the lists in words, also one that is not offered. */
export function pathLabel(built: Pick<Built, 'type' | 'mode'>, path: string): Label {
  if (path.startsWith('key.')) return labelAt(built.type, path.slice(4));
  const [fn = '', field = ''] = path.split('.');
  const known = FUNCTIONS.find((one) => one === fn);
  if (built.mode === 'groups' && known) return measureLabel(built.type, { fn: known, field });
  return labelAt(built.type, path);
}
