import {
  GraphQLBoolean, GraphQLEnumType, GraphQLID, GraphQLInputObjectType, GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLString,
  type GraphQLInputFieldConfigMap, type GraphQLInputType, type GraphQLSchema,
} from 'graphql';
import { relativeNames, type RelativeName } from '@dossier/shared';
import { DateScalar, DecimalScalar, InstantScalar } from '../graphql/scalars';
import { describe } from '../graphql/entity-type';
import type { EntityModel, FieldModel, RelationModel } from './model';

const list = (type: GraphQLInputType) => new GraphQLList(new GraphQLNonNull(type));

const DESCRIPTIONS: Record<string, string> = {
  eq: 'Equal.', ne: 'Not equal; includes records without a value.', in: 'One of (at most 500).', notIn: 'None of; includes records without a value.',
  isNull: 'true: has no value; false: has one.', gt: 'Greater than.', gte: 'Greater or equal.', lt: 'Less than.', lte: 'Less or equal.', between: 'From … to, both included.',
  contains: 'Contains the text; case and full-width forms do not matter, `%` and `_` mean themselves.', startsWith: 'Starts with the text; case does not matter.',
  endsWith: 'Ends with the text; case does not matter.', eqIgnoreCase: 'Equal when case and full-width forms are set aside.', has: 'The list has this item.',
  relative: 'A span relative to today in the business time zone.',
};

function operators(name: string, type: GraphQLInputType, kinds: { ordered?: boolean; text?: boolean; folded?: boolean; relative?: boolean }): GraphQLInputObjectType {
  const fields: GraphQLInputFieldConfigMap = { eq: { type }, ne: { type }, in: { type: list(type) }, notIn: { type: list(type) }, isNull: { type: GraphQLBoolean } };
  if (kinds.ordered) {
    const range = new GraphQLInputObjectType({
      name: name.replace(/Filter$/, 'Range'),
      description: 'Both ends included.',
      fields: { from: { type: new GraphQLNonNull(type), description: 'Lower end.' }, to: { type: new GraphQLNonNull(type), description: 'Upper end.' } },
    });
    Object.assign(fields, { gt: { type }, gte: { type }, lt: { type }, lte: { type }, between: { type: range } });
  }
  if (kinds.text) Object.assign(fields, { contains: { type }, startsWith: { type }, endsWith: { type } });
  if (kinds.folded) fields.eqIgnoreCase = { type };
  if (kinds.relative) fields.relative = { type: RelativeRange };
  for (const [operator, config] of Object.entries(fields)) config.description = DESCRIPTIONS[operator];
  return new GraphQLInputObjectType({ name, description: 'Conditions on one field; all that are given must hold.', fields });
}

/** Both ends belong to a span; analysts must be able to tell from the schema alone. */
const SPANS: Record<RelativeName, string> = {
  TODAY: 'Today.',
  YESTERDAY: 'The day before today.',
  TOMORROW: 'The day after today.',
  THIS_WEEK: 'Monday to Sunday of this week.',
  THIS_MONTH: 'First to last day of this month.',
  THIS_QUARTER: 'First to last day of this quarter.',
  THIS_YEAR: '1 January to 31 December of this year.',
  LAST_WEEK: 'Monday to Sunday of the week before this one.',
  LAST_MONTH: 'First to last day of the month before this one.',
  LAST_QUARTER: 'First to last day of the quarter before this one.',
  LAST_YEAR: '1 January to 31 December of the year before this one.',
  NEXT_WEEK: 'Monday to Sunday of the week after this one.',
  NEXT_MONTH: 'First to last day of the month after this one.',
  LAST_7_DAYS: 'Seven days of which today is the last.',
  LAST_30_DAYS: 'Thirty days of which today is the last.',
  LAST_90_DAYS: 'Ninety days of which today is the last.',
  NEXT_7_DAYS: 'Today and the seven days after it.',
  NEXT_30_DAYS: 'Today and the thirty days after it, as in “expires within 30 days”.',
  NEXT_90_DAYS: 'Today and the ninety days after it.',
  PAST: 'Every day before today.',
  FUTURE: 'Every day after today.',
};

const RelativeRange = new GraphQLEnumType({
  name: 'RelativeRange',
  description: 'Spans of whole calendar days relative to today in the business time zone, both ends included; weeks begin on Monday.',
  values: Object.fromEntries(relativeNames.map((name) => [name, { value: name, description: SPANS[name] }])),
});
const SortDirection = new GraphQLEnumType({ name: 'SortDirection', description: 'Direction of an order key.', values: { ASC: { description: 'Ascending.' }, DESC: { description: 'Descending.' } } });
const NullsPlace = new GraphQLEnumType({ name: 'NullsPlace', description: 'Where records without a value go; by default first when ascending, last when descending.', values: { FIRST: { description: 'Before all others.' }, LAST: { description: 'After all others.' } } });
const OrderDirection = new GraphQLInputObjectType({
  name: 'OrderDirection',
  description: 'How one field orders. Names order by pinyin, values of an enum as they are declared, amounts by their number whatever the currency.',
  fields: { direction: { type: SortDirection, description: 'ASC when left out.' }, nulls: { type: NullsPlace, description: 'Where records without a value go.' } },
});

