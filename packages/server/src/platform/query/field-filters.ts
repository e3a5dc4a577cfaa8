import {
  GraphQLBoolean,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLEnumType,
  type GraphQLInputFieldConfigMap,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { ObjectsField } from '@dossier/shared';
import { DateScalar, DecimalScalar, InstantScalar } from '../graphql/scalars';
import { describe } from '../graphql/entity-type';
import type { FieldModel } from './model';
import { DatePartFilter } from './date-part';
import { RelativeRange } from './relative-range';

export const list = (type: GraphQLInputType) => new GraphQLList(new GraphQLNonNull(type));

const DESCRIPTIONS: Record<string, string> = {
  eq: 'Equal.',
  ne: 'Not equal; includes records without a value.',
  in: 'One of (at most 500).',
  notIn: 'None of; includes records without a value.',
  isNull: 'true: has no value; false: has one.',
  gt: 'Greater than.',
  gte: 'Greater or equal.',
  lt: 'Less than.',
  lte: 'Less or equal.',
  between: 'From … to, both included.',
  contains: 'Contains the text; case and full-width forms do not matter, `%` and `_` mean themselves.',
  startsWith: 'Starts with the text; case does not matter.',
  endsWith: 'Ends with the text; case does not matter.',
  eqIgnoreCase: 'Equal when case and full-width forms are set aside.',
  has: 'The list has this item.',
  relative: 'A span relative to today in the business time zone.',
  part: 'A part of the calendar that comes again: every March, every Monday.',
};

function operators(
  name: string,
  type: GraphQLInputType,
  kinds: { ordered?: boolean; text?: boolean; folded?: boolean; relative?: boolean },
): GraphQLInputObjectType {
  const fields: GraphQLInputFieldConfigMap = {
    eq: { type },
    ne: { type },
    in: { type: list(type) },
    notIn: { type: list(type) },
    isNull: { type: GraphQLBoolean },
  };
  if (kinds.ordered) {
    const range = new GraphQLInputObjectType({
      name: name.replace(/Filter$/, 'Range'),
      description: 'Both ends included.',
      fields: {
        from: { type: new GraphQLNonNull(type), description: 'Lower end.' },
        to: { type: new GraphQLNonNull(type), description: 'Upper end.' },
      },
    });
    Object.assign(fields, { gt: { type }, gte: { type }, lt: { type }, lte: { type }, between: { type: range } });
  }
  if (kinds.text) Object.assign(fields, { contains: { type }, startsWith: { type }, endsWith: { type } });
  if (kinds.folded) fields.eqIgnoreCase = { type };
  if (kinds.relative) Object.assign(fields, { relative: { type: RelativeRange }, part: { type: DatePartFilter } });
  for (const [operator, config] of Object.entries(fields)) config.description = DESCRIPTIONS[operator];
  return new GraphQLInputObjectType({
    name,
    description: 'Conditions on one field; all that are given must hold.',
    fields,
  });
}

const StringFilter = operators('StringFilter', GraphQLString, { text: true, folded: true });
const KeywordFilter = operators('KeywordFilter', GraphQLString, { text: true });
const IDFilter = operators('IDFilter', GraphQLID, {});
export const IntFilter = operators('IntFilter', GraphQLInt, { ordered: true });
export const DecimalFilter = operators('DecimalFilter', DecimalScalar, { ordered: true });
export const DateFilter = operators('DateFilter', DateScalar, { ordered: true, relative: true });
export const InstantFilter = operators('InstantFilter', InstantScalar, { ordered: true, relative: true });
const BooleanFilter = new GraphQLInputObjectType({
  name: 'BooleanFilter',
  description: 'Conditions on a yes/no field.',
  fields: {
    eq: { type: GraphQLBoolean, description: 'Equal.' },
    isNull: { type: GraphQLBoolean, description: DESCRIPTIONS.isNull },
  },
});
const ListFilter = new GraphQLInputObjectType({
  name: 'ListFilter',
  description: 'Conditions on a list of texts.',
  fields: {
    has: { type: GraphQLString, description: DESCRIPTIONS.has },
    isNull: { type: GraphQLBoolean, description: DESCRIPTIONS.isNull },
  },
});
export const MoneyFilter = new GraphQLInputObjectType({
  name: 'MoneyFilter',
  description: 'Conditions on an amount. Sees only amounts of one currency; amounts of others do not match.',
  fields: () => {
    const { ne, notIn, ...others } = DecimalFilter.toConfig().fields;
    return {
      ...others,
      ne: { ...ne!, description: 'Another amount of the same currency.' },
      notIn: { ...notIn!, description: 'An amount of the same currency that is none of these.' },
      currency: { type: GraphQLString, description: 'ISO 4217 code, CNY when left out; alone: any amount of it.' },
    };
  },
});

const SecretFilter = new GraphQLInputObjectType({
  name: 'SecretFilter',
  description:
    'Conditions on a value that is kept sealed: the whole of it, however it is written, or whether there is one.',
  fields: {
    eq: { type: GraphQLString, description: 'Equal to the whole value.' },
    isNull: { type: GraphQLBoolean, description: DESCRIPTIONS.isNull },
  },
});

/** Kinds whose values are texts inside of lists of objects. */
const TEXTS: ReadonlySet<string> = new Set(['text', 'keyword', 'code', 'enum']);

const enumFilters = new Map<string, GraphQLInputObjectType>();

/** Conditions that one field takes; null when it takes none. */
export function filterOf(field: FieldModel, schema: GraphQLSchema): GraphQLInputType | null {
  switch (field.field.kind) {
    case 'id':
      return IDFilter;
    case 'text':
      return StringFilter;
    case 'keyword':
    case 'code':
      return KeywordFilter;
    case 'int':
      return IntFilter;
    case 'decimal':
      return DecimalFilter;
    case 'date':
      return DateFilter;
    case 'instant':
      return InstantFilter;
    case 'bool':
      return BooleanFilter;
    case 'list':
      return ListFilter;
    case 'money':
      return MoneyFilter;
    case 'enum': {
      const { type } = field.field;
      let filter = enumFilters.get(type);
      if (!filter)
        enumFilters.set(type, (filter = operators(`${type}Filter`, schema.getType(type) as GraphQLEnumType, {})));
      return filter;
    }
    case 'secret':
      return SecretFilter;
    case 'objects':
      return itemFilterOf(field.field, schema);
    default:
      return null;
  }
}

const itemFilters = new Map<string, GraphQLInputObjectType>();

/** A list of small objects is asked for an item by its texts, as `changes: {has: {field: "grade", after: "A"}}`. */
function itemFilterOf(field: ObjectsField, schema: GraphQLSchema): GraphQLInputObjectType | null {
  const known = itemFilters.get(field.type);
  if (known) return known;
  const fields = Object.values(field.fields);
  const texts = Object.entries(field.fields).filter(([, { kind }]) => TEXTS.has(kind));
  // lists within lists may have fields of the same name, and would be mistaken for them
  if (texts.length === 0 || fields.some(({ kind }) => kind === 'objects')) return null;
  const has = new GraphQLInputObjectType({
    name: `${field.type}Match`,
    description: 'Texts of one and the same item, each equal to this; at least one.',
    fields: Object.fromEntries(
      texts.map(([name, text]) => [
        name,
        {
          type: text.kind === 'enum' ? (schema.getType(text.type) as GraphQLEnumType) : GraphQLString,
          description: describe(text),
        },
      ]),
    ),
  });
  const filter = new GraphQLInputObjectType({
    name: `${field.type}ListFilter`,
    description: 'Conditions on a list of items.',
    fields: {
      has: { type: has, description: 'The list has an item with these texts.' },
      isNull: { type: GraphQLBoolean, description: 'true: the list is empty; false: it has items.' },
    },
  });
  itemFilters.set(field.type, filter);
  return filter;
}

/** A new schema makes its own types. */
export function forgetFilters(): void {
  enumFilters.clear();
  itemFilters.clear();
}
