import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  type GraphQLFieldConfigMap,
  type GraphQLInputFieldConfigMap,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { titled } from '../../graphql/entity-type';
import { DateScalar, DecimalScalar, InstantScalar } from '../../graphql/scalars';
import { list } from '../field-filters';
import type { EntityModel, FieldModel } from '../model';
import { keyKind } from './keys/groupable';

const text = (description: string) => ({ type: GraphQLString, description });
const decimal = (description: string) => ({ type: DecimalScalar, description });

const enumOf = (name: string, description: string, values: Record<string, string>) =>
  new GraphQLEnumType({
    name,
    description,
    values: Object.fromEntries(Object.entries(values).map(([value, words]) => [value, { description: words }])),
  });
const periods = {
  DAY: 'Calendar days.',
  WEEK: 'Weeks that begin on Monday.',
  MONTH: 'Months.',
  QUARTER: 'Quarters of the calendar year.',
  YEAR: 'Calendar years.',
  FISCAL_QUARTER: 'Quarters of the year that begins in `fiscalYearStart`.',
  FISCAL_YEAR: 'Years that begin in `fiscalYearStart`.',
  QUARTER_OF_YEAR: '1 to 4, of all years together.',
  MONTH_OF_YEAR: '1 to 12, of all years together.',
  DAY_OF_WEEK: '1 (Monday) to 7 (Sunday), of all weeks together.',
};

const DateBucket = enumOf('DateBucket', 'Stretches of the calendar that dates are grouped by.', periods);
const InstantBucket = enumOf(
  'InstantBucket',
  'Stretches of the calendar in a time zone that instants are grouped by.',
  {
    HOUR: 'Hours.',
    ...periods,
    HOUR_OF_DAY: '0 to 23, of all days together.',
  },
);
const RegionLevel = enumOf('RegionLevel', 'Levels of region codes.', {
  PROVINCE: 'Provinces, as `330000`.',
  CITY: 'Cities, as `330100`.',
  DISTRICT: 'Districts and counties: the code itself.',
});
const IndustryLevel = enumOf('IndustryLevel', 'Levels of industry codes.', {
  SECTION: 'Sections 门类, as `C`.',
  DIVISION: 'Divisions 大类, as `C34`.',
  GROUP: 'Groups 中类, as `C341`.',
  CLASS: 'Classes 小类: the code itself.',
});
const edges = {
  type: list(DecimalScalar),
  description: 'Rising, at most 50; each group reaches from one edge up to, not including, the next.',
};
const NumberBuckets = new GraphQLInputObjectType({
  name: 'NumberBuckets',
  description: 'How figures are grouped: between edges, or by value without them.',
  fields: { edges },
});
const MoneyBuckets = new GraphQLInputObjectType({
  name: 'MoneyBuckets',
  description: 'How amounts are grouped: by currency; those of one currency between edges.',
  fields: { edges, currency: text('Currency of the edges, ISO 4217; CNY when left out.') },
});

const PeriodKey = new GraphQLObjectType({
  name: 'PeriodKey',
  description: 'A stretch of the calendar, or a part of it that comes again.',
  fields: {
    label: {
      type: new GraphQLNonNull(GraphQLString),
      description: 'As people write it: `2026-03`, `2026-Q1`, `2026/27`.',
    },
    from: { type: DateScalar, description: 'First day; null for parts that come again.' },
    to: { type: DateScalar, description: 'Last day.' },
    start: { type: InstantScalar, description: 'When it begins; only for instants.' },
    end: { type: InstantScalar, description: 'When the next one begins; only for instants.' },
    number: { type: GraphQLInt, description: 'Number of a part that comes again.' },
  },
});
const NumberKey = new GraphQLObjectType({
  name: 'NumberKey',
  description: 'Figures from `from` up to, not including, `to`; both the same when grouped by value.',
  fields: { from: decimal('Lower edge; null = no lower end.'), to: decimal('Upper edge; null = no upper end.') },
});
const MoneyKey = new GraphQLObjectType({
  name: 'MoneyKey',
  description: 'Amounts of one currency, from `from` up to, not including, `to`.',
  fields: {
    currency: { type: new GraphQLNonNull(GraphQLString), description: 'ISO 4217 code.' },
    from: decimal('Lower edge; null = no lower end.'),
    to: decimal('Upper edge; null = no upper end.'),
  },
});

const INPUTS: Record<string, GraphQLInputType> = {
  VALUE: GraphQLBoolean,
  ITEM: GraphQLBoolean,
  NUMBER: NumberBuckets,
  MONEY: MoneyBuckets,
  REGION: RegionLevel,
  INDUSTRY: IndustryLevel,
};
const OUTPUTS: Record<string, GraphQLOutputType> = { PERIOD: PeriodKey, NUMBER: NumberKey, MONEY: MoneyKey };

/** Keys of groups, as they are asked and answered; made once for each entity. */
export class KeyTypes {
  private readonly inputs = new Map<string, GraphQLInputObjectType>();
  private readonly outputs = new Map<string, GraphQLObjectType>();

  constructor(private readonly schema: GraphQLSchema) {}

  by(model: EntityModel): GraphQLInputObjectType {
    let type = this.inputs.get(model.name);
    if (!type)
      this.inputs.set(
        model.name,
        (type = new GraphQLInputObjectType({
          name: `${model.name}GroupBy`,
          description: `One key that ${model.plural} are grouped by; give exactly one field. Records without a value are a group of their own.`,
          fields: () =>
            this.each<GraphQLInputFieldConfigMap>(
              model,
              (field) => inputOf(field),
              (target) => this.by(target),
            ),
        })),
      );
    return type;
  }

  key(model: EntityModel): GraphQLObjectType {
    let type = this.outputs.get(model.name);
    if (!type)
      this.outputs.set(
        model.name,
        (type = new GraphQLObjectType({
          name: `${model.name}GroupKey`,
          description: `Key of a group of ${model.plural}; only what is in \`by\` can be asked. Null: records without a value.`,
          fields: () =>
            this.each<GraphQLFieldConfigMap<unknown, unknown>>(
              model,
              (field) => this.outputOf(field),
              (target) => this.key(target),
            ),
        })),
      );
    return type;
  }

  private each<M>(model: EntityModel, own: (field: FieldModel) => unknown, one: (target: EntityModel) => unknown): M {
    const fields: Record<string, unknown> = {};
    for (const field of model.fields.values())
      if (keyKind(field)) {
        const each = field.field.kind === 'list' ? ' A record counts in the group of each item.' : '';
        fields[field.name] = { type: own(field), description: titled(field.field) + each };
      }
    for (const relation of model.relations.values())
      if (relation.kind === 'one')
        fields[relation.name] = { type: one(relation.target), description: titled(relation) };
    return fields as M;
  }

  private outputOf(field: FieldModel): GraphQLOutputType {
    const { field: declared } = field;
    if (declared.kind === 'enum') return this.schema.getType(declared.type) as GraphQLEnumType;
    if (declared.kind === 'bool') return GraphQLBoolean;
    return declared.kind === 'id' ? GraphQLID : (OUTPUTS[keyKind(field)!] ?? GraphQLString);
  }
}

function inputOf(field: FieldModel): GraphQLInputType {
  const kind = keyKind(field)!;
  return kind === 'PERIOD' ? (field.field.kind === 'date' ? DateBucket : InstantBucket) : INPUTS[kind]!;
}