const StringFilter = operators('StringFilter', GraphQLString, { text: true, folded: true });
const KeywordFilter = operators('KeywordFilter', GraphQLString, { text: true });
const IDFilter = operators('IDFilter', GraphQLID, {});
const IntFilter = operators('IntFilter', GraphQLInt, { ordered: true });
const DecimalFilter = operators('DecimalFilter', DecimalScalar, { ordered: true });
const DateFilter = operators('DateFilter', DateScalar, { ordered: true, relative: true });
const InstantFilter = operators('InstantFilter', InstantScalar, { ordered: true, relative: true });
const BooleanFilter = new GraphQLInputObjectType({ name: 'BooleanFilter', description: 'Conditions on a yes/no field.', fields: { eq: { type: GraphQLBoolean, description: 'Equal.' }, isNull: { type: GraphQLBoolean, description: DESCRIPTIONS.isNull } } });
const ListFilter = new GraphQLInputObjectType({ name: 'ListFilter', description: 'Conditions on a list of texts.', fields: { has: { type: GraphQLString, description: DESCRIPTIONS.has }, isNull: { type: GraphQLBoolean, description: DESCRIPTIONS.isNull } } });
const MoneyFilter = new GraphQLInputObjectType({
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

const enumFilters = new Map<string, GraphQLInputObjectType>();

function filterOf(field: FieldModel, schema: GraphQLSchema): GraphQLInputType | null {
  switch (field.field.kind) {
    case 'id': return IDFilter;
    case 'text': return StringFilter;
    case 'keyword': case 'code': return KeywordFilter;
    case 'int': return IntFilter;
    case 'decimal': return DecimalFilter;
    case 'date': return DateFilter;
    case 'instant': return InstantFilter;
    case 'bool': return BooleanFilter;
    case 'list': return ListFilter;
    case 'money': return MoneyFilter;
    case 'enum': {
      const { type } = field.field;
      let filter = enumFilters.get(type);
      if (!filter) enumFilters.set(type, (filter = operators(`${type}Filter`, schema.getType(type) as GraphQLEnumType, {})));
      return filter;
    }
    default: return null;
  }
}

/** Kinds that have an order. */
const SORTABLE = new Set(['id', 'text', 'keyword', 'code', 'enum', 'int', 'decimal', 'date', 'instant', 'bool', 'money']);

/** Filter and order inputs of every entity, made on first use and shared by all who refer to them. */
export class GraphTypes {
  private readonly filters = new Map<string, GraphQLInputObjectType>();
  private readonly orders = new Map<string, GraphQLInputObjectType>();
  private readonly lists = new Map<string, GraphQLInputObjectType>();

  constructor(private readonly schema: GraphQLSchema) {
    enumFilters.clear();
  }

  filter(model: EntityModel): GraphQLInputObjectType {
    return remember(this.filters, model.name, () => new GraphQLInputObjectType({
      name: `${model.name}Filter`,
      description: `Conditions on ${model.plural}; all that are given must hold, an empty filter matches all.`,
      fields: () => this.filterFields(model),
    }));
  }

  private filterFields(model: EntityModel): GraphQLInputFieldConfigMap {
    const self = this.filter(model);
    const fields: GraphQLInputFieldConfigMap = {
      and: { type: list(self), description: 'All of these hold.' },
      or: { type: list(self), description: 'At least one of these holds; an empty list matches nothing.' },
      not: { type: self, description: 'This does not hold; its exact complement, also where values are missing.' },
    };
    for (const field of model.fields.values()) {
      const type = filterOf(field, this.schema);
      if (type) fields[field.name] = { type, description: describe(field.field) };
    }
    for (const relation of model.relations.values()) {
      if (relation.kind === 'one') fields[relation.name] = { type: this.one(relation), description: relation.description };
      else if (relation.kind === 'many' || relation.filter) fields[relation.name] = { type: this.many(relation), description: relation.description };
    }
    return fields;
  }

  /** A to-one filter is the target's filter plus `isNull`. */
  private one(relation: RelationModel): GraphQLInputType {
    const { target } = relation;
    return remember(this.lists, `${target.name}One`, () => new GraphQLInputObjectType({
      name: `${target.name}ReferenceFilter`,
      description: `Conditions on a referred ${target.name}. \`id\` compares the reference itself, so \`{id: {ne: …}}\` includes records that refer to none.`,
      fields: () => ({ isNull: { type: GraphQLBoolean, description: 'true: refers to none; false: refers to one.' }, ...this.filterFields(target) }),
    }));
  }

  private many(relation: RelationModel): GraphQLInputType {
    const { target } = relation;
    const filter = this.filter(target);
    return remember(this.lists, target.name, () => {
      const { isNull: _never, ...comparisons } = IntFilter.toConfig().fields;
      const count = new GraphQLInputObjectType({
        name: `${target.name}CountFilter`,
        description: `Conditions on how many ${target.plural} there are.`,
        fields: { where: { type: filter, description: 'Count only these.' }, ...comparisons },
      });
      return new GraphQLInputObjectType({
        name: `${target.name}ListFilter`,
        description: `Conditions on related ${target.plural}.`,
        fields: {
          some: { type: filter, description: 'At least one matches.' },
          every: { type: filter, description: 'All match (also when there are none).' },
          none: { type: filter, description: 'None matches.' },
          count: { type: count, description: 'How many there are.' },
        },
      });
    });
  }

  order(model: EntityModel): GraphQLInputObjectType {
    return remember(this.orders, model.name, () => new GraphQLInputObjectType({
      name: `${model.name}Order`,
      description: `One key of an order of ${model.plural}; give exactly one field. The id is always the last key.`,
      fields: () => {
        const fields: GraphQLInputFieldConfigMap = {};
        for (const field of model.fields.values())
          if (SORTABLE.has(field.field.kind)) fields[field.name] = { type: OrderDirection, description: describe(field.field) };
        for (const relation of model.relations.values())
          if (relation.kind === 'one') fields[relation.name] = { type: this.order(relation.target), description: relation.description };
        return fields;
      },
    }));
  }
}

function remember<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (!value) map.set(key, (value = make()));
  return value;
}
